using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The density of the standard normal distribution, e^(-x^2/2) / sqrt(2 pi).</summary>
/// <remarks>Error: at most 1.3 ulp.</remarks>
internal static class NormPdf
{
    private const double OneOverSqrt2Pi = 0.3989422804014327;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Smaller(39, T.Abs(x));
        return BellTimes(size, T.Create(OneOverSqrt2Pi));
    }

    /// <summary>e^(-x^2/2) factor, with x^2 to twice the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T BellTimes<T>(T x, T factor) where T : struct, ILane<T>
    {
        T halved = x * -0.5;
        T power = halved * x;
        return Exp.OfNegativeTimes(power, T.Fma(halved, x, -power), factor);
    }
}
