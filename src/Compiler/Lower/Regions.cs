using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// For each node, the branch it belongs to: a node that is only used where a condition is true is computed only there.
/// Region 0 is the whole call; every other region is one side of a condition inside its parent region.
/// All choices by one condition in one region share their sides, so a value and its derivative, which choose alike, are computed together.
/// </summary>
sealed class Regions
{
    /// <summary>Branches nested deeper than this are computed whether taken or not: nesting in code costs stack in every compiler below.</summary>
    public const int Deepest = 20;

    readonly List<Region> all = [new(-1, -1, true, 0)];
    readonly Dictionary<(int Parent, int Condition, bool Truth), int> known = [];
    readonly int[] ofNode;

    public Regions(Circuit circuit)
    {
        ofNode = new int[circuit.Nodes.Length];
        ofNode.AsSpan().Fill(-1);
        foreach (int output in circuit.Outputs) ofNode[output] = 0;
        for (int i = ofNode.Length - 1; i >= 0; i--)
        {
            int region = ofNode[i];
            Node node = circuit.Nodes[i];
            if (node.Op == Op.Select)
            {
                Use(node.A, region);
                Use(node.B, Side(region, node.A, true));
                Use(node.C, Side(region, node.A, false));
                continue;
            }
            for (int argument = 0; argument < node.Arity; argument++) Use(node[argument], region);
        }
    }

    public int Count => all.Count;

    /// <summary>Parents have smaller numbers.</summary>
    public Region this[int region] => all[region];

    public int Of(int node) => ofNode[node];

    /// <summary>The side of a choice that is made in a region.</summary>
    public int Side(int region, int condition, bool truth)
    {
        if (all[region].Depth == Deepest) return region;
        if (known.TryGetValue((region, condition, truth), out int side)) return side;
        all.Add(new(region, condition, truth, all[region].Depth + 1));
        known.Add((region, condition, truth), all.Count - 1);
        return all.Count - 1;
    }

    /// <summary>The innermost region that both are in.</summary>
    public int Common(int a, int b)
    {
        while (a != b)
        {
            if (all[a].Depth >= all[b].Depth) a = all[a].Parent;
            else b = all[b].Parent;
        }
        return a;
    }

    /// <summary>The ancestor of a region that lies directly in another one, or the region itself.</summary>
    public int ChildOn(int ancestor, int region)
    {
        while (all[region].Depth > all[ancestor].Depth + 1) region = all[region].Parent;
        return region;
    }

    void Use(int node, int region) => ofNode[node] = ofNode[node] < 0 ? region : Common(ofNode[node], region);
}

/// <summary>One side of a condition, inside another region.</summary>
readonly record struct Region(int Parent, int Condition, bool Truth, int Depth);
