using System.Globalization;
using GateDsl.Ir;
using GateDsl.Printing;
using GateDsl.Syntax;
using Xunit;
using Kind = GateDsl.Ir.Kind;

namespace GateDsl.Compiler.Tests;

/// <summary>Random graphs over every operation that has a name, printed and read back: the same numbers, bit for bit. And what is printed does not depend on the culture.</summary>
public class PrintedGraphTests
{
    static readonly GateOptions options = GateOptions.Default with { AsWritten = true, Reproducible = true };

    [Fact]
    public void Printed_graphs_read_back_as_the_same()
    {
        for (int seed = 0; seed < (Repository.Long ? 4000 : 150); seed++)
        {
            Circuit circuit = RandomCircuit.Of(seed * 3 + 1, 20 + seed % 60, outputs: 4, reproducible: true, named: true);
            string text = Print(circuit);
            Gate gate = GateModule.Parse(text, options)["f"];
            double[] expected = new double[4];
            for (int point = 0; point < 25; point++)
            {
                double[] x = RandomCircuit.Point(circuit, seed * 100 + point);
                Interpreter.Run(circuit, x, expected);
                double[] found = gate.EvaluateAll(x);
                for (int i = 0; i < 4; i++)
                {
                    Assert.True(RandomCircuit.Same(expected[i], found[i]), $"seed {seed}, output {i} at [{string.Join(", ", x)}]: {expected[i]:R}, read back {found[i]:R}\n{text}");
                }
            }
        }
    }

    [Fact]
    public void Texts_are_the_same_in_every_culture()
    {
        string invariant = Texts();
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "~");
        (culture.NumberFormat.NaNSymbol, culture.NumberFormat.PositiveInfinitySymbol, culture.NumberFormat.NegativeInfinitySymbol) = ("keine Zahl", "unendlich", "minus unendlich");
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(invariant, Texts());
        }
        finally { CultureInfo.CurrentCulture = before; }

        static string Texts()
        {
            GateModule module = GateModule.Parse("/// 0.5 <= x <= 1.5\nlet f x = 0.25 * x ** 2.5 - 1e-7 * exp (-1.5 * x) + 1e300 * x / 3.75\nlet g x y = (f x, x > -0.5, y / 0.5)");
            GateModule.TryParse(new Source("wrong.gate", "let f x = 1,5 * x + y\nlet g x = sin 1.5 2.5\nassert (1.5 < -0.5)"), null, out _, out IReadOnlyList<Diagnostic> diagnostics);
            return string.Join('\n',
            [
                .. Enumerable.Range(0, 20).Select(seed => Print(RandomCircuit.Of(seed, 30, named: true))), module["f"].ToSource(), module["f"].Derivative("x").ToSource(), module["g"].ToSource(),
                module.Evaluate("g -0.5 2.5").ToString(), module.Evaluate("(1e22, nan, -infinity, -0.125)").ToString(), module["f"].Signature, module["f"].Cost.ToString(), Render.Draw(diagnostics),
                Assert.Throws<ArgumentException>(() => module["f"].Evaluate(1, 2)).Message,
                Assert.Throws<ArgumentException>(() => module["f"].CompileBatch().Invoke(10, [1.5], [new double[9]])).Message,
            ]);
        }
    }

    static string Print(Circuit circuit)
    {
        var graph = new Graph(Budget.Unlimited);
        int[] inputs = [.. circuit.Inputs.Select(input => graph.NewInput(input.Name, input.Kind))];
        int[] outputs = graph.Inline(circuit, inputs);
        var tree = new GraphTree(graph, outputs, inputs.Select((id, i) => (id, circuit.Inputs[i].Name)).ToDictionary(pair => pair.id, pair => pair.Name), new Ir.Names(), ["f"]);
        return GateSource.Of("f", [.. circuit.Inputs.Select(input => GateSource.Typed(input.Name, input.Kind == Kind.Bool ? GateType.Bool : GateType.Float))], tree.Body(results => new TupleExpr([.. results], default)));
    }
}
