using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Roots and lengths less what they are nearly, by the conjugate: the difference of the squares over the sum.</summary>
static partial class SumPairs
{
    // sqrt (s² + …) - s of a sum s that is not taken apart
    static int? OfSharedSum(int root, Builder build)
    {
        Graph graph = build.Graph;
        Node node = graph[root];
        if (node.Op is not (Op.Add or Op.Subtract) || !(graph[node.A].Op is Op.Add or Op.Subtract || graph[node.B].Op is Op.Add or Op.Subtract)) return null;
        Factors p = Factors.Of(graph, node.A), q = Factors.Of(graph, node.B);
        return OfRoot(build, p, node.Op == Op.Add ? q with { Constant = -q.Constant } : q);
    }

    // sqrt v - w, and h - w with a length h, where v - w² is simple: (v - w²) / (sqrt v + w) for w > 0
    static int? OfRoot(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        bool swapped = false;
        for (int turn = 0; turn < 2; turn++, (p, q, swapped) = (q, p, true))
        {
            foreach (int v in (HashSet<int>)[.. Nodes(p), .. Nodes(q)])
            {
                bool isLength = graph[v].Op == Op.Hypot;
                if (!isLength && graph[v].Op is not (Op.Add or Op.Subtract)) continue;

                // p = c * root; w is the other term over what both have
                Factors c = p.Without(v, isLength ? 2 : 1), w = q / c;
                if (w.Of(v) != 0 || w.Halves.IsOne && isLength) continue;
                int other = (w with { Constant = Math.Abs(w.Constant) }).Write(new Reading(build));
                if (Rest(build, v, isLength, other, w) is not { } rest) continue;
                Wire y = graph.Wire(w.Write(build)), root = graph.Wire(build.Now(v));
                if (!isLength) root = Leg(graph[rest]) is { } leg && graph[other].Op == Op.Sqrt ? graph.Wire(leg).With(Op.Hypot, y) : root.Apply(Op.Sqrt);
                Wire difference = y.With(Op.Greater, 0).Choose(Over(graph, rest, root + y), root - y);
                return Times(build, c, swapped ? (-difference).Id : difference.Id);
            }
        }
        return null;
    }

    /// <summary>sqrt p - sqrt q = (p - q) / (sqrt p + sqrt q), worth it where p - q has fewer terms than p and q, or is rounded once.</summary>
    /// <param name="build">Where it is made.</param>
    /// <param name="p">Under the first root.</param>
    /// <param name="q">Under the second.</param>
    /// <param name="isValue">Whether it is not differentiated any more.</param>
    public static int? Conjugate(Builder build, int p, int q, bool isValue = true)
    {
        bool exact = build.Graph[p].Arity == 0 && build.Graph[q].Arity == 0;
        if ((Difference.Simpler(build, p, q) ?? (exact ? build.Make(Op.Subtract, p, q) : null)) is not { } difference) return null;
        if (Leg(build.Graph[difference]) is { } leg)
        {
            if (!isValue) return null;
            // sqrt (x² + q) - sqrt q = x * (x / (hypot x (sqrt q) + sqrt q)), where no square overflows
            int root = build.Make(Op.Sqrt, q);
            return build.Make(Op.Multiply, leg, build.Make(Op.Divide, leg, build.Make(Op.Add, build.Make(Op.Hypot, leg, root), root)));
        }
        return build.Make(Op.Divide, difference, build.Make(Op.Add, build.Make(Op.Sqrt, p), build.Make(Op.Sqrt, q)));
    }

    static int? Leg(Node square) => square is { Op: Op.PowerInt, Bits: 2 } || (square.Op == Op.Multiply && square.A == square.B) ? square.A : null;

    // x² / y as x * (x / y), which does not overflow
    static Wire Over(Graph graph, int over, Wire under) => Leg(graph[over]) is { } leg ? graph.Wire(leg) * (graph.Wire(leg) / under) : graph.Wire(over) / under;

    static IEnumerable<int> Nodes(Factors product) => [.. product.Halves.Factors.ToArray().Select(factor => factor.Node)];

    // v - w² or h² - w² as a node, where it is simpler than both
    static int? Rest(Builder build, int v, bool isLength, int w, Factors factors)
    {
        if (isLength) return Legs.Without(build, v, w) is { } leg ? build.Make(Op.PowerInt, leg, bits: 2) : null;
        // (b / 2) ** 2 as it is written there
        foreach (Summand term in Terms.Of(build.Graph, v) ?? [])
        {
            if (term.Core < 0 || build.Graph[term.Core] is not { Op: Op.PowerInt, Bits: 2 } written) continue;
            Factors leg = Factors.Of(build.Graph, written.A);
            if (leg.Halves.Equals(factors.Halves) && Math.Abs(leg.Constant) == Math.Abs(factors.Constant)) return Difference.Simpler(build, build.Now(v), build.Now(term.Core));
        }
        return Difference.Simpler(build, build.Now(v), build.Make(Op.PowerInt, w, bits: 2)) ?? Difference.Simpler(build, build.Now(v), build.Make(Op.Multiply, w, w));
    }

    // h² - x² for a length h over x and others is the square of the others' length, whatever common factor is before it
    static int? OfLegs(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        Factors ratio = p / q;
        foreach (var (h, halves) in ratio.Halves.Factors)
        {
            if (halves != 4 || graph[h].Op != Op.Hypot) continue;
            Factors square = new Factors(1, default) / ratio.Without(h, 4);
            if (!(square.Constant > 0) || Root(square) is not { } leg || Legs.Without(build, h, leg.Write(new Reading(build))) is not { } rest) continue;
            // p = c h², and c (h² - x²) = c h² (rest / h)²
            Factors c = p.Without(h, 4);
            return (c * new Factors(1, Monomial.Of(rest).Power(4))).Write(build, now: id => id == rest ? id : build.Now(id));
        }
        return null;
    }

    static Factors? Root(Factors square)
    {
        foreach (var (_, halves) in square.Halves.Factors)
        {
            if (halves % 4 != 0) return null;
        }
        Monomial root = default;
        foreach (var (id, halves) in square.Halves.Factors) root *= Monomial.Of(id).Power(halves / 2);
        return new(Math.Sqrt(square.Constant), root);
    }

    // c / u - c / v = c (v - u) / (u v), and with square roots
    static int? OfReciprocals(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        Factors ratio = p / q;
        if (ratio.Constant != 1 || ratio.Halves.Factors is not { Length: 2 } pair || pair[0].Exponent != -pair[1].Exponent) return null;
        var (u, v) = pair[0].Exponent < 0 ? (pair[0].Node, pair[1].Node) : (pair[1].Node, pair[0].Node);
        int power = Math.Abs(pair[0].Exponent);
        if (power > 3 || HasExponential(graph, u, 4) || Difference.Simpler(build, build.Now(v), build.Now(u)) is not { } d) return null;
        Wire x = graph.Wire(build.Now(u)), y = graph.Wire(build.Now(v)), rootX = x.Apply(Op.Sqrt), rootY = y.Apply(Op.Sqrt), by = graph.Wire(d);
        if (p.Of(u) > -power)
        {
            // c v - c u, where u is no divisor: c (v - u), and no division that was not there
            if (p.Of(v) is >= 0 and var times && times < power) return null;
            Wire rest = power == 2 ? by : power == 1 ? by / (rootX + rootY) : by * (y + rootX * rootY + x) / (rootX + rootY);
            return Times(build, p.Without(v, power), rest.Id);
        }
        Wire difference = power switch
        {
            2 => by / x / y,
            1 => by / (rootX + rootY) / rootX / rootY,
            // u^-3/2 - v^-3/2 = (v^3/2 - u^3/2) / (u v)^3/2
            _ => by * (y + rootX * rootY + x) / (rootX + rootY) / (x * rootX) / (y * rootY),
        };
        return Times(build, p.Without(u, -power), difference.Id);
    }

    static int? OfReciprocalRoots(Builder build, Factors p, Factors q) =>
        (p / q).Halves.Factors is { Length: 2 } pair && pair[0].Exponent % 2 != 0 ? OfReciprocals(build, p, q) : null;

    // c v - c w² where v - w² is simple, as the slopes of roots have it
    static int? OfRootSquares(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        Factors ratio = p / q;
        for (int turn = 0; turn < 2; turn++)
        {
            foreach (var (v, halves) in ratio.Halves.Factors)
            {
                if (halves != 2 || graph[v].Op is not (Op.Add or Op.Subtract)) continue;
                Factors square = new Factors(1, default) / ratio.Without(v, 2);
                if (DividesByTail(graph, square) || DividesAnew(square, turn == 0 ? q : p)) continue;
                int other = square.Write(build);
                if (Difference.Simpler(build, build.Now(v), other) is not { } d) continue;
                Factors c = (turn == 0 ? p : q).Without(v, 2);
                return Times(build, turn == 0 ? c : c with { Constant = -c.Constant }, d);
            }
            ratio = new Factors(1, default) / ratio;
        }
        return null;
    }
}
