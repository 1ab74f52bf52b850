using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>Reverse differentiation: an adjoint per node, from the result down. All partials cost a small constant times the gate.</summary>
static class Reverse
{
    /// <summary>The derivatives of one node in some inputs, in the same graph.</summary>
    public static int[] Gradient(Graph graph, int of, ReadOnlySpan<int> variables)
    {
        Guarded[] gradient = Gradient(graph, [new(of, graph.Wire(graph.Number(1)))], variables);
        var result = new int[variables.Length];
        for (int i = 0; i < result.Length; i++) result[i] = gradient[i].ResolveLike(graph, variables[i]).Id;
        return result;
    }

    /// <summary>What some nodes with given adjoints add to those of some inputs.</summary>
    public static Guarded[] Gradient(Graph graph, IReadOnlyList<Seed> seeds, ReadOnlySpan<int> variables)
    {
        int first = int.MaxValue, last = -1;
        foreach (int variable in variables) first = Math.Min(first, variable);
        foreach (Seed seed in seeds) last = Math.Max(last, seed.Node);
        if (first > last) return new Guarded[variables.Length];
        graph.Budget.Spend((last - first) / Graph.NodesAStep);
        var adjoints = new Adjoints(graph, first, last, variables);
        foreach (Seed seed in seeds) adjoints.Add(seed.Node, seed.Adjoint);

        // Arguments have smaller numbers: every use of a node is met before the node itself.
        for (int i = last; i >= first; i--)
        {
            if (adjoints.Reaches(i)) Pull.Node(graph, i, adjoints);
        }
        var result = new Guarded[variables.Length];
        for (int i = 0; i < result.Length; i++) result[i] = adjoints[variables[i]];
        return result;
    }
}

/// <summary>A node whose adjoint is given.</summary>
readonly record struct Seed(int Node, Guarded Adjoint);
