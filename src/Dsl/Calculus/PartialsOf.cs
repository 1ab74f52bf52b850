using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Calculus;

/// <summary>The partial derivatives of one node in its float arguments.</summary>
static class PartialsOf
{
    /// <summary>The arguments of a node that it has partials in: of a call of the host all of them.</summary>
    public static ReadOnlySpan<int> Arguments(Graph graph, int id)
    {
        Node node = graph[id];
        if (node.Op == Op.Host) return HostCall.Arguments(graph.Nodes, graph.Functions, node);
        return node.Op == Op.Argument ? [] : ((int[])[node.A, node.B, node.C]).AsSpan(0, node.Arity);
    }

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
        int[] arguments = HostCall.Arguments(graph.Nodes, graph.Functions, node);
        var partials = new Guarded[arguments.Length];
        if (node.IsMissing || function.Partials is not { } known)
        {
            // Nobody may need it: whoever asks for outputs is told if one does.
            for (int k = 0; k < partials.Length; k++) partials[k] = function.IsTruth(k) ? Guarded.Zero : graph.Wire(graph.Add(Ir.Node.OfMissing(node, k)));
            return partials;
        }
        int[] inputs = [.. arguments.Select((argument, k) => function.IsTruth(k) ? graph.Wire(argument).With(Op.NotEqual, 0).Id : argument)], outputs = graph.Inline(known, inputs);
        int next = 0;
        for (int k = 0; k < partials.Length; k++) partials[k] = function.IsTruth(k) ? Guarded.Zero : graph.Wire(outputs[next++]);
        return partials;
    }
}
