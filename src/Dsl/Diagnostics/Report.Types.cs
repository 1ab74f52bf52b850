using System.Globalization;

namespace GateDsl;

// 03xx: types.
sealed partial class Report
{
    [Explain(301, "A value of one type where another is needed",
        "Two uses of a value disagree about its type. The message names both types and where each comes from; change one of the two.",
        "let f a b = («a && b») * 2.0")]
    public Diagnostic Mismatch(Span at, GateType found, Reason? made, GateType needed, Reason needs, string? help = null)
    {
        List<Note> notes = [];
        if (made is not null && made.At.Start != at.Start) notes.Add(Here(made.At, $"{found} comes from here"));
        if (source.Place(needs.At.Start).Line != source.Place(at.Start).Line) notes.Add(Here(needs.At, $"{needed} comes from here"));
        return Error(0301, at, $"this is {found}{Because(made, at)}, but {needs.What} {needs.Verb} {needed}", help, [.. notes]);
    }

    [Explain(302, "Too many arguments",
        "A gate is applied to more arguments than it has parameters. The message shows the gate's signature.",
        "let twice x = 2 * x\n«twice 3 4»")]
    public Diagnostic WrongArity(Span at, string gate, string signature, int given, int taken) =>
        Error(0302, at, $"'{Name(gate)}' takes {Count(taken, "argument")} and is given {given}", $"its signature is {signature}");

    [Explain(303, "A minus that reads as an argument",
        "As in F#, `x -3` with a blank before the minus and none after it applies `x` to `-3`. A subtraction is written `x - 3` or `x-3`.",
        "let f x = 2 * x + 1\nlet y = 5\n«y -3»")]
    public Diagnostic MinusIsArgument(Span at, string function, GateType type, string argument, string operatorText) =>
        Error(0303, at, $"this applies {function}, which is {type} and no gate, to {operatorText}{argument}", $"a subtraction is written '{function} {operatorText} {argument}'");

    [Explain(304, "Arguments one by one for a gate that takes a tuple",
        "This gate has one parameter, a tuple: its items stand in parentheses, with commas.",
        "let area (w, h) = w * h\n«area 2 3»")]
    public Diagnostic ArgumentsForTuple(Span at, string gate, string instead) =>
        Error(0304, at, $"'{Name(gate)}' takes one argument here, a tuple", $"write '{instead}'");

    [Explain(305, "Something that is no gate is applied",
        "Two expressions side by side are a gate and its argument. Here the first one is no gate; perhaps an operator is missing between the two.",
        "let scale = 2.0\nlet f x = «scale» x")]
    public Diagnostic NotAGate(Span at, string what, GateType type, Reason? made, string? help) =>
        Error(0305, at, $"{what} is {type}{Because(made, at)}, not a gate, and cannot be applied", help, made is null ? [] : [Here(made.At, $"{type} comes from here")]);

    [Explain(306, "A tuple for a gate that takes its arguments one by one",
        "The arguments of a gate stand after it, separated by blanks: `f x y`. `f (x, y)` gives it one argument, a pair.",
        "let area w h = w * h\narea «(2, 3)»")]
    public Diagnostic TupleForArguments(Span at, string gate, string signature, string instead) =>
        Error(0306, at, $"'{Name(gate)}' takes its arguments one by one, and this gives it a tuple", $"write '{instead}'; its signature is {signature}");

    [Explain(307, "A gate that still waits for arguments",
        "A gate applied to fewer arguments than it has parameters is a gate of the remaining ones. Where a value is needed, give it all of them.",
        "let area w h = w * h\nlet f x = 1 + «area x»")]
    public Diagnostic StillWaits(Span at, string gate, string signature, string missing, GateType needed, Reason needs) =>
        Error(0307, at, $"'{Name(gate)}' still waits for {missing} here, but {needs.What} {needs.Verb} {needed}", $"its signature is {signature}");

    [Explain(308, "A type that would contain itself",
        "A value is used both as a gate and as that gate's argument or result (or as a tuple and as a part of it). No type fits both uses.",
        "let f x = «x» x")]
    public Diagnostic InfiniteType(Span at) =>
        Error(0308, at, "this is used as a gate and also as what that gate takes or gives, so its type would contain itself", "check for an argument too many or too few, or a missing operator");

    [Explain(309, "Gates that are compared",
        "`=`, `<>`, `<` and their like compare floats, bools, ints, and tuples and arrays of them. Two gates have no such order, and whether they are equal cannot be computed.",
        "let f x = 2 * x\n«f» = f")]
    public Diagnostic NotComparable(Span at, GateType type, string op) =>
        Error(0309, at, $"this contains a gate ({type}), and `{op}` cannot compare gates", "apply it to arguments and compare the results");

    [Explain(310, "Gates that do not fit together",
        "`f >> g` is first f, then g, and `g << f` the same: g must take what f gives.",
        "let positive x = x > 0\nlet f = positive «>>» sqrt")]
    public Diagnostic NotComposable(Span at, string op, GateType gives, GateType takes) =>
        Error(0310, at, $"`{op}` needs gates that fit: the first one gives {gives}, the second one takes {takes}");

    [Explain(311, "A number too large for an int",
        "An int is a whole number from -2147483648 to 2147483647.",
        "pown 2.0 «3000000000»")]
    public Diagnostic IntTooLarge(Span at, string text) =>
        Error(0311, at, $"{text} is too large for an int", "an int lies between -2147483648 and 2147483647");

    [Explain(312, "A fraction where an int is needed",
        "A count or a position is a whole number, written without a point. `int x` makes one of a float: it leaves the fraction out.",
        "let f x = pown x «2.0»")]
    public Diagnostic IntNeeded(Span at, string text, string needs, string? instead) =>
        Error(0312, at, $"{text} is float, but {needs} needs int", instead is null ? "a count is a whole number" : $"write {instead}");

    [Explain(313, "Arithmetic on whole arrays",
        "Operators work on numbers. `Array.map` does something to each element of an array, `Array.map2` to the elements of two arrays of one length.",
        "let sum xs ys = Array.rev xs «+» Array.rev ys")]
    public Diagnostic ArrayArithmetic(Span at, string op, GateType left, bool both, string first, string second) =>
        Error(0313, at, $"`{op}` works on numbers, and the left side is {left}", both ? $"write Array.map2 ({op}) {Operand(first)} {Operand(second)}" : $"write Array.map (fun x -> x {op} {Operand(second)}) {Operand(first)}");

    [Explain(314, "Gates in an array or in a loop",
        "The elements of an array, and what a loop carries from step to step, are floats, bools, ints, and tuples and arrays of them.",
        "let f = [| «sin»; cos |]")]
    public Diagnostic ArrayOfGates(Span at, GateType type) =>
        Error(0314, at, $"this is {type}, and no gate can be in an array or be carried by a loop", "put its values there");

    [Explain(315, "Arrays of different lengths",
        "A function on several arrays goes through them side by side: they have the same length. Where the source does not show the lengths, this is an error when the gate runs.",
        "Array.map2 (+) [| 1; 2 |] «[| 1; 2; 3 |]»")]
    public Diagnostic LengthsDiffer(Span at, string function, int first, int second, Span other) =>
        Error(0315, at, $"this array has {Count(second, "element")} and the other one {first}: '{Name(function)}' needs arrays of one length", null, Here(other, $"this one has {Count(first, "element")}"));

    [Explain(316, "Rows of different lengths",
        "An array of arrays is a matrix: all its rows have the same length. `Array.concat [| xs; ys |]` joins arrays of any lengths to one.",
        "let m = [| [| 1; 2 |]; «[| 3 |]» |]")]
    public Diagnostic RowsDiffer(Span at, int first, int length, Span other) =>
        Error(0316, at, $"this row has {Count(length, "element")} and another one {first}: all rows of a matrix have the same length", null, Here(other, $"this row has {Count(first, "element")}"));

    [Explain(317, "Two positions in one pair of brackets",
        "A matrix is an array of rows: the element in row i and column j is `m.[i].[j]`.",
        "let corner (m: float[][]) = m.[«0, 0»]")]
    public Diagnostic TwoPositions(Span at, string matrix, string row, string column) =>
        Error(0317, at, "a matrix is an array of rows", $"write {matrix}.[{row}].[{column}]");

    [Explain(318, "Rows whose length varies",
        "An array of arrays is a matrix: all its rows have the same length. Here each row is made with a length of its own; fill the rest of a triangle with 0.",
        "let triangle n = Array.init n (fun i -> Array.init «i» (fun j -> 1.0))")]
    public Diagnostic RowLengthVaries(Span at, string length, string index) =>
        Error(0318, at, $"the length of a row, {length}, varies with '{Name(index)}': all rows of a matrix have the same length", "make all rows of one length, and fill with 0 what is not used");

    // A part of a sentence that stands as an argument.
    static string Operand(string text) => text.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or '.')) && !(text.StartsWith('(') && text.EndsWith(')')) && !text.StartsWith("[|", StringComparison.Ordinal) ? $"({text})" : text;

    // " because of `&&` at 2:14"
    string Because(Reason? made, Span found)
    {
        if (made is null) return "";
        if (made.At.Start == found.Start) return $" because of {made.What}";
        var (line, column) = source.Place(made.At.Start);
        return string.Create(CultureInfo.InvariantCulture, $" because of {made.What} at {line}:{column}");
    }
}
