using System.Text.Json;
using GateDsl.Graphs;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>Values, first and second partials against references of 1000 digits.</summary>
public class DerivativesTests
{
    [Fact]
    public void Every_function_is_right_in_value_and_every_partial()
    {
        JsonElement[] rows = [.. Rows.Of("derivatives.jsonl")];
        string[] wrong = [.. rows.AsParallel().AsOrdered().Select(Wrong).OfType<string>()];
        Assert.True(rows.Length == 139, "the table is incomplete");
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {rows.Length} functions are wrong:\n{string.Join('\n', wrong.Take(30))}");
    }

    static string? Wrong(JsonElement row)
    {
        Gate gate = GateModule.Parse(row.Text("source"))[row.Text("entry")];
        bool truth = row.Text("kind") == "bool";
        JsonElement[] points = [.. row.GetProperty("points").EnumerateArray()];
        Outputs outputs = truth ? Outputs.Value : points[0].TryGetProperty("hess", out _) ? Outputs.ValueGradientHessian : Outputs.ValueAndGradient;
        Circuit circuit = gate.Circuit(outputs);
        var results = new double[circuit.Outputs.Length];
        foreach (JsonElement point in points)
        {
            Interpreter.Run(circuit, point.GetProperty("at").Numbers(), results);
            int next = 0;
            foreach (var (what, reference, tolerance) in truth ? Truth(point) : References(point))
            {
                double got = results[next++];
                if (tolerance is { } demanded && !Rows.Close(got, reference, demanded))
                {
                    return $"{row.Text("id")} {what} at {point.GetProperty("at")}: {got:R}, not {reference:R}; {row.Text("source").Trim()}";
                }
            }
        }
        return null;
    }

    static IEnumerable<(string What, double Reference, double? Tolerance)> Truth(JsonElement point) =>
        [("value", point.GetProperty("value").GetBoolean() ? 1 : 0, 0)];

    // In the order of the circuit's outputs: value, gradient, upper triangle of the Hessian.
    static IEnumerable<(string What, double Reference, double? Tolerance)> References(JsonElement point)
    {
        JsonElement tolerances = point.GetProperty("tol");
        yield return ("value", point.GetProperty("value").Number(), Demanded(tolerances.GetProperty("value")));
        double[] gradient = point.GetProperty("grad").Numbers();
        for (int i = 0; i < gradient.Length; i++)
        {
            yield return ($"partial {i}", gradient[i], Demanded(tolerances.GetProperty("grad")[i]));
        }
        if (!point.TryGetProperty("hess", out JsonElement hessian)) yield break;
        for (int i = 0; i < gradient.Length; i++)
        {
            for (int j = i; j < gradient.Length; j++)
            {
                yield return ($"second partial {i} {j}", hessian[i][j].Number(), Demanded(tolerances.GetProperty("hess")[i][j]));
            }
        }
    }

    static double? Demanded(JsonElement tolerance) => tolerance.ValueKind == JsonValueKind.Null ? null : tolerance.GetDouble();
}
