using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Sums of exponentials over arrays neither overflow nor lose their slope: in <c>log (Σ e^u)</c> and <c>e^v / Σ e^u</c> the largest u is taken out. It is held in derivatives, in which it
/// cancels.
/// </summary>
sealed class LargestOut
{
    /// <summary>As many maps are looked through for the exponentials.</summary>
    const int MostMaps = 8;

    readonly Graph graph;
    readonly Dictionary<int, (int Largest, int Sum)?> known = [];

    LargestOut(Graph graph) => this.graph = graph;

    public static int[] Run(Graph graph, ReadOnlySpan<int> outputs)
    {
        if (!graph.Loops.HasExponentials) return outputs.ToArray();
        var largest = new LargestOut(graph);
        graph.Budget.BeginPass();
        try
        {
            using var scope = graph.Budget.Simplifying();
            return graph.Map(outputs, (int id, in Node mapped) => largest.Better(mapped) ?? graph.Unless(id, mapped));
        }
        catch (Budget.GaveUp) { return outputs.ToArray(); }
    }

    int? Better(Node node)
    {
        if (node.Op == Op.Log && graph[node.A] is { Op: Op.Divide } share && graph[share.A] is { Op: Op.Exp } above && IsOfTheLargest(above.A)) return (graph.Wire(above.A) - graph.Wire(share.B).Apply(Op.Log)).Id;
        if (node.Op == Op.Log && Of(node.A) is var (m, sum)) return (graph.Wire(m) + graph.Wire(sum).Apply(Op.Log)).Id;
        if (node.Op == Op.Divide && graph[node.A].Op is Op.Exp or Op.Multiply && Of(node.B) is var (n, whole) && Scaled(node.A, n) is { } scaled) return (graph.Wire(scaled) / graph.Wire(whole)).Id;
        return null;
    }

    // u - m, m what was taken out: of a share that is too small for doubles the logarithm is known all the same.
    bool IsOfTheLargest(int exponent) => graph[exponent] is { Op: Op.Subtract } difference && graph[difference.B].Op == Op.Held;

    // e^v, or a product with one, times e^-m.
    int? Scaled(int id, int m)
    {
        Node node = graph[id];
        if (node.Op == Op.Exp) return (graph.Wire(node.A) - graph.Wire(m)).Apply(Op.Exp).Id;
        if (node.Op != Op.Multiply) return null;
        if (graph[node.A].Op == Op.Exp) return (graph.Wire(Scaled(node.A, m)!.Value) * graph.Wire(node.B)).Id;
        return graph[node.B].Op == Op.Exp ? (graph.Wire(node.A) * graph.Wire(Scaled(node.B, m)!.Value)).Id : null;
    }

    // Of a sum of exponentials the largest exponent, and the sum without it.
    (int Largest, int Sum)? Of(int sum)
    {
        if (known.TryGetValue(sum, out var before)) return before;
        known[sum] = null;
        return known[sum] = graph[sum] is { Op: Op.Part } part ? Taken(part) : null;
    }

    (int Largest, int Sum)? Taken(Node part)
    {
        Loop loop = graph.Loops[graph[part.A].Bits];
        if (loop.IsOrdered || loop.Results[(int)part.Bits] is not LoopResult.Summed { Like: < 0 } summed) return null;
        int[] arguments = ArrayNodes.Arguments(graph, part.A);
        var builder = new LoopBuilder(graph) { Place = loop.Place };
        int value = Through(graph, builder, Body(graph, builder, loop, arguments)[summed.Value], arguments[Loop.Trips]);
        var (factor, exponent) = Parts(value);
        if (exponent < 0 || IsWithout(builder, exponent)) return null;

        Wire trips = graph.Wire(arguments[Loop.Trips]);
        int made = builder.Finish(trips.Id, [], [new LoopResult.Stacked(exponent, []), new LoopResult.Best(exponent, true), .. factor < 0 ? [] : (LoopResult[])[new LoopResult.Stacked(factor, [])]]);
        int exponents = LoopBuilder.Part(graph, made, 0);
        Wire largest = trips.With(Op.Greater, 0).Choose(graph.Wire(ArrayNodes.At(graph, exponents, LoopBuilder.Part(graph, made, 1))), graph.Wire(graph.Number(0)));
        Wire held = (largest - largest).With(Op.Equal, 0).Choose(largest, graph.Wire(graph.Number(0))).Apply(Op.Held);    // an infinite one is not taken out

        var sums = new LoopBuilder(graph) { Place = loop.Place };
        Wire term = (graph.Wire(sums.Element(exponents, isWhole: true)) - held).Apply(Op.Exp);
        if (factor >= 0) term = graph.Wire(sums.Element(LoopBuilder.Part(graph, made, 2), isWhole: true)) * term;
        return (held.Id, LoopBuilder.Part(graph, sums.Finish(trips.Id, [], [new LoopResult.Summed(term.Id, -1)]), 0));
    }

    static int[] Body(Graph graph, LoopBuilder builder, Loop loop, int[] arguments) =>
        graph.Inline(loop.Body, builder.Inputs(loop, arguments, _ => -1, isCapturedFresh: false));

    /// <summary>What an element of a map is, where the map has the same trips.</summary>
    public static int Through(Graph graph, LoopBuilder builder, int value, int trips)
    {
        for (int maps = 0; maps < MostMaps; maps++)
        {
            if (builder.ArrayOf(value) is not (>= 0 and var array) || graph[array] is not { Op: Op.Part } part) break;
            Loop loop = graph.Loops[graph[part.A].Bits];
            int[] arguments = ArrayNodes.Arguments(graph, part.A);
            if (loop.IsOrdered || loop.Results[(int)part.Bits] is not LoopResult.Stacked stacked || arguments[Loop.Trips] != trips) break;
            value = Body(graph, builder, loop, arguments)[stacked.Value];
        }
        return value;
    }

    (int Factor, int Exponent) Parts(int value)
    {
        Node node = graph[value];
        if (node.Op == Op.Exp) return (-1, node.A);
        if (node.Op != Op.Multiply) return (-1, -1);
        return graph[node.A].Op == Op.Exp ? (node.B, graph[node.A].A) : graph[node.B].Op == Op.Exp ? (node.A, graph[node.B].A) : (-1, -1);
    }

    // Whether the author, or this pass, has taken the largest out already: u - m, m the best of an array.
    bool IsWithout(LoopBuilder builder, int exponent)
    {
        if (graph[exponent] is not { Op: Op.Subtract } difference || builder.Depends(difference.B)) return false;
        Node taken = graph[difference.B];
        return taken.Op == Op.Held || (taken.Op == Op.At && graph[taken.B] is { Op: Op.Part } part && graph.Loops[graph[part.A].Bits].Results[(int)part.Bits] is LoopResult.Best { IsLargest: true });
    }
}
