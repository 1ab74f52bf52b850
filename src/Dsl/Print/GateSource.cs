using GateDsl.Ir;
using GateDsl.Simplification;
using GateDsl.Tracing;

namespace GateDsl.Printing;

/// <summary>A gate as source of its own.</summary>
static class GateSource
{
    public static string Of(Gate gate)
    {
        Traced traced = Traced.Of(gate.Typed, gate.Options);
        var (trace, inputs, result) = traced;
        int[] outputs = Simplify.Values(trace, traced.Outputs());
        var named = inputs.Select((id, i) => (id, Name: SourceName.Of(gate.Leaves[i].Name))).ToDictionary(pair => pair.id, pair => pair.Name);
        int next = 0;
        List<string> parameters = [.. gate.ParameterTypes.Select(type => Parameter(type, gate, ref next))];
        return SourcePrinter.Print(trace.Graph, SourceName.Of(gate.Name), parameters, named, outputs, result is WireValue ? null : texts => Shape(result, texts), trace.Names);
    }

    // x, (flag: bool), (a, b)
    static string Parameter(GateType type, Gate gate, ref int next)
    {
        if (type is GateType.Tuple tuple)
        {
            List<string> items = [];
            foreach (GateType item in tuple.Items) items.Add(Parameter(item, gate, ref next).Trim('(', ')'));
            return $"({string.Join(", ", items)})";
        }
        string name = SourceName.Of(gate.Leaves[next++].Name);
        return type == GateType.Float || type is GateType.Variable ? name : $"({name}: {type})";
    }

    static string Shape(Value shape, IReadOnlyList<string> texts)
    {
        int next = 0;
        return Write(shape);
        string Write(Value value) => value is TupleValue tuple ? $"({string.Join(", ", tuple.Items.Select(Write))})" : texts[next++];
    }
}
