namespace GateDsl.Ir;

/// <summary>Finds nodes by what they are: open addressing over the numbers of the nodes, so that a node takes eight bytes here and not forty.</summary>
sealed class NodeTable
{
    int[] slots = new int[64];       // the number of a node and 1; 0: free
    int count;

    /// <summary>The number of a node; -1 where there is none.</summary>
    public int Find(ReadOnlySpan<Node> nodes, in Node node)
    {
        for (int slot = node.GetHashCode() & (slots.Length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (nodes[slots[slot] - 1].Equals(node)) return slots[slot] - 1;
        }
        return -1;
    }

    /// <summary>Enters the last of the nodes, which is new.</summary>
    public void Add(ReadOnlySpan<Node> nodes)
    {
        if (++count > slots.Length / 2) Grow(nodes);
        else Enter(nodes, nodes.Length - 1);
    }

    void Grow(ReadOnlySpan<Node> nodes)
    {
        slots = new int[slots.Length * 2];
        for (int id = 0; id < nodes.Length; id++) Enter(nodes, id);
    }

    void Enter(ReadOnlySpan<Node> nodes, int id)
    {
        int slot = nodes[id].GetHashCode() & (slots.Length - 1);
        while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
        slots[slot] = id + 1;
    }
}
