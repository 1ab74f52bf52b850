using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>Forward differentiation: a tangent per node, from the variable up.</summary>
static class Forward
{
    /// <summary>The derivatives of some nodes in one input, in the same graph.</summary>
    public static int[] Derivatives(Graph graph, ReadOnlySpan<int> of, int variable) =>
        Along(graph, of, [variable], [graph.Number(1)]);

    /// <summary>The derivatives of some nodes in one direction, in the same graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="of">The nodes.</param>
    /// <param name="variables">Inputs.</param>
    /// <param name="direction">For each of them the node that says how fast it moves.</param>
    public static int[] Along(Graph graph, ReadOnlySpan<int> of, ReadOnlySpan<int> variables, ReadOnlySpan<int> direction)
    {
        bool[] live = graph.ReachableFrom(of);
        int last = -1;
        foreach (int variable in variables) last = Math.Max(last, variable);
        var tangent = new Guarded[Math.Max(live.Length, last + 1)];
        for (int v = 0; v < variables.Length; v++) tangent[variables[v]] = graph.Wire(direction[v]);
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && graph[i].Arity > 0) tangent[i] = Push.Node(graph, i, tangent);
        }
        var result = new int[of.Length];
        for (int i = 0; i < result.Length; i++) result[i] = tangent[of[i]].Resolve(graph).Id;
        return result;
    }
}
