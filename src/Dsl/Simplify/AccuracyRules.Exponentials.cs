using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

static partial class AccuracyRules
{
    public static readonly Rule[] Exponentials =
    [
        new(x / y) { Differs = "where exp overflows, and near 0", Make = (match, build) => Simplification.Exponentials.Quotient(match[x], match[y], build) },
        new(Power(2.7182818284590451, x), Exp(x)) { Differs = "in the last place" },
        new(Power(1 + Exp(x), y), Exp(y * Softplus(x))) { Differs = "where exp overflows" },
        new(Sigmoid(x) / (1 - Sigmoid(x)), Exp(x)) { Differs = "above 36, where the logistic rounds to 1" },
        new((1 - Sigmoid(x)) / Sigmoid(x), Exp(-x)) { Differs = "above 36, where the logistic rounds to 1" },
        new((1 + Exp(x)).Pow(-1), Sigmoid(-x)) { Differs = "in the last place" },
        new(x / Sqrt(1 + Exp(y)), x * Exp(-0.5 * Softplus(y))) { Differs = "where exp overflows" },
        new(Sigmoid(x) / Sigmoid(y), Exp(x)) { Differs = "where the logistic rounds to 1 or underflows", If = match => AreOpposite(match.Graph, match[x], match[y]) },
        new(Sigmoid(x) * (1 - Sigmoid(x)), Sigmoid(x) * Sigmoid(-x)) { Differs = "above 36, where the logistic rounds to 1" },
        new(a * Sigmoid(x) * (1 - Sigmoid(x)), a * Sigmoid(x) * Sigmoid(-x)) { Differs = "above 36, where the logistic rounds to 1" },
        new(x - Softplus(x), -Softplus(-x)) { Differs = "above 36, where softplus x rounds to x" },
        new(Softplus(x) - x, Softplus(-x)) { Differs = "above 36, where softplus x rounds to x" },
        new(x + Softplus(-x), Softplus(x)) { Differs = "below -36, where softplus (-x) rounds to -x" },
        new(LogSumExp(x, y) - x, Softplus(y - x)) { Differs = "where x is much larger than y" },
        new(x - LogSumExp(x, y), -Softplus(y - x)) { Differs = "where x is much larger than y" },
        new(Exp(-Softplus(x)), Sigmoid(-x)) { Differs = "in the last place" },
        new(Exp(x) * Exp(y), Exp(x + y)) { Differs = "where one overflows and the other underflows" },
        new(Exp(x) / Exp(y), Exp(x - y)) { Differs = "where both overflow or underflow" },
        new(Sinh(x) / Cosh(x), Tanh(x)) { Differs = "where both overflow" },
        new(Cosh(x) / Sinh(x), 1 / Tanh(x)) { Differs = "where both overflow" },
        new(Cosh(x) - Sinh(x), Exp(-x)) { Differs = "for positive x" },
        new(Cosh(x) + Sinh(x), Exp(x)) { Differs = "for negative x" },
        new(Exp(-x) * Cosh(x), 0.5 * (1 + Exp(-2 * x))) { Differs = "where cosh overflows" },
        new(Exp(-x) * Sinh(x), -0.5 * Expm1(-2 * x)) { Differs = "where sinh overflows" },
        new(1 / Cosh(x).Pow(2), Sech2(x)) { Differs = "where cosh overflows when squared" },
        new((1 + Tanh(x)) / (1 - Tanh(x)), Exp(2 * x)) { Differs = "where tanh rounds to 1 or -1" },
        new(x + y) { Differs = "where two terms nearly cancel", Make = SumOfTwo },
        new(x - y) { Differs = "where two terms nearly cancel", Make = SumOfTwo },
    ];

    static int? SumOfTwo(Match match, Builder build) => Complement.Make(match.Root, build) ?? Simplification.Exponentials.Hyperbolic(match.Root, build);
}
