using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>log(1 + x), accurate near 0.</summary>
/// <remarks>
/// Source: fdlibm's e_log on f = 2^-k x + (2^-k - 1) with 1 + x = 2^k (1 + f): one rounding, so that the digits
/// which 1 + x drops are kept.
/// Error: at most 0.8 ulp.
/// </remarks>
internal static class Log1p
{
    // Above this 1 + x is x, and 2^-k is no longer a normal number.
    private const double Large = 1e300;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T sum = x + 1;
        (T scale, T k) = PowerOfTwo.Inverse(sum);
        T f = T.Fma(x, scale, scale - 1);
        T half = f * 0.5 * f;
        T s = f / (f + 2);
        T z = s * s;
        T low = T.Fma(k, ExpReduction.Ln2Low, s * T.Fma(z, LogParts.Curve(z), half));
        T y = T.Signed(T.Fma(k, ExpReduction.Ln2High, f - (half - low)), x);
        return T.AllWithin(sum, LogParts.SmallestNormal, Large)
            ? y
            : Rare.Patch<T, Edges>(y, x, ~(T.GreaterThan(x, -1) & T.LessOrEqual(sum, Large)));
    }

    private readonly struct Edges : IScalarFunction
    {
        public static double Of(double x) =>
            x == -1 ? double.NegativeInfinity : x > -1 ? Log.Of<Scalar64>(x) : double.NaN;
    }
}
