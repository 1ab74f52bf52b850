using System.Globalization;
using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>
/// Random programs over everything in the language by every route, at zeros, ties, ends, holes and ordinary points. Values as written are C#'s, bit for bit; with
/// Reproducible a value is the same bits by every route. Derivatives are compared too; where they still differ, tests/conformance/routes-open.txt says how often:
/// those numbers may only fall.
/// </summary>
public class RoutesTests
{
    const string Signature = "let f (x: float) (y: float) (z: float) (a: bool) (b: bool) = ";

    static readonly string openPath = Repository.PathOf("tests", "conformance", "routes-open.txt");

    static readonly GateOptions plain = GateOptions.Default with { Functions = RandomExpression.Host },
        written = plain with { AsWritten = true }, reproducible = plain with { Reproducible = true };

    static readonly Names[] points = [.. Points()];

    static readonly int programs = Repository.Long ? 3000 : 120;

    static IEnumerable<Names> Points()
    {
        double[] hard = [0, 1, -1, 0.5, 2];
        var random = new Random(11);
        foreach (double x in hard)
        {
            foreach (double y in hard) yield return new(x, y, hard[random.Next(hard.Length)], random.Next(2) == 0, random.Next(2) == 0);
        }
        for (int i = 0; i < 8; i++) yield return new(4 * random.NextDouble() - 2, 4 * random.NextDouble() - 2, 4 * random.NextDouble() - 2, i % 2 == 0, i % 4 < 2);
        yield return new(double.NaN, 1, 0, true, false);
        yield return new(0, double.PositiveInfinity, -0.0, false, true);
        yield return new(-0.0, 1e-200, 1e200, true, true);
    }

    static double[] Row(Names n) => [n.X, n.Y, n.Z, n.A ? 1 : 0, n.B ? 1 : 0];

    static double[][] Columns => [.. Enumerable.Range(0, 5).Select(k => points.Select(n => Row(n)[k]).ToArray())];

    [Fact]
    public void Values_as_written_are_those_of_CSharp()
    {
        for (int seed = 0; seed < programs; seed++)
        {
            Meant program = new RandomExpression(seed).Float(4);
            Gate gate = GateModule.Parse(Signature + program.Text, written)["f"];
            var compiled = gate.Compile<Func<double, double, double, bool, bool, double>>();
            foreach (Names n in points)
            {
                double expected = program.Number(n);
                Same(expected, gate.Evaluate(Row(n)), "the interpreter", seed, program, n);
                Same(expected, compiled(n.X, n.Y, n.Z, n.A, n.B), "compiled code", seed, program, n);
            }
        }
    }

    /// <summary>Whole powers at the ends of the range of an int.</summary>
    [Theory, InlineData("pown x 2147483647", 2147483647.0), InlineData("pown x (-2147483647)", -2147483647.0), InlineData("pown x (-2147483648)", -2147483648.0)]
    public void Huge_whole_powers(string formula, double exponent)
    {
        Gate gate = Gate.FromFormula(formula, ["x"]);
        foreach (double x in (double[])[1, -1, 1 + 1e-9, 1 - 1e-9, 2, 0.5])
        {
            double expected = Math.Pow(x, exponent), column = 0;
            double[] result = new double[1];
            gate.CompileBatch().Invoke(1, [x], [result]);
            column = result[0];
            Assert.All((double[])[gate.Evaluate(x), gate.Compile<Func<double, double>>()(x), column], found => Assert.Equal(expected, found, double.IsFinite(expected) ? 1e-6 * Math.Abs(expected) : 0));
        }
    }

    /// <summary>Ints that are none, and divisions by 0, are faults in straight code, by every route and where they are needed.</summary>
    [Theory, InlineData("pown x (2 * n)", 1500000000), InlineData("x * float (n + 1)", int.MaxValue), InlineData("x / float (n * n)", 50000), InlineData("x * float (10 / n)", 0), InlineData("x * float (10 % n)", 0)]
    public void Faults_of_ints(string formula, int n)
    {
        Gate gate = GateModule.Parse($"let f (n: int) x = if x < 0 then x else {formula}")["f"];
        foreach (Gate each in (Gate[])[gate, gate.Derivative("x")])
        {
            var (call, batch) = (each.Compile<Func<int, double, double>>(), each.CompileBatch());
            double[] result = new double[1];
            Assert.Throws<GateRunException>(() => each.Evaluate((ReadOnlySpan<double>)[n, 2.0]));
            Assert.Throws<GateRunException>(() => call(n, 2));
            Assert.Throws<GateRunException>(() => batch.Invoke(1, [(double[])[n], (double[])[2.0]], [result]));
            double expected = each == gate ? -2 : 1;
            Assert.Equal(expected, each.Evaluate((ReadOnlySpan<double>)[n, -2.0]));
            Assert.Equal(expected, call(n, -2));
            batch.Invoke(1, [(double[])[n], (double[])[-2.0]], [result]);
            Assert.Equal(expected, result[0]);
        }
    }

    [Fact]
    public void Truth_values_are_those_of_CSharp()
    {
        for (int seed = 0; seed < programs; seed++)
        {
            Meant program = new RandomExpression(seed + 100_000).Bool(4);
            Gate gate = GateModule.Parse(Signature + program.Text, written)["f"];
            var compiled = gate.Compile<Func<double, double, double, bool, bool, bool>>();
            foreach (Names n in points)
            {
                double expected = program.Truth(n) ? 1 : 0;
                Same(expected, gate.Evaluate(Row(n)), "the interpreter", seed, program, n);
                Same(expected, compiled(n.X, n.Y, n.Z, n.A, n.B) ? 1 : 0, "compiled code", seed, program, n);
            }
        }
    }

    [Fact]
    public void Reproducible_values_have_the_same_bits_by_every_route()
    {
        for (int seed = 0; seed < programs / 2; seed++)
        {
            Meant program = new RandomExpression(seed).Float(4);
            Gate gate = GateModule.Parse(Signature + program.Text, reproducible)["f"];
            var compiled = gate.Compile<Func<double, double, double, bool, bool, double>>();
            double[][] batch = Batch(gate.CompileBatch(BatchOutputs.Value, null, 1, new Target(true, 2 << seed % 3)));
            for (int i = 0; i < points.Length; i++)
            {
                double value = gate.Evaluate(Row(points[i]));
                Same(value, compiled(points[i].X, points[i].Y, points[i].Z, points[i].A, points[i].B), "compiled code", seed, program, points[i]);
                Same(value, batch[0][i], "a batch", seed, program, points[i]);
            }
        }
    }

    [Fact]
    public void Compiled_derivatives_are_the_interpreted_ones()
    {
        for (int seed = 0; seed < programs / 4; seed++)
        {
            Meant program = new RandomExpression(seed).Float(3);
            Gate gate = GateModule.Parse(Signature + program.Text, reproducible)["f"];
            GradientFunction gradient = gate.CompileGradient(), interpreted = gate.CompileGradient(null, new Target(false, 2));
            double[][] batch = Batch(gate.CompileBatch(BatchOutputs.ValueAndGradient, null, 1, new Target(true, 2 << seed % 3)));
            double[] found = new double[3], expected = new double[3];
            for (int i = 0; i < points.Length; i++)
            {
                Same(interpreted(Row(points[i]), expected), gradient(Row(points[i]), found), "the value beside a gradient", seed, program, points[i]);
                for (int k = 0; k < 3; k++)
                {
                    Same(expected[k], found[k], $"partial {k}, compiled", seed, program, points[i]);
                    Same(expected[k], batch[1 + k][i], $"partial {k}, in a batch", seed, program, points[i]);
                }
            }
        }
    }

    [Fact]
    public void What_differs_between_routes_to_a_derivative_may_only_become_less()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string kind in (string[])["value beside a gradient", "by name", "printed and read back", "first partial of a Hessian", "second by name", "NaN that the value is not"]) counts[kind] = 0;
        for (int seed = 0; seed < 120; seed++) Compare(new RandomExpression(seed + 7000).Float(3), counts);
        string found = string.Concat(counts.Select(count => FormattableString.Invariant($"{count.Key}: {count.Value}\n")));
        if (Repository.Update) File.WriteAllText(openPath, found);
        Dictionary<string, int> open = File.ReadAllLines(openPath).Select(line => line.Split(": ")).ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture));
        Assert.All(counts, count => Assert.True(count.Value <= open[count.Key], $"{count.Key}: {count.Value} differences, {open[count.Key]} are known\n{found}"));
    }

    static void Compare(Meant program, SortedDictionary<string, int> counts)
    {
        Gate gate = GateModule.Parse(Signature + program.Text, reproducible)["f"];
        string[] by = ["x", "y", "z"];
        Gate[] derivatives = [.. by.Select(name => gate.Derivative(name))], second = [.. derivatives.Select((derivative, k) => derivative.Derivative(by[k]))];
        Gate[] printed = [.. derivatives.Select(derivative => GateModule.Parse(derivative.ToSource(), reproducible).Gates.Single())];
        GradientFunction gradient = gate.CompileGradient(null, new Target(false, 2));
        HessianFunction hessian = gate.CompileHessian(null, new Target(false, 2));
        double[] partials = new double[3], again = new double[3], matrix = new double[9];
        foreach (Names n in points)
        {
            double[] row = Row(n);
            double value = gate.Evaluate(row), beside = gradient(row, partials);
            hessian(row, again, matrix);
            Count("value beside a gradient", value, beside);
            for (int k = 0; k < 3; k++)
            {
                Count("by name", partials[k], derivatives[k].Evaluate(row));
                Count("printed and read back", partials[k], printed[k].Evaluate(row));
                Count("first partial of a Hessian", partials[k], again[k]);
                Count("second by name", matrix[4 * k], second[k].Evaluate(row));
                if (double.IsNaN(partials[k]) && double.IsFinite(value)) counts["NaN that the value is not"]++;
            }
        }

        void Count(string kind, double a, double b)
        {
            if (!RandomCircuit.Same(a, b) && !(Math.Abs(a - b) <= 1e-11 * Math.Max(Math.Abs(a), Math.Abs(b)))) counts[kind]++;
        }
    }

    static double[][] Batch(BatchFunction batch)
    {
        double[][] outputs = [.. batch.OutputNames.Select(_ => new double[points.Length])];
        batch.Invoke(points.Length, [.. Columns.Select(column => (BatchColumn)column)], [.. outputs.Select(column => column.AsMemory())]);
        return outputs;
    }

    static void Same(double expected, double found, string route, int seed, Meant program, Names at) =>
        Assert.True(RandomCircuit.Same(expected, found), $"seed {seed}, {program.Text} at {at}: {expected:R}, {route}: {found:R}");
}
