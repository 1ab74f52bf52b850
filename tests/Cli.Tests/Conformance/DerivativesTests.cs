using System.Text.Json;
using GateDsl.Compiler;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>Values, first and second partials against references of 1000 digits.</summary>
public class DerivativesTests
{
    /// <summary>Computes all outputs for all points, in the order of the circuit's outputs.</summary>
    delegate double[][] Route(Gate gate, Outputs outputs, double[][] points);

    static readonly Dictionary<string, Route> routes = new() { ["interpreter"] = Interpreted, ["scalar"] = Called, ["batch"] = InBatch };

    [Theory]
    [InlineData("interpreter")]
    [InlineData("scalar")]
    [InlineData("batch")]
    public void Every_function_is_right_in_value_and_every_partial(string route)
    {
        JsonElement[] rows = [.. Rows.Of("derivatives.jsonl")];
        string[] wrong = [.. rows.AsParallel().AsOrdered().Select(row => Wrong(row, routes[route])).OfType<string>()];
        Assert.True(rows.Length == 139, "the table is incomplete");
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {rows.Length} functions are wrong:\n{string.Join('\n', wrong.Take(30))}");
    }

    static string? Wrong(JsonElement row, Route route)
    {
        Gate gate = GateModule.Parse(row.Text("source"))[row.Text("entry")];
        bool truth = row.Text("kind") == "bool";
        JsonElement[] points = [.. row.GetProperty("points").EnumerateArray()];
        Outputs outputs = truth ? Outputs.Value : points[0].TryGetProperty("hess", out _) ? Outputs.ValueGradientHessian : Outputs.ValueAndGradient;
        double[][] all = route(gate, outputs, [.. points.Select(point => point.GetProperty("at").Numbers())]);
        foreach (var (point, results) in points.Zip(all))
        {
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

    static double[][] Interpreted(Gate gate, Outputs outputs, double[][] points)
    {
        Circuit circuit = gate.Circuit(outputs);
        return [.. points.Select(point =>
        {
            var results = new double[circuit.Outputs.Length];
            Interpreter.Run(circuit, point, results);
            return results;
        })];
    }

    static double[][] Called(Gate gate, Outputs outputs, double[][] points)
    {
        int n = gate.Leaves.Length;
        double[] partials = new double[n], second = new double[n * n], value = new double[1];
        switch (outputs)
        {
            case Outputs.Value:
                ValueFunction function = gate.CompileValue();
                return [.. points.Select(point => { function(point, value); return value.ToArray(); })];
            case Outputs.ValueAndGradient:
                GradientFunction gradient = gate.CompileGradient();
                return [.. points.Select(point => (double[])[gradient(point, partials), .. partials])];
            default:
                HessianFunction hessian = gate.CompileHessian();
                return [.. points.Select(point =>
                {
                    double result = hessian(point, partials, second);
                    var triangle = from i in Enumerable.Range(0, n) from j in Enumerable.Range(i, n - i) select second[i * n + j];
                    return (double[])[result, .. partials, .. triangle];
                })];
        }
    }

    static double[][] InBatch(Gate gate, Outputs outputs, double[][] points)
    {
        BatchFunction batch = gate.CompileBatch((BatchOutputs)(int)outputs);
        ReadOnlyMemory<double>[] inputs = [.. Enumerable.Range(0, gate.Leaves.Length).Select(i => (ReadOnlyMemory<double>)points.Select(point => point[i]).ToArray())];
        double[][] columns = [.. batch.OutputNames.Select(_ => new double[points.Length])];
        batch.Invoke(points.Length, inputs, (Memory<double>[])[.. columns.Select(column => column.AsMemory())]);
        return [.. Enumerable.Range(0, points.Length).Select(row => columns.Select(column => column[row]).ToArray())];
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
