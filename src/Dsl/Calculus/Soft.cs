using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Calculus;

/// <summary>
/// Logic relaxed: truth values become floats in [0, 1], node by node as written. On 0 and 1 it agrees with the gate; in between it is the
/// probability that the gate is true for independent inputs, wherever no input is used twice.
/// </summary>
static class Soft
{
    /// <summary>Relaxes some nodes.</summary>
    /// <param name="graph">The graph, which receives the new nodes.</param>
    /// <param name="of">The nodes to relax; those that are floats already are relaxed in what they are made of.</param>
    /// <param name="inputs">For each truth value that is free, the float that takes its place.</param>
    public static int[] Relax(Graph graph, ReadOnlySpan<int> of, IReadOnlyDictionary<int, int> inputs)
    {
        bool[] live = graph.ReachableFrom(of);
        var map = new int[live.Length];
        for (int i = 0; i < map.Length; i++)
        {
            if (!live[i]) continue;
            graph.Budget.Spend(1);
            map[i] = inputs.TryGetValue(i, out int input) ? input : Node(graph, i, map);
        }
        var result = new int[of.Length];
        for (int i = 0; i < result.Length; i++) result[i] = map[of[i]];
        return result;
    }

    static int Node(Graph graph, int id, int[] map)
    {
        Node node = graph[id];
        Wire A() => graph.Wire(map[node.A]);
        Wire B() => graph.Wire(map[node.B]);
        Wire C() => graph.Wire(map[node.C]);
        switch (node.Op)
        {
            case Op.Truth: return graph.Number(node.Bits);
            case Op.Select: return (A() * B() + (1 - A()) * C()).Id;
            case Op.Number or Op.Input: return id;
        }
        if (PrimitiveTable.Find(node.Op)?.Soft is { } soft) return soft(node.B < 0 ? [A()] : [A(), B()]).Id;
        Node mapped = node.Through(map);
        int made = graph.Add(mapped);
        // a comparison of floats stays a step, as the numbers 0 and 1
        return mapped.Kind == Kind.Bool ? graph.Wire(made).Choose(graph.Wire(graph.Number(1)), graph.Wire(graph.Number(0))).Id : made;
    }
}
