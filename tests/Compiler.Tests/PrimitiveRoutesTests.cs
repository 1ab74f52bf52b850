using System.Collections.Immutable;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>
/// Every operation at hard arguments by every route: the interpreter and compiled code give the same bits; lanes of each width give the bits of the interpreter
/// with Reproducible; and the two agree: NaN, infinities and zeros with their signs alike, numbers within units in the last place.
/// </summary>
public class PrimitiveRoutesTests
{
    static readonly double[] hard =
    [
        0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, -double.Epsilon, 2.5e-310, -2.5e-310, 2.2250738585072014E-308,
        1e-300, -1e-300, 1e-160, 1e-17, -1e-17, 1e-8, -1e-8, 0.5, -0.5, Math.BitDecrement(1), Math.BitIncrement(1), -Math.BitDecrement(1), -Math.BitIncrement(1), 1.5, -1.5, 2, -2, 2.5, -2.5, 3, -3,
        0.7, -0.7, 10, -10, 20.25, -20.25, 27, -27, 38, -38, 40, -40, 171, -171, 709, 709.9, -709, -745, -746, -750, 1000, -1000, 1024, -1074, -1075, 1e6, -1e6, 4503599627370496.5, -4503599627370496.5,
        9007199254740993, -9007199254740993, 1e17, -1e17, 1e30, -1e30, 1e100, -1e100, 1e154, -1e154, 1.4e154, 1e155, -1e155, 1e300, -1e300, double.MaxValue, double.MinValue, Math.PI, Math.PI / 2, 3 * Math.PI / 4,
        -0.99999, 2 * Math.PI, -8.5, 8.5, 26.5, -26.5, 37.7, -37.7, 5.9, -5.9,
    ];

    static readonly double[] few = [0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, 1e-300, 0.5, -2.5, 3, 1e17, -1e300, double.MaxValue];

    public static TheoryData<string> Ops => [.. PrimitiveTable.All.Select(primitive => primitive.Op.ToString())];

    [Theory, MemberData(nameof(Ops))]
    public void Every_route_agrees_at_hard_arguments(string name)
    {
        Primitive primitive = PrimitiveTable.Of(Enum.Parse<Op>(name));
        long[] bits = primitive.Op switch
        {
            Op.PowerInt => [0, 1, 2, 3, 4, 5, -1, -2, -3, 7, 100, -100, 1023, 1024, -1075, int.MaxValue, -int.MaxValue],
            Op.Polygamma => [1, 2, 3, 4, 7, 20],
            _ => [0],
        };
        List<string> wrong = [];
        foreach (long n in bits) Compare(primitive, n, wrong);
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences:\n{string.Join('\n', wrong.Take(30))}");
    }

    static void Compare(Primitive primitive, long bits, List<string> wrong)
    {
        double[][] points = Points(primitive);
        double[] interpreted = Interpreted(primitive, bits, points, false), reproduced = Interpreted(primitive, bits, points, true);
        Circuit plain = One(primitive, bits, false), reproducible = One(primitive, bits, true);
        Same("compiled", interpreted, Compiled(plain, points));
        Same("compiled with Reproducible", reproduced, Compiled(reproducible, points));
        foreach (int lanes in (int[])[8, 4, 2])
        {
            Same($"{lanes} lanes", reproduced, Batch(plain, points, new(true, lanes)));
        }
        for (int i = 0; i < points.Length; i++)
        {
            if (!Near(interpreted[i], reproduced[i])) Say("scalar functions and those of lanes", i, interpreted[i], reproduced[i]);
        }

        void Same(string route, double[] expected, double[] found)
        {
            for (int i = 0; i < points.Length; i++)
            {
                if (!RandomCircuit.Same(expected[i], found[i])) Say(route, i, expected[i], found[i]);
            }
        }

        void Say(string route, int i, double expected, double found) =>
            wrong.Add($"{primitive.Name} {(primitive.TakesBits ? $"[{bits}] " : "")}at {string.Join(", ", points[i])}: {expected:R}, {route}: {found:R}");
    }

    static bool Near(double a, double b) =>
        RandomCircuit.Same(a, b) || (double.IsFinite(a) && double.IsFinite(b) && a != 0 && b != 0 && Math.Sign(a) == Math.Sign(b)
            && Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b)) <= 64);

    static double[][] Points(Primitive primitive) => primitive.Arity switch
    {
        1 when IsLogical(primitive) => [[0], [1]],
        2 when IsLogical(primitive) => [[0, 0], [0, 1], [1, 0], [1, 1]],
        1 => [.. hard.Select(x => new[] { x }), .. AtRandom(1)],
        2 => [.. hard.SelectMany(x => hard.Select(y => new[] { x, y })), .. AtRandom(2)],
        _ => [.. few.SelectMany(x => few.SelectMany(y => few.Select(z => new[] { x, y, z })))],
    };

    // Numbers of every size, each exponent as likely as another.
    static IEnumerable<double[]> AtRandom(int arity)
    {
        var random = new Random(7);
        for (int i = 0; i < 1000; i++) yield return [.. Enumerable.Range(0, arity).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)))];
    }

    static bool IsLogical(Primitive primitive) => primitive.Scalar is B1 or B2;

    static Circuit One(Primitive primitive, long bits, bool reproducible)
    {
        var graph = new Graph(Budget.Unlimited);
        int[] inputs = [.. Enumerable.Range(0, primitive.Arity).Select(i => graph.NewInput($"x{i}", IsLogical(primitive) ? Kind.Bool : Kind.Float))];
        int node = graph.Add(new(primitive.Op, inputs[0], primitive.Arity > 1 ? inputs[1] : -1, primitive.Arity > 2 ? inputs[2] : -1, bits));
        return graph.Finish([node], inputs, reproducible);
    }

    static double[] Interpreted(Primitive primitive, long bits, double[][] points, bool reproducible)
    {
        Circuit circuit = One(primitive, bits, reproducible);
        var result = new double[1];
        return [.. points.Select(x =>
        {
            Interpreter.Run(circuit, x, result);
            return result[0];
        })];
    }

    static double[] Compiled(Circuit circuit, double[][] points)
    {
        var code = SpanCode.Compile<GradientFunction>(new Schedule(circuit), new(0, [1], [[(0, 0)]], "the circuit"));
        var result = new double[1];
        return [.. points.Select(x => code(x, result))];
    }

    static double[] Batch(Circuit circuit, double[][] points, Target target)
    {
        var batch = new BatchFunction(circuit, "the circuit", ["y"], 1, target);
        double[] result = new double[points.Length];
        double[][] columns = [.. Enumerable.Range(0, circuit.Inputs.Length).Select(k => points.Select(x => x[k]).ToArray())];
        batch.Invoke(points.Length, [.. columns.Select(column => (BatchColumn)column)], [result.AsMemory()]);
        return result;
    }
}
