using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>
/// Checks of ints in a circuit that has no arrays and no loops: they become calls of the host, which end the run where what they check is wrong. So the circuit is straight code like any
/// other, and the calls are made where they are needed, by every route.
/// </summary>
static class IntChecks
{
    /// <summary>The circuit with calls in the places of its checks; the same if it has none, or has loops, which are run by what knows checks.</summary>
    public static Circuit AsCalls(Circuit circuit)
    {
        if (!AreAll(circuit)) return circuit;
        List<HostFunction> checks = [];
        ImmutableArray<Node>.Builder nodes = circuit.Nodes.ToBuilder();
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Op != Op.Checked) continue;
            checks.Add(Check(circuit.Loops, nodes[i]));
            nodes[i] = new(Op.Host, nodes[i].A, Bits: circuit.Functions.Count + checks.Count - 1);
        }
        return (circuit with { Nodes = nodes.ToImmutable(), Functions = circuit.Functions.With(checks) }).Seen();
    }

    /// <summary>Whether checks are among the calls of a circuit.</summary>
    public static bool Are(Circuit circuit) => circuit.Nodes.Any(node => node.Op == Op.Host && circuit.Functions[node.Bits].IsCheck);

    /// <summary>The circuit without its checks, for arithmetic with a certificate: what they would not let pass is not decided there. The same if it has loops.</summary>
    public static Circuit Without(Circuit circuit)
    {
        if (!AreAll(circuit)) return circuit;
        var map = new int[circuit.Nodes.Length];
        ImmutableArray<Node>.Builder nodes = circuit.Nodes.ToBuilder();
        for (int i = 0; i < map.Length; i++)
        {
            nodes[i] = nodes[i].Through(map);
            map[i] = nodes[i].Op == Op.Checked ? nodes[i].A : i;
        }
        Circuit plain = circuit with { Nodes = nodes.ToImmutable(), Outputs = [.. circuit.Outputs.Select(output => map[output])] };
        return plain.Only([.. Enumerable.Range(0, plain.Outputs.Length)]);
    }

    // Whether checks of ints are all that straight code has not.
    static bool AreAll(Circuit circuit)
    {
        if (!circuit.HasArrays) return false;
        foreach (Node node in circuit.Nodes) if (node.Op.IsOfLoops() || (node.Op == Op.Checked && node.B >= 0)) return false;
        return !circuit.Kinds.Any(kind => kind.IsArray()) && !circuit.Inputs.Any(input => input.Kind.IsArray());
    }

    static HostFunction Check(LoopTable loops, Node node)
    {
        var (fault, place) = ((Fault)(node.Bits & CheckPlace.FaultMask), loops.PlaceOf(node));
        return new(place.Function, 1, (double value) => RunFaults.IsWrong(fault, value, double.NaN) ? throw RunFaults.Of(fault, place, value, double.NaN) : value, IsNamed: false) { IsCheck = true };
    }
}
