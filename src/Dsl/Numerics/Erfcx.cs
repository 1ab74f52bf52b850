using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The scaled complementary error function e^(x^2) erfc(x).</summary>
/// <remarks>
/// Source: the rational function of <see cref="ErfParts"/> up to 28, its asymptotic series beyond
/// (Abramowitz and Stegun 7.1.23), and 2 e^(x^2) - erfcx(-x) below 0.
/// Error: at most 2.9 ulp.
/// </remarks>
internal static class Erfcx
{
    private const double Far = 28, OneOverSqrtPi = 0.5641895835477563;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x);
        (T numerator, T denominator) = ErfParts.Scaled(T.Smaller(Far, size));
        T y = numerator / denominator;
        T far = T.GreaterThan(size, Far);
        if (T.Any(far))
            y = T.Select(far, Asymptotic(size), y);
        T below = T.LessThan(x, 0);
        return T.Any(below) ? T.Select(below, Below0(size, y), y) : y;
    }

    /// <summary>1 / (x sqrt(pi)) (1 - 1/(2x^2) + 3/(4x^4) - 15/(8x^6) + ...).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Asymptotic<T>(T x) where T : struct, ILane<T>
    {
        T inverse = 1 / x;
        T z = inverse * inverse;
        return inverse * OneOverSqrtPi * Poly.Of(z,
            1, -0.5, 0.75, -1.875, 6.5625, -29.53125, 162.421875, -1055.7421875);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Below0<T>(T size, T y) where T : struct, ILane<T>
    {
        size = T.Smaller(27, size);
        T square = size * size;
        return Exp.Of(square, T.Fma(size, size, -square)) * 2 - y;
    }
}
