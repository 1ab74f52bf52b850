using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>e^x - 1, accurate near 0.</summary>
/// <remarks>
/// Source: with x = n ln 2 + r, e^x - 1 = 2^n (e^r - 1) + (2^n - 1), where 2^n - 1 is exact or below the last place.
/// Halved throughout, so that n = 1024 is no special case.
/// </remarks>
internal static class Expm1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T clamped = T.Smaller(ExpReduction.Overflow, T.Larger(-60, x));
        (T r, T rLow, T n) = ExpReduction.OfTwoParts(clamped);
        T half = PowerOfTwo.Of(n - 1);
        (T main, T rest) = ExpReduction.Expm1(r, rLow, half, half - 0.5);
        T y = main + rest;
        // Below 2^-54 the answer is x itself: halving would lose a bit of a subnormal, and the sign of -0.
        return T.Select(T.LessThan(T.Abs(x), 5.6e-17), x, y + y);
    }
}
