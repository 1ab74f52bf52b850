using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Rewrites what a user wrote: by exact rules, and by accuracy patterns around functions where nothing else reads the intermediates that the
/// patterns make superfluous (a gate that reads them may be compensating for their rounding). Patterns may share what they replace:
/// <c>log p</c> and <c>log (1 - p)</c> are the only readers of a logistic p, so both go.
/// </summary>
sealed class ValuePass(Graph graph, Names names, RuleSet rules) : Builder(graph)
{
    /// <summary>Trying so many rules at a node is a step.</summary>
    public const int RulesAStep = 4;

    const int MostRounds = 12, MostInterior = 64;

    /// <summary>A rule that fits at a node, and the nodes below it that it makes superfluous.</summary>
    sealed record Fit(int Root, int Index, HashSet<int> Interior);

    readonly Match match = new(graph);
    readonly HashSet<int> operands = [];
    int[]? map = [];

    /// <summary>The nodes that compute what the outputs compute, better where that is possible.</summary>
    public int[] Run(ReadOnlySpan<int> outputs)
    {
        int[] current = outputs.ToArray();
        Graph.Budget.BeginPass();
        try
        {
            using var scope = Graph.Budget.Simplifying();
            for (int round = 0; round < MostRounds; round++)
            {
                int[] next = Round(current);
                if (next.AsSpan().SequenceEqual(current)) break;
                current = next;
            }
        }
        catch (Budget.GaveUp)
        {
            // the rounds that were finished stand
        }
        return current;
    }

    public override int Now(int id)
    {
        if (map is not null) return map[id];
        operands.Add(id);
        return id;
    }

    public override int Make(Node node) => Fold.Exactly(Graph, node) ?? ArrayNodes.Make(Graph, node);

    int[] Round(int[] outputs)
    {
        bool[] live = Graph.ReachableFrom(outputs);
        Dictionary<int, Fit> fits = Fits(live, outputs);
        map = new int[live.Length];
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Graph.Budget.Spend(1);
            map[i] = (fits.TryGetValue(i, out Fit? fit) ? Rewrite(fit) : null) ?? Keep(i);
            names.Follow(Graph, i, map[i]);
        }
        var result = new int[outputs.Length];
        for (int i = 0; i < result.Length; i++) result[i] = map[outputs[i]];
        return result;
    }

    // For each node the first rule that may be applied. All that fit are taken to begin with; then those go, again and again, whose interior somebody else reads.
    Dictionary<int, Fit> Fits(bool[] live, int[] outputs)
    {
        map = null;
        var fits = new Dictionary<int, Fit>();
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && NextFit(i, 0) is { } fit) fits.Add(i, fit);
        }
        if (fits.Count == 0) return fits;
        var readers = new Readers(Graph, live);
        HashSet<int> asked = [.. outputs];
        for (bool changed = true; changed;)
        {
            HashSet<(int, int)> covered = [];
            foreach (Fit fit in fits.Values) Cover(fit, covered);
            changed = false;
            foreach (Fit fit in fits.Values.ToArray())
            {
                Graph.Budget.Spend(1 + fit.Interior.Count);
                if (IsExact(fit) || fit.Interior.All(node => !asked.Contains(node) && AllCovered(node))) continue;
                changed = true;
                if (NextFit(fit.Root, fit.Index + 1) is { } other) fits[fit.Root] = other;
                else fits.Remove(fit.Root);
            }

            bool AllCovered(int node)
            {
                foreach (int reader in readers.Of(node))
                {
                    if (!covered.Contains((reader, node))) return false;
                }
                return true;
            }
        }
        return fits;
    }

    bool IsExact(Fit fit) => rules.For(Graph[fit.Root].Op)[fit.Index].Rule.Differs is null;

    Fit? NextFit(int id, int from)
    {
        var candidates = rules.For(Graph[id].Op);
        for (int index = from; index < candidates.Count; index++)
        {
            var (left, rule) = candidates[index];
            if (index % RulesAStep == 0) Graph.Budget.Spend(1);
            if (!match.Try(left, id) || (rule.If is { } condition && !condition(match))) continue;
            operands.Clear();
            if (rule.Make is null) match.AddBound(operands);
            else if (rule.Make(match, this) is not { } made || made == id) continue;
            if (Interior(id) is { } interior) return new(id, index, interior);
        }
        return null;
    }

    // The nodes between the root and the operands; null if there are too many.
    HashSet<int>? Interior(int root)
    {
        HashSet<int> interior = [];
        Stack<int> open = new([root]);
        while (open.TryPop(out int id))
        {
            Graph.Budget.Spend(1);
            Node node = Graph[id];
            for (int k = 0; k < node.Arity; k++)
            {
                if (Graph[node[k]].Arity > 0 && !operands.Contains(node[k]) && interior.Add(node[k])) open.Push(node[k]);
            }
            if (interior.Count > MostInterior) return null;
        }
        return interior;
    }

    void Cover(Fit fit, HashSet<(int, int)> covered)
    {
        Cover(fit.Root);
        foreach (int reader in fit.Interior) Cover(reader);

        void Cover(int reader)
        {
            Graph.Budget.Spend(1);
            Node node = Graph[reader];
            for (int k = 0; k < node.Arity; k++)
            {
                if (fit.Interior.Contains(node[k])) covered.Add((reader, node[k]));
            }
        }
    }

    int? Rewrite(Fit fit)
    {
        var (left, rule) = rules.For(Graph[fit.Root].Op)[fit.Index];
        return match.Try(left, fit.Root) ? Apply(rule, match) : null;
    }

    int Keep(int id)
    {
        Node node = Graph[id];
        Node mapped = node.Through(map);
        return Fold.Exactly(Graph, mapped) ?? (mapped == node ? id : Make(mapped));
    }
}
