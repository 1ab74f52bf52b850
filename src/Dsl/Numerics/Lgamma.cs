namespace GateDsl.Numerics;

/// <summary>The logarithm of |gamma(x)|; infinite at 0, -1, -2, ...</summary>
/// <remarks>
/// Source: on [1/2, 3/2] (x - 1) times, on [3/2, 5/2] (x - 2) times a minimax polynomial (tests/reference/minimax.py,
/// lgamma1 and lgamma), so that the zeros at 1 and 2 keep their digits; gamma(x + 1) = x gamma(x) brings [0, 8) there; Stirling's series
/// (Abramowitz and Stegun 6.1.41) from 8 on, with log x to twice the precision; reflection (6.1.17) below 0.
/// Near its zeros below 0 the error is absolute, not relative.
/// Error: at most 2.6 ulp.
/// </remarks>
internal static class Lgamma
{
    public static T Of<T>(T x) where T : struct, ILane<T> => Rare.Map<T, Function>(x);

    private const double HalfLog2Pi = 0.9189385332046728, LogPi = 1.1447298858494002;

    private readonly struct Function : IScalarFunction
    {
        public static double Of(double x)
        {
            if (!double.IsFinite(x))
                return double.IsNaN(x) ? x : double.PositiveInfinity;
            return x > 0 ? Positive(x) : Negative(x);
        }
    }

    private static double Negative(double x)
    {
        if (x == Math.Truncate(x))
            return double.PositiveInfinity;
        // |x sin(pi x)| with the angle reduced exactly first.
        double fraction = x - Math.Round(x);
        double sin = Math.Abs(Sin.Of<Scalar64>(Math.PI * fraction).Value);
        return x > -1e-300
            ? -Log.Of<Scalar64>(-x).Value
            : LogPi - Log.Of<Scalar64>(-x * sin).Value - Positive(-x);
    }

    private static double Positive(double x) => x switch
    {
        < 0.5 => NearOne(x) - Log.Of<Scalar64>(x).Value,
        < 1.5 => NearOne(x - 1),
        < 2.5 => NearTwo(x - 2),
        < 8 => Descend(x),
        _ => Stirling(x),
    };

    private static double Descend(double x)
    {
        double product = 1;
        while (x >= 2.5)
        {
            x -= 1;
            product *= x;
        }

        return NearTwo(x - 2) + Log.Of<Scalar64>(product).Value;
    }

    /// <summary>(x - 1/2) log x - x + log(2 pi)/2 + 1/(12x) - ..., the two large terms as one product.</summary>
    private static double Stirling(double x)
    {
        (double high, double low) = Pow.LogOf(x);
        double factor = x - 0.5;
        double less = high - 1;
        double lessLow = ((high - less) - 1) + low;
        double product = factor * less;
        double rest = Math.FusedMultiplyAdd(factor, less, -product) + factor * lessLow;
        double inverse = 1 / x;
        double series = inverse * Series(inverse * inverse);
        return double.IsInfinity(product) ? product : product + (rest + (HalfLog2Pi - 0.5 + series));
    }

    /// <summary>B_2k / (2k (2k - 1)), k = 1 ..</summary>
    private static double Series(double z) => Poly.Of<Scalar64>(z,
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400);

    /// <summary>lgamma(2 + t) for t in [-1/2, 1/2]; + 0, as the zero at 2 is no negative one.</summary>
    private static double NearTwo(double t) => t * Poly.Of(t, NearTwoCurve) + 0.0;

    private static ReadOnlySpan<double> NearTwoCurve =>
    [
        0.42278433509846713, 0.32246703342411326, -0.06735230105319831, 0.02058080842778057, -0.007385551028649661,
        0.00289051033102363, -0.0011927539127598976, 0.0005096695156781464, -0.0002231547351429145,
        9.945767001358443e-05, -4.492653131264253e-05, 2.0505617500003625e-05, -9.437235957408936e-06,
        4.384589442796154e-06, -2.0497558493459313e-06, 9.203150799823341e-07, -4.2004257814473985e-07,
        2.7849433414173466e-07, -1.43293392350372e-07,
    ];

    /// <summary>lgamma(1 + t) for t in [-1/2, 1/2].</summary>
    private static double NearOne(double t) => t * Poly.Of(t, NearOneCurve) + 0.0;

    private static ReadOnlySpan<double> NearOneCurve =>
    [
        -0.5772156649015329, 0.8224670334241132, -0.4006856343865307, 0.2705808084277869, -0.20738555102888928,
        0.16955717699710485, -0.14404989674365465, 0.12550966953979653, -0.11133426740959426, 0.10009945728168086,
        -0.09095396061170706, 0.08335383305955947, -0.07693386620511047, 0.07143338687105702, -0.06664670617495093,
        0.06249066959271402, -0.05907585263012433, 0.05570051219601, -0.050577722759113326, 0.048647037593233515,
        -0.059555575520984595, 0.05412631088395311, 0.005240389971642154, 0.003549084979238356, -0.17461128484137842,
        0.15013725650405835, 0.19555597947089987, -0.16679460632421128, -0.24073251849802985, 0.22073336743024938,
    ];
}
