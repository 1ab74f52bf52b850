using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>What the variables of a pattern stand for at one place of a graph.</summary>
sealed class Match(Graph graph)
{
    readonly int[] bound = [-1, -1, -1, -1, -1, -1, -1, -1];

    public Graph Graph { get; } = graph;

    /// <summary>The node that a variable stands for.</summary>
    public int this[Pattern variable] => bound[variable.Variable];

    public double Number(Pattern constant) => Graph[bound[constant.Variable]].Number;

    /// <summary>Adds the nodes that the variables stand for.</summary>
    public void AddBound(HashSet<int> nodes)
    {
        foreach (int id in bound)
        {
            if (id >= 0) nodes.Add(id);
        }
    }

    /// <summary>The node at which the pattern was tried.</summary>
    public int Root { get; private set; }

    public bool Try(Pattern pattern, int root)
    {
        Root = root;
        for (int i = 0; i < bound.Length; i++) bound[i] = -1;
        return Fits(pattern, root);
    }

    bool Fits(Pattern pattern, int id)
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
        for (int i = 0; i < pattern.Arguments.Length; i++)
        {
            if (!Fits(pattern.Arguments[i], node[i])) return false;
        }
        return true;
    }
}
