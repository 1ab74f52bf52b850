namespace GateDsl;

// 02xx: names.
sealed partial class Report
{
    [Explain(201, "A name that is not defined",
        "The name is neither defined above nor built in. Definitions are visible only after they are written. Look for a spelling mistake, or move the definition up.",
        "let p x w = 1 - «sigmod» (x * w)")]
    public Diagnostic NotDefined(Span at, string name, string? similar) =>
        Error(0201, at, $"'{name}' is not defined", DidYouMean(similar));
}
