using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GateDsl.Numerics;

/// <summary>
/// Every function for one double, the fastest accurate way: <see cref="Math"/> where that is accurate, else the lane
/// algorithm at <see cref="Scalar64"/>. For the interpreter and for scalar calls without <c>Reproducible</c>.
/// </summary>
/// <remarks>docs/numerics.md states the measured errors; a test checks them.</remarks>
internal static class ScalarMath
{
    // Compiled once, at once and optimised: the first tier would call every operation of a lane.
    private const MethodImplOptions Own = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    public static double Exp(double x) => Math.Exp(x);

    [MethodImpl(Own)]
    public static double Exp2(double x) => Numerics.Exp2.Of<Scalar64>(x);

    // double.ExpM1 and double.LogP1 answer 0 near 0.
    [MethodImpl(Own)]
    public static double Expm1(double x) => Numerics.Expm1.Of<Scalar64>(x);

    public static double Log(double x) => Math.Log(x);

    public static double Log2(double x) => Math.Log2(x);

    public static double Log10(double x) => Math.Log10(x);

    [MethodImpl(Own)]
    public static double Log1p(double x) => Numerics.Log1p.Of<Scalar64>(x);

    public static double Sqrt(double x) => Math.Sqrt(x);

    [MethodImpl(Own)]
    public static double Cbrt(double x) => Numerics.Cbrt.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double Hypot(double x, double y) => Numerics.Hypot.Of<Scalar64>(x, y);

    public static double Pow(double x, double y) => Math.Pow(x, y);

    [MethodImpl(Own)]
    public static double PowInt(double x, int n) => Numerics.PowInt.Of<Scalar64>(x, n);

    /// <summary>x to the power n for an integral n.</summary>
    [MethodImpl(Own)]
    public static double PowInt(double x, double n) => Numerics.PowInt.Of<Scalar64>(x, (Scalar64)n);

    public static double Sin(double x) => Math.Sin(x);

    public static double Cos(double x) => Math.Cos(x);

    public static double Tan(double x) => Math.Tan(x);

    public static double Asin(double x) => Math.Asin(x);

    public static double Acos(double x) => Math.Acos(x);

    public static double Atan(double x) => Math.Atan(x);

    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    public static double Sinh(double x) => Math.Sinh(x);

    public static double Cosh(double x) => Math.Cosh(x);

    public static double Tanh(double x) => Math.Tanh(x);

    public static double Asinh(double x) => Math.Asinh(x);

    public static double Acosh(double x) => Math.Acosh(x);

    public static double Atanh(double x) => Math.Atanh(x);

    [MethodImpl(Own)]
    public static double Erf(double x) => Numerics.Erf.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double Erfc(double x) => Numerics.Erfc.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double Erfcx(double x) => Numerics.Erfcx.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double NormCdf(double x) => Numerics.NormCdf.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double NormPdf(double x) => Numerics.NormPdf.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double LogNormCdf(double x) => Numerics.LogNormCdf.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double Lgamma(double x) => Numerics.Lgamma.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double Digamma(double x) => Numerics.Digamma.Of<Scalar64>(x);

    [MethodImpl(Own)]
    public static double Polygamma(int n, double x) => Numerics.Polygamma.Of<Scalar64>(n, x);

    /// <summary>The derivative number n of digamma; NaN unless n is an integer of at least 0.</summary>
    [MethodImpl(Own)]
    public static double Polygamma(double n, double x) => Numerics.Polygamma.Of<Scalar64>((Scalar64)n, x);

    /// <summary>1 / (1 + e^-x), where e^-x would overflow as e^x / (1 + e^x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sigmoid(double x) => Sigmoid(x, Math.Exp(-Math.Abs(x)));

    /// <summary>The rest, with e = e^-|x|. A choice of vectors and no branch: the sign is often as random as the data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sigmoid(double x, double e)
    {
        Vector128<double> isNegative = Vector128.LessThan(Vector128.CreateScalarUnsafe(x), Vector128<double>.Zero);
        return Vector128.ConditionalSelect(isNegative, Vector128.CreateScalarUnsafe(e), Vector128<double>.One).ToScalar() / (1 + e);
    }

    [MethodImpl(Own)]
    public static double Softplus(double x) => Softplus(x, Math.Exp(-Math.Abs(x)));

    /// <summary>The rest, with e = e^-|x|.</summary>
    [MethodImpl(Own)]
    public static double Softplus(double x, double e) => Numerics.Softplus.Of<Scalar64>(x, e);

    [MethodImpl(Own)]
    public static double LogSumExp(double a, double b) => Numerics.LogSumExp.Of<Scalar64>(a, b);

    public static double Mod(double x, double y) => x % y;

    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x + 0.0;

    public static double Abs(double x) => Math.Abs(x);

    public static double Floor(double x) => Math.Floor(x);

    public static double Ceil(double x) => Math.Ceiling(x);

    /// <summary>To the nearest integer, ties to even.</summary>
    public static double Round(double x) => Math.Round(x);

    public static double Truncate(double x) => Math.Truncate(x);

    public static double Min(double x, double y) => Math.Min(x, y);

    public static double Max(double x, double y) => Math.Max(x, y);

    public static double Fma(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z);
}
