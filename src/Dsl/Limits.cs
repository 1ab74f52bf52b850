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
}
