using GateDsl.Graphs;

namespace GateDsl.Simplification;

/// <summary>What the variables of a pattern stand for at one place of a graph, and the nodes between them and the root.</summary>
sealed class Match(Graph graph)
{
    readonly int[] bound = [-1, -1, -1, -1, -1, -1, -1, -1];
    readonly List<(int Id, int Parent, int Position)> inner = [];

    public Graph Graph { get; } = graph;

    /// <summary>The node that a variable stands for.</summary>
    public int this[Pattern variable] => bound[variable.Variable];

    public double Number(Pattern constant) => Graph[bound[constant.Variable]].Number;

    /// <summary>Whether nothing but the matched shape reads its operations below the root, given how often each node is read in all.</summary>
    public bool IsAloneIn(int[] uses)
    {
        foreach (var (id, _, _) in inner)
        {
            int here = 0;
            foreach (var other in inner) here += other.Id == id ? 1 : 0;
            if (here < uses[id]) return false;
        }
        return true;
    }

    public bool Try(Pattern pattern, int root)
    {
        Array.Fill(bound, -1);
        inner.Clear();
        return Fits(pattern, root, -1, 0);
    }

    bool Fits(Pattern pattern, int id, int parent, int position)
    {
        Node node = Graph[id];
        switch (pattern.As)
        {
            case Pattern.Role.Number:
                return node.Op == Op.Number && node.Number == pattern.Value;
            case Pattern.Role.AnyNumber when node.Op != Op.Number:
                return false;
            case Pattern.Role.AnyNumber or Pattern.Role.AnyNode:
                ref int place = ref bound[pattern.Variable];
                if (place < 0) place = id;
                return place == id;
        }
        if (node.Op != pattern.Op || node.Bits != pattern.Bits) return false;
        if (parent >= 0 && !inner.Contains((id, parent, position))) inner.Add((id, parent, position));
        for (int i = 0; i < pattern.Arguments.Length; i++)
        {
            if (!Fits(pattern.Arguments[i], node[i], id, i)) return false;
        }
        return true;
    }
}
