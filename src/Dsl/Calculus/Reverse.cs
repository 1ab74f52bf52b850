using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>Reverse differentiation: an adjoint per node, from the result down. All partials cost a small constant times the gate.</summary>
static class Reverse
{
    /// <summary>The derivatives of one node in some inputs, in the same graph.</summary>
    public static int[] Gradient(Graph graph, int of, ReadOnlySpan<int> variables)
    {
        graph.Budget.Spend(of / Graph.NodesAStep);
        bool[] needed = DependingOn(graph, of, variables);
        var adjoint = new Guarded[of + 1];
        adjoint[of] = graph.Wire(graph.Number(1));

        // Arguments have smaller numbers: every use of a node is met before the node itself.
        for (int i = of; i >= 0; i--)
        {
            if (adjoint[i].IsZero || !needed[i]) continue;
            graph.Budget.Spend(1);
            Guarded[] partials = PartialsOf.Node(graph, i);
            ReadOnlySpan<int> arguments = PartialsOf.Arguments(graph, i);
            for (int k = 0; k < partials.Length; k++)
            {
                int argument = arguments[k];
                if (needed[argument]) adjoint[argument] += adjoint[i] * partials[k];
            }
        }
        var result = new int[variables.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (variables[i] <= of ? adjoint[variables[i]] : Guarded.Zero).Resolve(graph).Id;
        }
        return result;
    }

    // Nodes that a variable reaches: for all others nobody asks for an adjoint.
    static bool[] DependingOn(Graph graph, int of, ReadOnlySpan<int> variables)
    {
        var depends = new bool[of + 1];
        foreach (int variable in variables)
        {
            if (variable <= of) depends[variable] = true;
        }
        for (int i = 0; i <= of; i++)
        {
            Node node = graph[i];
            if (node.A >= 0) depends[i] |= depends[node.A] || (node.B >= 0 && depends[node.B]) || (node.C >= 0 && depends[node.C]);
        }
        return depends;
    }
}
