using System.Collections.Immutable;
using GateDsl.Balls;
using GateDsl.Enclosures;
using GateDsl.Ir;
using GateDsl.Numerics;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Dsl.Tests.Enclosures;

/// <summary>No enclosure excludes the truth: every operation over vectors against balls of growing precision, at ordinary and at hard points.</summary>
public sealed class EnclosureTests
{
    static readonly double[] hard =
        [0, -0.0, 1, -1, 2, 0.5, -0.5, 3, 1e-300, -1e-300, double.Epsilon, 2.3e-308, double.MaxValue, -double.MaxValue, 1e-20, -1e-8, 1 + 1e-15, 1 - 1e-16, 709.7, -745, 36.5, -38, 26.5, 1e15, 1e300,
            double.NaN, double.PositiveInfinity, double.NegativeInfinity, Math.PI, Math.PI / 2, 0.36, 5.5, 64, 1e6, 1e5];

    public static TheoryData<string> Operations => [.. PrimitiveTable.All.Select(primitive => primitive.Op.ToString())];

    [Theory, MemberData(nameof(Operations))]
    public void Every_operation_contains_the_real_value(string name)
    {
        Op op = Enum.Parse<Op>(name);
        Primitive primitive = PrimitiveTable.Of(op);
        var random = new Random(name.Length);
        int points = Repository.Long ? 4000 : 160, decided = 0, certified = 0;
        foreach (long bits in primitive.TakesBits ? op == Op.Polygamma ? (long[])[1, 2, 5] : [-3, -1, 0, 1, 2, 3, 7, 64, 65] : [0])
        {
            Circuit circuit = Single(op, bits);
            bool isTruth = circuit.Kinds[^1] == Kind.Bool;
            for (int i = 0; i < points; i++)
            {
                double[] at = [.. circuit.Inputs.Select(input => input.Kind == Kind.Bool ? random.Next(2) : Draw(random))];
                (double middle, double radius, double high, double low, double around) = Both(circuit, at);
                string where = $"{op} {bits} at ({string.Join(", ", at.Select(x => x.ToString("R")))})";
                if (isTruth)
                {
                    double truth = Truth(circuit, at).Value;
                    foreach ((double value, double undecided) in ((double, double)[])[(middle, radius), (high, around)])
                    {
                        if (BitConverter.DoubleToInt64Bits(undecided) == 0) Assert.True(BitConverter.DoubleToInt64Bits(value) != 0 == (truth != 0), where);
                    }
                    continue;
                }
                if (double.IsFinite(middle) && double.IsFinite(radius)) Contains(circuit, at, middle, 0, radius, where + " in doubles");
                if (double.IsFinite(high) && double.IsFinite(around))
                {
                    Contains(circuit, at, high, low, around, where + " in pairs");
                    decided++;
                }
                if (Truth(circuit, at) is { IsDecided: true } known && double.IsFinite(known.Value)) certified++;
            }
        }
        Assert.True(primitive.Method.ReturnType == typeof(bool) || decided * 3 > certified, $"{op}: {decided} known in pairs of {certified}");
    }

    /// <summary>Arguments that are known to a radius only: the result holds for every number within it, also at the ends of domains, at cuts and at ties.</summary>
    [Theory, MemberData(nameof(Operations))]
    public void Every_operation_contains_what_all_numbers_of_a_ball_become(string name)
    {
        Op op = Enum.Parse<Op>(name);
        Primitive primitive = PrimitiveTable.Of(op);
        if (op is Op.Not or Op.And or Op.Or or Op.Xor or Op.Same) return;
        var random = new Random(name.Length + 1);
        foreach (long bits in primitive.TakesBits ? op == Op.Polygamma ? (long[])[1, 2, 5] : [-3, -1, 1, 2, 3, 7] : [0])
        {
            Circuit circuit = Single(op, bits);
            bool isTruth = circuit.Kinds[^1] == Kind.Bool;
            for (int i = 0; i < (Repository.Long ? 3000 : 90); i++)
            {
                double[] at = [.. circuit.Inputs.Select(_ => Draw(random))];
                if (i % 4 == 0 && at.Length > 1) at[1] = at[0];
                double[] radius = [.. at.Select(x => random.Next(4) == 0 ? 0 : Math.ScaleB(random.Next(3) == 0 ? 1 : Math.Abs(x), -random.Next(1, 50)))];
                if (!at.Concat(radius).All(double.IsFinite)) continue;
                double[][] inside = [.. Enumerable.Range(0, 5).Select(k => at.Select((x, j) => radius[j] == 0 ? x : x + radius[j] * (k < 2 ? 0.99 * (2 * k - 1) : 1.98 * random.NextDouble() - 0.99)).ToArray())
                    .Where(point => point.Zip(at, radius).All(p => double.IsFinite(p.First) && Math.Abs(p.First - p.Second) <= p.Third))];      // rounding may lead out of a ball
                foreach (bool isWide in (bool[])[false, true])
                {
                    double[] got = At(BlockPlan.Of(circuit, isWide), circuit, at, radius);
                    double around = got[^1];
                    foreach (double[] point in inside)
                    {
                        string where = $"{op} {bits} at ({string.Join(", ", point.Select(x => x.ToString("R")))}), within ({string.Join(", ", radius)}) of ({string.Join(", ", at)}) {(isWide ? "in pairs" : "in doubles")}";
                        if (!isTruth && double.IsFinite(got[0]) && double.IsFinite(around)) Contains(circuit, point, got[0], isWide ? got[1] : 0, around, where);
                        if (isTruth && BitConverter.DoubleToInt64Bits(around) == 0) Assert.True(BitConverter.DoubleToInt64Bits(got[0]) != 0 == (Truth(circuit, point).Value != 0), where);
                    }
                }
            }
        }
    }

    /// <summary>Where a bound was too small: squares that overflow, products that underflow, terms that cancel, an infinity that is a power of 2.</summary>
    [Theory]
    [InlineData("Acosh", new[] { 1.7976931216023968e308 }, new[] { 1.7976931348623157e308 }, new[] { 1.339385758982834e300 })]
    [InlineData("Atan2", new[] { 1.1369659818200002, 9.997585272516913e299 }, new[] { 1.1732638316104484, 1.0000002265251922e300 }, new[] { 0.036664494737826514, 2.44140680304002e296 })]
    [InlineData("LogSumExp", new[] { -0.5000000000004, -0.8910228111273715 }, new[] { -0.5000000000004, -0.8910228111273715 }, new[] { 0.0, 0 })]
    [InlineData("Divide", new[] { 5e-324, 9.999999997694977e-301 }, new[] { 5e-324, 1e-300 }, new[] { 0.0, 2.3283064365387e-310 })]
    [InlineData("Log2", new[] { double.PositiveInfinity }, new[] { double.PositiveInfinity }, new[] { 0.0 })]
    public void Bounds_hold_at_the_hardest_points(string name, double[] point, double[] middle, double[] radius)
    {
        Circuit circuit = Single(Enum.Parse<Op>(name), 0);
        foreach (bool isWide in (bool[])[false, true])
        {
            double[] got = At(BlockPlan.Of(circuit, isWide), circuit, middle, radius);
            if (double.IsFinite(got[0]) && double.IsFinite(got[^1])) Contains(circuit, point, got[0], isWide ? got[1] : 0, got[^1], name);
        }
    }

    [Fact]
    public void What_nothing_is_known_of_gives_nothing_that_is_known()
    {
        foreach (Primitive primitive in PrimitiveTable.All.Where(primitive => primitive.Method.ReturnType == typeof(double)))
        {
            Circuit circuit = Single(primitive.Op, primitive.TakesBits ? 3 : 0);
            foreach (double x in (double[])[0, 0.3, -0.3, 1, 2, -2, 40, -40, 535.3, -535.3, 1e10, -1e10, 1e300, double.NaN, double.PositiveInfinity])
            {
                double[] at = [.. circuit.Inputs.Select(_ => x)], around = [.. circuit.Inputs.Select(_ => double.PositiveInfinity)];
                foreach (bool isWide in (bool[])[false, true])
                {
                    double[] got = At(BlockPlan.Of(circuit, isWide), circuit, at, around);
                    Assert.False(double.IsFinite(got[^1]) && double.IsFinite(got[0]), $"{primitive.Op} at {x} {(isWide ? "in pairs" : "in doubles")}: {got[0]} +- {got[^1]}");
                }
            }
        }
    }

    /// <summary>A choice between truth values by a condition that is not decided: decided only where they are the same.</summary>
    [Fact]
    public void Truth_values_are_chosen_by_conditions_that_are_not_decided()
    {
        // log 0 is not known, so that neither is 0 > log 0
        Circuit circuit = new([new(Op.Input), new(Op.Input, Bits: 1), new(Op.Input, Bits: 2), new(Op.Log, 0), new(Op.Greater, 0, 3), new(Op.Select, 4, 1, 2)],
            [Kind.Float, Kind.Bool, Kind.Bool, Kind.Float, Kind.Bool, Kind.Bool], [new("x", Kind.Float), new("a", Kind.Bool), new("b", Kind.Bool)], [5]);
        foreach (bool isWide in (bool[])[false, true])
        {
            var plan = BlockPlan.Of(circuit, isWide);
            foreach ((double x, double a, double b) in ((double, double, double)[])[(0, 1, 0), (0, 0, 1), (0, 1, 1), (0, 0, 0), (2, 1, 0), (2, 0, 1)])
            {
                double[] got = At(plan, circuit, [x, a, b]);
                bool isDecided = BitConverter.DoubleToInt64Bits(got[^1]) == 0;
                Assert.Equal(x > 0 || a == b, isDecided);
                if (isDecided) Assert.Equal(a == b ? a != 0 : x > Math.Log(x) ? a != 0 : b != 0, BitConverter.DoubleToInt64Bits(got[0]) != 0);
            }
        }
    }

    [Fact]
    public void Every_operation_has_its_loops_at_every_width() => Assert.All(PrimitiveTable.All.Select(primitive => primitive.Op).Append(Op.Select), op =>
    {
        Assert.NotNull(EnclosureTable<Scalar64>.Find(op));
        Assert.NotNull(EnclosureTable<Lanes128>.Find(op));
        Assert.NotNull(EnclosureTable<Lanes256>.Find(op));
        Assert.NotNull(EnclosureTable<Lanes512>.Find(op));
    });

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        var random = new Random(7);
        foreach (Primitive primitive in PrimitiveTable.All)
        {
            Circuit circuit = Single(primitive.Op, primitive.Op == Op.Polygamma ? 1 : primitive.TakesBits ? 5 : 0);
            double[][] columns = [.. circuit.Inputs.Select(input => Enumerable.Range(0, 40).Select(_ => input.Kind == Kind.Bool ? random.Next(2) : Draw(random)).ToArray())];
            foreach (bool isWide in (bool[])[false, true])
            {
                double[][] all = [Run(BlockPlan.Over<Scalar64>(circuit, isWide)), Run(BlockPlan.Over<Lanes128>(circuit, isWide)), Run(BlockPlan.Over<Lanes256>(circuit, isWide)), Run(BlockPlan.Over<Lanes512>(circuit, isWide))];
                for (int width = 1; width < all.Length; width++)
                {
                    for (int i = 0; i < all[0].Length; i++)
                    {
                        bool same = BitConverter.DoubleToInt64Bits(all[0][i]) == BitConverter.DoubleToInt64Bits(all[width][i]) || (double.IsNaN(all[0][i]) && double.IsNaN(all[width][i]));
                        Assert.True(same, $"{primitive.Op} {(isWide ? "in pairs" : "in doubles")}, number {i}: {all[0][i]:R} alone, {all[width][i]:R} at width {width}");
                    }
                }
            }

            double[] Run(BlockPlan plan)
            {
                var block = new double[plan.Length];
                plan.Begin(block);
                for (int i = 0; i < columns.Length; i++) plan.SetInput(block, i, columns[i]);
                plan.Run(block, 40);
                return [.. Enumerable.Range(0, plan.Parts).SelectMany(part => plan.Part(block, circuit.Outputs[0], part)[..40].ToArray())];
            }
        }
    }

    [Theory, InlineData("NormCdf", "NormPdf"), InlineData("Cos", "Sin")]
    public void What_is_computed_together_has_the_bits_of_each_alone(string name, string otherName)
    {
        (Op first, Op second) = (Enum.Parse<Op>(name), Enum.Parse<Op>(otherName));
        Circuit both = new([new(Op.Input), new(first, 0), new(second, 0), new(Op.Multiply, 1, 2)], [.. Enumerable.Repeat(Kind.Float, 4)], [new("x", Kind.Float)], [1, 2, 3]);
        var random = new Random(5);
        double[] at = [.. Enumerable.Range(0, BlockPlan.Rows).Select(_ => Draw(random))];
        BlockPlan together = BlockPlan.Of(both, isWide: true), one = BlockPlan.Of(Single(first, 0), isWide: true), other = BlockPlan.Of(Single(second, 0), isWide: true);
        double[] expected = [.. Run(one, 1), .. Run(other, 1)];

        // in the first blocks the places of the stack are tried
        for (int block = 0; block < 30; block++) Assert.Equal<IEnumerable<double>>(expected, Run(together, 1).Concat(Run(together, 2)));

        double[] Run(BlockPlan plan, int node)
        {
            var block = new double[plan.Length];
            plan.Begin(block);
            plan.SetInput(block, 0, at);
            plan.Run(block, at.Length);
            return [.. Enumerable.Range(0, plan.Parts).SelectMany(part => plan.Part(block, node, part).ToArray())];
        }
    }

    [Fact]
    public void Real_constants_are_the_sums_of_their_parts()
    {
        foreach (RealNumber number in (RealNumber[])[.. RealNumber.Named, -RealNumber.Ln2, new("0.1", 0.1), new("-0.1", -0.1), new("1e-30", 1e-30), new("123456789.123456789123456789", 123456789.123456789123456789), new("3", 3)])
        {
            (double high, double low) = RealParts.Of(number);
            Circuit circuit = new([new(Op.Real)], [Kind.Float], [], [0]) { Reals = [number] };
            Contains(circuit, [], high, low, Math.Abs(low) * Math.ScaleB(1, -52), number.Text);
        }
    }

    static Certified Truth(Circuit circuit, double[] at) => Certify.Point(circuit, at, Limits, cancellation: TestContext.Current.CancellationToken)[0];

    static readonly CertifyLimits Limits = CertifyLimits.Default with { Bits = 4096 };

    /// <summary>An operation on inputs of its own.</summary>
    static Circuit Single(Op op, long bits)
    {
        Primitive primitive = PrimitiveTable.Of(op);
        Kind kind = op is Op.Not or Op.And or Op.Or or Op.Xor or Op.Same ? Kind.Bool : Kind.Float;
        ImmutableArray<Node> nodes = [.. Enumerable.Range(0, primitive.Arity).Select(i => new Node(Op.Input, Bits: i)), new(op, 0, primitive.Arity > 1 ? 1 : -1, primitive.Arity > 2 ? 2 : -1, bits)];
        return new(nodes, [.. Enumerable.Repeat(kind, primitive.Arity), nodes[^1].Kind], [.. Enumerable.Range(0, primitive.Arity).Select(i => new CircuitInput($"x{i}", kind))], [primitive.Arity]);
    }

    static (double Middle, double Radius, double High, double Low, double Around) Both(Circuit circuit, double[] at)
    {
        double[] ball = At(BlockPlan.Of(circuit, isWide: false), circuit, at), wide = At(BlockPlan.Of(circuit, isWide: true), circuit, at);
        return (ball[0], ball[1], wide[0], wide[1], wide[2]);
    }

    static double[] At(BlockPlan plan, Circuit circuit, double[] at, double[]? radius = null)
    {
        var block = new double[plan.Length];
        plan.Begin(block);
        for (int i = 0; i < at.Length; i++) plan.SetInput(block, i, [at[i]]);
        for (int i = 0; i < at.Length && radius is not null; i++) plan.Part(block, i, plan.Parts - 1)[0] = radius[i];
        plan.Run(block, 1);
        return [.. Enumerable.Range(0, plan.Parts).Select(part => plan.Part(block, circuit.Outputs[0], part)[0])];
    }

    /// <summary>Whether |f(at) - high - low| is at most the radius, in real arithmetic.</summary>
    static void Contains(Circuit circuit, double[] at, double high, double low, double radius, string where)
    {
        int inputs = circuit.Inputs.Length, f = circuit.Outputs[0], count = circuit.Nodes.Length;
        Circuit apart = circuit with
        {
            Nodes = [.. circuit.Nodes, new(Op.Input, Bits: inputs), new(Op.Input, Bits: inputs + 1), new(Op.Subtract, f, count), new(Op.Subtract, count + 2, count + 1)],
            Kinds = [.. circuit.Kinds, Kind.Float, Kind.Float, Kind.Float, Kind.Float],
            Inputs = [.. circuit.Inputs, new("high", Kind.Float), new("low", Kind.Float)],
            Outputs = [count + 3],
        };
        Certified error = Truth(apart, [.. at, high, low]);
        Assert.True(error.Lower <= radius && error.Upper >= -radius && !double.IsNaN(error.Lower), $"{where}: {high:R} + {low:R} +- {radius:R} is off by {error}");
    }

    static double Draw(Random random) => random.Next(5) switch
    {
        0 => hard[random.Next(hard.Length)],
        1 => hard[random.Next(hard.Length)] * (1 + (random.NextDouble() - 0.5) * Math.Pow(2, -random.Next(50))),
        2 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12)),
        3 => Math.Round((random.NextDouble() - 0.5) * 64) / 8,
        _ => (random.NextDouble() - 0.5) * 8,
    };
}
