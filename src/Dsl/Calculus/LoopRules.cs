using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>What <see cref="LoopPull"/> and <see cref="LoopPush"/> have in common.</summary>
static class LoopRules
{
    /// <summary>The same loop with more results.</summary>
    public static int WithResults(Graph graph, int id, IEnumerable<LoopResult> more)
    {
        Loop loop = graph.Loops[graph[id].Bits];
        var wider = new Loop(loop.Body, loop.Inputs, loop.Carried, [.. loop.Results, .. more], loop.HasGoing, loop.IsBackwards) { Place = loop.Place };
        return graph.Add(graph[id] with { Bits = graph.Loops.Add(wider) });
    }

    /// <summary>Whether an array or number of this kind has derivatives.</summary>
    public static bool Moves(this Graph graph, int node) => graph.KindOf(node).Scalar() == Kind.Float;
}
