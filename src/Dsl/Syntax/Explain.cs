namespace GateDsl.Syntax;

/// <summary>Makes the message for an item that the grammar refused, from the token that no rule could read past.</summary>
static class Explain
{
    public static Diagnostic Failure(Report report, Source source, Token[] tokens, Reading reading)
    {
        var (index, expected) = reading.Furthest;
        var token = tokens[Math.Max(index, 0)];
        return report.Unexpected(token.Span, Found(token), string.Join(", ", expected.Select(e => e.What)));
    }

    static string Found(Token token) => token.Kind switch
    {
        Kind.End => "the end",
        Kind.BlockEnd or Kind.LetEnd => "the end of the block",
        Kind.Separator => "a new line",
        _ => $"'{Report.Short(token.Text)}'",
    };
}
