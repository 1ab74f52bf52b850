using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>For each node of a graph the live nodes that read it, once for each argument. Two arrays for all nodes, however many there are.</summary>
sealed class Readers
{
    readonly int[] from, readers;

    public Readers(Graph graph, bool[] live)
    {
        graph.Budget.Spend(live.Length / 4);
        from = new int[live.Length + 1];
        for (int i = 0; i < live.Length; i++)
        {
            for (int k = 0; live[i] && k < graph[i].Arity; k++) from[graph[i][k] + 1]++;
        }
        for (int i = 0; i < live.Length; i++) from[i + 1] += from[i];
        readers = new int[from[^1]];
        int[] next = from[..^1];
        for (int i = 0; i < live.Length; i++)
        {
            for (int k = 0; live[i] && k < graph[i].Arity; k++) readers[next[graph[i][k]]++] = i;
        }
    }

    public ReadOnlySpan<int> Of(int node) => readers.AsSpan(from[node]..from[node + 1]);
}
