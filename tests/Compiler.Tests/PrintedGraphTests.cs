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

    /// <summary>Every operator and function of two within every other, on either side, and beside a minus, a power and a choice.</summary>
    [Fact]
    public void Every_operation_within_every_other()
    {
        Op[] operations = [Op.Add, Op.Subtract, Op.Multiply, Op.Divide, Op.Modulo, Op.Power, Op.Max, Op.Atan2, Op.Negate, Op.Abs, Op.Select];
        double[][] points = [[0.5, 1.5, 2.5, 1], [-0.75, 3, -2, 0], [7, -0.0, 0.25, 1], [5.5, 2, 1.25, 0]];
        foreach (Op outer in operations)
        {
            foreach (Op inner in operations)
            {
                for (int side = 0; side < 2; side++)
                {
                    var graph = new Graph(Budget.Unlimited);
                    int[] inputs = [.. Enumerable.Range(0, 3).Select(i => graph.NewInput($"x{i}", Kind.Float)), graph.NewInput("x3", Kind.Bool)];
                    int nested = Made(graph, inner, inputs[0], inputs[1], inputs[3]);
                    int root = side == 0 ? Made(graph, outer, nested, inputs[2], inputs[3]) : Made(graph, outer, inputs[2], nested, inputs[3]);
                    Circuit circuit = graph.Finish([root], inputs, reproducible: true);
                    string text = Print(circuit);
                    Gate gate = GateModule.Parse(text, options)["f"];
                    double[] expected = new double[1];
                    foreach (double[] x in points)
                    {
                        Interpreter.Run(circuit, x, expected);
                        Assert.True(RandomCircuit.Same(expected[0], gate.Evaluate(x)), $"{text} at [{string.Join(", ", x)}]: {gate.Evaluate(x):R}, not {expected[0]:R}");
                    }
                }
            }
        }

        static int Made(Graph graph, Op op, int a, int b, int condition) => graph.Add(op switch
        {
            Op.Negate or Op.Abs => new(op, a),
            Op.Select => new(op, condition, a, b),
            _ => new(op, a, b),
        });
    }

    [Theory, InlineData("x - (-0.0)", -0.0, 0.0), InlineData("x - 0", -0.0, -0.0), InlineData("x + 0", -0.0, 0.0), InlineData("x + (-0.0)", -0.0, -0.0), InlineData("0 - x", 0, 0.0), InlineData("-x", 0, -0.0)]
    public void Zeros_have_their_signs(string formula, double x, double expected)
    {
        Gate gate = Gate.FromFormula(formula, ["x"], options);
        Assert.All((double[])[gate.Evaluate(x), gate.Compile<Func<double, double>>()(x)], found => Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(found)));
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
