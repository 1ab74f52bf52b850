namespace GateDsl;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    /// <summary>The source means something, but perhaps not what its author thinks.</summary>
    Warning,

    /// <summary>The source has no meaning.</summary>
    Error,
}

/// <summary>A second place that a diagnostic speaks of.</summary>
/// <param name="Source">The text it is in.</param>
/// <param name="Span">Where in that text.</param>
/// <param name="Message">What is there.</param>
public sealed record Note(Source Source, Span Span, string Message)
{
    /// <summary>The text it is in.</summary>
    public Source Source { get; init => field = Given.NotNull(value); } = Given.NotNull(Source);

    /// <summary>What is there.</summary>
    public string Message { get; init => field = Given.NotNull(value); } = Given.NotNull(Message);
}

/// <summary>One message about a source text, as data: hosts need not parse sentences.</summary>
/// <param name="Code">For instance <c>GATE0201</c>; documented in docs/errors.md.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Source">The text it is about.</param>
/// <param name="Span">Where in that text.</param>
/// <param name="Message">One sentence, in the terms of the author of the text.</param>
/// <param name="Help">How to mend it, where that is known.</param>
public sealed record Diagnostic(string Code, Severity Severity, Source Source, Span Span, string Message, string? Help = null)
{
    /// <summary>For instance <c>GATE0201</c>; documented in docs/errors.md.</summary>
    public string Code { get; init => field = Given.NotNull(value); } = Given.NotNull(Code);

    /// <summary>Error or warning.</summary>
    public Severity Severity { get; init => field = Checked(value); } = Checked(Severity);

    /// <summary>The text it is about.</summary>
    public Source Source { get; init => field = Given.NotNull(value); } = Given.NotNull(Source);

    /// <summary>One sentence, in the terms of the author of the text.</summary>
    public string Message { get; init => field = Given.NotNull(value); } = Given.NotNull(Message);

    /// <summary>Other places that matter, for instance where a type comes from.</summary>
    public IReadOnlyList<Note> Notes { get; init => field = Given.AllNotNull(value); } = [];

    static Severity Checked(Severity severity) => Enum.IsDefined(severity) ? severity : throw new ArgumentOutOfRangeException(nameof(severity), severity, "a diagnostic is a warning or an error");

    /// <summary>The first line of the message as the command line draws it: <c>file(line,column): error CODE: message; help</c>.</summary>
    public override string ToString()
    {
        var (line, column) = Source.Place(Span.Start);
        string kind = Severity == Severity.Error ? "error" : "warning";
        return $"{Source.Name}({line},{column}): {kind} {Code}: {Message}{(Help is null ? "" : $"; {Help}")}";
    }
}

/// <summary>The source is wrong. No other exception comes out of the compiler for bad source.</summary>
public sealed class GateException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, Given.AllNotNull(diagnostics)))
{
    /// <summary>All that is wrong, in the order of the text; warnings included.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
