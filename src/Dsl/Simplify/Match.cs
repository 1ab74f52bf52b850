using GateDsl.Graphs;

namespace GateDsl.Simplification;

/// <summary>What the variables of a pattern stand for at one place of a graph, and the nodes between them and the root.</summary>
sealed class Match(Graph graph)
{
    readonly int[] bound = [-1, -1, -1, -1, -1, -1, -1, -1];
    readonly List<int> inner = [];

    public Graph Graph { get; } = graph;

    /// <summary>The node that a variable stands for.</summary>
    public int this[Pattern variable] => bound[variable.Variable];

    public int this[int variable] => bound[variable];

    public double Number(Pattern constant) => Graph[bound[constant.Variable]].Number;

    /// <summary>The matched operations below the root: what a replacement makes superfluous. One entry per use.</summary>
    public IReadOnlyList<int> Inner => inner;

    public bool Try(Pattern pattern, int root)
    {
        Array.Fill(bound, -1);
        inner.Clear();
        return Fits(pattern, root, isRoot: true);
    }

    bool Fits(Pattern pattern, int id, bool isRoot)
    {
        Node node = Graph[id];
        switch (pattern.As)
        {
            case Pattern.Role.Number:
                return node.Op == Op.Number && node.Number == pattern.Value;
            case Pattern.Role.AnyNumber when node.Op != Op.Number:
                return false;
            case Pattern.Role.AnyNumber or Pattern.Role.AnyNode:
                if (bound[pattern.Variable] >= 0) return bound[pattern.Variable] == id;
                bound[pattern.Variable] = id;
                return true;
        }
        if (node.Op != pattern.Op || node.Bits != pattern.Bits) return false;
        if (!isRoot) inner.Add(id);
        for (int i = 0; i < pattern.Arguments.Length; i++)
        {
            if (!Fits(pattern.Arguments[i], node[i], isRoot: false)) return false;
        }
        return true;
    }
}
