using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>The loops over nodes. What the arguments of a node are is decided here: passes say what is to be done at a node, not how to get there.</summary>
static class Walk
{
    /// <summary>What a pass makes of a node whose arguments it has seen.</summary>
    /// <param name="id">The node.</param>
    /// <param name="mapped">The same operation on what has become of its arguments.</param>
    /// <returns>The node that takes its place.</returns>
    public delegate int Step(int id, in Node mapped);

    /// <summary>For each node, whether one of the outputs needs it.</summary>
    public static bool[] Reachable(ReadOnlySpan<Node> nodes, ReadOnlySpan<int> outputs)
    {
        var live = new bool[nodes.Length];
        foreach (int output in outputs) live[output] = true;
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            if (!live[i]) continue;
            ref readonly Node node = ref nodes[i];
            for (int k = node.Arity - 1; k >= 0; k--) live[node[k]] = true;
        }
        return live;
    }

    /// <summary>For each node, how often the outputs and the nodes that they need read it.</summary>
    public static int[] Uses(ReadOnlySpan<Node> nodes, ReadOnlySpan<int> outputs, ReadOnlySpan<bool> live)
    {
        var uses = new int[live.Length];
        foreach (int output in outputs) uses[output]++;
        for (int i = 0; i < live.Length; i++)
        {
            ref readonly Node node = ref nodes[i];
            for (int k = 0; live[i] && k < node.Arity; k++) uses[node[k]]++;
        }
        return uses;
    }

    /// <summary>For each node up to the last one, whether it depends on one of some inputs.</summary>
    public static bool[] Depending(ReadOnlySpan<Node> nodes, int last, ReadOnlySpan<int> inputs)
    {
        var depends = new bool[last + 1];
        foreach (int input in inputs)
        {
            if (input <= last) depends[input] = true;
        }
        for (int i = 0; i <= last; i++)
        {
            ref readonly Node node = ref nodes[i];
            for (int k = 0; k < node.Arity; k++) depends[i] |= depends[node[k]];
        }
        return depends;
    }

    /// <summary>For each node, whether one of the outputs needs it.</summary>
    public static bool[] ReachableFrom(this Graph graph, ReadOnlySpan<int> outputs)
    {
        graph.Budget.Spend(graph.Count / Graph.NodesAStep);
        return Reachable(graph.Nodes, outputs);
    }

    /// <summary>For each node, how often the outputs and the nodes that they need read it.</summary>
    public static int[] UsesFrom(this Graph graph, ReadOnlySpan<int> outputs, bool[] live) => Uses(graph.Nodes, outputs, live);

    /// <summary>The number of nodes that the outputs need.</summary>
    public static int SizeOf(this Graph graph, ReadOnlySpan<int> outputs) => graph.ReachableFrom(outputs).Count(needed => needed);

    /// <summary>Takes the nodes that the outputs need through a pass, arguments first.</summary>
    /// <returns>What has become of the outputs.</returns>
    public static int[] Map(this Graph graph, ReadOnlySpan<int> outputs, Step step)
    {
        bool[] live = graph.ReachableFrom(outputs);
        var map = new int[live.Length];
        for (int i = 0; i < map.Length; i++)
        {
            if (!live[i]) continue;
            graph.Budget.Spend(1);
            map[i] = step(i, graph[i].Through(map));
        }
        return At(map, outputs);
    }

    /// <summary>The node that means this operation, where the operation may be a node that exists: then that one, at no cost.</summary>
    public static int Unless(this Graph graph, int id, in Node mapped) => mapped == graph[id] ? id : ArrayNodes.Make(graph, mapped);

    /// <summary>Copies the nodes that the outputs need and that depend on a replaced node, with the replacements in their places.</summary>
    /// <returns>The numbers that the outputs have after the substitution.</returns>
    public static int[] Substitute(this Graph graph, ReadOnlySpan<int> outputs, IReadOnlyDictionary<int, int> replacements, Names? names = null) =>
        graph.Map(outputs, (int id, in Node mapped) =>
        {
            if (replacements.TryGetValue(id, out int replacement)) return replacement;
            int made = graph.Unless(id, mapped);
            names?.Follow(graph, id, made);
            return made;
        });

    /// <summary>Adds the nodes of a circuit that calls the same host functions.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="circuit">What to add.</param>
    /// <param name="inputs">The nodes that take the places of its inputs.</param>
    /// <returns>The nodes of its outputs.</returns>
    public static int[] Inline(this Graph graph, Circuit circuit, ReadOnlySpan<int> inputs)
    {
        var map = new int[circuit.Nodes.Length];
        for (int i = 0; i < map.Length; i++)
        {
            graph.Budget.Spend(1);
            Node node = circuit.Nodes[i];
            map[i] = node.Op == Op.Input ? inputs[(int)node.Bits] : ArrayNodes.Make(graph, node.Through(map));
        }
        return At(map, circuit.Outputs.AsSpan());
    }

    /// <summary>The finished graph of some outputs: dead nodes dropped, numbers closed up, the given inputs in the given order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The nodes whose values are asked for.</param>
    /// <param name="order">The input nodes, in the order that the circuit's positions shall have.</param>
    /// <param name="reproducible">See <see cref="Circuit.Reproducible"/>.</param>
    public static Circuit Finish(this Graph graph, ReadOnlySpan<int> outputs, ReadOnlySpan<int> order, bool reproducible = false)
    {
        var position = new Dictionary<int, int>();
        var inputs = ImmutableArray.CreateBuilder<CircuitInput>(order.Length);
        foreach (int input in order)
        {
            position.Add(input, inputs.Count);
            inputs.Add(graph.Inputs[(int)graph[input].Bits]);
        }
        var (nodes, kinds, ends) = Closed(graph.Nodes, graph.KindOf, graph.ReachableFrom(outputs), outputs, position);
        var circuit = new Circuit(nodes, kinds, inputs.MoveToImmutable(), ends, reproducible) { Functions = graph.Functions, Reals = [.. graph.Reals], Loops = graph.Loops, Limits = graph.Budget.Limits }.Seen();
        GraphSpec.Check(circuit, "finishing");
        return circuit;
    }

    /// <summary>The circuit that computes some of the outputs of another, by their places and in this order. Its inputs stay the same.</summary>
    public static Circuit Only(this Circuit circuit, ReadOnlySpan<int> places)
    {
        int[] outputs = At(circuit.Outputs.AsSpan(), places);
        var (nodes, kinds, ends) = Closed(circuit.Nodes.AsSpan(), id => circuit.Kinds[id], Reachable(circuit.Nodes.AsSpan(), outputs), outputs, null);
        return (circuit with { Nodes = nodes, Kinds = kinds, Outputs = ends }).Seen();
    }

    // What is live, numbers closed up.
    static (ImmutableArray<Node> Nodes, ImmutableArray<Kind> Kinds, ImmutableArray<int> Outputs) Closed(
        ReadOnlySpan<Node> nodes, Func<int, Kind> kindOf, bool[] live, ReadOnlySpan<int> outputs, Dictionary<int, int>? inputs)
    {
        var map = new int[live.Length];
        var kept = ImmutableArray.CreateBuilder<Node>();
        var kinds = ImmutableArray.CreateBuilder<Kind>();
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Node node = nodes[i];
            map[i] = kept.Count;
            kept.Add(node.Op == Op.Input && inputs is not null ? node with { Bits = inputs[i] } : node.Through(map));
            kinds.Add(kindOf(i));
        }
        return (kept.ToImmutable(), kinds.ToImmutable(), [.. At(map, outputs)]);
    }

    static int[] At(ReadOnlySpan<int> map, ReadOnlySpan<int> places)
    {
        var result = new int[places.Length];
        for (int i = 0; i < result.Length; i++) result[i] = map[places[i]];
        return result;
    }
}
