using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Sums in which a loop adds exponentials, with what is added to it outside: e^m times a sum without m, where m is the largest exponent. It is held in derivatives, in which it
/// cancels.
/// </summary>
sealed class ExponentialSums(Graph graph, MapsOfExponentials maps)
{
    /// <summary>As many terms of a sum, and factors of a term, are looked at.</summary>
    const int MostTerms = 16;

    readonly Dictionary<int, Scaled?> known = [];

    /// <summary>e^Largest * Sum, and 1 more where it has a one, which a logarithm adds better.</summary>
    /// <param name="Largest">What was taken out.</param>
    /// <param name="Sum">The sum without it.</param>
    /// <param name="HasOne">Whether 1 is added.</param>
    /// <param name="HasOther">Whether there are other terms than exponentials: what was taken out is no less than 0.</param>
    public readonly record struct Scaled(int Largest, int Sum, bool HasOne, bool HasOther);

    /// <summary>The largest exponent of a sum, and the sum without it; null of any other node.</summary>
    public Scaled? Of(int node)
    {
        if (known.TryGetValue(node, out var before)) return before;
        known[node] = null;
        return known[node] = Without(node);
    }

    /// <summary>The sum of a loop, with every term times e^-m; null where it adds no exponentials.</summary>
    public int? Times(int part, int m) => LoopTerms.Of(graph, maps, part)?.Sum(m);

    // One term of a sum: exponentials that a loop adds, one alone by its exponent, or neither, with a factor.
    readonly record struct Term(int Node, LoopTerms? Loop, int Exponent, int Factor = -1, bool IsDivided = false)
    {
        public bool IsOther => Loop is null && Exponent < 0;
    }

    Scaled? Without(int node)
    {
        if (Split(node) is not { } terms || !terms.Exists(term => term.Loop is not null) || terms.TrueForAll(term => term.Loop is { IsWithout: true })) return null;
        Wire? largest = null;
        foreach (Term term in terms)
        {
            Wire own = term.Loop?.Largest() ?? graph.Wire(term.IsOther ? graph.Number(0) : term.Exponent);
            largest = largest is { } other ? other.With(Op.Max, own) : own;
        }
        Wire held = Finite(largest!.Value);
        Wire? sum = null;
        bool hasOne = false;
        foreach (Term term in terms)
        {
            if (!hasOne && term is { IsOther: true, Factor: < 0 } && graph[term.Node] is { Op: Op.Number, Number: 1 })
            {
                hasOne = true;
                continue;
            }
            Wire own = term.Loop is { } loop ? graph.Wire(loop.Sum(held.Id)) : term.Exponent >= 0 ? (graph.Wire(term.Exponent) - held).Apply(Op.Exp) : graph.Wire(term.Node) * (-held).Apply(Op.Exp);
            if (term.Factor >= 0) own = term.IsDivided ? own / graph.Wire(term.Factor) : own * graph.Wire(term.Factor);
            sum = sum is { } before ? before + own : own;
        }
        return new(held.Id, sum!.Value.Id, hasOne, terms.Exists(term => term.IsOther));
    }

    /// <summary>What is taken out of the largest exponent: all of it, unless it is infinite.</summary>
    public static Wire Finite(Wire largest) => (largest - largest).With(Op.Equal, 0).Choose(largest, largest.Number(0)).Apply(Op.Held);

    List<Term>? Split(int node)
    {
        List<Term> terms = [];
        List<int> open = [node];
        while (open.Count > 0)
        {
            int next = open[^1];
            open.RemoveAt(open.Count - 1);
            if (graph[next] is { Op: Op.Add } sum)
            {
                open.AddRange([sum.B, sum.A]);
            }
            else
            {
                Term term = Of(next, graph[next]);
                terms.Add(term);
                if (term.Loop is { Start: >= 0 } fold) terms.Add(Alone(fold.Start) with { Factor = term.Factor, IsDivided = term.IsDivided });
            }
            if (terms.Count + open.Count > MostTerms) return null;
        }
        return terms;
    }

    Term Of(int id, Node node)
    {
        if (node.Op is Op.Multiply or Op.Divide)
        {
            Term left = Alone(node.A);
            if (!left.IsOther) return left with { Factor = node.B, IsDivided = node.Op == Op.Divide };
            if (node.Op == Op.Multiply && Alone(node.B) is { IsOther: false } right) return right with { Factor = node.A };
        }
        return Alone(id);
    }

    Term Alone(int node) => new(node, graph[node].Op == Op.Part ? LoopTerms.Of(graph, maps, node) : null, maps.Exponent(node) ?? -1);
}
