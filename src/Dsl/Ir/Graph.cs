using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GateDsl.Tracing;

namespace GateDsl.Ir;

/// <summary>
/// Operations under construction. Nodes are immutable and interned: adding a node that exists returns it, so equality is identity
/// and sharing is free. They stand in creation order, which is an order in which they can be computed.
/// No span, name or type of the source is here; who needs one keeps an array beside the graph.
/// </summary>
/// <param name="budget">What it may cost.</param>
/// <param name="functions">What nodes of the op Host call; null: there are none.</param>
/// <param name="isExact">Whether real numbers that no double is are kept as they are.</param>
sealed class Graph(Budget budget, HostFunctions? functions = null, bool isExact = false)
{
    /// <summary>A pass over all nodes, most of which it may not need, costs a step for so many.</summary>
    public const int NodesAStep = 16;

    readonly List<Node> nodes = [];
    readonly List<Kind> kinds = [];
    readonly NodeTable known = new();
    readonly List<CircuitInput> inputs = [];
    readonly Dictionary<RealNumber, int> reals = [];

    public Budget Budget { get; } = budget;

    public HostFunctions Functions { get; } = functions ?? HostFunctions.Empty;

    /// <summary>Whether the graph is for real arithmetic: nothing in it is rewritten, and every number is what it stands for.</summary>
    public bool IsExact { get; } = isExact;

    public int Count => nodes.Count;

    public IReadOnlyList<CircuitInput> Inputs => inputs;

    public Node this[int id] => nodes[id];

    public ReadOnlySpan<Node> Nodes => CollectionsMarshal.AsSpan(nodes);

    public Kind KindOf(int id) => kinds[id];

    /// <summary>The number of this node, made if it is new. No rule is applied: see <see cref="Wire"/> and Simplify for building with rules.</summary>
    public int Add(Node node)
    {
        Budget.Spend(1);
        int id = known.Find(Nodes, node);
        if (id >= 0) return id;
        Budget.SpendNode();
        id = nodes.Count;
        nodes.Add(node);
        known.Add(Nodes);
        kinds.Add(node.Op switch
        {
            Op.Input => inputs[(int)node.Bits].Kind,
            Op.Select => kinds[node.B],
            _ => node.Kind,
        });
        return id;
    }

    /// <summary>The number of a node that exists; -1 of one that does not.</summary>
    public int Find(Node node) => known.Find(Nodes, node);

    public int Number(double value) => Add(Node.OfNumber(value));

    /// <summary>A real number: itself in an exact graph, the nearest double in every other.</summary>
    public int Real(RealNumber value)
    {
        if (!IsExact) return Number(value.Nearest);
        if (!reals.TryGetValue(value, out int place)) reals.Add(value, place = reals.Count);
        return Add(new(Op.Real, Bits: place));
    }

    /// <summary>A decimal: a number where a double is that number.</summary>
    public int Real(string text, double nearest) => Balls.Reals.IsDouble(text, nearest) ? Number(nearest) : Real(new RealNumber(text, nearest));

    public int Truth(bool value) => Add(Node.OfTruth(value));

    /// <summary>A new input, unlike every other one: also the fresh variable that a derivative is taken in.</summary>
    public int NewInput(string name, Kind kind)
    {
        inputs.Add(new(name, kind));
        return Add(new(Op.Input, Bits: inputs.Count - 1));
    }

    public Wire Wire(int id) => new(this, id);

    /// <summary>For each node, whether one of the outputs needs it.</summary>
    public bool[] ReachableFrom(ReadOnlySpan<int> outputs)
    {
        Budget.Spend(Count / NodesAStep);
        var live = new bool[Count];
        foreach (int output in outputs) live[output] = true;
        for (int i = Count - 1; i >= 0; i--)
        {
            if (!live[i]) continue;
            Node node = nodes[i];
            if (node.A >= 0) live[node.A] = true;
            if (node.B >= 0) live[node.B] = true;
            if (node.C >= 0) live[node.C] = true;
        }
        return live;
    }

    /// <summary>For each node, how often the outputs and the nodes that they need read it.</summary>
    public int[] UsesFrom(ReadOnlySpan<int> outputs, bool[] live)
    {
        var uses = new int[live.Length];
        foreach (int output in outputs) uses[output]++;
        for (int i = 0; i < live.Length; i++)
        {
            Node node = nodes[i];
            for (int k = 0; live[i] && k < node.Arity; k++) uses[node[k]]++;
        }
        return uses;
    }

    /// <summary>The number of nodes that the outputs need.</summary>
    public int SizeOf(ReadOnlySpan<int> outputs) => ReachableFrom(outputs).Count(needed => needed);

    /// <summary>
    /// Copies the nodes that the outputs need and that depend on a replaced node, with the replacements in their places.
    /// </summary>
    /// <returns>The numbers that the outputs have after the substitution.</returns>
    public int[] Substitute(ReadOnlySpan<int> outputs, IReadOnlyDictionary<int, int> replacements, Names? names = null)
    {
        bool[] live = ReachableFrom(outputs);
        var map = new int[live.Length];
        for (int i = 0; i < map.Length; i++)
        {
            if (!live[i]) continue;
            Budget.Spend(1);
            if (replacements.TryGetValue(i, out int replacement)) { map[i] = replacement; continue; }
            Node node = nodes[i];
            Node mapped = node.Through(map);
            map[i] = mapped == node ? i : Add(mapped);
            names?.Follow(this, i, map[i]);
        }
        var result = new int[outputs.Length];
        for (int i = 0; i < result.Length; i++) result[i] = map[outputs[i]];
        return result;
    }

    /// <summary>Adds the nodes of a circuit that calls the same host functions.</summary>
    /// <param name="circuit">What to add.</param>
    /// <param name="inputs">The nodes that take the places of its inputs.</param>
    /// <returns>The nodes of its outputs.</returns>
    public int[] Inline(Circuit circuit, ReadOnlySpan<int> inputs)
    {
        var map = new int[circuit.Nodes.Length];
        for (int i = 0; i < map.Length; i++)
        {
            Budget.Spend(1);
            Node node = circuit.Nodes[i];
            map[i] = node.Op == Op.Input ? inputs[(int)node.Bits]
                : Add(node.Through(map));
        }
        var result = new int[circuit.Outputs.Length];
        for (int i = 0; i < result.Length; i++) result[i] = map[circuit.Outputs[i]];
        return result;
    }

    /// <summary>The finished graph of some outputs: dead nodes dropped, numbers closed up, the given inputs in the given order.</summary>
    /// <param name="outputs">The nodes whose values are asked for.</param>
    /// <param name="order">The input nodes, in the order that the circuit's positions shall have.</param>
    /// <param name="reproducible">See <see cref="Circuit.Reproducible"/>.</param>
    public Circuit Finish(ReadOnlySpan<int> outputs, ReadOnlySpan<int> order, bool reproducible = false)
    {
        bool[] live = ReachableFrom(outputs);
        var position = new Dictionary<int, int>();
        var named = ImmutableArray.CreateBuilder<CircuitInput>(order.Length);
        foreach (int input in order)
        {
            position.Add(input, named.Count);
            named.Add(inputs[(int)nodes[input].Bits]);
        }
        var map = new int[live.Length];
        var kept = ImmutableArray.CreateBuilder<Node>();
        var keptKinds = ImmutableArray.CreateBuilder<Kind>();
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Node node = nodes[i];
            map[i] = kept.Count;
            kept.Add(node.Op == Op.Input
                ? node with { Bits = position[i] }
                : node.Through(map));
            keptKinds.Add(kinds[i]);
        }
        var ends = ImmutableArray.CreateBuilder<int>(outputs.Length);
        foreach (int output in outputs) ends.Add(map[output]);
        var circuit = new Circuit(kept.ToImmutable(), keptKinds.ToImmutable(), named.ToImmutable(), ends.ToImmutable(), reproducible) { Functions = Functions, Reals = [.. reals.Keys] };
        GraphSpec.Check(circuit, "finishing");
        return circuit;
    }
}
