using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>What a node does to adjoints: its own in, those of its arguments out. An operation that is no list of factors is an entry of its own here, as in <see cref="Push"/>.</summary>
static class Pull
{
    /// <summary>Adds to the adjoints of the arguments that are needed.</summary>
    public static void Node(Graph graph, int id, Guarded adjoint, ReadOnlySpan<bool> needed, Span<Guarded> adjoints)
    {
        graph.Budget.Spend(1);
        ReadOnlySpan<int> arguments = PartialsOf.Arguments(graph, id);
        Guarded[] partials = PartialsOf.Node(graph, id);
        for (int k = 0; k < partials.Length; k++)
        {
            if (needed[arguments[k]]) adjoints[arguments[k]] += adjoint * partials[k];
        }
    }
}
