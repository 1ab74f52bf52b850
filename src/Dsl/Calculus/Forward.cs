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
        Guarded[] tangents = Tangents(graph, of, variables, direction);
        var result = new int[of.Length];
        for (int i = 0; i < result.Length; i++) result[i] = tangents[i].ResolveLike(graph, of[i]).Id;
        return result;
    }

    /// <summary>The same, 0 where nothing moves.</summary>
    public static Guarded[] Tangents(Graph graph, ReadOnlySpan<int> of, ReadOnlySpan<int> variables, ReadOnlySpan<int> direction)
    {
        bool[] live = graph.ReachableFrom(of);
        int last = -1;
        foreach (int variable in variables) last = Math.Max(last, variable);
        var tangents = new Tangents(Math.Max(live.Length, last + 1));
        for (int v = 0; v < variables.Length; v++) tangents[variables[v]] = graph.Wire(direction[v]);
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && graph[i].Arity > 0) tangents[i] = Push.Node(graph, i, tangents);
        }
        var result = new Guarded[of.Length];
        for (int i = 0; i < result.Length; i++) result[i] = tangents[of[i]];
        return result;
    }
}

/// <summary>The tangents of nodes, and of the results of loops.</summary>
sealed class Tangents(int count)
{
    readonly Guarded[] tangents = new Guarded[count];
    readonly Dictionary<int, Guarded[]> parts = [];

    public Guarded this[int node]
    {
        get => tangents[node];
        set => tangents[node] = value;
    }

    /// <summary>Those of the results of a loop; null: nothing moves in it.</summary>
    public Guarded[]? OfLoop(int loop) => parts.GetValueOrDefault(loop);

    public void SetLoop(int loop, Guarded[] results) => parts[loop] = results;
}
