namespace GateDsl;

/// <summary>Collects the diagnostics of one compilation; past <see cref="Most"/> errors, later ones are dropped.</summary>
/// <param name="cancellation">Says that nobody wants them any more: whatever reads and checks looks at it.</param>
sealed class Bag(CancellationToken cancellation = default)
{
    public const int Most = 100;

    readonly List<Diagnostic> found = [];
    readonly HashSet<(string Code, Source Source, Span Span)> seen = [];
    int errors;

    public CancellationToken Cancellation => cancellation;

    public bool HasErrors => errors > 0;

    /// <summary>How many errors there are so far.</summary>
    public int Errors => errors;

    /// <summary>All of them, in the order of the text; files in the order in which they first have something to say.</summary>
    public IReadOnlyList<Diagnostic> All
    {
        get
        {
            List<Source> sources = [.. found.Select(diagnostic => diagnostic.Source).Distinct()];
            return [.. found.OrderBy(diagnostic => sources.IndexOf(diagnostic.Source)).ThenBy(diagnostic => diagnostic.Span.Start)];
        }
    }

    public void Add(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Error && errors == Most) return;
        if (!seen.Add((diagnostic.Code, diagnostic.Source, diagnostic.Span))) return;
        if (diagnostic.Severity == Severity.Error) errors++;
        found.Add(diagnostic);
    }

    /// <summary>A compilation that cannot go on: this diagnostic is added and the work unwinds to the pipeline, which catches this alone.</summary>
    public sealed class Stop(Diagnostic diagnostic) : Exception(diagnostic.Message)
    {
        public Diagnostic Diagnostic { get; } = diagnostic;
    }
}
