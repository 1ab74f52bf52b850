using System.Collections.Immutable;
using GateDsl.Primitives;

namespace GateDsl.Syntax;

/// <summary>Every name of the language that no file defines: the primitives that have one, the formulas, and what is neither.</summary>
static class Builtins
{
    public static ImmutableArray<Builtin> All { get; } = [.. Entries().Select((entry, index) => entry with { Index = index })];

    static readonly Dictionary<string, Builtin> byName = All.ToDictionary(entry => entry.Name);

    public static Builtin? Find(string name) => byName.GetValueOrDefault(name);

    static IEnumerable<Builtin> Entries() =>
    [
        .. PrimitiveTable.All.Where(entry => entry.Type is not null).Select(entry => new Builtin(entry.Name, entry.Type!, entry.Parameters, entry.Doc)),
        .. Formulas.All.Select(entry => new Builtin(entry.Name, entry.Type, entry.Parameters, entry.Doc)),

        // operators that are no operations; prefix plus is ~+, as in F#
        new("~+", "'n -> 'n", ["x"], "The number itself."),
        new("|>", "'a -> ('a -> 'b) -> 'b", ["x", "f"], "f x."),
        new("<|", "('a -> 'b) -> 'a -> 'b", ["f", "x"], "f x."),
        new(">>", "('a -> 'b) -> ('b -> 'c1) -> 'a -> 'c1", ["f", "g"], "First f, then g."),
        new("<<", "('b -> 'c1) -> ('a -> 'b) -> 'a -> 'c1", ["g", "f"], "First f, then g."),

        // constants
        new("pi", "float", [], "The ratio of a circle's circumference to its diameter, 3.14159…"),
        new("e", "float", [], "The base of the natural logarithm, 2.71828…"),
        new("infinity", "float", [], "Positive infinity."),
        new("nan", "float", [], "Not a number."),

        // structure
        new("fst", "'a * 'b -> 'a", ["p"], "The first item of a pair."),
        new("snd", "'a * 'b -> 'b", ["p"], "The second item of a pair."),
        new("id", "'a -> 'a", ["x"], "The argument itself."),
        new("ignore", "'a -> unit", ["x"], "There is no unit in a gate file: every use is an error that says so."),

        // calculus: typed and evaluated by rules of their own
        new("diff", "(float -> 'r) -> float -> 'r", ["f"], "The derivative of a gate of one float parameter; tuples component by component."),
        new("grad", "'f -> 'g", ["f"], "The gate of all partial derivatives, as a tuple in the order of the float parameters."),
        new("soft", "'f -> 'g", ["g"], "A gate of booleans relaxed to floats in [0, 1]."),

        .. ArrayBuiltins.All,
    ];
}
