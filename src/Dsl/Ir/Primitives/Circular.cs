using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Primitives;

static partial class PrimitiveTable
{
    // The derivatives of the inverse functions are written in factors, (1 - x) (1 + x) for 1 - x²: that keeps its digits near the ends.
    static IEnumerable<Primitive> Circular() =>
    [
        new(Op.Sin, "sin", (F1)Math.Sin)
        {
            Type = "float -> float", Doc = "The sine of x radians.", LoopWeight = 120,
            Partials = (x, y, _) => [x[0].Apply(Op.Cos)], Lanes = typeof(Sin), Reference = [new([1], 0.84147098480789650665)],
        },
        new(Op.Cos, "cos", (F1)Math.Cos)
        {
            Type = "float -> float", Doc = "The cosine of x radians.", LoopWeight = 120,
            Partials = (x, y, _) => [-x[0].Apply(Op.Sin)], Lanes = typeof(Cos), Reference = [new([1], 0.54030230586813971740)],
        },
        new(Op.Tan, "tan", (F1)Math.Tan)
        {
            Type = "float -> float", Doc = "The tangent of x radians.",
            Partials = (x, y, _) => [1 + y.Pow(2)], Lanes = typeof(Tan), Reference = [new([1], 1.5574077246549022305)],
        },
        new(Op.Asin, "asin", (F1)Math.Asin)
        {
            Type = "float -> float", Doc = "The angle in [-pi/2, pi/2] whose sine is x.",
            Partials = (x, y, _) => [1 / ((1 - x[0]) * (1 + x[0])).Apply(Op.Sqrt)], Domain = [new(-1, 1, false, false)], Lanes = typeof(Asin),
            Reference = [new([1], 1.5707963267948966192)],
        },
        new(Op.Acos, "acos", (F1)Math.Acos)
        {
            Type = "float -> float", Doc = "The angle in [0, pi] whose cosine is x.",
            Partials = (x, y, _) => [-(1 / ((1 - x[0]) * (1 + x[0])).Apply(Op.Sqrt))], Domain = [new(-1, 1, false, false)], Lanes = typeof(Acos),
            Reference = [new([0], 1.5707963267948966192)],
        },
        new(Op.Atan, "atan", (F1)Math.Atan)
        {
            Type = "float -> float", Doc = "The angle in (-pi/2, pi/2) whose tangent is x.",
            Partials = (x, y, _) => [1 / (1 + x[0].Pow(2))], Lanes = typeof(Atan), Reference = [new([1], 0.78539816339744830962)],
        },
        new(Op.Atan2, "atan2", (F2)Math.Atan2)
        {
            Type = "float -> float -> float", Parameters = ["y", "x"], Doc = "The angle of the point (x, y), in [-pi, pi].",
            Partials = (x, y, _) => [x[1] / (x[1].Pow(2) + x[0].Pow(2)), -x[0] / (x[1].Pow(2) + x[0].Pow(2))], Lanes = typeof(Atan2),
            Reference = [new([1, -1], 2.3561944901923449288)],
        },
        new(Op.Sinh, "sinh", (F1)Math.Sinh)
        {
            Type = "float -> float", Doc = "The hyperbolic sine.",
            Partials = (x, y, _) => [x[0].Apply(Op.Cosh)], Lanes = typeof(Sinh), Reference = [new([1], 1.1752011936438014569)],
        },
        new(Op.Cosh, "cosh", (F1)Math.Cosh)
        {
            Type = "float -> float", Doc = "The hyperbolic cosine.",
            Partials = (x, y, _) => [x[0].Apply(Op.Sinh)], Lanes = typeof(Cosh), Reference = [new([1], 1.5430806348152437785)],
        },
        new(Op.Tanh, "tanh", (F1)Math.Tanh)
        {
            Type = "float -> float", Doc = "The hyperbolic tangent.", Letter = "t",
            Partials = (x, y, _) => [x[0].Apply(Op.Sech2)], Lanes = typeof(Tanh), Reference = [new([1], 0.76159415595576488812)],
        },

        // has no name in the language: there it is written 1 - tanh x ** 2, which cancels
        new(Op.Sech2, "sech2", (F1)Sech2.Scalar)
        {
            Doc = "1 - tanh x ** 2, which is 1 / cosh x ** 2.", Spelling = "1 - tanh x ** 2", LoopWeight = 120,
            Partials = (x, y, _) => [-2 * x[0].Apply(Op.Tanh) * y], Lanes = typeof(Sech2), Reference = [new([1], 0.41997434161402606940)],
        },

        // has no name in the language: there it is written log (cosh x)
        new(Op.LogCosh, "logcosh", (F1)LogCosh.Scalar)
        {
            Doc = "log (cosh x).", Spelling = "log (cosh x)", LoopWeight = 400, Partials = (x, y, _) => [x[0].Apply(Op.Tanh)], Lanes = typeof(LogCosh), Reference = [new([0], 0)],
        },
        new(Op.Asinh, "asinh", (F1)Math.Asinh)
        {
            Type = "float -> float", Doc = "The inverse hyperbolic sine.",
            Partials = (x, y, _) => [1 / x[0].With(Op.Hypot, 1)], Lanes = typeof(Asinh), Reference = [new([1], 0.88137358701954302523)],
        },
        new(Op.Acosh, "acosh", (F1)Math.Acosh)
        {
            Type = "float -> float", Doc = "The inverse hyperbolic cosine.",
            Partials = (x, y, _) => [1 / ((x[0] - 1).Apply(Op.Sqrt) * (x[0] + 1).Apply(Op.Sqrt))],
            Domain = [new(1, double.PositiveInfinity, false, false)], Lanes = typeof(Acosh), Reference = [new([2], 1.3169578969248167086)],
        },
        new(Op.Atanh, "atanh", (F1)Math.Atanh)
        {
            Type = "float -> float", Doc = "The inverse hyperbolic tangent.",
            Partials = (x, y, _) => [1 / ((1 - x[0]) * (1 + x[0]))], Domain = [new(-1, 1, false, false)], Lanes = typeof(Atanh),
            Reference = [new([0.5], 0.54930614433405484570)],
        },
    ];
}
