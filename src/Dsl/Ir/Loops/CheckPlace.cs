namespace GateDsl.Ir;

/// <summary>What is checked when a gate runs, of a node of the op Checked.</summary>
enum Fault : byte
{
    /// <summary>A is the length of one array and B that of another: they are the same.</summary>
    Lengths,

    /// <summary>A is a length: at least 0.</summary>
    Negative,

    /// <summary>A is the length of an array that something is chosen from: at least 1.</summary>
    Empty,

    /// <summary>A is how many elements are taken or skipped, of B.</summary>
    TooMany,

    /// <summary>A is the step of a range: not 0.</summary>
    Step,

    /// <summary>A is how many elements a window has: at least 1.</summary>
    Window,

    /// <summary>A is a divisor of an int: not 0.</summary>
    Divisor,

    /// <summary>A is the result of an operation on ints: it is one.</summary>
    Overflow,

    /// <summary>A is a position in an array of B elements.</summary>
    Position,

    /// <summary>A is the position of the first knot of a table that is not above the one before it, or -1.</summary>
    Knots,
}

/// <summary>Where a check stands in the source, and what its message names.</summary>
/// <param name="Source">The text.</param>
/// <param name="At">The place in it.</param>
/// <param name="Function">What checks: <c>Array.map2</c>.</param>
/// <param name="First">The name of the array that is read, or of the first of two; empty: it has none.</param>
/// <param name="Second">The name of the other array.</param>
sealed record CheckPlace(Source Source, Span At, string Function, string First = "", string Second = "")
{
    public const int FaultBits = 8;

    public const long FaultMask = (1 << FaultBits) - 1;

    /// <summary>Of code that checks what cannot be wrong, in derivatives.</summary>
    public static CheckPlace None { get; } = new(new Source("", ""), default, "");
}
