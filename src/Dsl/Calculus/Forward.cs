using GateDsl.Graphs;

namespace GateDsl.Calculus;

/// <summary>Forward differentiation: a tangent per node, from the variable up.</summary>
static class Forward
{
    /// <summary>The derivatives of some nodes in one input, in the same graph.</summary>
    public static int[] Derivatives(Graph graph, ReadOnlySpan<int> of, int variable)
    {
        bool[] live = graph.ReachableFrom(of);
        var tangent = new Guarded[Math.Max(live.Length, variable + 1)];
        tangent[variable] = graph.Wire(graph.Number(1));
        for (int i = variable + 1; i < live.Length; i++)
        {
            if (!live[i] || !AnyArgument(graph[i], tangent)) continue;
            graph.Budget.Spend(1);
            Guarded[] partials = PartialsOf.Node(graph, i);
            for (int k = 0; k < partials.Length; k++)
            {
                tangent[i] += partials[k] * tangent[graph[i][k]];
            }
        }
        var result = new int[of.Length];
        for (int i = 0; i < result.Length; i++) result[i] = tangent[of[i]].Resolve(graph).Id;
        return result;
    }

    static bool AnyArgument(Node node, Guarded[] tangent)
    {
        for (int k = 0; k < node.Arity; k++)
        {
            if (!tangent[node[k]].IsZero) return true;
        }
        return false;
    }
}
