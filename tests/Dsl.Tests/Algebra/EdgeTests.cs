using System.Globalization;
using System.Text.Json;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Algebra;

/// <summary>
/// Formulas at zeros, ties, holes and far tails (tests/conformance/edges.jsonl): value, gradient and Hessian of one circuit, by name, and from what is printed and read back.
/// Those that are not met yet are listed beside the table; the list is checked to be true, both ways.
/// </summary>
public sealed class EdgeTests
{
    [Fact]
    public void Every_route_is_right_at_the_edges()
    {
        string list = Path.Combine(Repository.Root, "tests", "conformance", "edges-open.txt");
        HashSet<string> open = [.. File.ReadAllLines(list)];
        List<string> missed = [], wrong = [];
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "tests", "conformance", "edges.jsonl")))
        {
            JsonElement row = JsonDocument.Parse(line).RootElement;
            string id = row.GetProperty("id").GetString()!;
            if (FirstFault(row) is not { } fault) continue;
            missed.Add(id);
            if (!open.Contains(id)) wrong.Add($"{id} {row.GetProperty("source").GetString()!.Trim()}: {fault}");
        }
        if (Repository.Update) File.WriteAllLines(list, missed);
        else
        {
            Assert.True(wrong.Count == 0, string.Join("\n", wrong));
            Assert.Equal(open.Except(missed), []);
        }
    }

    static string? FirstFault(JsonElement row)
    {
        Gate gate = GateModule.Parse(row.GetProperty("source").GetString()!)[row.GetProperty("entry").GetString()!];
        string[] names = [.. row.GetProperty("params").EnumerateArray().Select(name => name.GetString()!)];
        double tolerance = row.GetProperty("tol").GetDouble();
        Circuit circuit = gate.Circuit(Outputs.ValueGradientHessian);
        var got = new double[circuit.Outputs.Length];
        foreach (JsonElement point in row.GetProperty("points").EnumerateArray())
        {
            double[] at = [.. point.GetProperty("at").EnumerateArray().Select(x => x.GetDouble())];
            Interpreter.Run(circuit, at, got);
            List<(string By, double Value)> expected = Expected(point, names);
            for (int i = 0; i < expected.Count; i++)
            {
                var (by, value) = expected[i];
                if (!IsNear(got[i], value, tolerance)) return Text("one circuit", by, at, got[i], value);
                if (i == 0) continue;
                Gate derivative = by.Split('\'')[1..].Aggregate(gate, (f, name) => f.Derivative(name));
                if (derivative.Evaluate(at) is var named && !IsNear(named, value, tolerance)) return Text("by name", by, at, named, value);
                if (GateModule.Parse(derivative.ToSource()).Gates[^1].Evaluate(at) is var read && !IsNear(read, value, tolerance)) return Text("printed and read back", by, at, read, value);
            }
        }
        return null;
    }

    // Value, gradient, upper triangle where there is one.
    static List<(string By, double Value)> Expected(JsonElement point, string[] names)
    {
        List<(string, double)> expected = [("", Number(point.GetProperty("value")))];
        for (int i = 0; i < names.Length; i++) expected.Add(($"'{names[i]}", Number(point.GetProperty("grad")[i])));
        for (int i = 0; i < names.Length && point.TryGetProperty("hess", out JsonElement hessian); i++)
        {
            for (int k = i; k < names.Length; k++) expected.Add(($"'{names[i]}'{names[k]}", Number(hessian[i][k])));
        }
        return expected;
    }

    static double Number(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    static bool IsNear(double got, double expected, double tolerance) => Math.Abs(got - expected) <= tolerance * Math.Abs(expected) + (expected == 0 ? 1e-13 : 1e-322);

    static string Text(string route, string by, double[] at, double got, double expected) =>
        string.Create(CultureInfo.InvariantCulture, $"{route}, {by} at [{string.Join(", ", at)}] is {got:R}, not {expected:R}");
}
