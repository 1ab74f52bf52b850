using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Primitives;

static partial class PrimitiveTable
{
    // Derivatives: DLMF 7.2 (error functions), 5.2 and 5.15 (gamma and polygamma functions).
    static IEnumerable<Primitive> Special() =>
    [
        new(Op.Erf, "erf", (F1)ScalarMath.Erf)
        {
            Type = "float -> float", Doc = "The error function, 2 / sqrt pi times the integral of exp (-t ** 2) from 0 to x.", LoopWeight = 280,
            Partials = (x, y, _) => [RealNumber.TwoOverSqrtPi * (-x[0].Pow(2)).Apply(Op.Exp)], Lanes = typeof(Erf), Reference = [new([1], 0.84270079294971486934)],
        },
        new(Op.Erfc, "erfc", (F1)ScalarMath.Erfc)
        {
            Type = "float -> float", Doc = "1 - erf x, accurate where erf x is near 1.", LoopWeight = 280,
            Partials = (x, y, _) => [-RealNumber.TwoOverSqrtPi * (-x[0].Pow(2)).Apply(Op.Exp)], Lanes = typeof(Erfc), Reference = [new([2], 0.0046777349810472658379)],
        },

        // has no name in the language: there it is written exp (x ** 2) * erfc x
        new(Op.Erfcx, "erfcx", (F1)ScalarMath.Erfcx)
        {
            Doc = "exp (x ** 2) * erfc x.", Spelling = "exp (x ** 2) * erfc x",
            Partials = (x, y, _) => [2 * x[0] * y - RealNumber.TwoOverSqrtPi], Lanes = typeof(Erfcx), Reference = [new([1], 0.42758357615580700442)],
        },
        new(Op.NormCdf, "normcdf", (F1)ScalarMath.NormCdf)
        {
            Type = "float -> float", Doc = "The standard normal distribution function.", LoopWeight = 280,
            Partials = (x, y, _) => [x[0].Apply(Op.NormPdf)], Lanes = typeof(NormCdf), Reference = [new([1], 0.84134474606854294859)],
        },
        new(Op.NormPdf, "normpdf", (F1)ScalarMath.NormPdf)
        {
            Type = "float -> float", Doc = "The standard normal density, exp (-x ** 2 / 2) / sqrt (2 * pi).", LoopWeight = 120,
            Partials = (x, y, _) => [-(x[0] * y)], Lanes = typeof(NormPdf), Reference = [new([1], 0.24197072451914334980)],
        },

        // has no name in the language: there it is written log (normcdf x). Its slope is normpdf x / normcdf x without the quotient of two numbers that underflow.
        new(Op.LogNormCdf, "lognormcdf", (F1)ScalarMath.LogNormCdf)
        {
            Doc = "log (normcdf x).", Spelling = "log (normcdf x)",
            Partials = (x, y, _) => [RealNumber.SqrtTwoOverPi / (-RealNumber.SqrtHalf * x[0]).Apply(Op.Erfcx)], Lanes = typeof(LogNormCdf),
            Reference = [new([0], -0.69314718055994530942)],
        },
        new(Op.Lgamma, "lgamma", (F1)ScalarMath.Lgamma)
        {
            Type = "float -> float", Doc = "The logarithm of the absolute value of the gamma function.", Latency = 120,
            Partials = (x, y, _) => [x[0].Apply(Op.Digamma)], Domain = [Interval.Positive], Lanes = typeof(Lgamma), Reference = [new([0.5], 0.57236494292470008707)],
        },
        new(Op.Digamma, "digamma", (F1)ScalarMath.Digamma)
        {
            Type = "float -> float", Doc = "The derivative of lgamma.", Latency = 120,
            Partials = (x, y, _) => [x[0].Apply(Op.Polygamma, 1)], Domain = [Interval.Positive], Lanes = typeof(Digamma), Reference = [new([1], -0.57721566490153286061)],
        },

        // in the language: digamma' x, digamma'' x, …
        new(Op.Polygamma, "polygamma", (FInt)Polygamma)
        {
            Parameters = ["n", "x"], Doc = "The n-th derivative of digamma.", Latency = 120,
            Partials = (x, y, n) => [x[0].Apply(Op.Polygamma, n + 1)], Domain = [Interval.Positive], Lanes = typeof(Polygamma),
        },
    ];

    static double Polygamma(long n, double x) => ScalarMath.Polygamma((int)n, x);
}
