using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The derivative of log gamma(x); infinite at 0, NaN at -1, -2, ...</summary>
/// <remarks>
/// Source: from 1 on log(x / root) + (x - root) H(x) with a minimax rational H (tests/reference/minimax.py, digamma), the
/// positive root in two parts: both terms have its sign, so no digit is lost near it. digamma(x) = digamma(x + 1) - 1/x brings
/// (0, 1) there; reflection (Abramowitz and Stegun 6.3.7) below 0, where the error near the zeros is absolute, not relative.
/// Error: at most 2.0 ulp.
/// </remarks>
internal static class Digamma
{
    private const double Root1 = 1.4616321449683622, Root2 = 9.549995429965697e-17;

    /// <summary>1 / root in two parts, and Root2 / root.</summary>
    private const double Inverse1 = 0.6841666717870696, Inverse2 = -4.2470892676890727e-17, Offset = 6.533788588901356e-17;

    /// <summary>The bits of root / sqrt 2.</summary>
    private const long LowestBits = 0x3FF0_8956_C130_CCBA;

    /// <summary>From here on (x - root) H(x) is its limit, log root.</summary>
    private const double Limit = 1e17;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        bool usual = LogParts.AllPositiveNormal(x);
        T y = usual || T.Count > 1 ? Positive(x) : x;
        return usual ? y : Rare.Patch<T, Edges>(y, x, LogParts.IsEdge(x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Positive<T>(T x) where T : struct, ILane<T>
    {
        T below = T.LessThan(x, 1);
        T less = -1 / x & below;
        T lessLow = T.Fma(x, less, 1) * less;
        // In one step: the digits that x + 1 drops matter less than 1/x.
        x = x + (T.Create(1) & below);
        (T m, T k) = PowerOfTwo.Split(x, LowestBits);
        T t = m - Root1;
        T f = T.Fma(t, Inverse1, T.Fma(t, Inverse2, -Offset));
        (T half, T correction) = LogParts.OfFraction(f);
        x = T.Smaller(Limit, x);
        T slope = Slope(x);
        T rest = T.Fma(slope, -Root2, T.Fma(k, ExpReduction.Ln2Low, correction - half) + lessLow);
        return T.Fma(k, ExpReduction.Ln2High, f) + T.Fma(x - Root1, slope, rest) + less;
    }

    /// <summary>(digamma(x) - log(x / root)) / (x - root) from 1 on: near 0.4 / x, whose rounding drops out of the quotient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Slope<T>(T x) where T : struct, ILane<T>
    {
        T numerator = Poly.Of(x,
            0.2629759189665574, 3.170118005946858, 8.435333573000563, 10.416693196540272, 5.946353010778658, 0.6571997180574873,
            -1.4620712990141564, -0.8429514865225751, -0.23503114114747853);
        T denominator = Poly.Of(x,
            1.0, 18.82121157847589, 100.14118871060468, 242.89497000249156, 337.8999292669402, 286.73896784722234,
            155.51540057699572, 49.636959771478246, 8.803890689291624);
        return T.Fma(denominator, 0.40625, numerator) / (x * denominator);
    }

    private readonly struct Edges : IScalarFunction
    {
        public static double Of(double x)
        {
            if (double.IsNaN(x) || x == double.PositiveInfinity)
                return x;
            if (x == 0)
                return double.IsNegative(x) ? double.PositiveInfinity : double.NegativeInfinity;
            if (x > 0)
                return -1 / x;
            if (x == Math.Truncate(x))
                return double.NaN;
            // Where both terms are small they cancel: what 1 - x rounds off counts.
            double y = 1 - x, added = y - 1;
            double lost = 1 - (y - added) - (x + added);
            return Positive<Scalar64>(y).Value - PiCotPi.Of(x) + lost * Trigamma.Of<Scalar64>(y).Value;
        }
    }
}
