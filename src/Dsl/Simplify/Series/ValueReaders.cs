using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Which nodes the values of a gate need, and what reads them there.</summary>
sealed class ValueReaders
{
    readonly Graph graph;
    readonly bool[] live, isOutput;
    readonly Readers readers;

    public ValueReaders(Graph graph, ReadOnlySpan<int> values)
    {
        this.graph = graph;
        live = graph.ReachableFrom(values);
        isOutput = new bool[live.Length];
        readers = new(graph, live);
        foreach (int value in values) isOutput[value] = true;
    }

    public bool IsValue(int id) => live[id];

    /// <summary>Whether nothing but these nodes, in ascending order, reads those of them that round: all but the last, which is what they are there for, and plain products.</summary>
    public bool AllIn(List<int> cone)
    {
        foreach (int id in cone.Take(cone.Count - 1))
        {
            if (graph[id].Op is Op.Input or Op.Multiply or Op.Divide or Op.Negate or Op.PowerInt) continue;
            if (isOutput[id]) return false;
            foreach (int reader in readers.Of(id))
            {
                graph.Budget.Spend(1);
                if (cone.BinarySearch(reader) < 0) return false;
            }
        }
        return true;
    }
}
