namespace GateDsl;

/// <summary>Reads what <c>open "path"</c> names.</summary>
/// <param name="path">The path as written in the source.</param>
/// <param name="from">The source that opens it.</param>
/// <returns>The opened source, or null where there is none. Its <see cref="Source.Name"/> identifies it: two sources of one name are one file.</returns>
public delegate Source? GateResolver(string path, Source from);

/// <summary>How a module is compiled and how its values are computed.</summary>
public sealed record GateOptions
{
    /// <summary>The defaults: no <c>open</c>, generous limits, accuracy patterns on, fastest accurate functions.</summary>
    public static GateOptions Default { get; } = new();

    /// <summary>The limits on source, graph and work.</summary>
    public Limits Limits { get; init => field = Given.NotNull(value, nameof(Limits)); } = new();

    /// <summary>Resolves <c>open</c>; without one, <c>open</c> is an error.</summary>
    public GateResolver? Resolver { get; init; }

    /// <summary>No accuracy patterns in values: results are those of the same F# with doubles.</summary>
    public bool AsWritten { get; init; }

    /// <summary>Functions of the application that gates may call.</summary>
    public HostFunctions Functions { get; init => field = Given.NotNull(value, nameof(Functions)); } = HostFunctions.Empty;

    /// <summary>In certified numbers literals are decimals, so that 0.1 is one tenth, and <c>pi</c> and <c>e</c> the real numbers. Else all are the doubles they are read as, and so they are everywhere else.</summary>
    public bool RealLiterals { get; init; }

    /// <summary>The same bits on every system, scalar and batch, whatever the vector width and number of threads.</summary>
    public bool Reproducible { get; init; }

    /// <summary>No pass over values or derivatives: the operations as written, and the chain rule's.</summary>
    internal bool Plain { get; init; }

    /// <summary>Plain, and every number what it stands for: what arithmetic with a certificate computes, so that no rewriting is trusted.</summary>
    internal bool Exact { get; init; }

    /// <summary>Whether the gate is one over arrays that has been spread over numbers, to be checked.</summary>
    internal bool IsSpread { get; init; }

    /// <summary>Whether loops over small arrays stay loops.</summary>
    internal bool KeepsLoops { get; init; }
}
