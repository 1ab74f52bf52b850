using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The legs of a length that is made of lengths: hypot (hypot x y) z has three.</summary>
static class Legs
{
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
        int rest = build.Now(legs[0]);
        for (int i = 1; i < legs.Count; i++) rest = build.Make(Op.Hypot, rest, build.Now(legs[i]));
        return rest;
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
