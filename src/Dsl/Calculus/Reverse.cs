using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>Reverse differentiation: an adjoint per node, from the result down. All partials cost a small constant times the gate.</summary>
static class Reverse
{
    /// <summary>The derivatives of one node in some inputs, in the same graph.</summary>
    public static int[] Gradient(Graph graph, int of, ReadOnlySpan<int> variables)
    {
        graph.Budget.Spend(of / Graph.NodesAStep);
        bool[] needed = Walk.Depending(graph.Nodes, of, variables);     // for all others nobody asks for an adjoint
        var adjoint = new Guarded[of + 1];
        adjoint[of] = graph.Wire(graph.Number(1));

        // Arguments have smaller numbers: every use of a node is met before the node itself.
        for (int i = of; i >= 0; i--)
        {
            if (!adjoint[i].IsZero && needed[i]) Pull.Node(graph, i, adjoint[i], needed, adjoint);
        }
        var result = new int[variables.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (variables[i] <= of ? adjoint[variables[i]] : Guarded.Zero).Resolve(graph).Id;
        }
        return result;
    }
}
