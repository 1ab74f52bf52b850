using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The error function.</summary>
/// <remarks>Source: x P(x^2) near 0, 1 - erfc(|x|) from 0.65 on. Error: at most 1.7 ulp.</remarks>
internal static class Erf
{
    private const double Switch = 0.65;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Smaller(6, T.Abs(x));
        T far = 1 - Erfc.Tail(size);
        T near = T.Fma(size, ErfParts.Near0(size * size), size);
        return T.Signed(T.Select(T.LessThan(size, Switch), near, far), x);
    }
}
