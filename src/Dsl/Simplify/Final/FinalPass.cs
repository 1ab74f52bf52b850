using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// The last rewriting before a circuit is made: forms that are right on one side of a threshold stand beside the form as written, <c>if x &gt; 1 then … else …</c>.
/// What is differentiated and what is printed does not know of them. Values obey the same law as in <see cref="ValuePass"/>.
/// </summary>
sealed class FinalPass(Graph graph, Names names) : Builder(graph)
{
    static readonly RuleSet forValues = new(FinalRules.Values), forDerivatives = new(FinalRules.Derivatives);

    const int MostInterior = 64;

    readonly Match match = new(graph);
    readonly HashSet<int> operands = [];
    int[] inValues = [], inDerivatives = [], map = [];
    bool trial;

    /// <summary>Guards the nodes that need it.</summary>
    /// <param name="outputs">Values, then derivatives.</param>
    /// <param name="values">How many of the outputs are values.</param>
    /// <param name="asWritten">Whether values stay as they are.</param>
    public int[] Run(int[] outputs, int values, bool asWritten)
    {
        Graph.Budget.BeginPass();
        var readers = new ValueReaders(Graph, outputs.AsSpan(0, values));
        bool[] live = Graph.ReachableFrom(outputs);
        inValues = new int[live.Length];
        inDerivatives = new int[live.Length];
        for (int i = 0; i < live.Length; i++)
        {
            (inValues[i], inDerivatives[i]) = (i, i);
            if (!live[i]) continue;
            Graph.Budget.Spend(1);
            if (readers.IsValue(i))
            {
                map = inValues;
                int? better = asWritten ? null : Rewritten(i, forValues, readers);
                inValues[i] = better ?? Same(i);
                names.Follow(Graph, i, inValues[i]);
                if (better is { } both) { inDerivatives[i] = both; continue; }
            }
            if (values == outputs.Length) continue;

            // what a derivative reads of the values may be better than the values themselves, which stay as they are written
            map = inDerivatives;
            inDerivatives[i] = Rewritten(i, forDerivatives, null) ?? Same(i);
            names.Follow(Graph, i, inDerivatives[i]);
        }
        return [.. outputs.Select((output, i) => i < values ? inValues[output] : inDerivatives[output])];
    }

    public override int Now(int id)
    {
        if (!trial) return id < map.Length ? map[id] : id;
        operands.Add(id);
        return id;
    }

    public override int Same(int id)
    {
        if (trial) return id;
        Node node = Graph[id];
        Node mapped = node.Through(map);
        return mapped == node ? id : Graph.Add(mapped);
    }

    public override int Make(Node node) => Fold.Exactly(Graph, node) ?? Graph.Add(node);

    int? Rewritten(int id, RuleSet rules, ValueReaders? readers)
    {
        if (!Graph.Budget.CanSimplify) return null;
        try
        {
            using var scope = Graph.Budget.Simplifying();
            return FirstFit(id, rules, readers);
        }
        catch (Budget.GaveUp)
        {
            trial = false;
            return null;
        }
    }

    int? FirstFit(int id, RuleSet rules, ValueReaders? readers)
    {
        int tried = 0;
        foreach (var (left, rule) in rules.For(Graph[id].Op))
        {
            if (tried++ % ValuePass.RulesAStep == 0) Graph.Budget.Spend(1);
            if (!match.Try(left, id) || (readers is not null && !rule.IsFar && !MayChange(id, rule, readers))) continue;
            if (Apply(rule, match) is { } made) return made;
        }
        return null;
    }

    bool MayChange(int root, Rule rule, ValueReaders readers)
    {
        operands.Clear();
        trial = true;
        bool fits = Apply(rule, match) is not null;
        trial = false;
        if (!fits) return false;
        List<int> interior = [];
        Stack<int> open = new([root]);
        while (open.TryPop(out int id))
        {
            Graph.Budget.Spend(1 + interior.Count / 8);
            if (interior.Contains(id)) continue;
            if (interior.Count == MostInterior) return false;
            interior.Add(id);
            Node node = Graph[id];
            for (int k = 0; k < node.Arity; k++)
            {
                if (Graph[node[k]].Arity > 0 && !operands.Contains(node[k])) open.Push(node[k]);
            }
        }
        interior.Sort();
        return readers.AllIn(interior);
    }
}
