using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Calculus;

/// <summary>The partial derivatives of one node in its float arguments.</summary>
static class PartialsOf
{
    /// <summary>For each argument of the node its partial; empty where every one is 0 (a step, a comparison, a constant).</summary>
    public static Guarded[] Node(Graph graph, int id)
    {
        Node node = graph[id];
        if (node.Op == Op.Select)
        {
            if (graph.KindOf(id) == Kind.Bool) return [];
            Wire condition = graph.Wire(node.A), one = graph.Wire(graph.Number(1));
            return [Guarded.Zero, Guarded.When(condition, one), Guarded.When(!condition, one)];
        }
        if (node.Op == Op.Host) return Host(graph, node);
        if (PrimitiveTable.Find(node.Op)?.Partials is not { } partials) return [];
        var arguments = new Wire[node.Arity];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = graph.Wire(node[i]);
        return partials(arguments, graph.Wire(id), node.Bits);
    }

    static Guarded[] Host(Graph graph, Node node)
    {
        HostFunction function = graph.Functions[node.Bits];
        Circuit partials = function.Partials ?? throw new HostFunction.NoDerivative(function);
        return [.. graph.Inline(partials, [.. Enumerable.Range(0, node.Arity).Select(k => node[k])]).Select(id => (Guarded)graph.Wire(id))];
    }
}
