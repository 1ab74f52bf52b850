using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The logarithm of <see cref="NormCdf"/>, accurate far into the left tail, where the cdf itself underflows.</summary>
/// <remarks>Source: below 0, log(erfcx(-x / sqrt 2) / 2) - x^2/2; above, log1p of minus the upper tail.</remarks>
internal static class LogNormCdf
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T below = T.LessThan(x, T.Create(0));
        T size = T.Abs(x);
        T scaled = T.Create(0.5) * Erfcx.Of(size * T.Create(NormCdf.SqrtHalf));
        T tail = NormPdf.Bell(T.Smaller(T.Create(39), size)) * scaled;
        // Near 0 both are log 1/2 plus a little; from -1 down the two terms have the same sign.
        T far = T.Fma(T.Create(-0.5) * size, size, Log.Of(scaled));
        T near = Log1p.Of(T.Select(below, tail - T.Create(1), -tail));
        return T.Select(T.LessThan(x, T.Create(-1)), far, near);
    }
}
