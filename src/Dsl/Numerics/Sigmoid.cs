using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The logistic function 1 / (1 + e^-x).</summary>
/// <remarks>
/// Source: with e = e^-|x|, 1 / (1 + e) above 0 and e / (1 + e) below, where nothing overflows or cancels:
/// accurate down to the subnormals near x = -745.
/// </remarks>
internal static class Sigmoid
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T e = Exp.OfNegative(T.MinusAbs(x));
        return T.Select(T.LessThan(x, 0), e, T.Create(1)) / (e + 1);
    }
}
