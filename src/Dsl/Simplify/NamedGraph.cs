using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>A graph with what the passes have to know of it besides.</summary>
class NamedGraph
{
    public NamedGraph(Graph graph, GateOptions options)
    {
        (Graph, Options) = (graph, options);
        Derived = new(graph, options.Plain || graph.IsExact);
        (graph.AddsOneByOne, graph.KeepsLoops) = (options.AsWritten, options.KeepsLoops);
        if (IsPlain) return;
        graph.Tidy = (derivatives, values) => graph.AsSpelled(Simplify.Derivatives(this, derivatives, values));
        graph.Local = (value, isAsked) => Slopes.Local(graph, value, isAsked);
    }

    public Graph Graph { get; }

    public GateOptions Options { get; }

    /// <summary>The names that the author gave to nodes, for printing.</summary>
    public Names Names { get; } = new();

    /// <summary>Which nodes are derivatives that came from the ring.</summary>
    public Derived Derived { get; }

    /// <summary>Whether no pass may run over it.</summary>
    public bool IsPlain => Options.Plain || Graph.IsExact;
}
