namespace GateDsl;

/// <summary>
/// Every message of the compiler about one source: a typed method each, a file per family, in the order of their codes.
/// 01xx syntax · 02xx names · 03xx types · 04xx derivatives and values · 05xx limits · 06xx files · 07xx F# that is not here ·
/// 08xx habits from other languages · 09xx warnings.
/// </summary>
/// <remarks>
/// A message is one sentence in the terms of the author, without a full stop; the help says how to mend it.
/// Over each method an <see cref="ExplainAttribute"/> gives the title, a longer explanation and an example for docs/errors.md;
/// a test compiles the example and asks for that code at the marked place.
/// </remarks>
sealed partial class Report(Source source)
{
    Diagnostic Error(int code, Span at, string message, string? help = null, params Note[] notes) =>
        new(Code(code), Severity.Error, source, at, message, help) { Notes = notes };

    Diagnostic Warning(int code, Span at, string message, string? help = null, params Note[] notes) =>
        new(Code(code), Severity.Warning, source, at, message, help) { Notes = notes };

    /// <summary>A second place in the same source.</summary>
    Note Here(Span at, string message) => new(source, at, message);

    /// <summary>The code as it is shown: 201 is <c>GATE0201</c>.</summary>
    public static string Code(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"GATE{number:0000}");

    /// <summary>A name, cut where it is longer than anyone would write.</summary>
    static string Name(string name) => name.Length <= 100 ? name : string.Concat(name.AsSpan(0, 97), "…");

    static string? DidYouMean(string? similar) => similar is null ? null : $"did you mean '{similar}'?";

    // "1 argument", "2 arguments"
    static string Count(int number, string thing) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");
}

/// <summary>The documentation of a diagnostic, written over the method of <see cref="Report"/> that makes it.</summary>
/// <param name="code">Its number, as in the method.</param>
/// <param name="title">A few words for the table of contents.</param>
/// <param name="mend">What causes it and how to mend it, in Markdown.</param>
/// <param name="example">A program that provokes it. <c>«</c> and <c>»</c> mark the reported place and are not part of it.</param>
[AttributeUsage(AttributeTargets.Method)]
sealed class ExplainAttribute(int code, string title, string mend, string example) : Attribute
{
    public int Code { get; } = code;
    public string Title { get; } = title;
    public string Mend { get; } = mend;
    public string Example { get; } = example;

    /// <summary>True where no text alone provokes it (it needs a host, a file or a limit): a test of its own does, and the page shows the example only.</summary>
    public bool NeedsHost { get; init; }
}
