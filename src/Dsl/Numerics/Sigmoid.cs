using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The logistic function 1 / (1 + e^-x).</summary>
/// <remarks>
/// Source: with e = e^-|x|, 1 / (1 + e) above 0 and e / (1 + e) below, where nothing overflows or cancels:
/// accurate down to the subnormals near x = -745.
/// Error: at most 1.9 ulp.
/// </remarks>
internal static class Sigmoid
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T> => Of(x, Decay(x));

    /// <summary>e^-|x|: all that sigmoid x, sigmoid (-x) and softplus x have in common.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Decay<T>(T x) where T : struct, ILane<T> => Exp.OfNegative(T.MinusAbs(x));

    /// <summary>The rest, with e = e^-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T e) where T : struct, ILane<T> => T.Select(T.LessThan(x, 0), e, T.Create(1)) / (e + 1);
}
