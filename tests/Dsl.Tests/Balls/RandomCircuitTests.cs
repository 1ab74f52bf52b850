using System.Globalization;
using System.Text;
using GateDsl.Balls;
using GateDsl.Ir;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Dsl.Tests.Balls;

/// <summary>No enclosure excludes the truth: random circuits at random points, every node at few bits against 3,400 bits, which are 1,000 digits.</summary>
public sealed class RandomCircuitTests
{
    static readonly Primitive[] primitives = [.. PrimitiveTable.All.Where(primitive => primitive.Op != Op.Host)];
    static readonly double[] hostile =
        [0, -0.0, 1, -1, 2, 0.5, -0.5, 3, 10, 0.1, -2.5, double.Epsilon, -double.Epsilon, double.MaxValue, 1e300, -1e300, 1e-300, 1e16, 1 + 2.220446049250313e-16,
            Math.PI, Math.PI / 2, Math.E, 1e5, -1e5, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Fact]
    public void Few_bits_contain_what_many_find()
    {
        int count = Repository.Long ? 40_000 : 500;
        var wrong = new StringBuilder();
        int decided = 0;
        for (int seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            Circuit circuit = Circuit(random);
            double[] at = [.. circuit.Inputs.Select(_ => random.Next(4) == 0 ? hostile[random.Next(hostile.Length)] : (2 * random.NextDouble() - 1) * Math.Pow(10, random.Next(-3, 3)))];
            Ball[] truth = Fill(circuit, at, 3_400), few = Fill(circuit, at, random.Next(30, 300));
            var ratios = new Ratio?[truth.Length];
            Interpreter<Ratio?>.Fill(circuit, new Ratios(Deadline.None), [.. at.Select(x => Ratio.Of(Ball.Of(x)))], ratios);
            for (int i = 0; i < truth.Length; i++)
            {
                if (ratios[i] is { } ratio && !(IsWithin(ratio.ToBall(3_400), few[i]) && IsWithin(ratio.ToBall(3_400), truth[i])))
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"seed {seed}, node {i}: {Shown(circuit, i, truth)} is {Text(truth[i])}, and as a quotient {ratio.Above} / {ratio.Below}");
                if (Scalar(circuit.Nodes[i], truth) is { } scalar && !IsNear(scalar, truth[i]))
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"seed {seed}, node {i}: {Shown(circuit, i, truth)} is {Text(truth[i])}, and in doubles {scalar}");
                if (truth[i].IsFinite && !few[i].IsUnknown) decided++;
                if (!IsWithin(truth[i], few[i])) wrong.AppendLine(CultureInfo.InvariantCulture, $"seed {seed}, node {i}: {Shown(circuit, i, truth)} is {Text(truth[i])}, not {Text(few[i])}");
            }
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(decided > count * 4);
    }

    [Fact]
    public void Arithmetic_on_balls_contains_the_results_of_numbers_at_their_ends()
    {
        Op[] ops = [Op.Add, Op.Subtract, Op.Multiply, Op.Divide, Op.Fma, Op.Max, Op.Min, Op.Abs, Op.Floor, Op.Round, Op.Modulo, Op.PowerInt, Op.Clamp];
        var random = new Random(11);
        var wrong = new StringBuilder();
        for (int k = 0; k < 4_000; k++)
        {
            Op op = ops[k % ops.Length];
            double[] at = [.. Enumerable.Range(0, 3).Select(_ => Math.Round((2 * random.NextDouble() - 1) * 100, random.Next(3)))];
            long bits = op == Op.PowerInt ? random.Next(1, 6) : 0;
            Ratio?[] exact = [.. at.Select(x => Ratio.Of(Ball.Of(x)))];
            int arity = PrimitiveTable.Of(op).Arity;
            if (new Ratios(Deadline.None).Apply(op, bits, exact[0], arity > 1 ? exact[1] : null, arity > 2 ? exact[2] : null) is not { } truth) continue;
            Ball[] balls = [.. at.Select(x => AtItsEnd(x, random))];
            Ball result = BallTable.Of(op)(bits, balls[0], arity > 1 ? balls[1] : default, arity > 2 ? balls[2] : default, Precision.Of(random.Next(24, 120)));
            if (!IsWithin(truth.ToBall(2_000), result)) wrong.AppendLine(CultureInfo.InvariantCulture, $"{op} {bits} ({string.Join(", ", balls.Select(Text))}) = {Text(result)} is without that of ({string.Join(", ", at)})");
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    // A ball that the number is the lower or the upper end of.
    static Ball AtItsEnd(double x, Random random)
    {
        Ball radius = Ball.Exactly(random.Next(1, 1 << 20), -random.Next(18, 90));
        return Arithmetic.Add(Ball.Of(x), random.Next(2) == 0 ? radius : -radius, 2_000).Widened(Mag.AtLeast(radius.Digits, radius.Exponent));
    }

    static Circuit Circuit(Random random)
    {
        var graph = new Graph(Budget.Unlimited);
        int[] inputs = [.. Enumerable.Range(0, 3).Select(i => graph.NewInput($"x{i}", Kind.Float))];
        List<int> floats = [.. inputs, graph.Number(hostile[random.Next(hostile.Length)])], truths = [graph.Truth(true)];
        int size = random.Next(3, 14);
        for (int i = 0; i < size; i++)
        {
            if (random.Next(8) == 0)
            {
                floats.Add(graph.Add(new(Op.Select, truths[random.Next(truths.Count)], Late(floats), Late(floats))));
                continue;
            }
            Primitive primitive = primitives[random.Next(primitives.Length)];
            List<int> from = primitive.Scalar is B1 or B2 ? truths : floats;
            int a = Late(from), b = primitive.Arity > 1 ? Late(from) : -1, c = primitive.Arity > 2 ? Late(from) : -1;
            long bits = primitive.Op == Op.Polygamma ? random.Next(1, 5) : primitive.TakesBits ? random.Next(-5, 9) : 0;
            int added = graph.Add(new(primitive.Op, a, b, c, bits));
            (graph.KindOf(added) == Kind.Bool ? truths : floats).Add(added);
        }
        return graph.Finish([floats[^1], truths[^1]], inputs);

        // more often what was made last, so that circuits are deep
        int Late(List<int> from) => from[Math.Max(random.Next(from.Count), random.Next(from.Count))];
    }

    static Ball[] Fill(Circuit circuit, double[] at, int bits)
    {
        var values = new Ball[circuit.Nodes.Length];
        Interpreter<Ball>.Fill(circuit, new BallNumbers(Precision.Of(bits)), [.. at.Select(Ball.Of)], values);
        return values;
    }

    // Whether the truth, itself a small ball, can be in the other.
    static bool IsWithin(Ball truth, Ball ball)
    {
        if (ball.IsUnknown || truth.IsUnknown) return true;
        if (truth.IsNaN || ball.IsNaN || truth.IsInfinite || ball.IsInfinite) return truth.Kind == ball.Kind;
        if (!truth.IsFinite || !ball.IsFinite)
        {
            Ball lower = truth.IsFinite ? truth : ball, other = truth.IsFinite ? ball : truth;
            return !lower.IsFinite || other.Kind switch
            {
                BallKind.Beyond => Arithmetic.Compare(lower.High, Ball.Exactly(1, other.Exponent)) >= 0,
                BallKind.NegativeBeyond => Arithmetic.Compare(lower.Low, Ball.Exactly(-1, other.Exponent)) <= 0,
                BallKind.Sliver => lower.High.Sign > 0 && (lower.Low.Sign <= 0 || lower.Low.Top <= other.Exponent + 1),
                BallKind.NegativeSliver => lower.Low.Sign < 0 && (lower.High.Sign >= 0 || lower.High.Top <= other.Exponent + 1),
                _ => lower.Sign is null or 0,
            };
        }
        Ball apart = Fixed.Abs(Arithmetic.Subtract(truth.Middle, ball.Middle, 8000));
        return Arithmetic.Compare(apart.Low, Ball.Around0(truth.Radius + ball.Radius).High) <= 0;
    }

    // What the table's function of doubles says, where the arguments are doubles.
    static double? Scalar(Node node, Ball[] values)
    {
        if (node.Op <= Op.Select) return null;
        var at = new double[3];
        for (int k = 0; k < node.Arity; k++)
        {
            Ball argument = values[node[k]];
            at[k] = Rounding.Nearest(argument.Middle);
            if (!argument.IsExact || (argument.IsFinite && Arithmetic.Compare(Ball.Of(at[k]), argument) != 0)) return null;
        }
        if (node.Op is Op.Lgamma or Op.Digamma or Op.Polygamma && at[0] < 0) return null;      // their doubles are as good as the largest of their terms there, which cancel
        return ScalarCode.Of(node.Op, reproducible: true)(node.Bits, at[0], at[1], at[2]);
    }

    static bool IsNear(double scalar, Ball ball)
    {
        if (ball.IsUnknown) return true;
        var (low, high) = Rounding.Ends(ball);
        if (double.IsNaN(scalar) || double.IsNaN(low)) return scalar.Equals(low);
        if (double.IsInfinity(scalar)) return scalar > 0 ? high >= double.MaxValue : low <= double.MinValue;
        double slack = Math.Max(1e-12 * Math.Abs(scalar), 1e-307);
        return low - slack <= scalar && scalar <= high + slack;
    }

    static string Shown(Circuit circuit, int id, Ball[] values)
    {
        Node node = circuit.Nodes[id];
        return $"{node.Op} {node.Bits} ({string.Join(", ", Enumerable.Range(0, node.Arity).Select(k => Text(values[node[k]])))})";
    }

    static string Text(Ball ball) => ball.IsFinite ? $"{Decimals.Text(ball.Middle, 40)} +- 2^{ball.Radius.Top}" : $"{ball.Kind} 2^{ball.Exponent}";
}
