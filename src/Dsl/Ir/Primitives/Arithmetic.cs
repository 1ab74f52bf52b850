using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Primitives;

static partial class PrimitiveTable
{
    static IEnumerable<Primitive> Arithmetic() =>
    [
        new(Op.Negate, "~-", (F1)Ieee.Negate)
        {
            Type = "'n -> 'n", Doc = "The negative.", Operator = "Negate", Vector = ["op_UnaryNegation"], Partials = (x, y, _) => [y.Number(-1)],
        },
        new(Op.Add, "+", (F2)Ieee.Add)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The sum.", IsCommutative = true, Operator = "Add", Vector = ["op_Addition"],
            Partials = (x, y, _) => [y.Number(1), y.Number(1)],
        },
        new(Op.Subtract, "-", (F2)Ieee.Subtract)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The difference.", Operator = "Subtract", Vector = ["op_Subtraction"],
            Partials = (x, y, _) => [y.Number(1), y.Number(-1)],
        },
        new(Op.Multiply, "*", (F2)Ieee.Multiply)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The product.", IsCommutative = true, Operator = "Multiply", Vector = ["op_Multiply"],
            Partials = (x, y, _) => [x[1], x[0]],
        },
        new(Op.Divide, "/", (F2)Ieee.Divide)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The quotient; of ints, towards zero.", Weight = 3, Latency = 15, Operator = "Divide", Vector = ["op_Division"],
            Partials = (x, y, _) => [1 / x[1], -y / x[1]],
        },

        // made by soft; none is left after Simplification.Complements
        new(Op.Complement, "complement", (F1)OneMinus.Scalar)
        {
            Parameters = ["p"], Doc = "1 - p, of a truth value relaxed to p.", Spelling = "1 - x", Weight = 1, Lanes = typeof(OneMinus), Partials = (x, y, _) => [y.Number(-1)],
            Reference = [new([0.25], 0.75), new([0], 1)],
        },

        // x % d = x - d * truncate (x / d)
        new(Op.Modulo, "%", (F2)Ieee.Modulo)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The remainder, with the sign of x: C#'s %.", Choice = (x, y, _) => Math.Truncate(x / y),
            Partials = (x, y, _) => [y.Number(1), -(x[0] / x[1]).Apply(Op.Truncate)], Lanes = typeof(Mod),
        },

        new(Op.Sqrt, "sqrt", (F1)Math.Sqrt)
        {
            Type = "float -> float", Doc = "The square root.", Weight = 3, Latency = 20, Vector = ["Sqrt"], Letter = "r",
            Partials = (x, y, _) => [1 / (2 * y)], Domain = [Interval.Positive], Reference = [new([2], 1.4142135623730951)],
        },
        new(Op.Fma, "fma", (F3)Math.FusedMultiplyAdd)
        {
            Type = "float -> float -> float -> float", Parameters = ["x", "y", "z"], Doc = "x * y + z, rounded once.", Vector = ["FusedMultiplyAdd"],
            Partials = (x, y, _) => [x[1], x[0], y.Number(1)], Reference = [new([3, 4, 5], 17)],
        },

        // The derivative in the exponent is y log x: 0 where x = 0 and the power is 0, as the limit is.
        new(Op.Power, "**", (F2)Math.Pow)
        {
            Type = "float -> float -> float", Parameters = ["x", "y"], Doc = "x to the power y.",
            Partials = (x, y, _) => [PowerSlope(x[0], x[1]), y.With(Op.XLogY, x[0])],
            Domain = [Interval.Positive, Interval.All], Lanes = typeof(Pow), Reference = [new([2, 0.5], 1.4142135623730951)],
        },
        new(Op.PowerInt, "pown", (FInt)PowerInt)
        {
            Type = "float -> int -> float", Parameters = ["x", "n"], Doc = "x to a whole power, by multiplication.", Weight = 3,
            Partials = (x, y, n) => [n * x[0].Pow(n - 1)], Lanes = typeof(PowInt),
        },
        new(Op.Cbrt, "cbrt", (F1)ScalarMath.Cbrt)
        {
            Type = "float -> float", Doc = "The cube root.",
            Partials = (x, y, _) => [1 / (3 * y.Pow(2))], Lanes = typeof(Cbrt), Reference = [new([27], 3)],
        },
        new(Op.Hypot, "hypot", (F2)ScalarMath.Hypot)
        {
            Type = "float -> float -> float", Parameters = ["x", "y"], Doc = "sqrt (x * x + y * y), without overflow on the way.", IsCommutative = true, Letter = "r",
            Partials = (x, y, _) => [x[0] / y, x[1] / y], Lanes = typeof(Hypot), Reference = [new([3e200, 4e200], 5e200)],
        },
    ];

    // 0 for the exponent 0, also at x = 0: in a loop the exponent is often the number of a trip.
    static Guarded PowerSlope(Wire x, Wire y) => y.Graph.MayHaveArrays && y.Graph[y.Id].Op != Op.Number
        ? Guarded.When(y.With(Op.NotEqual, 0), y * x.With(Op.Power, y - 1)) : y * x.With(Op.Power, y - 1);

    static double PowerInt(long n, double x) => ScalarMath.PowInt(x, (int)n);

    static IEnumerable<Primitive> Steps() =>
    [
        new(Op.Abs, "abs", (F1)Math.Abs)
        {
            Type = "'n -> 'n", Doc = "The absolute value.", Vector = ["Abs"], Choice = (x, _, _) => Side(x), Partials = (x, y, _) => [x[0].Apply(Op.Sign)], Kinks = [0], Reference = [new([-2], 2)],
        },
        new(Op.Sign, "sign", (F1)Ieee.Sign) { Type = "'n -> 'n", Doc = "-1, 0 or 1: the sign of x; NaN of NaN.", Weight = 1, IsStep = true, Choice = (x, _, _) => Side(x), Kinks = [0], Lanes = typeof(Sign) },
        new(Op.Floor, "floor", (F1)Math.Floor) { Type = "float -> float", Doc = "The largest whole number not above x.", Vector = ["Floor"], IsStep = true, Choice = (x, _, _) => Piece(x, Math.Floor(x)) },
        new(Op.Ceil, "ceil", (F1)Math.Ceiling) { Type = "float -> float", Doc = "The smallest whole number not below x.", Vector = ["Ceiling"], IsStep = true, Choice = (x, _, _) => Piece(x, Math.Ceiling(x)) },
        new(Op.Round, "round", (F1)Math.Round) { Type = "float -> float", Doc = "The nearest whole number; halves go to the even one.", Vector = ["Round"], IsStep = true, Choice = (x, _, _) => Math.Round(x) },
        new(Op.Truncate, "truncate", (F1)Math.Truncate) { Type = "float -> float", Doc = "The whole part: x rounded towards zero.", Vector = ["Truncate"], IsStep = true, Choice = (x, _, _) => Piece(x, Math.Truncate(x)) },

        // At a tie the first argument's.
        new(Op.Max, "max", (F2)Math.Max)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The larger; NaN if one is NaN.", Vector = ["Max"], Choice = (x, y, _) => Side(x - y),
            Partials = (x, y, _) => [Guarded.When(x[0].With(Op.GreaterEqual, x[1]), y.Number(1)), Guarded.When(!x[0].With(Op.GreaterEqual, x[1]), y.Number(1))],
        },
        new(Op.Min, "min", (F2)Math.Min)
        {
            Type = "'n -> 'n -> 'n", Parameters = ["x", "y"], Doc = "The smaller; NaN if one is NaN.", Vector = ["Min"], Choice = (x, y, _) => Side(x - y),
            Partials = (x, y, _) => [Guarded.When(x[0].With(Op.LessEqual, x[1]), y.Number(1)), Guarded.When(!x[0].With(Op.LessEqual, x[1]), y.Number(1))],
        },

        // At its ends the inside derivative. As of min (max x low) high exactly one is 1, also where one of the three is NaN: then the last.
        new(Op.Clamp, "clamp", (F3)Ieee.Clamp)
        {
            Type = "float -> float -> float -> float", Parameters = ["x", "low", "high"], Doc = "x, but not below low and not above high.",
            Vector = ["Clamp"], Choice = (x, low, high) => Side(x - low) * 3 + Side(x - high),
            Partials = (x, y, _) =>
            [
                Guarded.When(x[0].With(Op.GreaterEqual, x[1]) & x[0].With(Op.LessEqual, x[2]), y.Number(1)),
                Guarded.When(x[0].With(Op.Less, x[1]) & x[1].With(Op.LessEqual, x[2]), y.Number(1)),
                Guarded.When(!(x[0].With(Op.LessEqual, x[2]) & x[1].With(Op.LessEqual, x[2])), y.Number(1)),
            ],
        },
        new(Op.Relu, "relu", (F1)Ieee.Relu)
        {
            Type = "float -> float", Doc = "x where it is positive, else 0.", Vector = ["Relu"], Choice = (x, _, _) => Side(x),
            Partials = (x, y, _) => [Guarded.When(x[0].With(Op.Greater, 0), y.Number(1))], Kinks = [0],
        },
    ];

    static double Side(double x) => double.IsNaN(x) ? double.NaN : Math.Sign(x);

    // The point of the jump itself is a piece of its own.
    static double Piece(double x, double whole) => x == whole ? whole + 0.25 : whole + 0.5;
}
