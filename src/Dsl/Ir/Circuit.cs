using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>An input of a circuit: one float, int or bool parameter of a gate, or one item of a tuple parameter.</summary>
sealed record CircuitInput(string Name, Kind Kind);

/// <summary>
/// A finished graph: what runs, and what is compiled. Immutable; arguments have smaller numbers than the node that uses them;
/// every node is used by an output.
/// </summary>
/// <param name="Nodes">The operations, in an order in which they can be computed.</param>
/// <param name="Kinds">The kind of each node's value.</param>
/// <param name="Inputs">What Input nodes refer to, by position. An input that nothing reads has no node.</param>
/// <param name="Outputs">The nodes whose values are asked for.</param>
/// <param name="Reproducible">Functions are computed by one algorithm everywhere: see <see cref="GateOptions.Reproducible"/>.</param>
sealed record Circuit(
    ImmutableArray<Node> Nodes,
    ImmutableArray<Kind> Kinds,
    ImmutableArray<CircuitInput> Inputs,
    ImmutableArray<int> Outputs,
    bool Reproducible = false)
{
    /// <summary>What nodes of the op Host call.</summary>
    public HostFunctions Functions { get; init; } = HostFunctions.Empty;

    /// <summary>What nodes of the op Loop and Root are.</summary>
    public LoopTable Loops { get; init; } = NoLoops;

    /// <summary>What it may cost where it runs: of what has loops, for a circuit without them ends by itself.</summary>
    public Limits Limits { get; init; } = NoLimits;

    /// <summary>Whether sums are added one by one.</summary>
    public bool AddsOneByOne { get; init; }

    /// <summary>Whether it has arrays: it is run by another interpreter.</summary>
    public bool HasArrays { get; init; }

    /// <summary>The same with what follows from its nodes.</summary>
    public Circuit Seen() => this with { HasArrays = Nodes.Any(node => node.Op.IsOfArrays()) || Kinds.Any(kind => kind is not (Kind.Float or Kind.Bool)) || Inputs.Any(input => input.Kind.IsArray()) };

    static LoopTable NoLoops { get; } = new();

    static Limits NoLimits { get; } = new();

    /// <summary>What nodes of the op Real are.</summary>
    public ImmutableArray<RealNumber> Reals { get; init; } = [];

    /// <summary>The same with real numbers in the places of some inputs: of those that are given.</summary>
    public Circuit Given(ImmutableArray<RealNumber?> inputs)
    {
        ImmutableArray<Node>.Builder nodes = Nodes.ToBuilder();
        ImmutableArray<RealNumber>.Builder reals = Reals.ToBuilder();
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Op != Op.Input || inputs[(int)nodes[i].Bits] is not { } given) continue;
            nodes[i] = new(Op.Real, Bits: reals.Count);
            reals.Add(given);
        }
        return this with { Nodes = nodes.ToImmutable(), Reals = reals.ToImmutable() };
    }
}
