using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>What a node does to tangents: those of its arguments in, its own out. An operation that is no sum of factors times tangents is an entry of its own here.</summary>
static class Push
{
    public static Guarded Node(Graph graph, int id, ReadOnlySpan<Guarded> tangents)
    {
        ReadOnlySpan<int> arguments = PartialsOf.Arguments(graph, id);
        bool moves = false;
        foreach (int argument in arguments) moves |= !tangents[argument].IsZero;
        Guarded tangent = Guarded.Zero;
        if (!moves) return tangent;
        graph.Budget.Spend(1);
        Guarded[] partials = PartialsOf.Node(graph, id);
        for (int k = 0; k < partials.Length; k++) tangent += partials[k] * tangents[arguments[k]];
        return tangent;
    }
}
