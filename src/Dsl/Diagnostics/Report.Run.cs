using System.Globalization;

namespace GateDsl;

// 062x: what is wrong only where a gate runs. They come with a GateRunException.
sealed partial class Report
{
    const string Needs = "let f (xs: float[]) = xs.[0]";

    [Explain(620, "A position outside an array", "Positions go from 0 to the length less 1. `Array.length xs` is the length of `xs`; a condition before the access keeps it from being computed.", Needs, NeedsHost = true)]
    public Diagnostic PositionOutside(Span at, string array, double position, double length) =>
        Error(0620, at, string.Create(CultureInfo.InvariantCulture, $"position {position} is outside {Named(array, "the array")}, which has {Elements(length)}"));

    [Explain(621, "Arrays of different lengths", "The function takes one element of each array at a time, so they must have the same length. `Array.take` shortens one.", Needs, NeedsHost = true)]
    public Diagnostic DifferentLengths(Span at, string function, string first, string second, double length, double other) =>
        Error(0621, at, string.Create(CultureInfo.InvariantCulture, $"{Named(first, "the first array")} has {Elements(length)} and {Named(second, "the other")} has {other}: {function} needs the same length"));

    [Explain(622, "A negative length", "An array has no fewer than 0 elements.", Needs, NeedsHost = true)]
    public Diagnostic NegativeLength(Span at, string function, double length) =>
        Error(0622, at, string.Create(CultureInfo.InvariantCulture, $"{function} is asked for {Elements(length)}"));

    [Explain(623, "Nothing to choose from", "An array without elements has no largest, smallest, first or last one. Ask for its length before.", Needs, NeedsHost = true)]
    public Diagnostic NothingToChoose(Span at, string function, string array) =>
        Error(0623, at, $"{Named(array, "the array")} is empty: {function} has nothing to choose from");

    [Explain(624, "Rows of different lengths", "An array of arrays is a matrix: all of its rows have the same length.", Needs, NeedsHost = true)]
    public Diagnostic DifferentRows(Span at, int first, int other) =>
        Error(0624, at, string.Create(CultureInfo.InvariantCulture, $"the rows of a matrix have the same length, and one has {Elements(other)} where the first has {first}"));

    [Explain(625, "More elements than there are", "`Array.take`, `Array.skip` and `Array.sub` need as many elements as they are asked for. A slice `xs.[a..b]` takes those that there are.", Needs, NeedsHost = true)]
    public Diagnostic TooManyElements(Span at, string function, string array, double count, double length) =>
        Error(0625, at, string.Create(CultureInfo.InvariantCulture, $"{function} is asked for {Elements(count)}, and {Named(array, "the array")} has {length}"));

    [Explain(626, "A range with the step 0", "A range would never end.", Needs, NeedsHost = true)]
    public Diagnostic ZeroStep(Span at) => Error(0626, at, "the step of a range cannot be 0");

    [Explain(627, "Windows without elements", "`Array.windowed` needs a size of 1 or more.", Needs, NeedsHost = true)]
    public Diagnostic EmptyWindow(Span at, string function, double size) =>
        Error(0627, at, string.Create(CultureInfo.InvariantCulture, $"{function} needs windows of 1 or more elements, not {size}"));

    [Explain(628, "An int divided by 0", "The quotient of ints is an int, and there is none to give.", Needs, NeedsHost = true)]
    public Diagnostic DivisionOfInts(Span at) => Error(0628, at, "an int is divided by 0");

    [Explain(629, "Knots that are out of order", "`interp` reads a table whose knots grow from each to the next.", Needs, NeedsHost = true)]
    public Diagnostic KnotsOutOfOrder(Span at, string array, double position) =>
        Error(0629, at, string.Create(CultureInfo.InvariantCulture, $"the knots of {Named(array, "the table")} must grow, and that at position {position} is not above the one before it"));

    [Explain(630, "A run that is too long or needs too much memory", "The host limits what one call may cost: steps, the length of an array, memory (`Limits.Steps`, `Limits.ArrayLength`, `Limits.WorkspaceBytes`).", Needs, NeedsHost = true)]
    public Diagnostic RunLimit(Span at, string limit, long most, double needed) =>
        Error(0630, at, limit switch
        {
            nameof(Limits.Steps) => string.Create(CultureInfo.InvariantCulture, $"this takes more than {most} steps"),
            nameof(Limits.ArrayLength) => string.Create(CultureInfo.InvariantCulture, $"an array of {needed} elements is asked for; the limit is {most}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"this needs {needed} bytes of memory; the limit is {most}"),
        }, $"the host sets this limit (Limits.{limit})");

    [Explain(631, "An int that is too large", "Ints go from -2147483648 to 2147483647. Calculate with floats where a result may be larger: `float i * float j`.", Needs, NeedsHost = true)]
    public Diagnostic IntOverflow(Span at, string function, double value) =>
        Error(0631, at, string.Create(CultureInfo.InvariantCulture, $"{(function.StartsWith("Array.", StringComparison.Ordinal) ? function : $"'{function.TrimStart('~')}'")} gives {value}, which is no int: they go from {int.MinValue} to {int.MaxValue}"), "calculate with floats");

    static string Named(string name, string otherwise) => name.Length == 0 ? otherwise : $"'{Name(name)}'";

    static string Elements(double count) => string.Create(CultureInfo.InvariantCulture, $"{count} element{(count == 1 ? "" : "s")}");
}
