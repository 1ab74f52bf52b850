using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>A graph with what the passes have to know of it besides.</summary>
class NamedGraph(Graph graph, GateOptions options)
{
    public Graph Graph { get; } = graph;

    public GateOptions Options { get; } = options;

    /// <summary>The names that the author gave to nodes, for printing.</summary>
    public Names Names { get; } = new();

    /// <summary>Which nodes are derivatives that came from the ring.</summary>
    public Derived Derived { get; } = new(graph, options.Plain || graph.IsExact);

    /// <summary>Whether no pass may run over it.</summary>
    public bool IsPlain => Options.Plain || Graph.IsExact;
}
