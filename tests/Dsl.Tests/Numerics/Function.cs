using GateDsl.Numerics;

namespace GateDsl.Dsl.Tests.Numerics;

/// <summary>A function as the tests see it: of two arguments (the second of no meaning for most), at any lane type.</summary>
internal interface IFunction
{
    static abstract T Of<T>(T x, T y) where T : struct, ILane<T>;
    static abstract double Scalar(double x, double y);
}

/// <summary>Every function with its reference values: what the table in docs/numerics.md is made from.</summary>
internal sealed record Function(
    string Name, string Range, string Source, int Arity, Func<double, double, double> Scalar,
    Func<double, double, double> Lane, Action<double[], double[], double[][]> Widths)
{
    /// <summary>The largest error that is accepted, in units of the last place.</summary>
    public int Units { get; private init; } = 2;

    public static Function For<F>(string name, string range, string source, int arity, int units = 2) where F : struct, IFunction =>
        new(name, range, source, arity, F.Scalar, (x, y) => F.Of<Scalar64>(x, y), AllWidths<F>) { Units = units };

    /// <summary>The function over two columns at the four widths; the lengths are multiples of 8.</summary>
    private static void AllWidths<F>(double[] x, double[] y, double[][] results) where F : struct, IFunction
    {
        Column<Scalar64, F>(x, y, results[0]);
        Column<Lanes128, F>(x, y, results[1]);
        Column<Lanes256, F>(x, y, results[2]);
        Column<Lanes512, F>(x, y, results[3]);
    }

    private static void Column<T, F>(double[] x, double[] y, double[] z) where T : struct, ILane<T> where F : struct, IFunction
    {
        for (int i = 0; i < x.Length; i += T.Count)
            T.Store(F.Of(T.Load(ref x[i]), T.Load(ref y[i])), ref z[i]);
    }

    /// <summary>Those with a table of reference values, in the order of the documentation.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        For<ExpFunction>("Exp", "-745 to 709.8", "Cody and Waite's reduction, minimax polynomial", 1),
        For<Exp2Function>("Exp2", "-1075 to 1024", "exact reduction, the polynomial of exp", 1),
        For<Expm1Function>("Expm1", "-50 to 709.8", "2^n (e^r - 1) + (2^n - 1) in two parts", 1),
        For<LogFunction>("Log", "all positive doubles", "fdlibm's e_log", 1),
        For<Log2Function>("Log2", "all positive doubles", "fdlibm's e_log, times 1 / ln 2 in two parts", 1),
        For<Log10Function>("Log10", "all positive doubles", "fdlibm's e_log, times 1 / ln 10 in two parts", 1),
        For<Log1pFunction>("Log1p", "-1 to 1.7e308", "fdlibm's e_log on an exact fraction", 1),
        For<SinFunction>("Sin", "all doubles", "Cody and Waite up to 1e8, Payne and Hanek beyond, minimax polynomial", 1),
        For<CosFunction>("Cos", "all doubles", "as sin", 1),
        For<TanFunction>("Tan", "all doubles", "as sin; sine over cosine", 1),
        For<AsinFunction>("Asin", "-1 to 1", "fdlibm's e_asin, minimax polynomial", 1),
        For<AcosFunction>("Acos", "-1 to 1", "as asin", 1),
        For<AtanFunction>("Atan", "all doubles", "Cephes' reduction, minimax polynomial", 1),
        For<SinhFunction>("Sinh", "-710.4 to 710.4", "expm1", 1),
        For<CoshFunction>("Cosh", "-710.4 to 710.4", "exp", 1),
        For<TanhFunction>("Tanh", "all doubles", "expm1, the quotient in two parts", 1),
        For<AsinhFunction>("Asinh", "all doubles", "log1p", 1),
        For<AcoshFunction>("Acosh", "1 to 1.7e308", "log1p", 1),
        For<AtanhFunction>("Atanh", "-1 to 1", "log1p", 1),
        For<CbrtFunction>("Cbrt", "all doubles", "Halley's iteration and a residual", 1),
        For<ErfFunction>("Erf", "all doubles", "minimax polynomial, 1 - erfc", 1),
        For<ErfcFunction>("Erfc", "-6 to 27.3", "e^(-x^2) times one minimax rational function", 1, units: 4),
        For<ErfcxFunction>("Erfcx", "-26.6 to 1e300", "the same rational function; asymptotic series", 1, units: 4),
        For<NormCdfFunction>("NormCdf", "-38.6 to 8", "as erfc", 1, units: 4),
        For<NormPdfFunction>("NormPdf", "-38.7 to 38.7", "exp of x^2 to twice the precision", 1),
        For<LogNormCdfFunction>("LogNormCdf", "-1e150 to 38", "log of erfcx, log1p of the upper tail", 1, units: 4),
        For<LgammaFunction>("Lgamma", "all positive doubles", "minimax rational function, Stirling's formula", 1),
        For<LgammaFunction>("LgammaBelow", "-170 to 0", "reflection", 1, units: 4),
        For<DigammaFunction>("Digamma", "all positive doubles", "log x less its value at the root, minimax rational function", 1),
        For<DigammaFunction>("DigammaBelow", "-170 to 0", "reflection", 1, units: 4),
        For<TrigammaFunction>("Trigamma", "all positive doubles", "minimax rational function", 1),
        For<SigmoidFunction>("Sigmoid", "-745 to 40", "exp of -\\|x\\|, one quotient", 1),
        For<LogCoshFunction>("LogCosh", "all doubles", "log1p of 2 sinh(x/2)^2 near 0, \\|x\\| + log1p(e^-2\\|x\\|) - ln 2 beyond", 1, units: 4),
        For<Sech2Function>("Sech2", "-372 to 372", "4 t / (1 + t)^2, t = e^-2\\|x\\|", 1, units: 4),
        For<SoftplusFunction>("Softplus", "-745 to 709", "max(x, 0) + log1p(e^-\\|x\\|)", 1),
        For<PowFunction>("Pow", "all doubles", "log in two parts, exp", 2),
        For<PowIntFunction>("PowInt", "n from -1000 to 1000", "products; double-length squaring from the fifth power on", 2),
        For<Atan2Function>("Atan2", "1e-320 to 1e300", "as atan", 2),
        For<HypotFunction>("Hypot", "all doubles", "Borges' corrected square root", 2),
        For<XLogYFunction>("XLogY", "y from 5e-324 to 1e300", "x times log", 2),
        For<XLog1pYFunction>("XLog1pY", "y from -1 to 10", "x times log1p", 2),
        For<LogSumExpFunction>("LogSumExp", "-1000 to 1000", "max(a, b) + log1p(e^-\\|a - b\\|)", 2),
        For<PolygammaFunction>("Polygamma", "n from 1 to 60", "Hurwitz' zeta by Euler and Maclaurin's formula", 2, units: 4),
        For<PolygammaFunction>("PolygammaBelow", "n from 1 to 4, -10 to 0", "the same sum, from x up", 2),
    ];

    /// <summary>Those whose values are exact by their definition: tested against <see cref="Math"/>, not against a table.</summary>
    public static IReadOnlyList<Function> Exact { get; } =
    [
        For<ModFunction>("Mod", "", "", 2),
        For<SignFunction>("Sign", "", "", 1),
    ];

    public override string ToString() => Name;
}

internal readonly struct ExpFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Exp.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Exp(x);
}

internal readonly struct Exp2Function : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Exp2.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Exp2(x);
}

internal readonly struct Expm1Function : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Expm1.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Expm1(x);
}

internal readonly struct LogFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Log.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Log(x);
}

internal readonly struct Log2Function : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Log2.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Log2(x);
}

internal readonly struct Log10Function : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Log10.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Log10(x);
}

internal readonly struct Log1pFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Log1p.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Log1p(x);
}

internal readonly struct SinFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Sin.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Sin(x);
}

internal readonly struct CosFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Cos.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Cos(x);
}

internal readonly struct TanFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Tan.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Tan(x);
}

internal readonly struct AsinFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Asin.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Asin(x);
}

internal readonly struct AcosFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Acos.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Acos(x);
}

internal readonly struct AtanFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Atan.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Atan(x);
}

internal readonly struct SinhFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Sinh.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Sinh(x);
}

internal readonly struct CoshFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Cosh.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Cosh(x);
}

internal readonly struct TanhFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Tanh.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Tanh(x);
}

internal readonly struct AsinhFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Asinh.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Asinh(x);
}

internal readonly struct AcoshFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Acosh.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Acosh(x);
}

internal readonly struct AtanhFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Atanh.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Atanh(x);
}

internal readonly struct CbrtFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Cbrt.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Cbrt(x);
}

internal readonly struct ErfFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Erf.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Erf(x);
}

internal readonly struct ErfcFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Erfc.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Erfc(x);
}

internal readonly struct ErfcxFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Erfcx.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Erfcx(x);
}

internal readonly struct NormCdfFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => NormCdf.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.NormCdf(x);
}

internal readonly struct NormPdfFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => NormPdf.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.NormPdf(x);
}

internal readonly struct LogNormCdfFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => LogNormCdf.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.LogNormCdf(x);
}

internal readonly struct LgammaFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Lgamma.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Lgamma(x);
}

internal readonly struct DigammaFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Digamma.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Digamma(x);
}

internal readonly struct SigmoidFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Sigmoid.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Sigmoid(x);
}

internal readonly struct SoftplusFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Softplus.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Softplus(x);
}

internal readonly struct SignFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Sign.Of(x);

    public static double Scalar(double x, double y) => ScalarMath.Sign(x);
}

internal readonly struct PowFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Pow.Of(x, y);

    public static double Scalar(double x, double y) => ScalarMath.Pow(x, y);
}

internal readonly struct PowIntFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => PowInt.Of(x, y);

    public static double Scalar(double x, double y) => ScalarMath.PowInt(x, y);
}

internal readonly struct Atan2Function : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Atan2.Of(x, y);

    public static double Scalar(double x, double y) => ScalarMath.Atan2(x, y);
}

internal readonly struct HypotFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Hypot.Of(x, y);

    public static double Scalar(double x, double y) => ScalarMath.Hypot(x, y);
}

internal readonly struct LogSumExpFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => LogSumExp.Of(x, y);

    public static double Scalar(double x, double y) => ScalarMath.LogSumExp(x, y);
}

internal readonly struct TrigammaFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Polygamma.Of(1, x);

    public static double Scalar(double x, double y) => ScalarMath.Polygamma(1, x);
}

internal readonly struct PolygammaFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Polygamma.Of(x, y);

    public static double Scalar(double x, double y) => ScalarMath.Polygamma(x, y);
}

internal readonly struct ModFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Mod.Of(x, y);

    public static double Scalar(double x, double y) => ScalarMath.Mod(x, y);
}

internal readonly struct LogCoshFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => LogCosh.Of(x);

    public static double Scalar(double x, double y) => LogCosh.Scalar(x);
}

internal readonly struct Sech2Function : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => Sech2.Of(x);

    public static double Scalar(double x, double y) => Sech2.Scalar(x);
}

internal readonly struct XLogYFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => XLogY.Of(x, y);

    public static double Scalar(double x, double y) => XLogY.Scalar(x, y);
}

internal readonly struct XLog1pYFunction : IFunction
{
    public static T Of<T>(T x, T y) where T : struct, ILane<T> => XLog1pY.Of(x, y);

    public static double Scalar(double x, double y) => XLog1pY.Scalar(x, y);
}
