using System.Text.Json;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>Gates of arrays against references of 60 digits: values, partials in every float and array of floats, second partials in one array.</summary>
public class ArraysTests
{
    [Theory]
    [InlineData("arrays.jsonl", 42)]
    [InlineData("arrays-more.jsonl", 66)]
    public void Every_gate_is_right_in_value_and_every_partial(string table, int count)
    {
        JsonElement[] rows = [.. Rows.Of(table)];
        string[] wrong = [.. rows.Select(Wrong).OfType<string>()];
        Assert.True(rows.Length == count, "the table is incomplete");
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {rows.Length} gates are wrong:\n{string.Join('\n', wrong)}");
    }

    static string? Wrong(JsonElement row)
    {
        Gate gate = GateModule.Parse(row.Text("source"))[row.Text("entry")];
        double tolerance = row.GetProperty("tol").GetDouble();
        foreach (JsonElement point in row.GetProperty("points").EnumerateArray())
        {
            GateValue[] arguments = [.. point.GetProperty("args").EnumerateArray().Select(Value)];
            if (Differs(gate, arguments, point.GetProperty("value"), tolerance) is { } value) return $"{row.Text("id")}: {value}";
            JsonElement[] gradient = [.. point.GetProperty("grad").EnumerateArray()];
            for (int i = 0; i < gradient.Length; i++)
            {
                GateType type = gate.Parameters[i].Type;
                while (type is GateType.Array array) type = array.Element;
                if (gradient[i].ValueKind == JsonValueKind.Null || type != GateType.Float) continue;
                Gate partial = gate.Derivative(gate.Parameters[i].Name);
                if (Differs(partial, arguments, gradient[i], tolerance) is { } slope) return $"{row.Text("id")}: {slope}";
                if (gradient.Length > 1 || !point.TryGetProperty("hess", out JsonElement hessian)) continue;
                if (Differs(partial.Derivative(gate.Parameters[i].Name), arguments, hessian, Math.Max(tolerance, 1e-10)) is { } second) return $"{row.Text("id")}: {second}";
            }
        }
        return null;
    }

    static string? Differs(Gate gate, GateValue[] arguments, JsonElement expected, double tolerance)
    {
        double[] got = Flat(gate.Evaluate(arguments, default)), want = Flat(Value(expected));
        bool same = got.Length == want.Length && got.Zip(want).All(pair => Rows.Close(pair.First, pair.Second, pair.Second == 0 ? 1e-13 : tolerance));
        return same ? null : $"{gate.Name} is [{string.Join("; ", got.Take(6))}], not [{string.Join("; ", want.Take(6))}]";
    }

    static GateValue Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => new GateValue.Array([.. element.EnumerateArray().Select(Value)]),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => element.Number(),
    };

    static double[] Flat(GateValue value) => value switch
    {
        GateValue.Array { Items: [GateValue.Tuple, ..] } array => [.. array.Items.SelectMany(Flat)],
        GateValue.Array array => array.ToDoubles(),
        GateValue.Tuple tuple => [.. tuple.Items.SelectMany(Flat)],
        _ => [((GateValue.Number)value).Value],
    };
}
