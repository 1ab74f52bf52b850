namespace GateDsl.Numerics;

/// <summary>The derivative of log gamma(x); infinite at 0, NaN at -1, -2, ...</summary>
/// <remarks>
/// Source: on [1, 2] (x - root) times a minimax polynomial (tests/reference/minimax.py, digamma), the root in three
/// parts; the recurrence digamma(x + 1) = digamma(x) + 1/x brings [0, 10) there; the asymptotic series (Abramowitz and Stegun 6.3.18)
/// from 10 on; reflection (6.3.7) below 0. Near its zeros below 0 the error is absolute, not relative.
/// Error: at most 2.9 ulp.
/// </remarks>
internal static class Digamma
{
    public static T Of<T>(T x) where T : struct, ILane<T> => Rare.Map<T, Function>(x);

    private const double Root1 = 1.4616321449683622, Root2 = 9.549995429965697e-17;

    private readonly struct Function : IScalarFunction
    {
        public static double Of(double x)
        {
            if (double.IsNaN(x) || x == double.PositiveInfinity)
                return x;
            if (x == 0)
                return double.IsNegative(x) ? double.PositiveInfinity : double.NegativeInfinity;
            if (x > 0)
                return Positive(x);
            if (x == Math.Truncate(x))
                return double.NaN;
            return Positive(1 - x) - PiCotPi.Of(x);
        }
    }

    private static double Positive(double x)
    {
        if (x >= 10)
            return Asymptotic(x);
        double sum = 0;
        if (x < 1)
        {
            // In one step: the digits that x + 1 drops matter less than 1/x.
            sum = -1 / x;
            x += 1;
        }

        while (x > 2)
        {
            x -= 1;
            sum += 1 / x;
        }

        return sum + Middle(x);
    }

    private static double Asymptotic(double x)
    {
        double inverse = 1 / x;
        double z = inverse * inverse;
        return Log.Of<Scalar64>(x).Value - (0.5 * inverse + z * Series(z));
    }

    /// <summary>B_2k / 2k, k = 1 ..</summary>
    private static double Series(double z) => Poly.Of<Scalar64>(z,
        1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160);

    /// <summary>digamma on [1, 2].</summary>
    private static double Middle(double x) => ((x - Root1) - Root2) * Poly.Of(x - 1.5, MiddleCurve);

    private static ReadOnlySpan<double> MiddleCurve =>
    [
        0.951055876031833, -0.4236274212814606, 0.24054248424077396, -0.1484049230538902, 0.09498872445497708,
        -0.06192213327468678, 0.04076083381057618, -0.026975796691557436, 0.01790725248758472, -0.011908219413802051,
        0.007926943925353848, -0.0052799463195547115, 0.0035190129743752053, -0.0023454203464332115,
        0.001556594677597269, -0.0010368440095612278, 0.0007234529317614695, -0.0004847254934710821,
        0.0002269949704502483, -0.00014698447758416166, 0.00025987569895370244, -0.0001765590873391525,
    ];
}
