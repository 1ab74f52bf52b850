using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The terms of a sum that a loop makes, as a sum or as a fold that adds: exponentials, each with a factor that may be missing.</summary>
sealed class LoopTerms
{
    /// <summary>As many factors of a term are looked through.</summary>
    const int MostFactors = 8;

    readonly Graph graph;
    readonly CheckPlace place;
    readonly int trips, exponents, best, factors;

    LoopTerms(Graph graph, CheckPlace place, int trips, int exponents, int best, int factors) =>
        (this.graph, this.place, this.trips, this.exponents, this.best, this.factors) = (graph, place, trips, exponents, best, factors);

    /// <summary>Whether the author, or a pass, has taken the largest exponent out already: u - m, m the best of an array.</summary>
    public bool IsWithout { get; private init; }

    /// <summary>What a fold starts with; -1: with 0.</summary>
    public int Start { get; private init; } = -1;

    public static LoopTerms? Of(Graph graph, MapsOfExponentials maps, int id)
    {
        Node part = graph[id];
        Loop loop = graph.Loops[graph[part.A].Bits];
        int[] arguments = ArrayNodes.Arguments(graph, part.A);
        var builder = new LoopBuilder(graph) { Place = loop.Place };
        if (Term(graph, builder, loop, arguments, loop.Results[(int)part.Bits]) is not { } term) return null;
        int trips = arguments[Loop.Trips];
        var (factor, exponent) = Parts(maps, builder, term, trips, MostFactors);
        if (exponent < 0) return null;
        int made = builder.Finish(trips, [], [new LoopResult.Stacked(exponent, []), .. factor < 0 ? [] : (LoopResult[])[new LoopResult.Stacked(factor, [])]]);
        int exponents = LoopBuilder.Whole(graph, made, 0);
        var largest = new LoopBuilder(graph) { Place = loop.Place };
        int best = largest.Finish(trips, [], [new LoopResult.Best(largest.Element(exponents, isWhole: true), true)]);
        return new(graph, loop.Place, trips, exponents, LoopBuilder.Part(graph, best, 0), factor < 0 ? -1 : LoopBuilder.Whole(graph, made, 1))
        {
            IsWithout = HasLost(graph, builder, exponent),
            Start = loop.IsOrdered && arguments[Loop.FirstStart + ((LoopResult.Last)loop.Results[(int)part.Bits]).Carried] is var start && graph[start] is not { Op: Op.Number, Number: 0 } ? start : -1,
        };
    }

    /// <summary>The largest exponent; 0 where there is none.</summary>
    public Wire Largest() => graph.Wire(trips).With(Op.Greater, 0).Choose(graph.Wire(ArrayNodes.At(graph, exponents, best)), graph.Wire(graph.Number(0)));

    /// <summary>The sum with every term times e^-m.</summary>
    public int Sum(int m)
    {
        var sums = new LoopBuilder(graph) { Place = place };
        Wire term = (graph.Wire(sums.Element(exponents, isWhole: true)) - graph.Wire(m)).Apply(Op.Exp);
        if (factors >= 0) term = graph.Wire(sums.Element(factors, isWhole: true)) * term;
        return LoopBuilder.Part(graph, sums.Finish(trips, [], [new LoopResult.Summed(term.Id, -1)]), 0);
    }

    // What is added in a trip.
    static int? Term(Graph graph, LoopBuilder builder, Loop loop, int[] arguments, LoopResult result)
    {
        if (!loop.IsOrdered) return result is LoopResult.Summed { Like: < 0 } summed ? MapsOfExponentials.Body(graph, builder, loop, arguments)[summed.Value] : null;
        if (loop.HasGoing || result is not LoopResult.Last last) return null;
        int[] states = [.. Enumerable.Range(0, loop.Carried).Select(k => graph.NewInput("", graph.KindOf(arguments[Loop.FirstStart + k])))];
        Node next = graph[graph.Inline(loop.Body, builder.Inputs(loop, arguments, k => states[k], isCapturedFresh: false))[last.Carried]];
        if (next.Op != Op.Add || (next.A != states[last.Carried] && next.B != states[last.Carried])) return null;
        int term = next.A == states[last.Carried] ? next.B : next.A;
        bool[] live = graph.ReachableFrom([term]);
        return Array.Exists(states, state => state < live.Length && live[state]) ? null : term;
    }

    // The exponent of a product with an exponential, or with a sum of such, and the other factor; -1: there is none.
    static (int Factor, int Exponent) Parts(MapsOfExponentials maps, LoopBuilder builder, int value, int trips, int most)
    {
        Graph graph = builder.Graph;
        value = MapsOfExponentials.Through(graph, builder, value, trips);
        Node node = graph[value];
        if (maps.Exponent(value) is { } exponent) return (-1, exponent);
        if (node.Op == Op.NormPdf) return (graph.Number(MapsOfExponentials.Density), MapsOfExponentials.OfDensity(graph.Wire(node.A)).Id);
        if (node.Op == Op.Part && builder.Depends(value) && Of(graph, maps, value) is { Start: < 0 } inner)
        {
            Wire largest = ExponentialSums.Finite(inner.Largest());
            return (inner.Sum(largest.Id), largest.Id);
        }
        if (node.Op is not (Op.Multiply or Op.Divide) || most == 0) return (-1, -1);
        if (Parts(maps, builder, node.A, trips, most - 1) is (var left, >= 0 and var above)) return (left < 0 && node.Op == Op.Multiply ? node.B : graph.Wire(left < 0 ? graph.Number(1) : left).With(node.Op, graph.Wire(node.B)).Id, above);
        if (node.Op == Op.Multiply && Parts(maps, builder, node.B, trips, most - 1) is (var right, >= 0 and var beside)) return (right < 0 ? node.A : (graph.Wire(node.A) * graph.Wire(right)).Id, beside);
        return (-1, -1);
    }

    static bool HasLost(Graph graph, LoopBuilder builder, int exponent)
    {
        if (graph[exponent] is not { Op: Op.Subtract } difference || builder.Depends(difference.B)) return false;
        Node taken = graph[difference.B];
        return taken.Op == Op.Held || (taken.Op == Op.At && graph[taken.B] is { Op: Op.Part } part && graph.Loops[graph[part.A].Bits].Results[(int)part.Bits] is LoopResult.Best { IsLargest: true });
    }
}
