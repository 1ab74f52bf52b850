using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>What a node does to adjoints: its own in, those of its arguments out. An operation that is no list of factors is an entry of its own here, as in <see cref="Push"/>.</summary>
static class Pull
{
    /// <summary>Adds to the adjoints of the arguments that are needed.</summary>
    public static void Node(Graph graph, int id, Adjoints adjoints)
    {
        graph.Budget.Spend(1);
        Guarded adjoint = adjoints[id];
        Node node = graph[id];
        switch (node.Op)
        {
            case Op.Loop: LoopPull.Of(graph, id, adjoints); return;
            case Op.Part: adjoints.Add(node.A, (int)node.Bits, adjoint); return;
            case Op.Root: RootRule.Pull(graph, id, adjoints); return;
            case Op.At: adjoints.Add(node.A, On(adjoint, value => ArrayNodes.Put(graph, node.A, value, node.B, node.Bits))); return;
            case Op.Put: adjoints.Add(node.B, On(adjoint, value => ArrayNodes.At(graph, value, node.C, node.Bits))); return;
            case Op.Transpose: adjoints.Add(node.A, On(adjoint, value => ArrayNodes.Transpose(graph, value))); return;
            case Op.Plus:
                adjoints.Add(node.A, adjoint);
                adjoints.Add(node.B, adjoint);
                return;
            case Op.Items:
                int[] items = ArrayNodes.Arguments(graph, id);
                for (int k = 0; k < items.Length; k++)
                {
                    if (adjoints.Needs(items[k])) adjoints.Add(items[k], On(adjoint, value => ArrayNodes.At(graph, value, graph.Number(k))));
                }
                return;
            case Op.Pack or Op.Length or Op.Zeros or Op.Order or Op.Locate or Op.Checked or Op.Held: return;
        }
        ReadOnlySpan<int> arguments = PartialsOf.Arguments(graph, id);
        Guarded[] partials = PartialsOf.Node(graph, id);
        for (int k = 0; k < partials.Length; k++)
        {
            if (!adjoints.Needs(arguments[k]) || partials[k].IsZero) continue;
            adjoints.Add(arguments[k], node.Op == Op.Select ? new Guarded(adjoint.Value, adjoint.And(partials[k].Guard)) : adjoint * partials[k]);
        }

        Guarded On(Guarded of, Func<int, int> change) => new(graph.Wire(change(of.Value!.Value.Id)), of.Guard);
    }
}
