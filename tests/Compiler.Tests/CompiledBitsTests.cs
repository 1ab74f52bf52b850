using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Compiled code gives the bits of the interpreter.</summary>
public class CompiledBitsTests
{
    [Theory]
    [InlineData(30, 150)]
    [InlineData(120, 100)]
    [InlineData(700, 12)]
    public void One_method_agrees_with_the_interpreter(int size, int circuits)
    {
        for (int seed = 0; seed < circuits; seed++)
        {
            Circuit circuit = RandomCircuit.Of(seed * 31 + size, size, outputs: 5, reproducible: seed % 3 == 0);
            var compiled = SpanCode.Compile<GradientFunction>(new Schedule(circuit), Straight(circuit));
            Agrees(circuit, compiled, seed);
        }
    }

    [Theory]
    [InlineData(600, 20)]
    [InlineData(4000, 3)]
    public void Several_methods_agree_with_the_interpreter(int size, int circuits)
    {
        for (int seed = 0; seed < circuits; seed++)
        {
            Circuit circuit = RandomCircuit.Of(seed * 17 + size, size, outputs: 40, reproducible: seed % 3 == 0);
            Agrees(circuit, new WorkspaceFunctions(new SplitCode(new Schedule(circuit)), Straight(circuit)).Gradient, seed);
        }
    }

    [Fact]
    public void FastExpressionCompiler_compiles_all_of_it()
    {
        One_method_agrees_with_the_interpreter(60, 50);
        Several_methods_agree_with_the_interpreter(600, 5);
        foreach (int lanes in (int[])[8, 4, 2])
        {
            for (int seed = 0; seed < 10; seed++)
            {
                Circuit circuit = RandomCircuit.Of(seed, 200, outputs: 4);
                var batch = new BatchFunction(circuit, "the circuit", ["a", "b", "c", "d"], 1, new(true, lanes));
                batch.InvokeSum(1, [.. circuit.Inputs.Select(_ => (BatchColumn)1.0)], new double[4]);
            }
        }
        // every test of this process counts too, whichever ran before
        Assert.Equal(0, Codegen.Fallbacks);
    }

    static SpanLayout Straight(Circuit circuit) =>
        new(0, [circuit.Outputs.Length], [.. Enumerable.Range(0, circuit.Outputs.Length).Select(i => new[] { (0, i) })], "the circuit");

    static void Agrees(Circuit circuit, GradientFunction compiled, int seed)
    {
        double[] expected = new double[circuit.Outputs.Length], found = new double[circuit.Outputs.Length];
        for (int point = 0; point < 30; point++)
        {
            double[] x = RandomCircuit.Point(circuit, seed * 1000 + point);
            Interpreter.Run(circuit, x, expected);
            double value = compiled(x, found);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(RandomCircuit.Same(expected[i], found[i]),
                    $"seed {seed}, output {i} ({circuit.Nodes[circuit.Outputs[i]]}) at [{string.Join(", ", x)}]: interpreter {expected[i]:R}, compiled {found[i]:R}");
            }
            Assert.True(RandomCircuit.Same(expected[0], value));
        }
    }
}
