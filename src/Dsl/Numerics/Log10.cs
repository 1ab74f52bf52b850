using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The logarithm to base 10.</summary>
/// <remarks>
/// Source: fdlibm's e_log for log m, kept as a sum of two doubles, as is k log10(2). Exact at powers of ten.
/// Error: at most 0.5 ulp.
/// </remarks>
internal static class Log10
{
    private const double High = 0.4342944819032518, Low = 1.098319650216765e-17;    // 1 / ln 10
    private const double TwoHigh = 0.3010299956639812, TwoLow = -2.8037281277851704e-18;    // log10 2

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
        T whole = k * TwoHigh;
        T wholeError = T.Fma(k, TwoLow, T.Fma(k, TwoHigh, -whole));
        T sum = whole + product;
        return sum + ((whole - sum) + product + (error + wholeError));
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
