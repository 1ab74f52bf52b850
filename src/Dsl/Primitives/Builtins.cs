using System.Collections.Immutable;

namespace GateDsl.Primitives;

/// <summary>Every name of the language that no file defines.</summary>
static class Builtins
{
    public static ImmutableArray<Builtin> All { get; } = [.. Entries().Select((entry, index) => entry with { Index = index })];

    static readonly Dictionary<string, Builtin> byName = All.ToDictionary(entry => entry.Name);

    public static Builtin? Find(string name) => byName.GetValueOrDefault(name);

    static IEnumerable<Builtin> Entries() =>
    [
        // operators; prefix minus and plus are ~- and ~+, as in F#
        new("+", "'n -> 'n -> 'n", ["x", "y"], "The sum."),
        new("-", "'n -> 'n -> 'n", ["x", "y"], "The difference."),
        new("*", "'n -> 'n -> 'n", ["x", "y"], "The product."),
        new("/", "'n -> 'n -> 'n", ["x", "y"], "The quotient; of ints, towards zero."),
        new("%", "'n -> 'n -> 'n", ["x", "y"], "The remainder, with the sign of x: C#'s %."),
        new("**", "float -> float -> float", ["x", "y"], "x to the power y."),
        new("~-", "'n -> 'n", ["x"], "The negative."),
        new("~+", "'n -> 'n", ["x"], "The number itself."),
        new("=", "'e -> 'e -> bool", ["x", "y"], "Equality; of tuples item by item; false with NaN."),
        new("<>", "'e -> 'e -> bool", ["x", "y"], "Inequality; true with NaN."),
        new("<", "'c -> 'c -> bool", ["x", "y"], "Less than; false with NaN."),
        new("<=", "'c -> 'c -> bool", ["x", "y"], "Less than or equal; false with NaN."),
        new(">", "'c -> 'c -> bool", ["x", "y"], "Greater than; false with NaN."),
        new(">=", "'c -> 'c -> bool", ["x", "y"], "Greater than or equal; false with NaN."),
        new("&&", "bool -> bool -> bool", ["a", "b"], "True if both are."),
        new("||", "bool -> bool -> bool", ["a", "b"], "True if one is."),
        new("|>", "'a -> ('a -> 'b) -> 'b", ["x", "f"], "f x."),
        new("<|", "('a -> 'b) -> 'a -> 'b", ["f", "x"], "f x."),
        new(">>", "('a -> 'b) -> ('b -> 'c1) -> 'a -> 'c1", ["f", "g"], "First f, then g."),
        new("<<", "('b -> 'c1) -> ('a -> 'b) -> 'a -> 'c1", ["g", "f"], "First f, then g."),

        // constants
        new("pi", "float", [], "The ratio of a circle's circumference to its diameter, 3.14159…"),
        new("e", "float", [], "The base of the natural logarithm, 2.71828…"),
        new("infinity", "float", [], "Positive infinity."),
        new("nan", "float", [], "Not a number."),

        // logic and structure
        new("not", "bool -> bool", ["a"], "True if a is false."),
        new("xor", "bool -> bool -> bool", ["a", "b"], "True if exactly one of them is."),
        new("fst", "'a * 'b -> 'a", ["p"], "The first item of a pair."),
        new("snd", "'a * 'b -> 'b", ["p"], "The second item of a pair."),
        new("id", "'a -> 'a", ["x"], "The argument itself."),
        new("ignore", "'a -> unit", ["x"], "There is no unit in a gate file: every use is an error that says so."),

        // calculus: typed and evaluated by rules of their own
        new("diff", "(float -> 'r) -> float -> 'r", ["f"], "The derivative of a gate of one float parameter; tuples component by component."),
        new("grad", "'f -> 'g", ["f"], "The gate of all partial derivatives, as a tuple in the order of the float parameters."),
        new("soft", "'f -> 'g", ["g"], "A gate of booleans relaxed to floats in [0, 1]."),

        // functions
        new("abs", "'n -> 'n", ["x"], "The absolute value."),
        new("sign", "'n -> 'n", ["x"], "-1, 0 or 1: the sign of x (NaN of NaN)."),
        new("sqrt", "float -> float", ["x"], "The square root."),
        new("exp", "float -> float", ["x"], "e to the power x."),
        new("log", "float -> float", ["x"], "The natural logarithm."),
        new("log10", "float -> float", ["x"], "The logarithm to base 10."),
        new("sin", "float -> float", ["x"], "The sine of x radians."),
        new("cos", "float -> float", ["x"], "The cosine of x radians."),
        new("tan", "float -> float", ["x"], "The tangent of x radians."),
        new("asin", "float -> float", ["x"], "The angle in [-pi/2, pi/2] whose sine is x."),
        new("acos", "float -> float", ["x"], "The angle in [0, pi] whose cosine is x."),
        new("atan", "float -> float", ["x"], "The angle in (-pi/2, pi/2) whose tangent is x."),
        new("atan2", "float -> float -> float", ["y", "x"], "The angle of the point (x, y), in [-pi, pi]."),
        new("sinh", "float -> float", ["x"], "The hyperbolic sine."),
        new("cosh", "float -> float", ["x"], "The hyperbolic cosine."),
        new("tanh", "float -> float", ["x"], "The hyperbolic tangent."),
        new("floor", "float -> float", ["x"], "The largest whole number not above x."),
        new("ceil", "float -> float", ["x"], "The smallest whole number not below x."),
        new("round", "float -> float", ["x"], "The nearest whole number; halves go to the even one."),
        new("truncate", "float -> float", ["x"], "The whole part, towards zero."),
        new("max", "'n -> 'n -> 'n", ["x", "y"], "The larger; NaN if one is NaN."),
        new("min", "'n -> 'n -> 'n", ["x", "y"], "The smaller; NaN if one is NaN."),
        new("pown", "float -> int -> float", ["x", "n"], "x to a whole power."),
        new("log2", "float -> float", ["x"], "The logarithm to base 2."),
        new("exp2", "float -> float", ["x"], "2 to the power x."),
        new("log1p", "float -> float", ["x"], "log (1 + x), accurate near 0."),
        new("expm1", "float -> float", ["x"], "exp x - 1, accurate near 0."),
        new("cbrt", "float -> float", ["x"], "The cube root."),
        new("hypot", "float -> float -> float", ["x", "y"], "sqrt (x * x + y * y), without overflow."),
        new("asinh", "float -> float", ["x"], "The inverse hyperbolic sine."),
        new("acosh", "float -> float", ["x"], "The inverse hyperbolic cosine."),
        new("atanh", "float -> float", ["x"], "The inverse hyperbolic tangent."),
        new("erf", "float -> float", ["x"], "The error function."),
        new("erfc", "float -> float", ["x"], "1 - erf x, accurate where erf x is near 1."),
        new("lgamma", "float -> float", ["x"], "The logarithm of the absolute value of the gamma function."),
        new("digamma", "float -> float", ["x"], "The derivative of lgamma."),
        new("normcdf", "float -> float", ["x"], "The standard normal distribution function."),
        new("normpdf", "float -> float", ["x"], "The standard normal density."),
        new("sigmoid", "float -> float", ["x"], "1 / (1 + exp (-x))."),
        new("softplus", "float -> float", ["x"], "log (1 + exp x)."),
        new("relu", "float -> float", ["x"], "x where it is positive, else 0."),
        new("logsumexp", "float -> float -> float", ["x", "y"], "log (exp x + exp y), without overflow."),
        new("clamp", "float -> float -> float -> float", ["x", "low", "high"], "x, but not below low and not above high."),
        new("fma", "float -> float -> float -> float", ["x", "y", "z"], "x * y + z, rounded once."),
    ];
}
