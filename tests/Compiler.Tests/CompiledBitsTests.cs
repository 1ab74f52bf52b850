using System.Linq.Expressions;
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

    // The runtime sees the code of a short one at the first call only, when nobody could take other code any more.
    [Fact]
    public void Every_short_circuit_agrees_with_the_interpreter_at_its_first_call()
    {
        int done = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            Circuit circuit = RandomCircuit.Of(seed, 4 + seed % 50, outputs: 1, reproducible: seed % 3 == 0);
            if (circuit.Functions.Count > 0 || circuit.Kinds[circuit.Outputs[0]] == Kind.Bool) continue;
            ParameterExpression[] parameters = [.. circuit.Inputs.Select(input => Expression.Parameter(input.Kind == Kind.Bool ? typeof(bool) : typeof(double), input.Name))];
            Type type = Expression.GetFuncType([.. parameters.Select(parameter => parameter.Type), typeof(double)]);
            Delegate compiled = CallCode.Compile(new(type, circuit, parameters, [.. parameters], outputs => outputs[0]), Target.Machine);
            for (int point = 0; point < 5; point++)
            {
                double[] x = RandomCircuit.Point(circuit, seed * 1000 + point), expected = new double[1];
                Interpreter.Run(circuit, x, expected);
                object[] arguments = [.. x.Select((number, i) => parameters[i].Type == typeof(bool) ? (object)(number != 0) : number)];
                Assert.True(RandomCircuit.Same(expected[0], (double)compiled.DynamicInvoke(arguments)!), $"seed {seed} at [{string.Join(", ", x)}]");
            }
            done++;
        }
        Assert.InRange(done, 150, 400);
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
