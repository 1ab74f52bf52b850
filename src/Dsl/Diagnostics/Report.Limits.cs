using System.Globalization;

namespace GateDsl;

// 05xx: limits.
sealed partial class Report
{
    [Explain(501, "A source that is too long", "The host limits the length of a source (`Limits.SourceLength`).", "let f x = x", NeedsHost = true)]
    public Diagnostic SourceTooLong(int length, int limit) =>
        Error(0501, new(0, 0), string.Create(CultureInfo.InvariantCulture, $"the source has {length} characters; the limit is {limit}"));

    [Explain(502, "Nesting that is too deep", "Parentheses, blocks, lambdas and conditionals are nested more deeply than the host allows (`Limits.Nesting`, 1,000 unless it is set). Name the inner parts with `let`.",
        "let f x = x", NeedsHost = true)]
    public Diagnostic NestingTooDeep(Span at, int limit) =>
        Error(0502, at, string.Create(CultureInfo.InvariantCulture, $"nested more than {limit} deep"), "name the inner parts with 'let'");
}
