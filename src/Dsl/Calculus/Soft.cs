using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Calculus;

/// <summary>
/// Logic relaxed: truth values become floats in [0, 1], node by node as written. On 0 and 1 it agrees with the gate; in between it is the
/// probability that the gate is true for independent inputs, wherever no input is used twice.
/// </summary>
/// <remarks>
/// 1 - p loses the digits of what is left where p is near 1. So negations are nodes of an op of their own, <see cref="Op.Complement"/>, in which the others are written as far
/// as their slopes are to be products of values and complements; <see cref="Simplification.Complements"/> computes them, when all is differentiated, without the loss.
/// </remarks>
static class Soft
{
    /// <summary>Relaxes some nodes.</summary>
    /// <param name="graph">The graph, which receives the new nodes.</param>
    /// <param name="of">The nodes to relax; those that are floats already are relaxed in what they are made of.</param>
    /// <param name="inputs">For each truth value that is free, the float that takes its place.</param>
    public static int[] Relax(Graph graph, ReadOnlySpan<int> of, IReadOnlyDictionary<int, int> inputs) =>
        graph.Map(of, (int id, in Node relaxed) => inputs.TryGetValue(id, out int input) ? input : Node(graph, id, relaxed));

    // relaxed: the same operation on its relaxed arguments
    static int Node(Graph graph, int id, Node relaxed)
    {
        Wire Argument(int k) => graph.Wire(relaxed[k]);
        switch (relaxed.Op)
        {
            case Op.Truth: return graph.Number(relaxed.Bits);
            case Op.Select when graph.KindOf(id) == Kind.Bool || Relaxed.Is(Argument(0), 0) || Relaxed.Is(Argument(0), 1): return Relaxed.Choice(Argument(0), Argument(1), Argument(2)).Id;
            case Op.Select: return (Argument(0) * Argument(1) + Relaxed.Not(Argument(0)) * Argument(2)).Id;
            case Op.Number or Op.Input: return id;
        }
        if (PrimitiveTable.Find(relaxed.Op)?.Soft is { } soft) return soft([.. Enumerable.Range(0, relaxed.Arity).Select(Argument)]).Id;
        int made = graph.Add(relaxed);
        // a comparison of floats stays a step, as the numbers 0 and 1
        return relaxed.Kind == Kind.Bool ? graph.Wire(made).Choose(graph.Wire(graph.Number(1)), graph.Wire(graph.Number(0))).Id : made;
    }
}
