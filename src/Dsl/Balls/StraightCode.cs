using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Balls;

/// <summary>A circuit whose loops have all become straight code, with a number for each element of the arrays that it gives.</summary>
static class StraightCode
{
    /// <summary>The circuit; null where loops or arrays are left.</summary>
    public static Circuit? Of(Circuit circuit)
    {
        if (!circuit.HasArrays) return circuit;
        List<int> numbers = [];
        foreach (int output in circuit.Outputs) if (!Add(circuit, output, numbers)) return null;
        Circuit spelled = IntChecks.Without((circuit with { Outputs = [.. numbers] }).Only([.. Enumerable.Range(0, numbers.Count)]));
        return spelled.HasArrays ? null : spelled;
    }

    // The nesting is the rank of a type.
    static bool Add(Circuit circuit, int node, List<int> numbers)
    {
        if (!circuit.Kinds[node].IsArray())
        {
            numbers.Add(node);
            return true;
        }
        if (circuit.Nodes[node].Op != Op.Items) return IsEmpty(circuit, node);
        foreach (int item in ArrayNodes.Unpack(circuit.Nodes.AsSpan(), circuit.Nodes[node].A)) if (!Add(circuit, item, numbers)) return false;
        return true;
    }

    // A loop without trips gives no elements.
    static bool IsEmpty(Circuit circuit, int node) => circuit.Nodes[node] is { Op: Op.Part } part && circuit.Nodes[part.A] is { Op: Op.Loop } loop
        && circuit.Nodes[ArrayNodes.Unpack(circuit.Nodes.AsSpan(), loop.A)[Loop.Trips]] is { Op: Op.Number, Number: 0 };
}
