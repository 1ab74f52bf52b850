using GateDsl.Graphs;

namespace GateDsl.Simplification;

/// <summary>
/// Rewrites what a user wrote: by exact rules, and by accuracy patterns around functions where nothing else reads the intermediates that a
/// pattern makes superfluous (a gate that reads them may be compensating for their rounding).
/// </summary>
sealed class ValuePass(Graph graph, Names names, RuleSet rules) : Builder(graph)
{
    const int MostRounds = 12;

    readonly Match match = new(graph);
    int[] map = [];

    /// <summary>The nodes that compute what the outputs compute, better where that is possible.</summary>
    public int[] Run(ReadOnlySpan<int> outputs)
    {
        int[] current = outputs.ToArray();
        for (int round = 0; round < MostRounds; round++)
        {
            int[] next = Round(current);
            if (next.AsSpan().SequenceEqual(current)) break;
            current = next;
        }
        return current;
    }

    public override int Now(int id) => map[id];

    public override int Make(Node node) => Fold.Exactly(Graph, node) ?? Graph.Add(node);

    int[] Round(int[] outputs)
    {
        bool[] live = Graph.ReachableFrom(outputs);
        int[] uses = Uses(live, outputs);
        map = new int[live.Length];
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Graph.Budget.Spend(1);
            map[i] = Rewrite(i, uses) ?? Keep(i);
            names.Follow(Graph, i, map[i]);
        }
        return [.. outputs.Select(output => map[output])];
    }

    int? Rewrite(int id, int[] uses)
    {
        foreach (var (left, rule) in rules.For(Graph[id].Op))
        {
            if (match.Try(left, id) && match.IsAloneIn(uses) && Apply(rule, match) is { } made) return made;
        }
        return null;
    }

    int Keep(int id)
    {
        Node node = Graph[id];
        Node mapped = node.On(node.A < 0 ? -1 : map[node.A], node.B < 0 ? -1 : map[node.B], node.C < 0 ? -1 : map[node.C]);
        return mapped == node ? id : Make(mapped);
    }

    int[] Uses(bool[] live, int[] outputs)
    {
        var uses = new int[live.Length];
        foreach (int output in outputs) uses[output]++;
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Node node = Graph[i];
            for (int k = 0; k < node.Arity; k++) uses[node[k]]++;
        }
        return uses;
    }
}
