using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Each operation of several numbers with a constant among them: compiled code and every width of a batch have the interpreter's bits. The JIT treats constants specially.</summary>
public class ConstantArgumentTests
{
    static readonly double[] constants = [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
    static readonly double[] numbers = [0, -0.0, 0.5, -0.5, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 5e-324, 1e308];

    public static TheoryData<string> Operations =>
        [.. PrimitiveTable.All.Where(p => p.Arity > 1 && !p.TakesBits && p.ArgumentKind == Kind.Float && p.Lanes is null).Select(p => p.Op.ToString())];

    [Theory, MemberData(nameof(Operations))]
    public void A_constant_changes_no_bit(string name)
    {
        Primitive primitive = PrimitiveTable.Of(Enum.Parse<Op>(name));
        for (int place = 0; place < primitive.Arity; place++)
        {
            foreach (double constant in constants)
            {
                foreach (double other in primitive.Arity > 2 ? constants : [0])
                {
                    Circuit circuit = Of(primitive, place, constant, other);
                    var compiled = SpanCode.Compile<ValueFunction>(new Schedule(circuit), new(0, [1], [[(0, 0)]], "the circuit"));
                    var rows = new double[numbers.Length];
                    double[] expected = new double[1], found = new double[1];
                    foreach (int lanes in (int[])[8, 2])
                    {
                        new BatchFunction(circuit, "the circuit", ["f"], 1, new(true, lanes)).Invoke(rows.Length, [(BatchColumn)numbers], [rows.AsMemory()]);
                        for (int i = 0; i < rows.Length; i++)
                        {
                            Interpreter.Run(circuit, [numbers[i]], expected);
                            compiled([numbers[i]], found);
                            string at = $"{name} with {constant:R} as argument {place} and {other:R}, of {numbers[i]:R}";
                            Assert.True(RandomCircuit.Same(expected[0], found[0]), $"{at}: {expected[0]:R}, compiled {found[0]:R}");
                            Assert.True(RandomCircuit.Same(expected[0], rows[i]), $"{at}: {expected[0]:R}, {lanes} lanes {rows[i]:R}");
                        }
                    }
                }
            }
        }
    }

    static Circuit Of(Primitive primitive, int place, double constant, double other)
    {
        var graph = new Graph(Budget.Unlimited);
        int x = graph.NewInput("x", Kind.Float), number = graph.Number(constant), third = graph.Number(other);
        int[] arguments = [.. Enumerable.Range(0, primitive.Arity).Select(i => i == place ? number : i == (place + 1) % primitive.Arity ? x : third)];
        return graph.Finish([graph.Add(new(primitive.Op, arguments[0], arguments[1], primitive.Arity > 2 ? arguments[2] : -1))], [x]);
    }
}
