using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The hyperbolic tangent.</summary>
/// <remarks>Source: -m / (2 + m) with m = e^(-2|x|) - 1, computed as in <see cref="Expm1"/>.</remarks>
internal static class Tanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T sign = x & T.Create(-0.0);
        (T r, T n) = ExpReduction.Of(T.Larger(T.Create(-50), (x + x) | T.Create(-0.0)));
        T scale = PowerOfTwo.Of(n);
        T m = T.Fma(scale, ExpReduction.Expm1(r), scale - T.Create(1));
        return T.Abs(m / (T.Create(2) + m)) | sign;
    }
}
