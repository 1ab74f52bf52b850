namespace GateDsl;

/// <summary>
/// A gate with arrays cannot be computed of these arguments: a position is outside an array, lengths differ, there is nothing to choose from, or a limit is reached. Gates without
/// arrays never throw it.
/// </summary>
public sealed class GateRunException(Diagnostic diagnostic) : Exception(Given.NotNull(diagnostic).ToString())
{
    /// <summary>What is wrong, with its place in the source.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>In a batch, the row that cannot be computed, from 0 on; of several the first.</summary>
    public long? Row { get; private init; }

    /// <summary>The same, in a row of a batch.</summary>
    internal GateRunException InRow(long row) => new(Diagnostic with { Message = $"{Diagnostic.Message}, in row {row}" }) { Row = row };

    /// <summary>The same; where it has no place, as code of derivatives has none, with that of the gate.</summary>
    internal GateRunException At(Source source, Span at) =>
        Diagnostic.Source.Text.Length > 0 ? this : new(Diagnostic with { Source = source, Span = at });
}
