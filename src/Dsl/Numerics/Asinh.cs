using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The inverse hyperbolic sine.</summary>
/// <remarks>
/// Source: log1p(a + a^2 / (1 + sqrt(1 + a^2))) for a = |x|; log(a) + ln 2 for huge a.
/// Error: at most 1.5 ulp.
/// </remarks>
internal static class Asinh
{
    private const double Huge = 1e9;

    // Not inlined: the JIT stops inlining in a method of too many locals, and this has a good part of them.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x);
        T a = T.Smaller(Huge, size);
        T square = a * a;
        T y = Log1p.Of(a + square / (T.Sqrt(square + 1) + 1));
        T huge = T.GreaterThan(size, Huge);
        if (T.Any(huge))
            y = T.Select(huge, Log.Of(size) + ExpReduction.Ln2High, y);
        return T.Signed(y, x);
    }
}
