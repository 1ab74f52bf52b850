using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>log(e^a + e^b), without overflow.</summary>
/// <remarks>
/// Source: max(a, b) + log1p(e^-|a - b|). Near a zero of the result the sum cancels, and the error is absolute.
/// Error: at most 1.4 ulp.
/// </remarks>
internal static class LogSumExp
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b) where T : struct, ILane<T>
    {
        T distance = a - b;
        // Equal infinities: their distance is 0, not NaN.
        distance = T.Select(T.Equal(a, b), T.Create(0), distance);
        T t = Exp.OfNegative(T.MinusAbs(distance));
        return T.Max(a, b) + Softplus.Log1pOfUnit(t);
    }
}
