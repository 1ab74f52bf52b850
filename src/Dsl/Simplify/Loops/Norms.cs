using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// The root of a sum or of a mean of squares over an array neither over- nor underflows: where the sum has left the middle of the numbers, it is computed again of terms that are divided by the
/// largest. For what runs, and not for what is printed.
/// </summary>
sealed class Norms
{
    // Between these no square that matters is lost.
    const double Small = 1e-290, Large = 1e290;

    readonly Graph graph;

    Norms(Graph graph) => this.graph = graph;

    public static int[] Run(Graph graph, int[] outputs)
    {
        if (!graph.HasArrays(outputs)) return outputs;
        var norms = new Norms(graph);
        return Bodies.Through(graph, outputs, body => graph.Map(body, (int id, in Node mapped) => mapped.Op == Op.Sqrt && norms.Of(mapped.A) is { } norm ? norm : graph.Unless(id, mapped)));
    }

    int? Of(int square)
    {
        Node scaled = graph[square];
        var (sum, count) = scaled.Op == Op.Divide || (scaled.Op == Op.Multiply && graph[scaled.B].Op == Op.Number) ? (scaled.A, scaled.B)
            : scaled.Op == Op.Multiply && graph[scaled.A].Op == Op.Number ? (scaled.B, scaled.A) : (square, -1);
        if (count >= 0 && graph[count].Op == Op.Part) return null;
        if (graph[sum] is not { Op: Op.Part } part) return null;
        Loop loop = graph.Loops[graph[part.A].Bits];
        if (loop.IsOrdered || loop.Results[(int)part.Bits] is not LoopResult.Summed { Like: < 0 } summed) return null;
        int trips = ArrayNodes.Arguments(graph, part.A)[Loop.Trips];
        var sizes = new LoopBuilder(graph) { Place = loop.Place };
        if (Leg(sizes, part.A, loop, summed) is not { } written) return null;
        Wire size = graph.Wire(written).Apply(Op.Abs);
        int largestOf = sizes.Finish(trips, [], [new LoopResult.Best(size.Id, true), new LoopResult.Stacked(size.Id, [])]);
        Wire largest = graph.Wire(ArrayNodes.At(graph, LoopBuilder.Part(graph, largestOf, 1), LoopBuilder.Part(graph, largestOf, 0)));

        var again = new LoopBuilder(graph) { Place = loop.Place };
        Wire leg = graph.Wire(Leg(again, part.A, loop, summed)!.Value) / largest;
        Wire total = graph.Wire(LoopBuilder.Part(graph, again.Finish(trips, [], [new LoopResult.Summed((leg * leg).Id, -1)]), 0));
        Wire plain = graph.Wire(sum), root = graph.Wire(square).Apply(Op.Sqrt), scale = count < 0 ? total.Apply(Op.Sqrt) : total.With(scaled.Op, graph.Wire(count)).Apply(Op.Sqrt);
        Wire isPlain = plain.With(Op.Greater, Small) & plain.With(Op.Less, Large) | graph.Wire(trips).With(Op.LessEqual, 0);
        Wire isScaled = largest.With(Op.Greater, 0) & largest.With(Op.Less, double.PositiveInfinity);
        return isPlain.Choose(root, isScaled.Choose(largest * scale, largest)).Id;
    }

    // What is squared, among the nodes of the graph.
    int? Leg(LoopBuilder builder, int id, Loop loop, LoopResult.Summed summed)
    {
        int[] arguments = ArrayNodes.Arguments(graph, id);
        int value = MapsOfExponentials.Through(graph, builder, MapsOfExponentials.Body(graph, builder, loop, arguments)[summed.Value], arguments[Loop.Trips]);
        return graph[value] switch
        {
            { Op: Op.Multiply } product when product.A == product.B => product.A,
            { Op: Op.PowerInt, Bits: 2 } square => square.A,
            _ => null,
        };
    }
}
