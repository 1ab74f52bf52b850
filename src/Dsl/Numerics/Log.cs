using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The natural logarithm.</summary>
/// <remarks>
/// Source: fdlibm's e_log (Sun, 1993): x = 2^k (1 + f), s = f / (2 + f), log(1 + f) = f - (f^2/2 - s (f^2/2 + R(s^2))),
/// with a minimax R of our own (tests/reference/minimax.py, log).
/// Error: at most 0.8 ulp.
/// </remarks>
internal static class Log
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        (T m, T k) = PowerOfTwo.Split(x);
        T y = OfSplit(m, k);
        return LogParts.AllPositiveNormal(x) ? y : Rare.Patch<T, Edges>(y, x, LogParts.IsEdge(x));
    }

    /// <summary>log x as a sum, the second part below 0.1 in size and both together good to 2^-55, for positive normal x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T High, T Low) InTwoParts<T>(T x) where T : struct, ILane<T>
    {
        (T m, T k) = PowerOfTwo.Split(x);
        (T f, T half, T correction) = LogParts.Of(m);
        T whole = k * LogParts.Ln2Head;             // exact: 11 and 42 bits
        T high = whole + f;
        return (high, (whole - high) + f + T.Fma(k, LogParts.Ln2Rest, correction - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfSplit<T>(T m, T k) where T : struct, ILane<T>
    {
        (T f, T half, T correction) = LogParts.Of(m);
        T low = T.Fma(k, ExpReduction.Ln2Low, correction);
        return T.Fma(k, ExpReduction.Ln2High, f - (half - low));
    }

    private readonly struct Edges : IScalarFunction
    {
        public static double Of(double x)
        {
            if (!LogParts.IsSubnormal(x))
                return LogParts.AtEdge(x);
            (Scalar64 m, Scalar64 k) = PowerOfTwo.Split<Scalar64>(x * LogParts.Lift);
            return OfSplit<Scalar64>(m, k.Value - LogParts.LiftExponent);
        }
    }
}

/// <summary>What the logarithms share.</summary>
internal static class LogParts
{
    /// <summary>2^54, which makes every subnormal normal.</summary>
    public const double Lift = 18014398509481984.0, LiftExponent = 54;

    public const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>ln 2 in two parts, the first of 42 bits: its product with an exponent is exact.</summary>
    public const double Ln2Head = 0.6931471805598903, Ln2Rest = 5.497923018708371e-14;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllPositiveNormal<T>(T x) where T : struct, ILane<T> =>
        T.AllWithin(x, SmallestNormal, double.MaxValue);

    /// <summary>The lanes that <see cref="AllPositiveNormal"/> complains of.</summary>
    public static T IsEdge<T>(T x) where T : struct, ILane<T> => Rare.Outside(x, SmallestNormal, double.MaxValue);

    public static bool IsSubnormal(double x) => x is > 0 and < SmallestNormal;

    /// <summary>Any logarithm at 0, infinity, NaN and below 0.</summary>
    public static double AtEdge(double x) =>
        x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;

    /// <summary>log m = F - (Half - Correction) for m in [sqrt(1/2), sqrt(2)), F and Half by far the largest terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T F, T Half, T Correction) Of<T>(T m) where T : struct, ILane<T>
    {
        T f = m - 1;
        (T half, T correction) = OfFraction(f);
        return (f, half, correction);
    }

    /// <summary>log(1 + f) = f - (Half - Correction) for f in [sqrt(1/2) - 1, sqrt(2) - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Half, T Correction) OfFraction<T>(T f) where T : struct, ILane<T>
    {
        T half = f * 0.5 * f;
        T s = f / (f + 2);
        T z = s * s;
        return (half, s * T.Fma(z, Curve(z), half));
    }

    /// <summary>log m times high + low, as a product and its small error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Product, T Error) Times<T>(T m, double high, double low) where T : struct, ILane<T>
    {
        (T f, T half, T correction) = Of(m);
        T main = f - half;
        T rest = (f - main) - half + correction;
        T product = main * high;
        T error = T.Fma(main, high, -product);
        return (product, error + T.Fma(main, low, rest * high));
    }

    /// <summary>(2 atanh(s) / s - 2) / s^2 in z = s^2, for s up to 3 - 2 sqrt(2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Curve<T>(T z) where T : struct, ILane<T> => Poly.Of(z,
        0.666666666666671, 0.3999999999951912, 0.28571428729477943, 0.22222199068154402, 0.18183572842075665,
        0.15313128659564054, 0.14810897047724209);
}
