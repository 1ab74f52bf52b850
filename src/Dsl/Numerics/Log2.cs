using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The logarithm to base 2.</summary>
/// <remarks>
/// Source: fdlibm's e_log for log m, kept as a sum of two doubles and multiplied by 1 / ln 2 in two parts.
/// Exact at powers of two.
/// Error: at most 0.7 ulp.
/// </remarks>
internal static class Log2
{
    private const double High = 1.4426950408889634, Low = 2.0355273740931033e-17;   // 1 / ln 2

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        (T m, T k) = PowerOfTwo.Split(x);
        T y = OfSplit(m, k);
        return LogParts.AllPositiveNormal(x) ? y : Rare.Patch<T, Edges>(y, x, LogParts.IsEdge(x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfSplit<T>(T m, T k) where T : struct, ILane<T>
    {
        (T product, T error) = LogParts.Times(m, High, Low);
        T sum = k + product;
        return sum + ((k - sum) + product + error);
    }

    private readonly struct Edges : IScalarFunction
    {
        public static double Of(double x)
        {
            if (!LogParts.IsSubnormal(x))
                return LogParts.AtEdge(x);
            (Scalar64 m, Scalar64 k) = PowerOfTwo.Split<Scalar64>(x * LogParts.Lift);
            return OfSplit<Scalar64>(m, k.Value - LogParts.LiftExponent);
        }
    }
}
