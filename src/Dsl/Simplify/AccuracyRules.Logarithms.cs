using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

static partial class AccuracyRules
{
    public static readonly Rule[] Logarithms =
    [
        new(Log(Exp(x)), x) { Differs = "where exp overflows" },
        new(Log(x)) { Differs = "where exp overflows or underflows", Make = LogOfSum.Make },
        new(Pattern.Of(Op.Log10, x)) { Differs = "where exp overflows or underflows", Make = (match, build) => Of(LogOfSum.Make(match, build), build, 1 / Math.Log(10)) },
        new(Pattern.Of(Op.Log2, x)) { Differs = "where exp overflows or underflows", Make = (match, build) => Of(LogOfSum.Make(match, build), build, 1 / Ln2) },
        new(Log1p(Exp(x)), Softplus(x)) { Differs = "where exp overflows" },
        new(Log(Sigmoid(x)), -Softplus(-x)) { Differs = "below -709" },
        new(Log1p(-Sigmoid(x)), -Softplus(x)) { Differs = "above 36, where the sigmoid rounds to 1" },
        new(Log(Pattern.Of(Op.Sech2, x)), -2 * LogCosh(x)) { Differs = "beyond 370, where the square of the secant underflows" },
        new(Log(Cosh(x)), LogCosh(x)) { Differs = "near 0 and above 710" },
        new(Log(Sinh(x)), LogCosh(x) + Log(Tanh(x))) { Differs = "above 710" },
        new(Log1p(-NormCdf(x)), LogNormCdf(-x)) { Differs = "above 8, where the distribution function rounds to 1" },
        new(Log(1 - NormCdf(x)), LogNormCdf(-x)) { Differs = "above 8, where the distribution function rounds to 1" },
        new(Log(NormCdf(x)), LogNormCdf(x)) { Differs = "below -38, where the tail underflows" },
        new(Log(0.5 * Erfc(x)), LogNormCdf(-2 * SqrtHalf * x)) { Differs = "above 26, where the tail underflows" },
        new(Log(Erfc(x) / 2), LogNormCdf(-2 * SqrtHalf * x)) { Differs = "above 26, where the tail underflows" },
        new(Log(Erfc(x)), LogNormCdf(-2 * SqrtHalf * x) + Ln2) { Differs = "above 26, where the tail underflows" },
        new(Log(NormPdf(x)), -0.5 * x.Pow(2) - 0.91893853320467274178) { Differs = "beyond 38, where the density underflows" },
        new(Log(x + Sqrt(x.Pow(2) + 1)), Asinh(x)) { Differs = "near 0, for negative and for huge x" },
        new(Log(x + Hypot(x, 1)), Asinh(x)) { Differs = "near 0, for negative and for huge x" },
        new(Log(Hypot(x, 1) - x), -Asinh(x)) { Differs = "near 0 and for positive x" },
        new(Log(x + Sqrt(x.Pow(2) - 1)), Acosh(x)) { Differs = "near 1 and for huge x" },
        new(Log(x - Sqrt(x.Pow(2) - 1)), -Acosh(x)) { Differs = "near 1 and for large x" },
        new(Log(x + Sqrt((x - 1) * (x + 1))), Acosh(x)) { Differs = "for huge x" },
        new(Log(x + Sqrt(x - 1) * Sqrt(x + 1)), Acosh(x)) { Differs = "near 1" },
        new(Log(1 / x - 1), Log((1 - x) / x)) { Differs = "near 1, where 1 / x rounds" },
        new(Log((1 + x) / (1 - x)), 2 * Atanh(x)) { Differs = "near 0" },
        new(Log((1 - x) / (1 + x)), -2 * Atanh(x)) { Differs = "near 0" },
        new(Log(x.Pow(2) + y.Pow(2)), 2 * Log(Hypot(x, y))) { Differs = "where a square overflows or underflows" },
    ];

    public static readonly Rule[] Products =
    [
        new(Log(x)) { Differs = "where a factor overflows or underflows", Make = LogOfProduct.Make },
        new(a * Log(1 + x), XLog1pY(a, x)) { Differs = "near 0, and where a is 0 and x is -1", If = match => !IsNumber(match, a) },
        new(a * Log(1 - x), XLog1pY(a, -x)) { Differs = "near 0, and where a is 0 and x is 1", If = match => !IsNumber(match, a) },
        new(a * Log1p(x), XLog1pY(a, x)) { Differs = "where a is 0 and x is -1", If = match => !IsNumber(match, a) },
        new(Log(1 + x), Log1p(x)) { Differs = "near 0, where 1 + x rounds" },
        new(Log(1 - x), Log1p(-x)) { Differs = "near 0, where 1 - x rounds" },
        new(a * Log(x), XLogY(a, x)) { Differs = "where both are 0", If = match => !IsNumber(match, a) },
        new(XLogY(a, 1 + x), XLog1pY(a, x)) { Differs = "near 0, where 1 + x rounds" },
    ];

    static int? Of(int? log, Builder build, double factor) => log is { } made ? Terms.Scaled(build, factor, made) : null;
}
