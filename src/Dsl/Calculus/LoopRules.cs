using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>What <see cref="LoopPull"/> and <see cref="LoopPush"/> have in common: a loop's body among the nodes of the graph again.</summary>
static class LoopRules
{
    public delegate int OfCarried(int number);

    /// <summary>The inputs of a loop's body in a loop that is being built.</summary>
    public static int[] Inputs(LoopBuilder builder, Loop loop, int[] arguments, OfCarried carried) => [.. loop.Inputs.Select(input => input.Role switch
    {
        LoopRole.Index => builder.Index(),
        LoopRole.Element => builder.Element(arguments[input.Argument], input.Offset < 0 ? -1 : arguments[input.Offset], input.Stride, input.IsWhole),
        LoopRole.Captured => builder.Captured(arguments[input.Argument]),
        _ => carried(input.Argument),
    })];

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
