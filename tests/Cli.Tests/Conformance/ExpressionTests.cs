using System.Text.Json;
using GateDsl.Compiler;
using GateDsl.Printing;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>An expression and a table are one: <c>f 1e-9</c> has the bits that the gate f has at 1e-9, alone, and with Reproducible in a batch too; so have its derivatives by name.</summary>
public class ExpressionTests
{
    static readonly GateOptions reproducible = GateOptions.Default with { Reproducible = true };

    [Theory]
    [InlineData("seed.jsonl")]
    [InlineData("logic.jsonl")]
    [InlineData("derivatives.jsonl")]
    [InlineData("stability.jsonl")]
    public void An_expression_has_the_bits_of_its_gate(string table)
    {
        string[] wrong = [.. Rows.Of(table).AsParallel().AsOrdered().SelectMany(row =>
            Differences(row, GateOptions.Default).Concat(Differences(row, reproducible)).Take(1))];
        Assert.True(wrong.Length == 0, $"{wrong.Length} rows differ:\n{string.Join('\n', wrong.Take(20))}");
    }

    [Fact]
    public void A_number_is_the_same_however_it_is_given_to_a_gate()
    {
        const string source = """
            let q x = (x - sin x) / x ** 3
            let limit = 1e-5
            let tenfold = 10 * limit
            let early = q limit
            let corner = (limit, 1)
            let both p = let (x, s) = p in s * q x
            """;
        var module = GateModule.Parse(source);
        double expected = module["q"].Evaluate(1e-5);
        foreach (string expression in (string[])["q 1e-5", "q limit", "q (tenfold / 10)", "limit |> q", "q <| limit", "early", "both (1e-5, 1)", "both corner", "let y = 1e-5 in q y", "-(q (-limit)) * -1", "fst (q limit, 1)",
            "if true then q 1e-5 else 0", "(fun x -> q x) 1e-5", "(q >> id) 1e-5"])
        {
            Assert.Equal(new GateValue.Number(expected), module.Evaluate(expression));
        }
        Assert.Equal(new GateValue.Number(module["q"].Derivative("x").Evaluate(1e-5)), module.Evaluate("diff q limit"));
        Assert.Equal(new GateValue.Number(1e-20), module.Evaluate("log (1 + 1e-20)"));     // what stands in a formula is part of it
    }

    static IEnumerable<string> Differences(JsonElement row, GateOptions options)
    {
        string entry = row.Text("entry");
        var module = GateModule.Parse(row.Text("source"), options);
        Gate gate = module[entry];
        double[][] points = Points(row, gate.Leaves.Length);
        double[]? columns = options.Reproducible ? InBatch(gate, points) : null;
        string[] smooth = gate.ResultType != GateType.Float ? [] : [.. gate.Leaves.Where(leaf => leaf.Type == GateType.Float).Select(leaf => leaf.Name)];
        for (int i = 0; i < points.Length; i++)
        {
            string arguments = string.Concat(gate.Leaves.Zip(points[i], (leaf, x) => leaf.Type == GateType.Bool ? x != 0 ? " true" : " false" : $" ({NumberText.Of(x)})"));
            double got = Number(module.Evaluate(entry + arguments)), alone = gate.Evaluate(points[i]);
            if (!got.Equals(alone)) yield return $"{entry}{arguments} = {got:R}, and the gate gives {alone:R}";
            if (columns is not null && !got.Equals(columns[i])) yield return $"{entry}{arguments} = {got:R}, and a batch gives {columns[i]:R}";
            foreach (string name in smooth.Where((_, k) => k == i))
            {
                double slope = Number(module.Evaluate($"{entry}'{name}{arguments}")), byGate = gate.Derivative(name).Evaluate(points[i]);
                if (!slope.Equals(byGate)) yield return $"{entry}'{name}{arguments} = {slope:R}, and the gate gives {byGate:R}";
            }
        }
    }

    static double[][] Points(JsonElement row, int parameters) =>
        row.TryGetProperty("points", out JsonElement points) ? [.. points.EnumerateArray().Select(point => point.GetProperty("at").Numbers())]
        : row.TryGetProperty("at", out JsonElement at) ? [at.Numbers()]
        : [.. Enumerable.Range(0, 1 << parameters).Select(bits => Enumerable.Range(0, parameters).Select(i => (double)(bits >> i & 1)).ToArray())];

    static double[] InBatch(Gate gate, double[][] points)
    {
        BatchFunction batch = gate.CompileBatch(BatchOutputs.Value);
        ReadOnlyMemory<double>[] inputs = [.. Enumerable.Range(0, gate.Leaves.Length).Select(i => (ReadOnlyMemory<double>)points.Select(point => point[i]).ToArray())];
        var column = new double[points.Length];
        batch.Invoke(points.Length, inputs, [column]);
        return column;
    }

    static double Number(GateValue value) => value is GateValue.Number number ? number.Value : ((GateValue.Truth)value).Value ? 1 : 0;
}
