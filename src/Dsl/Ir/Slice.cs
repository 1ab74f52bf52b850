using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>A circuit with some of its outputs only.</summary>
static class Slice
{
    /// <summary>The circuit that computes these outputs, in this order, and nothing else. Its inputs stay the same.</summary>
    public static Circuit Of(Circuit circuit, IReadOnlyList<int> outputs)
    {
        var live = new bool[circuit.Nodes.Length];
        foreach (int output in outputs) live[circuit.Outputs[output]] = true;
        for (int i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i]) continue;
            Node node = circuit.Nodes[i];
            for (int argument = 0; argument < node.Arity; argument++) live[node[argument]] = true;
        }
        var map = new int[live.Length];
        var nodes = ImmutableArray.CreateBuilder<Node>();
        var kinds = ImmutableArray.CreateBuilder<Kind>();
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Node node = circuit.Nodes[i];
            map[i] = nodes.Count;
            nodes.Add(node.On(node.A < 0 ? -1 : map[node.A], node.B < 0 ? -1 : map[node.B], node.C < 0 ? -1 : map[node.C]));
            kinds.Add(circuit.Kinds[i]);
        }
        var ends = ImmutableArray.CreateBuilder<int>(outputs.Count);
        foreach (int output in outputs) ends.Add(map[circuit.Outputs[output]]);
        return circuit with { Nodes = nodes.ToImmutable(), Kinds = kinds.ToImmutable(), Outputs = ends.MoveToImmutable() };
    }
}
