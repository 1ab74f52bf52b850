using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Computes the complements of <c>soft</c>, 1 - p, without losing the digits of what is left where p is near 1: that of a product is (1 - a) + a * (1 - b), and that of a
/// choice a choice of complements. What is near 0 is then a sum and product of what is not negative, on either side. Comes last: nothing is differentiated or printed after it.
/// </summary>
sealed class Complements(Graph graph, Names names)
{
    int[] values = [], complements = [];
    bool[] needed = [];

    public int[] Run(int[] outputs)
    {
        bool[] live = graph.ReachableFrom(outputs);
        if (!Any(live)) return outputs;
        FindNeeded(live);
        (values, complements) = (new int[live.Length], new int[live.Length]);
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            graph.Budget.Spend(1);
            Node node = graph[i];
            values[i] = node.Op == Op.Complement ? complements[node.A] : Mapped(i, node);
            names.Follow(graph, i, values[i]);
            if (needed[i]) complements[i] = Complement(i, node);
        }
        return [.. outputs.Select(output => values[output])];
    }

    bool Any(bool[] live)
    {
        for (int i = 0; i < live.Length; i++) if (live[i] && graph[i].Op == Op.Complement) return true;
        return false;
    }

    // Whose complements are read: what stands under a Complement, and then what its complement is made of.
    void FindNeeded(bool[] live)
    {
        needed = new bool[live.Length];
        for (int i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i]) continue;
            Node node = graph[i];
            if (node.Op == Op.Complement) needed[node.A] = true;
            if (!needed[i]) continue;
            if (node.Op == Op.Multiply) needed[node.A] = needed[node.B] = true;
            if (Chosen(node) is var (c, a, b)) needed[c] = needed[a] = needed[b] = true;
        }
    }

    int Complement(int id, Node node)
    {
        Wire V(int i) => graph.Wire(values[i]);
        Wire N(int i) => graph.Wire(complements[i]);
        if (node.Op == Op.Complement) return values[node.A];
        if (node.Op == Op.Multiply) return (N(node.A) + V(node.A) * N(node.B)).Id;
        if (Chosen(node) is var (c, a, b)) return (V(c) * N(a) + N(c) * N(b)).Id;
        return (1 - V(id)).Id;
    }

    /// <summary>What <c>soft</c> makes of a choice: c * a + (1 - c) * b. Of xor and of <c>=</c> a and b are complements of each other.</summary>
    (int C, int A, int B)? Chosen(Node node)
    {
        if (node.Op != Op.Add || graph[node.A] is not { Op: Op.Multiply } left || graph[node.B] is not { Op: Op.Multiply } right) return null;
        foreach (var (p, a) in ((int, int)[])[(left.A, left.B), (left.B, left.A)])
        {
            foreach (var (q, b) in ((int, int)[])[(right.A, right.B), (right.B, right.A)])
            {
                if (IsComplementOf(q, p)) return (p, a, b);
                if (IsComplementOf(p, q)) return (q, b, a);
            }
        }
        return null;
    }

    bool IsComplementOf(int id, int of) => graph[id] is { Op: Op.Complement } complement && complement.A == of;

    int Mapped(int id, Node node)
    {
        Node mapped = node.Through(values);
        return mapped == node ? id : graph.Add(mapped);
    }
}
