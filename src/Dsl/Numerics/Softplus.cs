using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>log(1 + e^x).</summary>
/// <remarks>
/// Source: max(x, 0) + log1p(t) with t = e^-|x| in [0, 1], where log1p needs no reduction:
/// log1p(t) = 2 atanh(s) = t - s (t - s^2 R(s^2)), s = t / (2 + t) (tests/reference/minimax.py, log1p01).
/// Error: at most 1.5 ulp.
/// </remarks>
internal static class Softplus
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T> => Of(x, Sigmoid.Decay(x));

    /// <summary>The rest, with e = e^-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T e) where T : struct, ILane<T> => T.Larger(0, x) + Log1pOfUnit(e);

    /// <summary>log(1 + t) for t in [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1pOfUnit<T>(T t) where T : struct, ILane<T>
    {
        T s = t / (t + 2);
        T z = s * s;
        return t - s * (t - z * Curve(z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Curve<T>(T z) where T : struct, ILane<T> => Poly.Of(z,
        0.6666666666666667, 0.3999999999999629, 0.2857142857223085, 0.2222222214183436, 0.18181822669095146,
        0.153844621521318, 0.13336692108268425, 0.1171660435623486, 0.10971703858215395, 0.06985312049016906,
        0.16500561477322548);
}
