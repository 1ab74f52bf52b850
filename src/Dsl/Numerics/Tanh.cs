using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The hyperbolic tangent.</summary>
/// <remarks>
/// Source: -m / (2 + m) with m = e^(-2|x|) - 1, computed as in <see cref="Expm1"/>.
/// Error: at most 1.2 ulp.
/// </remarks>
internal static class Tanh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        (T r, T rLow, T scale) = ExpReduction.OfTwoParts(T.Larger(-50, T.MinusAbs(x + x)));
        (T main, T rest) = ExpReduction.Expm1(r, rLow, scale);
        T m = main + rest;
        T mLow = (main - m) + rest;
        // m / (2 + m) and its remainder: as tanh comes near 1, each rounding of m and of 2 + m would count twice.
        T sum = m + 2;
        T sumLow = (2 - sum) + m + mLow;
        T inverse = 1 / sum;
        T q = m * inverse;
        T remainder = T.Fma(-q, sumLow, T.Fma(-q, sum, m) + mLow);
        return T.Signed(T.Abs(T.Fma(remainder, inverse, q)), x);
    }
}
