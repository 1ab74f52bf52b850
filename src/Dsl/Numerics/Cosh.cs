using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The hyperbolic cosine.</summary>
/// <remarks>Source: e^|x| / 2 + (1/4) / (e^|x| / 2). Error: at most 1.4 ulp.</remarks>
internal static class Cosh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T half = Hyperbolic.HalfExp(T.Abs(x));
        return half + 0.25 / half;
    }
}
