using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Printing;
using GateDsl.Syntax;
using GateDsl.Tracing;
using Xunit;
using Kind = GateDsl.Ir.Kind;

namespace GateDsl.Dsl.Tests.Printing;

/// <summary>Random graphs over all operations, printed and read back: the same bits, in lines of at most 100 columns.</summary>
public sealed class RandomGraphTests
{
    static readonly GateOptions asWritten = GateOptions.Default with { AsWritten = true };
    static readonly double[] constants = [-2, -0.5, -0.0, 0.3, 2, 7, 1e-20, Math.PI, double.PositiveInfinity];

    // What has no name and is not spelled by operators is recognised only with the accuracy rules: EntryTests sees to those.
    static readonly Primitive[] operations = [.. PrimitiveTable.All.Where(entry => entry.Type is not null || entry.Spelling is null)];

    [Fact]
    public void What_is_printed_is_read_back_as_the_same_operations()
    {
        var seen = new HashSet<Op>();
        for (int seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var (graph, inputs, output) = Make(random, seed % 40);
            string source = Print(graph, inputs, output);
            Circuit circuit = graph.Finish([output], inputs);
            foreach (Node node in circuit.Nodes) seen.Add(node.Op);
            Assert.All(source.Split('\n'), line => Assert.True(line.Length <= Formatter.Width, source));

            Gate again = GateModule.Parse(source, asWritten)["f"];
            var expected = new double[1];
            for (int trial = 0; trial < 4; trial++)
            {
                double[] at = [.. inputs.Select((_, i) => i < 3 ? trial == 0 ? constants[random.Next(constants.Length)] : 4 * random.NextDouble() - 2 : random.Next(2))];
                Interpreter.Run(circuit, at, expected);
                double got = again.Evaluate(at);
                bool same = BitConverter.DoubleToInt64Bits(got) == BitConverter.DoubleToInt64Bits(expected[0]) || (double.IsNaN(got) && double.IsNaN(expected[0]));
                Assert.True(same, $"seed {seed} at [{string.Join(", ", at)}]: {got:R}, not {expected[0]:R}\n{source}");
            }
        }
        Assert.Empty(operations.Select(entry => entry.Op).Except(seen));
    }

    static (Graph Graph, int[] Inputs, int Output) Make(Random random, int size)
    {
        var graph = new Graph(Budget.Unlimited);
        int[] inputs = [.. Enumerable.Range(0, 5).Select(i => graph.NewInput("xyzab"[i].ToString(), i < 3 ? Kind.Float : Kind.Bool))];
        List<int> floats = [.. inputs[..3], .. constants.Select(graph.Number)], truths = [.. inputs[3..], graph.Truth(true)];
        int Pick(Kind kind) => kind == Kind.Float ? floats[Math.Max(0, floats.Count - 1 - random.Next(random.Next(floats.Count) + 1))] : truths[random.Next(truths.Count)];
        for (int i = 0; i <= size; i++)
        {
            Primitive entry = operations[random.Next(operations.Length)];
            Kind chosen = random.Next(4) > 0 ? Kind.Float : Kind.Bool;
            int made = random.Next(12) == 0
                ? graph.Add(new(Op.Select, Pick(Kind.Bool), Pick(chosen), Pick(chosen)))
                : graph.Add(new(entry.Op, Pick(entry.ArgumentKind), entry.Arity > 1 ? Pick(entry.ArgumentKind) : -1, entry.Arity > 2 ? Pick(entry.ArgumentKind) : -1,
                    entry.Op == Op.PowerInt ? 2 : entry.TakesBits ? random.Next(1, 4) : 0));
            (graph.KindOf(made) == Kind.Float ? floats : truths).Add(made);
        }
        return (graph, inputs, graph.Count - 1);
    }

    static string Print(Graph graph, int[] inputs, int output)
    {
        Dictionary<int, string> named = [];
        foreach (int input in inputs) named.Add(input, graph.Inputs[(int)graph[input].Bits].Name);
        Expr body = new GraphTree(graph, [output], named, new Names(), ["f"]).Body(results => results[0]);
        return GateSource.Of("f", [.. inputs.Select(input => GateSource.Typed(named[input], graph.KindOf(input) == Kind.Bool ? GateType.Bool : GateType.Float))], body);
    }
}
