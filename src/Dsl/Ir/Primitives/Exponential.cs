using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Primitives;

static partial class PrimitiveTable
{
    static IEnumerable<Primitive> Exponential() =>
    [
        new(Op.Exp, "exp", (F1)Math.Exp)
        {
            Type = "float -> float", Doc = "e to the power x.", LoopWeight = 60,
            Partials = (x, y, _) => [y], Lanes = typeof(Exp), Reference = [new([1], 2.7182818284590452354)],
        },
        new(Op.Exp2, "exp2", (F1)ScalarMath.Exp2)
        {
            Type = "float -> float", Doc = "2 to the power x.", LoopWeight = 60,
            Partials = (x, y, _) => [RealNumber.Ln2 * y], Lanes = typeof(Exp2), Reference = [new([0.5], 1.4142135623730950488)],
        },
        new(Op.Expm1, "expm1", (F1)ScalarMath.Expm1)
        {
            Type = "float -> float", Doc = "exp x - 1, accurate near 0.", LoopWeight = 120,
            Partials = (x, y, _) => [x[0].Apply(Op.Exp)], Lanes = typeof(Expm1), Reference = [new([1e-20], 1e-20), new([1], 1.7182818284590452354)],
        },
        new(Op.Log, "log", (F1)Math.Log)
        {
            Type = "float -> float", Doc = "The natural logarithm.", LoopWeight = 120,
            Partials = (x, y, _) => [1 / x[0]], Domain = [Interval.Positive], Lanes = typeof(Log), Reference = [new([2], 0.69314718055994530942)],
        },
        new(Op.Log2, "log2", (F1)Math.Log2)
        {
            Type = "float -> float", Doc = "The logarithm to base 2.", LoopWeight = 120,
            Partials = (x, y, _) => [1 / (RealNumber.Ln2 * x[0])], Domain = [Interval.Positive], Lanes = typeof(Log2), Reference = [new([8], 3)],
        },
        new(Op.Log10, "log10", (F1)Math.Log10)
        {
            Type = "float -> float", Doc = "The logarithm to base 10.",
            Partials = (x, y, _) => [1 / (RealNumber.Ln10 * x[0])], Domain = [Interval.Positive], Lanes = typeof(Log10), Reference = [new([1000], 3)],
        },
        new(Op.Log1p, "log1p", (F1)ScalarMath.Log1p)
        {
            Type = "float -> float", Doc = "log (1 + x), accurate near 0.",
            Partials = (x, y, _) => [1 / (1 + x[0])], Domain = [new(-1, double.PositiveInfinity, false, false)], Lanes = typeof(Log1p),
            Reference = [new([1e-20], 1e-20), new([1], 0.69314718055994530942)],
        },

        // y (1 - y), with 1 - y = sigmoid (-x), which does not cancel
        new(Op.Sigmoid, "sigmoid", (F1)ScalarMath.Sigmoid)
        {
            Type = "float -> float", Doc = "1 / (1 + exp (-x)).", LoopWeight = 90, Letter = "s",
            Partials = (x, y, _) => [y * (-x[0]).Apply(Op.Sigmoid)], Lanes = typeof(Sigmoid), Reference = [new([0], 0.5), new([1], 0.73105857863000487925)],
        },
        new(Op.Softplus, "softplus", (F1)ScalarMath.Softplus)
        {
            Type = "float -> float", Doc = "log (1 + exp x).",
            Partials = (x, y, _) => [x[0].Apply(Op.Sigmoid)], Lanes = typeof(Softplus), Reference = [new([0], 0.69314718055994530942)],
        },

        // the shares of the two exponentials in their sum
        new(Op.LogSumExp, "logsumexp", (F2)ScalarMath.LogSumExp)
        {
            Type = "float -> float -> float", Parameters = ["x", "y"], Doc = "log (exp x + exp y), without overflow on the way.", IsCommutative = true,
            Partials = (x, y, _) => [(x[0] - x[1]).Apply(Op.Sigmoid), (x[1] - x[0]).Apply(Op.Sigmoid)], Lanes = typeof(LogSumExp),
            Reference = [new([1000, 1000], 1000.6931471805599453)],
        },

        // has no name in the language: there it is written a * log b
        new(Op.XLogY, "xlogy", (F2)XLogY.Scalar)
        {
            Parameters = ["x", "y"], Doc = "x * log y, and 0 where x is 0.", Spelling = "x * log y",
            Partials = (x, y, _) => [x[1].Apply(Op.Log), x[0] / x[1]], Domain = [Interval.All, Interval.Positive], Lanes = typeof(XLogY),
            Reference = [new([0, 0], 0), new([2, 1], 0)],
        },

        // has no name in the language: there it is written a * log (1 + b)
        new(Op.XLog1pY, "xlog1py", (F2)XLog1pY.Scalar)
        {
            Parameters = ["x", "y"], Doc = "x * log (1 + y), and 0 where x is 0.", Spelling = "x * log1p y",
            Partials = (x, y, _) => [x[1].Apply(Op.Log1p), x[0] / (1 + x[1])], Domain = [Interval.All, new(-1, double.PositiveInfinity, false, false)],
            Lanes = typeof(XLog1pY), Reference = [new([0, -1], 0), new([2, 0], 0)],
        },
    ];
}
