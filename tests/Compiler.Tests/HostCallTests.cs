using System.Globalization;
using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Which calls of host functions are made: those whose results are needed, the same by every route. And functions of many parameters, of truth values, of many rows.</summary>
public class HostCallTests
{
    /// <summary>A call that writes down which one it was.</summary>
    sealed class Probe : IHostFunction
    {
        [ThreadStatic]
        public static SortedSet<double>? Called;

        public string Name => "probe";
        public IReadOnlyList<string> Parameters => ["k", "x"];
        public string Derivative => "0, 0.5";

        public double Invoke(ReadOnlySpan<double> arguments)
        {
            Called?.Add(arguments[0]);
            return arguments[1] * 0.5 + arguments[0];
        }
    }

    sealed class Many : IHostFunction
    {
        public int Rows, Calls;

        public string Name => "many";
        public IReadOnlyList<string> Parameters => ["p", "up: bool", "q", "r: float", "s"];
        public string Derivative => "(if up then q else -q), (if up then p else -p), 2 * r * s, r ** 2";

        public double Invoke(ReadOnlySpan<double> x)
        {
            Assert.Equal(5, x.Length);
            Assert.True(x[1] is 0 or 1);
            return (x[1] != 0 ? 1 : -1) * x[0] * x[2] + x[3] * x[3] * x[4];
        }

        public void InvokeRows(int rows, ReadOnlySpan<double> arguments, Span<double> results)
        {
            Assert.Equal(5 * rows, arguments.Length);
            Assert.Equal(rows, results.Length);
            Interlocked.Add(ref Rows, rows);
            Interlocked.Increment(ref Calls);
            for (int row = 0; row < rows; row++)
            {
                results[row] = Invoke([arguments[row], arguments[rows + row], arguments[2 * rows + row], arguments[3 * rows + row], arguments[4 * rows + row]]);
            }
        }
    }

    sealed class Wide : IHostFunction
    {
        public string Name => "wide";
        public IReadOnlyList<string> Parameters => [.. Enumerable.Range(1, 16).Select(i => $"x{i}")];
        public double Invoke(ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += (i + 1) * x[i];
            return sum;
        }
    }

    static readonly Many many = new();

    static readonly GateOptions options = GateOptions.Default with { AsWritten = true, Functions = HostFunctions.Empty.Add([new Probe(), many, new Wide()]) };

    const string Parameters = "(x: float) (y: float) (a: bool) (b: bool)";

    sealed record Lazily(string Text, Func<Names, object> Of);

    [Fact]
    public void Calls_are_those_that_are_needed_by_every_route()
    {
        for (int seed = 0; seed < 120; seed++)
        {
            int next = 0;
            var random = new Random(seed);
            Lazily program = Float(random, 4, ref next);
            Gate gate = GateModule.Parse($"let f {Parameters} = {program.Text}", options)["f"];
            var compiled = gate.Compile<Func<double, double, bool, bool, double>>();
            GradientFunction gradient = gate.CompileGradient(), interpreted = gate.CompileGradient(null, new Target(false, 2));
            BatchFunction batch = gate.CompileBatch(BatchOutputs.Value, null, 1, new Target(true, 2 << seed % 3));
            double[] column = new double[1], partials = new double[2];
            foreach (double x in (double[])[-1, 0.25, 3])
            {
                for (int truths = 0; truths < 4; truths++)
                {
                    var at = new Names(x, 1, 0, (truths & 1) != 0, (truths & 2) != 0);
                    double[] row = [at.X, at.Y, at.A ? 1 : 0, at.B ? 1 : 0];
                    SortedSet<double> expected = CallsOf(() => gate.Evaluate(row));   // those of C#, but for what does not matter: if c then y else y
                    Assert.True(expected.IsSubsetOf(CallsOf(() => program.Of(at))), $"seed {seed}, {program.Text} at {at}: {string.Join(' ', expected)} are called");
                    Same("compiled code", () => compiled(at.X, at.Y, at.A, at.B));
                    Same("a gradient", () => gradient(row, partials));
                    Same("an interpreted gradient", () => interpreted(row, partials));
                    Same("a batch", () => batch.Invoke(1, [new double[] { row[0] }, row[1], new double[] { row[2] }, row[3]], [column.AsMemory()]));

                    void Same(string route, Action run)
                    {
                        SortedSet<double> found = CallsOf(run);
                        Assert.True(expected.SetEquals(found), $"seed {seed}, {program.Text} at {at}: calls {string.Join(' ', expected)} are needed, {route} makes {string.Join(' ', found)}");
                    }
                }
            }
        }

        static SortedSet<double> CallsOf(Action run)
        {
            Probe.Called = [];
            run();
            SortedSet<double> called = Probe.Called;
            Probe.Called = null;
            return called;
        }
    }

    [Theory, InlineData(8), InlineData(4), InlineData(2)]
    public void Rows_that_need_no_call_are_left_out(int lanes)
    {
        Gate gate = Gate.FromFormula("if x > 2 then 0 else probe x x", ["x"], options);
        double[] x = [.. Enumerable.Range(0, 301).Select(i => 0.01 * i + 0.5)], result = new double[x.Length];
        Probe.Called = [];
        gate.CompileBatch(BatchOutputs.Value, null, 1, new Target(true, lanes)).Invoke(x.Length, [x], [result]);
        Assert.Equal(x.Where(number => number <= 2), Probe.Called);
        Probe.Called = null;
        Assert.Equal(x.Select(number => number > 2 ? 0 : 1.5 * number), result);
    }

    [Fact]
    public void Calls_in_a_circle_and_deep_branches_have_values()
    {
        string deep = "probe 99 x";
        for (int i = 0; i < 200; i++) deep = $"(if x > {i.ToString(CultureInfo.InvariantCulture)} then {deep} else {i.ToString(CultureInfo.InvariantCulture)})";
        Gate gate = Gate.FromFormula(deep, ["x"], options);
        Assert.Equal(500 * 0.5 + 99, gate.Evaluate(500));
        Assert.Equal(199, gate.Compile<Func<double, double>>()(50));

        // whether the one is called is decided by the other, and the other way round
        Gate circle = GateModule.Parse($"let f {Parameters} = (fun p q -> (if a then (if p > 1 then q else 0) else p) + (if b then (if q > 1 then p else 0) else q)) (probe 1 x) (probe 2 y)", options)["f"];
        foreach (double[] row in (double[][])[[4, 4, 0, 0], [4, 4, 1, 0], [4, 4, 0, 1], [4, 4, 1, 1], [-4, -4, 1, 1]])
        {
            double p = row[0] * 0.5 + 1, q = row[1] * 0.5 + 2, expected = (row[2] != 0 ? p > 1 ? q : 0 : p) + (row[3] != 0 ? q > 1 ? p : 0 : q);
            Assert.Equal(expected, circle.Evaluate(row));
            Assert.Equal(expected, circle.Compile<Func<double, double, bool, bool, double>>()(row[0], row[1], row[2] != 0, row[3] != 0));
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Many_parameters_and_truth_values(bool jit)
    {
        Target target = jit ? Target.Machine : new(false, 2);
        const string Byhand = "(if x > y then x * y else -(x * y)) + (x + y) ** 2 * sin x";
        GateOptions accurate = options with { AsWritten = false };
        Gate gate = Gate.FromFormula("many x (x > y) y (x + y) (sin x)", ["x", "y"], accurate), byHand = Gate.FromFormula(Byhand, ["x", "y"]);
        GradientFunction g = gate.CompileGradient(null, target), expected = byHand.CompileGradient();
        HessianFunction h = gate.CompileHessian(null, target), expectedSecond = byHand.CompileHessian();
        double[] partials = new double[2], right = new double[2], second = new double[4], rightSecond = new double[4];
        double[] x = [.. Enumerable.Range(0, 100).Select(i => 0.1 * i - 5)], y = [.. Enumerable.Range(0, 100).Select(i => 2 - 0.07 * i)];
        double[][] columns = [new double[100], new double[100], new double[100]];
        gate.CompileBatch(BatchOutputs.ValueAndGradient, null, 1, target).Invoke(100, [x, y], [columns[0], columns[1], columns[2]]);
        for (int i = 0; i < 100; i++)
        {
            double value = expected([x[i], y[i]], right);
            expectedSecond([x[i], y[i]], right, rightSecond);
            Assert.Equal(value, gate.Evaluate(x[i], y[i]), 11);
            Assert.Equal(value, g([x[i], y[i]], partials), 11);
            Assert.Equal(value, columns[0][i], 11);
            h([x[i], y[i]], partials, second);
            for (int k = 0; k < 2; k++)
            {
                Assert.Equal(right[k], partials[k], 1e-10);
                Assert.Equal(right[k], gate.Derivative(k == 0 ? "x" : "y").Evaluate(x[i], y[i]), 1e-10);
                Assert.Equal(right[k], columns[1 + k][i], 1e-10);
            }
            for (int k = 0; k < 4; k++) Assert.Equal(rightSecond[k], second[k], 1e-9);
        }
        Assert.Equal(136, Gate.FromFormula("wide x x x x x x x x x x x x x x x x", ["x"], options).Compile<Func<double, double>>(target)(1));
        Assert.Equal(1496, Gate.FromFormula("wide 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", [], options).Evaluate());
    }

    [Fact]
    public void Printed_calls_read_back_as_the_same()
    {
        foreach (string formula in (string[])["many x (x > y) y (x + y) (sin x)", "many x true y (x * y) 2 + many y false y (x * y) 2", "many x (x > y && y > 0) (many y true 1 2 3) x y"])
        {
            Gate gate = Gate.FromFormula(formula, ["x", "y"], options);
            foreach (Gate form in (Gate[])[gate, gate.Derivative("x"), gate.Derivative("y")])
            {
                Gate again = Assert.Single(GateModule.Parse(form.ToSource(), options).Gates);
                foreach (double x in (double[])[-1, 0.5, 3]) Assert.Equal(form.Evaluate(x, 0.75), again.Evaluate(x, 0.75), 11);
            }
        }
    }

    [Fact]
    public void A_batch_calls_it_with_many_rows_at_a_time()
    {
        Gate gate = Gate.FromFormula("many x (x > 1) x x 2 * exp x", ["x"], options);
        BatchFunction batch = gate.CompileBatch(threads: 1);
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => 0.0003 * i)], result = new double[x.Length];
        (many.Rows, many.Calls) = (0, 0);
        batch.Invoke(x.Length, [x], [result]);
        Assert.InRange(many.Rows, x.Length, x.Length + 16);
        Assert.True(many.Calls * 30 < x.Length, $"{many.Calls} calls for {x.Length} rows");
        Assert.Equal(gate.Evaluate(x[7777]), result[7777], 1e-12 * result[7777]);

        // of numbers for all rows it is called once
        (many.Rows, many.Calls) = (0, 0);
        BatchFunction uniform = Gate.FromFormula("many p (p > 1) p p 2 * x", ["p", "x"], options).CompileBatch(threads: 1);
        for (int time = 0; time < 3; time++) uniform.Invoke(x.Length, [3.0, x], [result]);
        (many.Rows, many.Calls) = (0, 0);
        uniform.Invoke(x.Length, [3.0, x], [result]);
        Assert.Equal((1, 1), (many.Rows, many.Calls));
        Assert.Equal(27 * x[5], result[5], 12);
    }

    sealed class Named(string name, params string[] parameters) : IHostFunction
    {
        public string Name => name;
        public IReadOnlyList<string> Parameters => parameters;
        public string? Derivative { get; init; }
        public double Invoke(ReadOnlySpan<double> arguments) => 0;
    }

    [Fact]
    public void What_cannot_be_a_function_is_refused()
    {
        Named[] wrong =
        [
            new("f"), new("f", [.. Enumerable.Range(0, 17).Select(i => $"x{i}")]), new("f", "x", "x"), new("f", "x: int"), new("f", "x: bool: bool"), new("f", "1"), new("sin", "x"), new("f'", "x"),
            new("f", "x", "up: bool") { Derivative = "1, 2" }, new("f", "x", "y") { Derivative = "1" },
        ];
        Assert.All(wrong, function => Assert.Throws<ArgumentException>(() => HostFunctions.Empty.Add(function)));
        Assert.Throws<ArgumentNullException>(() => HostFunctions.Empty.Add((IHostFunction)null!));
        Assert.Throws<GateException>(() => HostFunctions.Empty.Add(new Named("f", "x") { Derivative = "y" }));
        Assert.Throws<GateException>(() => GateModule.Parse("f 1 2", GateOptions.Default with { Functions = HostFunctions.Empty.Add(new Named("f", "x", "up: bool")) }));
    }

    static Lazily Float(Random random, int depth, ref int next)
    {
        if (depth == 0) return random.Next(3) == 0 ? new("y", n => n.Y) : Call(random, 0, ref next);
        switch (random.Next(6))
        {
            case 0: return Call(random, depth, ref next);
            case 1 or 2:
                Lazily p = Float(random, depth - 1, ref next), q = Float(random, depth - 1, ref next);
                return new($"({p.Text} + {q.Text})", n => (double)p.Of(n) + (double)q.Of(n));
            default:
                Lazily condition = Bool(random, depth - 1, ref next), left = Float(random, depth - 1, ref next), right = Float(random, depth - 1, ref next);
                return new($"(if {condition.Text} then {left.Text} else {right.Text})", n => (bool)condition.Of(n) ? left.Of(n) : right.Of(n));
        }
    }

    static Lazily Bool(Random random, int depth, ref int next)
    {
        if (depth <= 0) return random.Next(2) == 0 ? new("a", n => n.A) : new("b", n => n.B);
        switch (random.Next(4))
        {
            case 0:
                Lazily number = Float(random, depth - 1, ref next);
                return new($"({number.Text} > 2)", n => (double)number.Of(n) > 2);
            case 1:
                Lazily p = Bool(random, depth - 1, ref next), q = Bool(random, depth - 1, ref next);
                return new($"({p.Text} && {q.Text})", n => (bool)p.Of(n) && (bool)q.Of(n));
            case 2:
                Lazily r = Bool(random, depth - 1, ref next), s = Bool(random, depth - 1, ref next);
                return new($"({r.Text} || {s.Text})", n => (bool)r.Of(n) || (bool)s.Of(n));
            default: return random.Next(2) == 0 ? new("a", n => n.A) : new("(x > 1)", n => n.X > 1);
        }
    }

    static Lazily Call(Random random, int depth, ref int next)
    {
        int k = ++next;
        Lazily x = depth > 0 ? Float(random, depth - 1, ref next) : new("x", n => n.X);
        return new($"(probe {k} {x.Text})", n => new Probe().Invoke([k, (double)x.Of(n)]));
    }
}
