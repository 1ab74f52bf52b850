using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Sizes and shapes that break compilers which recurse, or make one method of everything.</summary>
public class LargeTests
{
    [Fact]
    public void A_chain_of_very_many_steps()
    {
        var graph = new Graph(Budget.Unlimited);
        int x = graph.NewInput("x", Kind.Float), y = x;
        for (int i = 0; i < (Repository.Long ? 100_000 : 40_000); i++) y = graph.Add(new(Op.Add, graph.Add(new(Op.Multiply, y, graph.Number(0.5))), x));
        Agrees(graph.Finish([y], [x]), [0.7]);
    }

    [Fact]
    public void Choices_nested_ten_thousand_deep()
    {
        var graph = new Graph(Budget.Unlimited);
        int x = graph.NewInput("x", Kind.Float), y = x;
        for (int i = 0; i < 10_000; i++)
        {
            int condition = graph.Add(new(Op.Less, x, graph.Number(i)));
            int shared = graph.Add(new(Op.Multiply, y, graph.Number(1 + 1e-6 * i)));
            y = graph.Add(new(Op.Select, condition, graph.Add(new(Op.Add, shared, graph.Add(new(Op.Multiply, shared, shared)))), y));
        }
        Circuit circuit = graph.Finish([y], [x]);
        Agrees(circuit, [3.5], [9_999.5], [-1]);
    }

    [Fact]
    public void A_result_of_a_thousand_inputs_and_outputs()
    {
        var graph = new Graph(Budget.Unlimited);
        int[] inputs = [.. Enumerable.Range(0, 1000).Select(i => graph.NewInput($"x{i}", Kind.Float))];
        int[] outputs = [.. inputs.Select((x, i) => graph.Add(new(Op.Sin, graph.Add(new(Op.Multiply, x, inputs[(i + 1) % 1000])))))];
        Agrees(graph.Finish(outputs, inputs), [.. Enumerable.Range(0, 1000).Select(i => i / 500.0)]);
    }

    /// <summary>Counted in what is allocated on the way, which does not depend on what else the machine does; bench/ has the times.</summary>
    [Fact]
    public void Compiling_is_linear_work()
    {
        Allocated(5_000);   // what is made once
        double small = Allocated(5_000), large = Allocated(40_000);
        Assert.True(large < 8 * 1.3 * small, $"5,000 nodes {small:N0} bytes, 40,000 nodes {large:N0} bytes");

        static long Allocated(int size)
        {
            Circuit circuit = RandomCircuit.Of(3, size, outputs: 400, allFunctions: false);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = new SplitCode(new Schedule(circuit));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>Counted in the host's calls: a branch that is not taken calls nothing, and value and derivative, which choose alike, share their work.</summary>
    [Fact]
    public void Work_of_a_branch_is_done_only_when_it_is_taken()
    {
        int calls = 0;
        HostFunctions functions = HostFunctions.Empty.Add("counted", (double x) => { calls++; return 2 * x; }, "2");
        Gate gate = GateModule.Parse("let f x = if x > 0 then sin (counted (counted x)) else x", GateOptions.Default with { Functions = functions })["f"];
        var value = gate.Compile<Func<double, double>>();
        GradientFunction gradient = gate.CompileGradient();
        double[] partials = [0];
        Assert.Equal((-0.3, 0), (value(-0.3), calls));
        Assert.Equal((-0.3, 1, 0), (gradient([-0.3], partials), partials[0], calls));
        Assert.Equal((Math.Sin(1.2), 2), (value(0.3), calls));
        Assert.Equal((Math.Sin(1.2), 4 * Math.Cos(1.2), 4), (gradient([0.3], partials), partials[0], calls));
    }

    static void Agrees(Circuit circuit, params double[][] points)
    {
        double[] expected = new double[circuit.Outputs.Length], found = new double[circuit.Outputs.Length];
        double[][] outputs = [.. circuit.Outputs.Select(_ => new double[11])];
        Circuit reproducible = circuit with { Reproducible = true };
        ValueFunction function = Function(circuit);
        var batch = new BatchFunction(reproducible, "the circuit", [.. circuit.Outputs.Select(_ => "y")], 1, Target.Machine);
        foreach (double[] x in points)
        {
            Interpreter.Run(circuit, x, expected);
            function(x, found);
            for (int i = 0; i < expected.Length; i++) Assert.True(RandomCircuit.Same(expected[i], found[i]), $"output {i}: interpreter {expected[i]:R}, compiled {found[i]:R}");
            Interpreter.Run(reproducible, x, expected);
            batch.Invoke(11, [.. x.Select(value => (BatchColumn)Enumerable.Repeat(value, 11).ToArray())], [.. outputs.Select(o => o.AsMemory())]);
            for (int i = 0; i < expected.Length; i++) Assert.All(outputs[i], y => Assert.True(RandomCircuit.Same(expected[i], y)));
        }
    }

    static ValueFunction Function(Circuit circuit)
    {
        int n = circuit.Outputs.Length;
        var layout = new SpanLayout(0, [n], [.. Enumerable.Range(0, n).Select(i => new[] { (0, i) })], "the circuit");
        return SpanCode.Of<ValueFunction>(circuit, layout, Target.Machine, code => code.Value);
    }
}
