using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The inverse hyperbolic cosine, NaN below 1.</summary>
/// <remarks>
/// Source: log1p(t + sqrt(t (t + 2))) with t = x - 1, exact near 1; log(x) + ln 2 for huge x.
/// Error: at most 1.9 ulp.
/// </remarks>
internal static class Acosh
{
    private const double Huge = 1e9;

    // Not inlined: the JIT stops inlining in a method of too many locals, and this has a good part of them.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T t = T.Select(T.LessThan(x, 1), T.Create(double.NaN), T.Smaller(Huge, x) - 1);   // below -1 the product under the root is positive again
        T y = Log1p.Of(t + T.Sqrt(T.Fma(t, t, t + t)));
        T huge = T.GreaterThan(x, Huge);
        return T.Any(huge) ? T.Select(huge, Log.Of(x) + ExpReduction.Ln2High, y) : y;
    }
}
