using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>e^x - 1, accurate near 0.</summary>
/// <remarks>
/// Source: with x = n ln 2 + r, e^x - 1 = 2^n (e^r - 1) + (2^n - 1), where 2^n - 1 is exact or below the last place; in
/// two parts, as n = 1 cancels.
/// Error: at most 1.3 ulp.
/// </remarks>
internal static class Expm1
{
    /// <summary>Above this 2^n is no longer a number, and 1 no longer matters.</summary>
    private const double Large = 709;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        (T r, T rLow, T scale) = ExpReduction.OfTwoParts(T.Larger(-60, x));
        (T main, T rest) = ExpReduction.Expm1(r, rLow, scale);
        T y = T.Signed(main + rest, x);
        T large = T.GreaterThan(x, Large);
        return T.Any(large) ? Rare.Patch<T, Exponential>(y, x, large) : y;
    }

    private readonly struct Exponential : IScalarFunction
    {
        public static double Of(double x) => Exp.Of<Scalar64>(x);
    }
}
