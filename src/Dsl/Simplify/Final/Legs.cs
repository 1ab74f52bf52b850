using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The legs of a length that is made of lengths: hypot (hypot x y) z has three.</summary>
static class Legs
{
    // A square that underflows is nothing beside the least sum, and the most is not yet infinite.
    const double Least = 1e-270, Most = 1e300;

    /// <summary>The length over all legs but one; null where that is no leg of it.</summary>
    public static int? Without(Builder build, int hypot, int leg)
    {
        Graph graph = build.Graph;
        List<int> legs = [];
        Collect(graph, hypot, legs);
        Factors wanted = Factors.Of(graph, leg);
        int at = legs.FindIndex(other => other == leg || (Factors.Of(graph, other) is var factors && factors.Halves.Equals(wanted.Halves) && IsSame(Math.Abs(factors.Constant), Math.Abs(wanted.Constant))));
        if (at < 0 || legs.Count < 2) return null;
        legs.RemoveAt(at);
        return Over(build, legs);
    }

    static int Over(Builder build, List<int> legs)
    {
        int length = build.Now(legs[0]);
        for (int i = 1; i < legs.Count; i++) length = build.Make(Op.Hypot, length, build.Now(legs[i]));
        return length;
    }

    /// <summary>A length of three legs or more as the root of the squares, which costs a third, where none of them overflows and all of them are not near underflow.</summary>
    public static int? Squares(Match match, Builder build)
    {
        Graph graph = build.Graph;
        List<int> legs = [];
        Collect(graph, match.Root, legs);
        if (legs.Count < 3) return null;
        Wire sum = graph.Wire(build.Now(legs[0])).Pow(2);
        for (int i = 1; i < legs.Count; i++) sum += graph.Wire(build.Now(legs[i])).Pow(2);
        // Elsewhere it is made of its legs: the lengths inside have a choice of their own by now.
        Wire usual = sum.With(Op.Less, Most);
        if (!legs.Exists(leg => graph[leg] is { Op: Op.Number } number && number.Number * number.Number > Least)) usual = sum.With(Op.Greater, Least) & usual;
        return usual.Choose(sum.Apply(Op.Sqrt), graph.Wire(Over(build, legs))).Id;
    }

    /// <summary>A leg over its length, 0 at the origin: the slope of a length is 0 there, as that of <c>abs</c> is. The numerator may have more factors.</summary>
    public static int? OverLength(Match match, Builder build)
    {
        Graph graph = build.Graph;
        int length = match[Shape.y];
        if (graph[length].Op != Op.Hypot) return null;
        List<int> legs = [];
        Collect(graph, length, legs);
        Factors over = Factors.Of(graph, match[Shape.x]);
        if (!legs.Exists(leg => IsFactor(graph, Factors.Of(graph, leg), over))) return null;
        return graph.Wire(build.Now(length)).With(Op.Equal, 0).Choose(graph.Wire(graph.Number(0)), graph.Wire(build.Same(match.Root))).Id;
    }

    static bool IsFactor(Graph graph, Factors leg, Factors of)
    {
        bool any = false;
        foreach (var (node, halves) in leg.Halves.Factors)
        {
            if (halves <= 0 || (of.Of(node) < halves && Turned(graph, node, of) < halves)) return false;
            any = true;
        }
        return any;
    }

    // The exponent of b - a for a - b.
    static int Turned(Graph graph, int node, Factors of)
    {
        if (graph[node].Op != Op.Subtract) return 0;
        foreach (var (other, halves) in of.Halves.Factors)
        {
            if (graph[other].Op == Op.Subtract && graph[other].A == graph[node].B && graph[other].B == graph[node].A) return halves;
        }
        return 0;
    }

    static bool IsSame(double a, double b) => Math.Abs(a - b) <= 4e-16 * a;

    static void Collect(Graph graph, int id, List<int> legs)
    {
        Stack<int> open = new([id]);
        while (open.TryPop(out int next))
        {
            if (graph[next].Op == Op.Hypot && legs.Count + open.Count < 16)
            {
                open.Push(graph[next].B);
                open.Push(graph[next].A);
            }
            else legs.Add(next);
        }
    }
}
