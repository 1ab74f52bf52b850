using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>2^x.</summary>
/// <remarks>
/// Source: x = n + f exactly, then e^(f ln 2) by the polynomial of <see cref="Exp"/>. Exact for integral x.
/// Error: at most 1.0 ulp.
/// </remarks>
internal static class Exp2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        x = T.Smaller(1025, T.Larger(-1077, x));
        T n = T.Round(x);
        T f = x - n;
        T r = f * ExpReduction.Ln2High;
        T tail = T.Fma(f, ExpReduction.Ln2Low, T.Fma(f, ExpReduction.Ln2High, -r));
        return T.Scale(ExpReduction.Exp(r, tail), n);
    }
}
