using System.Globalization;

namespace GateDsl;

/// <summary>Why a type is expected somewhere: a place and what stands there, in words that fit into
/// "… but WHAT needs float" and "… because of WHAT at 2:14". Plain data: unification carries it and never reads it.</summary>
/// <param name="At">The place to show.</param>
/// <param name="What">What asks for the type.</param>
abstract record Reason(Span At, string What)
{
    /// <summary>How the sentence goes on: something <c>needs</c> a type, or <c>is</c> of it.</summary>
    public virtual string Verb => "needs";
}

/// <summary>An operand of an operator.</summary>
sealed record OperandOf(Span At, string Operator) : Reason(At, $"`{Operator}`");

/// <summary>The other operand of an operator that wants both to be of one type.</summary>
sealed record OtherSideOf(Span At, string Operator) : Reason(At, $"the other side of `{Operator}`")
{
    public override string Verb => "is";
}

sealed record ConditionOf(Span At) : Reason(At, "the condition of an 'if'");

sealed record AssertionOf(Span At) : Reason(At, "'assert'");

/// <summary>A branch of an <c>if</c>; <paramref name="At"/> is the first branch, which the others must agree with.</summary>
sealed record BranchOf(Span At) : Reason(At, "the first branch of the 'if'")
{
    public override string Verb => "is";
}

/// <summary>An argument, counted from 0, of a gate that has a name, or of one that has none.</summary>
sealed record ArgumentOf(Span At, string? Gate, int Index)
    : Reason(At, $"the {Reasons.Ordinal(Index)} argument of {(Gate is null ? "this gate" : $"'{Gate}'")}");

sealed record ResultOf(Span At, string Gate) : Reason(At, $"the result of '{Gate}'")
{
    public override string Verb => "is";
}

/// <summary>Something is applied to arguments, so it is a gate.</summary>
sealed record AppliedAt(Span At) : Reason(At, "its use as a gate");

sealed record PipedInto(Span At, string Operator) : Reason(At, $"`{Operator}`");

sealed record Annotation(Span At) : Reason(At, "the annotation")
{
    public override string Verb => "says";
}

/// <summary>The host asked for a formula of this type.</summary>
sealed record ResultAsked(Span At) : Reason(At, "the application");

/// <summary>What a name was bound to.</summary>
sealed record DefinitionOf(Span At, string Name) : Reason(At, $"the definition of '{Name}'");

sealed record PatternOf(Span At) : Reason(At, "the pattern on the left of '='");

/// <summary>The other item of a chain of derivatives, a gate that is differentiated, and the like.</summary>
sealed record DifferentiatedBy(Span At, string Form) : Reason(At, $"`{Form}`");

/// <summary>An element of an array literal; <paramref name="At"/> is the first one, which the others must agree with.</summary>
sealed record ElementOf(Span At) : Reason(At, "the first element of the array")
{
    public override string Verb => "is";
}

sealed record PartOfRange(Span At) : Reason(At, "a range");

/// <summary>What a <c>for</c> goes through.</summary>
sealed record SourceOfFor(Span At) : Reason(At, "'for … in'");

/// <summary>Something has elements.</summary>
sealed record IndexedAt(Span At) : Reason(At, "`.[ ]`");

sealed record LengthAt(Span At) : Reason(At, "`.Length`");

sealed record PositionOf(Span At) : Reason(At, "a position");

static class Reasons
{
    static readonly string[] Small = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>The word for a position counted from 0.</summary>
    public static string Ordinal(int index)
    {
        if (index < Small.Length) return Small[index];
        int number = index + 1;
        string end = (number % 100) is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
        return number.ToString(CultureInfo.InvariantCulture) + end;
    }
}
