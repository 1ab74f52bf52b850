using GateDsl.Calculus;
using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Primitives;

static partial class PrimitiveTable
{
    static IEnumerable<Primitive> Arithmetic() =>
    [
        new(Op.Negate, "~-", (F1)Ieee.Negate) { Partials = (x, y, _) => [y.Number(-1)] },
        new(Op.Add, "+", (F2)Ieee.Add) { Partials = (x, y, _) => [y.Number(1), y.Number(1)] },
        new(Op.Subtract, "-", (F2)Ieee.Subtract) { Partials = (x, y, _) => [y.Number(1), y.Number(-1)] },
        new(Op.Multiply, "*", (F2)Ieee.Multiply) { Partials = (x, y, _) => [x[1], x[0]] },
        new(Op.Divide, "/", (F2)Ieee.Divide) { Partials = (x, y, _) => [1 / x[1], -y / x[1]] },

        // x % d = x - d * truncate (x / d)
        new(Op.Modulo, "%", (F2)Ieee.Modulo) { Partials = (x, y, _) => [y.Number(1), -(x[0] / x[1]).Apply(Op.Truncate)], Lanes = typeof(Mod) },

        new(Op.Sqrt, "sqrt", (F1)Math.Sqrt)
        {
            Type = "float -> float", Doc = "The square root.",
            Partials = (x, y, _) => [1 / (2 * y)], Domain = [Interval.Positive], Reference = [new([2], 1.4142135623730951)],
        },
        new(Op.Fma, "fma", (F3)Math.FusedMultiplyAdd)
        {
            Type = "float -> float -> float -> float", Parameters = ["x", "y", "z"], Doc = "x * y + z, rounded once.",
            Partials = (x, y, _) => [x[1], x[0], y.Number(1)], Reference = [new([3, 4, 5], 17)],
        },

        // The derivative in the exponent is y log x: 0 where x = 0 and the power is 0, as the limit is.
        new(Op.Power, "**", (F2)ScalarMath.Pow)
        {
            Partials = (x, y, _) => [x[1] * x[0].With(Op.Power, x[1] - 1), y.With(Op.XLogY, x[0])],
            Domain = [Interval.Positive, Interval.All], Lanes = typeof(Pow), Reference = [new([2, 0.5], 1.4142135623730951)],
        },
        new(Op.PowerInt, "pown", (FInt)PowerInt)
        {
            Type = "float -> int -> float", Parameters = ["x", "n"], Doc = "x to a whole power, by multiplication.",
            Partials = (x, y, n) => [n * x[0].Pow(n - 1)], Lanes = typeof(PowInt),
        },
        new(Op.Cbrt, "cbrt", (F1)ScalarMath.Cbrt)
        {
            Type = "float -> float", Doc = "The cube root.",
            Partials = (x, y, _) => [1 / (3 * y.Pow(2))], Lanes = typeof(Cbrt), Reference = [new([27], 3)],
        },
        new(Op.Hypot, "hypot", (F2)ScalarMath.Hypot)
        {
            Type = "float -> float -> float", Parameters = ["x", "y"], Doc = "sqrt (x * x + y * y), without overflow on the way.",
            Partials = (x, y, _) => [x[0] / y, x[1] / y], Lanes = typeof(Hypot), Reference = [new([3e200, 4e200], 5e200)],
        },
    ];

    static double PowerInt(long n, double x) => ScalarMath.PowInt(x, (int)n);

    static IEnumerable<Primitive> Steps() =>
    [
        new(Op.Abs, "abs", (F1)Math.Abs)
        {
            Type = "'n -> 'n", Doc = "The absolute value.", Partials = (x, y, _) => [x[0].Apply(Op.Sign)], Kinks = [0], Reference = [new([-2], 2)],
        },
        new(Op.Sign, "sign", (F1)Ieee.Sign) { Type = "'n -> 'n", Doc = "-1, 0 or 1: the sign of x; NaN of NaN.", Kinks = [0], Lanes = typeof(Sign) },
        new(Op.Floor, "floor", (F1)Math.Floor) { Type = "float -> float", Doc = "The largest whole number not above x." },
        new(Op.Ceil, "ceil", (F1)Math.Ceiling) { Type = "float -> float", Doc = "The smallest whole number not below x." },
        new(Op.Round, "round", (F1)Math.Round) { Type = "float -> float", Doc = "The nearest whole number; halves go to the even one." },
        new(Op.Truncate, "truncate", (F1)Math.Truncate) { Type = "float -> float", Doc = "The whole part: x rounded towards zero." },

        // At a tie the first argument's.
        new(Op.Max, "max", (F2)Math.Max)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The larger; NaN if one is NaN.",
            Partials = (x, y, _) => [Guarded.When(x[0].With(Op.GreaterEqual, x[1]), y.Number(1)), Guarded.When(!x[0].With(Op.GreaterEqual, x[1]), y.Number(1))],
        },
        new(Op.Min, "min", (F2)Math.Min)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The smaller; NaN if one is NaN.",
            Partials = (x, y, _) => [Guarded.When(x[0].With(Op.LessEqual, x[1]), y.Number(1)), Guarded.When(!x[0].With(Op.LessEqual, x[1]), y.Number(1))],
        },

        // At its ends the inside derivative.
        new(Op.Clamp, "clamp", (F3)Ieee.Clamp)
        {
            Type = "float -> float -> float -> float", Parameters = ["x", "low", "high"], Doc = "x, but not below low and not above high.",
            Partials = (x, y, _) =>
            [
                Guarded.When(x[0].With(Op.GreaterEqual, x[1]) & x[0].With(Op.LessEqual, x[2]), y.Number(1)),
                Guarded.When(x[0].With(Op.Less, x[1]) & x[1].With(Op.LessEqual, x[2]), y.Number(1)),
                Guarded.When(x[0].With(Op.Greater, x[2]) | x[1].With(Op.Greater, x[2]), y.Number(1)),
            ],
        },
        new(Op.Relu, "relu", (F1)Ieee.Relu)
        {
            Type = "float -> float", Doc = "x where it is positive, else 0.",
            Partials = (x, y, _) => [Guarded.When(x[0].With(Op.Greater, 0), y.Number(1))], Kinks = [0],
        },
    ];
}
