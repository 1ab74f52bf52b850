namespace GateDsl;

// 02xx: names.
sealed partial class Report
{
    /// <summary>A name that is not defined.</summary>
    /// <param name="usedAs">Of a variable of a formula: what it is used as and no variable is, <c>a gate</c> or <c>a tuple</c>.</param>
    /// <param name="meant">What was perhaps meant: a product, a subtraction.</param>
    [Explain(201, "A name that is not defined",
        "The name is neither defined above nor built in. Definitions are visible only after they are written. Look for a spelling mistake, or move the definition up.",
        "let p x w = 1 - «sigmod» (x * w)")]
    public Diagnostic NotDefined(Span at, string name, string? similar, string? usedAs = null, string? meant = null)
    {
        string? help = Elsewhere.HelpFor(name) ?? DidYouMean(similar);
        string why = usedAs is null || help is not null ? "" : $" as {usedAs}: a variable of a formula is a number or a truth value";
        return Error(0201, at, $"'{Name(name)}' is not defined{why}", help ?? meant);
    }

    [Explain(202, "A name that is defined further down",
        "A definition can be used only below the place where it is written. Move it up.",
        "let f x = 2 * «g» x\nlet g x = x + 1")]
    public Diagnostic DefinedLater(Span at, string name, Span later) =>
        Error(0202, at, $"'{Name(name)}' is defined further down, in line {Line(later)}", "a gate sees only what is written above it: move the definition up",
            Here(later, $"'{Name(name)}' is defined here"));

    [Explain(203, "A gate that uses itself",
        "There is no recursion: every gate terminates. A step that is repeated is `iterate n f x`, or `iterateWhile n going f x`; over an array, `Array.fold`.",
        "let countdown x = if x <= 0 then 0 else «countdown» (x - 1)")]
    public Diagnostic NoRecursion(Span at, string name) =>
        Error(0203, at, $"'{Name(name)}' uses itself, and gates have no recursion", "to repeat a step write iterate n f x; over an array, Array.fold f start xs");

    [Explain(204, "A name bound twice",
        "Two parameters of one gate, or two parts of one pattern, have the same name. Rename one, or write `_` for a part that is not used.",
        "let f x «x» = x + 1")]
    public Diagnostic BoundTwice(Span at, string name, Span first) =>
        Error(0204, at, $"'{Name(name)}' is bound twice here", "rename one of them, or write '_' for one that is not used", Here(first, "the first one"));

    [Explain(205, "There is no unit",
        "A gate computes a value and does nothing else, so there is nothing to ignore and no `unit`. Leave the call out; a parameter or local that is not used is written `_`.",
        "let f x = «ignore» x")]
    public Diagnostic NoUnit(Span at, string name) =>
        Error(0205, at, $"'{Name(name)}' has no use here: a gate computes a value and does nothing else, so there is no unit", "leave it out; a value that is not needed is bound to '_'");

    [Explain(206, "A function on arrays that is not here",
        "F# has more functions on arrays: those whose result has a length that depends on the values, as that of a filter has, those with effects, and those that change an array are not here. The message says what to write instead.",
        "let positive xs = «Array.filter» (fun x -> x > 0) xs")]
    public Diagnostic NoArrayFunction(Span at, string name, string instead) => Error(0206, at, $"there is no '{Name(name)}'", instead);

    [Explain(207, "A formula whose value is a gate",
        "A bare formula has a value for each choice of its variables: a number, a truth value or a tuple of them. A gate that still waits for arguments has none; give it its arguments.",
        "exp", NeedsHost = true)]
    public Diagnostic FormulaIsGate(Span at, GateType type, string? applied) =>
        Error(0207, at, type is GateType.Function ? $"the value of this formula is a gate ({type}), not a number" : $"the value of this formula contains a gate ({type})",
            applied is null ? "give every gate its arguments" : $"give it its arguments, as in {applied} 1");

    string Line(Span at) => source.Place(at.Start).Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
