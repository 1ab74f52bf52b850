using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>What a node does to tangents: those of its arguments in, its own out. An operation that is no sum of factors times tangents is an entry of its own here.</summary>
static class Push
{
    public static Guarded Node(Graph graph, int id, Tangents tangents)
    {
        Node node = graph[id];
        switch (node.Op)
        {
            case Op.Loop: LoopPush.Of(graph, id, tangents); return Guarded.Zero;
            case Op.Part: return tangents.OfLoop(node.A)?[(int)node.Bits] ?? Guarded.Zero;
            case Op.Root: return RootRule.Push(graph, id, tangents);
            case Op.At: return On(tangents[node.A], value => ArrayNodes.At(graph, value, node.B, node.Bits));
            case Op.Put: return On(tangents[node.B], value => ArrayNodes.Put(graph, node.A, value, node.C, node.Bits));
            case Op.Transpose: return On(tangents[node.A], value => ArrayNodes.Transpose(graph, value));
            case Op.Plus: return tangents[node.A] + tangents[node.B];
            case Op.Items:
                int[] items = ArrayNodes.Arguments(graph, id);
                return items.All(item => tangents[item].IsZero) ? Guarded.Zero
                    : graph.Wire(ArrayNodes.Items(graph, [.. items.Select(item => tangents[item].ResolveLike(graph, item).Id)]));
            case Op.Pack or Op.Length or Op.Zeros or Op.Order or Op.Locate or Op.Checked or Op.Held: return Guarded.Zero;
        }
        ReadOnlySpan<int> arguments = PartialsOf.Arguments(graph, id);
        bool moves = false;
        foreach (int argument in arguments) moves |= !tangents[argument].IsZero;
        Guarded tangent = Guarded.Zero;
        if (!moves) return tangent;
        graph.Budget.Spend(1);
        Guarded[] partials = PartialsOf.Node(graph, id);
        for (int k = 0; k < partials.Length; k++)
        {
            Guarded given = tangents[arguments[k]];
            tangent += node.Op == Op.Select && k > 0 && !given.IsZero ? new(given.Value, partials[k].And(given.Guard)) : partials[k] * given;
        }
        return tangent;

        Guarded On(Guarded of, Func<int, int> change) => of.Value is { } value ? new(graph.Wire(change(value.Id)), of.Guard) : of;
    }
}
