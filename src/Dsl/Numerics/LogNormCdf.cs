using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The logarithm of <see cref="NormCdf"/>, accurate far into the left tail, where the cdf itself underflows.</summary>
/// <remarks>
/// Source: below 0, log(erfcx(-x / sqrt 2) / 2) - x^2/2; above, log1p of minus the upper tail.
/// Error: at most 3.7 ulp.
/// </remarks>
internal static class LogNormCdf
{
    // Not inlined: the JIT stops inlining in a method of too many locals, and this has a good part of them.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T below = T.LessThan(x, 0);
        T size = T.Abs(x);
        T scaled = Erfcx.Of(size * NormCdf.SqrtHalf) * 0.5;
        T tail = NormPdf.BellTimes(T.Smaller(39, size), scaled);
        // Near 0 both are log 1/2 plus a little; from -1 down the two terms have the same sign.
        T far = T.Fma(size * -0.5, size, Log.Of(scaled));
        T near = Log1p.Of(T.Select(below, tail - 1, -tail));
        return T.Select(T.LessThan(x, -1), far, near);
    }
}
