namespace GateDsl;

/// <summary>What a source from a stranger may cost. Each limit has its own error; none can be switched off by the source.</summary>
public sealed record Limits
{
    /// <summary>Longest source text of one file, in UTF-16 units.</summary>
    public int SourceLength { get; init; } = 64 << 20;

    /// <summary>Deepest nesting of parentheses, blocks, lambdas and conditionals.</summary>
    public int Nesting { get; init; } = 1_000;

    /// <summary>Most top-level definitions, results and asserts of a module, with everything it opens.</summary>
    public int Definitions { get; init; } = 1_000_000;

    /// <summary>Most nodes of the graph of one gate, its derivatives included.</summary>
    public int Nodes { get; init; } = 4_000_000;

    /// <summary>Most steps of evaluation (applications, operations, substitutions, rewrites) to build the graph of one gate or result.</summary>
    public long Work { get; init; } = 12_000_000;

    /// <summary>Most files that a module opens, each counted once.</summary>
    public int Files { get; init; } = 10_000;

    /// <summary>Deepest chain of files that open one another, the module's own included.</summary>
    public int FileDepth { get; init; } = 10_000;

    /// <summary>
    /// Most that one call of a gate may cost: a gate beyond is an error where its source is read, by <c>Parse</c>, <c>Load</c> or <c>FromFormula</c>, for which the graph of
    /// every gate that can be called is built there. The cost is that of the value; a gradient's is a few times as much.
    /// </summary>
    public GateCost Cost { get; init; } = GateCost.Unlimited;
}
