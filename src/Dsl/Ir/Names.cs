namespace GateDsl.Ir;

/// <summary>The names that the author of a source gave to nodes. The graph itself knows no names; a pass that moves nodes carries them along.</summary>
sealed class Names
{
    readonly Dictionary<int, string> names = [];

    /// <summary>The first name a computed node gets is kept; inputs and constants have their own.</summary>
    public void Suggest(Graph graph, int id, string name)
    {
        if (graph[id].Arity > 0) names.TryAdd(id, name);
    }

    public string? Of(int id) => names.GetValueOrDefault(id);

    /// <summary>A node was replaced by another that means the same.</summary>
    public void Follow(Graph graph, int from, int to)
    {
        if (from != to && names.TryGetValue(from, out string? name)) Suggest(graph, to, name);
    }
}
