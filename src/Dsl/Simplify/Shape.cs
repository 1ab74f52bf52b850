using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The vocabulary of the tables of rules.</summary>
static class Shape
{
    // stand for any node
    public static readonly Pattern x = Pattern.Node(0), y = Pattern.Node(1), a = Pattern.Node(2), b = Pattern.Node(3), c = Pattern.Node(4);

    // stand for any number; on the right side, computed is what the rule computes from them
    public static readonly Pattern k = Pattern.Constant(5), m = Pattern.Constant(6), computed = Pattern.Constant(7);

    public static Pattern Exp(Pattern p) => Pattern.Of(Op.Exp, p);
    public static Pattern Expm1(Pattern p) => Pattern.Of(Op.Expm1, p);
    public static Pattern Log(Pattern p) => Pattern.Of(Op.Log, p);
    public static Pattern Log1p(Pattern p) => Pattern.Of(Op.Log1p, p);
    public static Pattern Sigmoid(Pattern p) => Pattern.Of(Op.Sigmoid, p);
    public static Pattern Softplus(Pattern p) => Pattern.Of(Op.Softplus, p);
    public static Pattern LogSumExp(Pattern p, Pattern q) => Pattern.Of(Op.LogSumExp, p, q);
    public static Pattern XLogY(Pattern p, Pattern q) => Pattern.Of(Op.XLogY, p, q);
    public static Pattern XLog1pY(Pattern p, Pattern q) => Pattern.Of(Op.XLog1pY, p, q);
    public static Pattern Sqrt(Pattern p) => Pattern.Of(Op.Sqrt, p);
    public static Pattern Cbrt(Pattern p) => Pattern.Of(Op.Cbrt, p);
    public static Pattern Hypot(Pattern p, Pattern q) => Pattern.Of(Op.Hypot, p, q);
    public static Pattern Abs(Pattern p) => Pattern.Of(Op.Abs, p);
    public static Pattern Sign(Pattern p) => Pattern.Of(Op.Sign, p);
    public static Pattern Power(Pattern p, Pattern q) => Pattern.Of(Op.Power, p, q);
    public static Pattern Sin(Pattern p) => Pattern.Of(Op.Sin, p);
    public static Pattern Cos(Pattern p) => Pattern.Of(Op.Cos, p);
    public static Pattern Tan(Pattern p) => Pattern.Of(Op.Tan, p);
    public static Pattern Atan(Pattern p) => Pattern.Of(Op.Atan, p);
    public static Pattern Atan2(Pattern p, Pattern q) => Pattern.Of(Op.Atan2, p, q);
    public static Pattern Sinh(Pattern p) => Pattern.Of(Op.Sinh, p);
    public static Pattern Cosh(Pattern p) => Pattern.Of(Op.Cosh, p);
    public static Pattern Tanh(Pattern p) => Pattern.Of(Op.Tanh, p);
    public static Pattern Sech2(Pattern p) => Pattern.Of(Op.Sech2, p);
    public static Pattern LogCosh(Pattern p) => Pattern.Of(Op.LogCosh, p);
    public static Pattern Asinh(Pattern p) => Pattern.Of(Op.Asinh, p);
    public static Pattern Acosh(Pattern p) => Pattern.Of(Op.Acosh, p);
    public static Pattern Atanh(Pattern p) => Pattern.Of(Op.Atanh, p);
    public static Pattern Erf(Pattern p) => Pattern.Of(Op.Erf, p);
    public static Pattern Erfc(Pattern p) => Pattern.Of(Op.Erfc, p);
    public static Pattern Erfcx(Pattern p) => Pattern.Of(Op.Erfcx, p);
    public static Pattern NormCdf(Pattern p) => Pattern.Of(Op.NormCdf, p);
    public static Pattern NormPdf(Pattern p) => Pattern.Of(Op.NormPdf, p);
    public static Pattern LogNormCdf(Pattern p) => Pattern.Of(Op.LogNormCdf, p);
    public static Pattern Select(Pattern condition, Pattern p, Pattern q) => Pattern.Of(Op.Select, condition, p, q);
    public static Pattern Not(Pattern p) => Pattern.Of(Op.Not, p);
    public static Pattern And(Pattern p, Pattern q) => Pattern.Of(Op.And, p, q);
    public static Pattern Or(Pattern p, Pattern q) => Pattern.Of(Op.Or, p, q);
    public static Pattern Less(Pattern p, Pattern q) => Pattern.Of(Op.Less, p, q);
    public static Pattern Greater(Pattern p, Pattern q) => Pattern.Of(Op.Greater, p, q);

    public static bool IsWhole(double number) => number == Math.Truncate(number) && Math.Abs(number) < 1e9;
}
