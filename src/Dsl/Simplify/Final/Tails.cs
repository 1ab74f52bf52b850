using GateDsl.Graphs;

namespace GateDsl.Simplification;

/// <summary>
/// Products of exponentials and powers of which one overflows or underflows before the product does: there the exponents are added, and the exponential
/// of the sum is taken in two halves, so that a result below the normal range is rounded once.
/// </summary>
static class Tails
{
    const double HalfLogTwoPi = 0.91893853320467274178;

    public static int? Product(Match match, Builder build)
    {
        Graph graph = build.Graph;
        Factors product = Factors.Of(graph, match.Root), rest = product;
        List<(Wire Exponent, double Times)> exponents = [];
        int tails = 0;
        foreach (var (id, halves) in product.Halves.Factors)
        {
            Node node = graph[id];
            double times = halves / 2.0;
            switch (node.Op)
            {
                case Op.Exp: exponents.Add((graph.Wire(build.Now(node.A)), times)); break;
                case Op.Power: exponents.Add((graph.Wire(build.Now(node.B)) * graph.Wire(build.Now(node.A)).Apply(Op.Log), times)); break;
                case Op.NormPdf: exponents.Add((-0.5 * graph.Wire(build.Now(node.A)).Pow(2) - HalfLogTwoPi, times)); break;
                default: continue;
            }
            tails += node.Op == Op.NormPdf || (node.Op == Op.Exp && IsMinusSquare(graph, node.A)) ? 2 : 1;
            rest = rest.Without(id, halves);
        }
        if (tails < 2 || exponents.Count > 4) return null;
        Wire? sum = null, isFar = null;
        foreach (var (exponent, times) in exponents)
        {
            Wire part = times == 1 ? exponent : times * exponent;
            sum = sum is { } before ? before + part : part;
            Wire far = part.Apply(Op.Abs).With(Op.Greater, 650);
            isFar = isFar is { } or ? or | far : far;
        }
        Wire half = (0.5 * sum!.Value).Apply(Op.Exp);
        return isFar!.Value.Choose(graph.Wire(rest.Write(build)) * half * half, graph.Wire(build.Same(match.Root))).Id;
    }

    static bool IsMinusSquare(Graph graph, int exponent)
    {
        Factors factors = Factors.Of(graph, exponent);
        bool square = false;
        foreach (var (_, halves) in factors.Halves.Factors) square |= halves == 4;
        return square && factors.Constant < 0;
    }
}
