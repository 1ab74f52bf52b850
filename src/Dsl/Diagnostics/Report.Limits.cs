using System.Globalization;

namespace GateDsl;

// 05xx: limits. 0521 and on are met while types are inferred.
sealed partial class Report
{
    [Explain(501, "A source that is too long", "The host limits the length of a source (`Limits.SourceLength`).", "let f x = x", NeedsHost = true)]
    public Diagnostic SourceTooLong(int length, int limit) =>
        Error(0501, new(0, 0), string.Create(CultureInfo.InvariantCulture, $"the source has {length} characters; the limit is {limit}"));

    [Explain(502, "Nesting that is too deep", "Parentheses, blocks, lambdas and conditionals are nested more deeply than the host allows (`Limits.Nesting`, 1,000 unless it is set). Name the inner parts with `let`.",
        "let f x = x", NeedsHost = true)]
    public Diagnostic NestingTooDeep(Span at, int limit) =>
        Error(0502, at, string.Create(CultureInfo.InvariantCulture, $"nested more than {limit} deep"), "name the inner parts with 'let'");

    [Explain(503, "A type that is too large",
        "The type of this definition, written out, would be longer than any person reads (pairs of pairs of pairs double with every step). Keep the values in smaller tuples.",
        "let f x =\n    let a = (x, x)\n    a", NeedsHost = true)]
    public Diagnostic TypeTooLarge(Span at) =>
        Error(0503, at, "the type of this is too large or too deeply nested", "keep the values in smaller tuples");

    [Explain(504, "An expression nested too deeply for this thread",
        "The expression is within the limit of nesting, but the stack of the thread that compiles it is too small. Give inner parts a name with `let`, or compile on a thread with a larger stack.",
        "((((1))))", NeedsHost = true)]
    public Diagnostic NestedTooDeeply(Span at) =>
        Error(0504, at, "this expression is nested too deeply", "give inner parts a name with 'let'");

    [Explain(505, "Too many definitions",
        "The file, together with the files it opens, has more definitions, results and asserts than the host allows (`Limits.Definitions`).",
        "let a = 1\nlet b = 2", NeedsHost = true)]
    public Diagnostic TooManyDefinitions(Span at, int most) =>
        Error(0505, at, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"more than {most} definitions, results and asserts"), "the host sets this limit (Limits.Definitions)");

    [Explain(530, "A gate that costs too much to call",
        "One call of the gate does more operations, calls more functions or needs more code than the host allows (`Limits.Cost`). Both sides of every branch count.",
        "let f x = exp x", NeedsHost = true)]
    public Diagnostic TooCostly(Span at, string gate, GateCost cost) =>
        Error(0530, at, string.Create(CultureInfo.InvariantCulture, $"'{gate}' costs more than is allowed: {cost}, about {cost.CodeSize} bytes of code"),
            "the host sets this limit (Limits.Cost)");
}
