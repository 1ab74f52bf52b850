using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>The adjoints of the nodes from the first variable on, while they are found; of those only that depend on a variable.</summary>
sealed class Adjoints
{
    readonly int first;
    readonly Guarded[] adjoints;
    readonly bool[] needed;                                          // for all others nobody asks for an adjoint
    readonly Dictionary<int, SortedDictionary<int, Guarded>> parts = [];   // of loops, by their results

    public Adjoints(Graph graph, int first, int last, ReadOnlySpan<int> variables)
    {
        this.first = first;
        adjoints = new Guarded[last - first + 1];
        needed = new bool[adjoints.Length];
        foreach (int variable in variables)
        {
            if (variable <= last) needed[variable - first] = true;
        }
        for (int i = first; i <= last; i++)
        {
            Node node = graph[i];
            for (int k = 0; k < node.Arity; k++) needed[i - first] |= Needs(node[k]);
        }
    }

    public Guarded this[int node] => node >= first && node - first < adjoints.Length ? adjoints[node - first] : Guarded.Zero;

    /// <summary>Whether a node depends on a variable.</summary>
    public bool Needs(int node) => node >= first && node - first < needed.Length && needed[node - first];

    /// <summary>Whether an adjoint has come to a node that needs one.</summary>
    public bool Reaches(int node) => needed[node - first] && (!adjoints[node - first].IsZero || parts.ContainsKey(node));

    public void Add(int node, Guarded adjoint)
    {
        if (Needs(node)) adjoints[node - first] += adjoint;
    }

    /// <summary>Adds to the adjoint of a result of a loop.</summary>
    public void Add(int loop, int result, Guarded adjoint)
    {
        if (!parts.TryGetValue(loop, out var known)) parts.Add(loop, known = []);
        known[result] = known.GetValueOrDefault(result) + adjoint;
    }

    /// <summary>The adjoints of a loop's results, of those that have one.</summary>
    public SortedDictionary<int, Guarded> Of(int loop) => parts[loop];
}
