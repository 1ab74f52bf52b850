using GateDsl.Graphs;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

/// <summary>
/// Patterns around functions that lose digits or overflow as written, with what mathematics means by them. They may change what a user wrote (unless AsWritten),
/// and only where nothing else reads the intermediates. The order matters: the first that fits is taken. docs/numerics.md lists them.
/// </summary>
static class AccuracyRules
{
    const double Ln2 = 0.69314718055994530942;

    public static readonly Rule[] Powers =
    [
        new(Power(x, k))
        {
            Differs = "in the last place: a whole power is a few multiplications",
            Make = (match, build) => IsWhole(match.Number(k)) && Math.Abs(match.Number(k)) <= 64
                ? match.Number(k) == 1 ? build.Now(match[x]) : build.Make(Op.PowerInt, build.Now(match[x]), bits: (long)match.Number(k)) : null,
        },
        new(Power(x, 0.5), Sqrt(x)) { Differs = "at -0 and -infinity" },
    ];

    public static readonly Rule[] Logarithms =
    [
        new(Log(Exp(x)), x) { Differs = "where exp overflows" },
        new(Log(1 + Exp(x)), Softplus(x)) { Differs = "above 709, where exp overflows, and below -36, where 1 + exp x rounds to 1" },
        new(Log(Exp(x) + Exp(y)), LogSumExp(x, y)) { Differs = "where exp overflows or underflows" },
        new(Log(x)) { Differs = "where exp overflows or underflows", Make = LogOfSum.Make },
        new(Log(Sigmoid(x)), -Softplus(-x)) { Differs = "below -709" },
        new(Log(Cosh(x)), LogCosh(x)) { Differs = "near 0 and above 710" },
        new(Log(NormCdf(x)), LogNormCdf(x)) { Differs = "below -38, where the tail underflows" },
        new(Log(x + Sqrt(x.Pow(2) + 1)), Asinh(x)) { Differs = "near 0, for negative and for huge x" },
        new(Log(x + Hypot(x, 1)), Asinh(x)) { Differs = "near 0, for negative and for huge x" },
        new(Log(x + Sqrt(x.Pow(2) - 1)), Acosh(x)) { Differs = "near 1 and for huge x" },
        new(Log((1 + x) / (1 - x)), 2 * Atanh(x)) { Differs = "near 0" },
        new(a * Log(1 + x), XLog1pY(a, x)) { Differs = "near 0, and where a is 0 and x is -1", If = match => match.Graph[match[a]].Op != Op.Number },
        new(a * Log(1 - x), XLog1pY(a, -x)) { Differs = "near 0, and where a is 0 and x is 1", If = match => match.Graph[match[a]].Op != Op.Number },
        new(a * Log1p(x), XLog1pY(a, x)) { Differs = "where a is 0 and x is -1", If = match => match.Graph[match[a]].Op != Op.Number },
        new(Log(1 + x), Log1p(x)) { Differs = "near 0, where 1 + x rounds" },
        new(Log(1 - x), Log1p(-x)) { Differs = "near 0, where 1 - x rounds" },
        new(a * Log(x), XLogY(a, x)) { Differs = "where both are 0", If = match => match.Graph[match[a]].Op != Op.Number },
    ];

    public static readonly Rule[] Exponentials =
    [
        new((Exp(x) - 1) / (Exp(x) + 1), Pattern.Of(Op.Tanh, x * 0.5)) { Differs = "near 0 and where exp overflows" },
        new((1 - Exp(x)) / (1 + Exp(x)), -Tanh(x * 0.5)) { Differs = "near 0 and where exp overflows" },
        new((Exp(x) - Exp(y)) / (Exp(x) + Exp(y)), Tanh((x - y) * 0.5)) { Differs = "near equal arguments and where exp overflows" },
        new(Exp(x) / (1 + Exp(x)), Sigmoid(x)) { Differs = "above 709" },
        new(a * Exp(x) / (1 + Exp(x)), a * Sigmoid(x)) { Differs = "above 709" },
        new(1 / (1 + Exp(x)), Sigmoid(-x)) { Differs = "in the last place" },
        new(a / (1 + Exp(x)), a * Sigmoid(-x)) { Differs = "in the last place" },
        new(1 - Sigmoid(x), Sigmoid(-x)) { Differs = "above 36, where the sigmoid rounds to 1" },
        new(Sigmoid(x) * (1 - Sigmoid(x)), Sigmoid(x) * Sigmoid(-x)) { Differs = "above 36, where the sigmoid rounds to 1" },
        new(a * Sigmoid(x) * (1 - Sigmoid(x)), a * Sigmoid(x) * Sigmoid(-x)) { Differs = "above 36, where the sigmoid rounds to 1" },
        new(1 + Tanh(x), 2 * Sigmoid(2 * x)) { Differs = "below 0, where tanh nears -1" },
        new(1 - Tanh(x), 2 * Sigmoid(-2 * x)) { Differs = "above 0, where tanh nears 1" },
        new(1 - Tanh(x).Pow(2), Sech2(x)) { Differs = "where tanh nears 1 or -1" },
        new(1 / Cosh(x).Pow(2), Sech2(x)) { Differs = "where cosh overflows when squared" },
        new((Exp(x) - Exp(-x)) / 2, Sinh(x)) { Differs = "near 0" },
        new(0.5 * (Exp(x) - Exp(-x)), Sinh(x)) { Differs = "near 0" },
        new((Exp(x) + Exp(-x)) / 2, Cosh(x)) { Differs = "in the last place" },
        new(0.5 * (Exp(x) + Exp(-x)), Cosh(x)) { Differs = "in the last place" },
        new(Exp(x) - 1, Expm1(x)) { Differs = "near 0" },
        new(1 - Exp(x), -Expm1(x)) { Differs = "near 0" },
    ];

    public static readonly Rule[] Circular =
    [
        new(1 - Cos(x), 2 * Sin(x * 0.5).Pow(2)) { Differs = "near 0" },
        new(Cos(x) - 1, -2 * Sin(x * 0.5).Pow(2)) { Differs = "near 0" },
    ];

    public static readonly Rule[] Roots =
    [
        new(Sqrt(x.Pow(2) + y.Pow(2)), Hypot(x, y)) { Differs = "where a square overflows or underflows" },
        new(Sqrt(x.Pow(2) + k * y.Pow(2)), Hypot(x, computed * y))
        {
            Differs = "where a square overflows or underflows", If = match => match.Number(k) > 0, Computed = match => Math.Sqrt(match.Number(k)),
        },
        new(Sqrt(x.Pow(2) + k), Hypot(x, computed))
        {
            Differs = "where a square overflows or underflows", If = match => match.Number(k) > 0, Computed = match => Math.Sqrt(match.Number(k)),
        },
        new(Sqrt(x.Pow(2)), Abs(x)) { Differs = "where the square overflows or underflows" },
        new(Sqrt(1 - x.Pow(2)), Sqrt((1 - x) * (1 + x))) { Differs = "near 1 and -1" },
        new(Sqrt(x) - Sqrt(y)) { Differs = "near equal arguments", Make = (match, build) => Conjugate(build, build.Now(match[x]), build.Now(match[y])) },
    ];

    public static readonly Rule[] Special =
    [
        new(1 - Erf(x), Erfc(x)) { Differs = "where erf nears 1" },
        new(1 + Erf(x), Erfc(-x)) { Differs = "where erf nears -1" },
        new(1 - NormCdf(x), NormCdf(-x)) { Differs = "where the distribution function nears 1" },
        new(Exp(x.Pow(2)) * Erfc(x), Erfcx(x)) { Differs = "above 26, where erfc underflows" },
    ];

    public static IEnumerable<Rule> All => [.. Powers, .. Logarithms, .. Exponentials, .. Circular, .. Roots, .. Special];

    // sqrt p - sqrt q = (p - q) / (sqrt p + sqrt q), worth it where p - q has fewer terms than p and q.
    static int? Conjugate(Builder build, int p, int q)
    {
        if (Difference.Simpler(build, p, q) is not { } difference) return null;
        return build.Make(Op.Divide, difference, build.Make(Op.Add, build.Make(Op.Sqrt, p), build.Make(Op.Sqrt, q)));
    }
}
