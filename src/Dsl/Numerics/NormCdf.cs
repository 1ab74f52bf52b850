using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The cumulative distribution function of the standard normal distribution.</summary>
/// <remarks>
/// Source: erfc(-x / sqrt 2) / 2 by the rational function of <see cref="ErfParts"/>, with e^(-x^2/2) from x itself:
/// accurate relatively down to the subnormals near x = -38.5.
/// Error: at most 3.2 ulp.
/// </remarks>
internal static class NormCdf
{
    /// <summary>1 / sqrt 2.</summary>
    public const double SqrtHalf = 0.7071067811865476;

    /// <summary>Below minus this it rounds to 0.</summary>
    private const double Underflow = 38.6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Smaller(Underflow, T.Abs(x));
        (T numerator, T denominator) = ErfParts.Scaled(size * SqrtHalf);
        T tail = NormPdf.BellTimes(size, numerator * 0.5 / denominator);
        return T.Select(T.LessThan(x, 0), tail, 1 - tail);
    }
}
