using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Functions of the application in gates: their values and derivatives by every route, their names, and what is refused.</summary>
public class HostFunctionTests
{
    static readonly HostFunctions functions = HostFunctions.Empty
        .Add("rate", (double t) => 0.02 + 0.01 * Math.Sqrt(t), "0.005 / sqrt x")
        .Add("blend", (x, y) => x * x * y, "2 * x * y, x ** 2")
        .Add("volume", (x, y, z) => x * y * y * z, "y ** 2 * z, 2 * x * y * z, x * y ** 2")
        .Add("grow", (double x) => Math.Exp(x), "grow x")
        .Add("table", (double x) => x * x * x, (double x) => 3 * x * x)
        .Add("surface", (k, t) => k * t * t, (k, t) => t * t, (k, t) => 2 * k * t)
        .Add("box", (x, y, z) => x * y * z, (x, y, z) => y * z, (x, y, z) => x * z, (x, y, z) => x * y)
        .Add("noise", (double x) => Math.Sin(x));

    static readonly GateOptions options = GateOptions.Default with { Functions = functions };

    static readonly Target noJit = new(Jit: false, Lanes: 2);

    // Each gate with the same in the language itself.
    const string Programs = """
        let one x y = rate (x * y) * y
        let one_by_hand x y = (0.02 + 0.01 * sqrt (x * y)) * y
        let two x y = blend (sin x) y + blend y x
        let two_by_hand x y = sin x ** 2 * y + y ** 2 * x
        let three x y = volume x y (x + y)
        let three_by_hand x y = x * y ** 2 * (x + y)
        let itself x y = grow (x * y)
        let itself_by_hand x y = exp (x * y)
        let branches x y = if x > y then grow x else rate y
        let branches_by_hand x y = if x > y then exp x else 0.02 + 0.01 * sqrt y
        let passed x y = (fun f -> f (f x)) grow - (rate >> exp) y
        let passed_by_hand x y = exp (exp x) - exp (0.02 + 0.01 * sqrt y)
        let delegates x y = table (x * y) + surface x y * box x y 2
        let delegates_by_hand x y = (x * y) ** 3 + x * y ** 2 * (2 * x * y)
        """;

    static readonly GateModule module = GateModule.Parse(Programs, options);

    static readonly double[] xs = [.. Enumerable.Range(0, 37).Select(i => 0.25 + 0.03 * i)], ys = [.. Enumerable.Range(0, 37).Select(i => 1.3 - 0.02 * i)];

    static IEnumerable<string> Names => module.Gates.Select(gate => gate.Name).Where(name => !name.EndsWith("_by_hand", StringComparison.Ordinal));

    public static TheoryData<string, bool> Cases => [.. Names.SelectMany(name => (IEnumerable<(string, bool)>)[(name, true), (name, false)])];

    public static TheoryData<string> TwiceDifferentiable => [.. Names.Where(name => name != "delegates")];

    [Theory, MemberData(nameof(Cases))]
    public void Value_and_gradient_by_every_route(string name, bool jit)
    {
        Gate gate = module[name], byHand = module[name + "_by_hand"];
        Target target = jit ? Target.Machine : noJit;
        var f = gate.Compile<Func<double, double, double>>(target);
        GradientFunction g = gate.CompileGradient(null, target), expected = byHand.CompileGradient();
        Gate inX = gate.Derivative("x"), inY = gate.Derivative("y");
        double[] partials = new double[2], right = new double[2];
        double[][] columns = [new double[xs.Length], new double[xs.Length], new double[xs.Length]];
        gate.CompileBatch(BatchOutputs.ValueAndGradient, null, 1, target).Invoke(xs.Length, [xs, ys], [columns[0], columns[1], columns[2]]);
        for (int i = 0; i < xs.Length; i++)
        {
            double value = expected([xs[i], ys[i]], right);
            Assert.Equal(value, gate.Evaluate(xs[i], ys[i]), 12);
            Assert.Equal(value, f(xs[i], ys[i]), 12);
            Assert.Equal(value, g([xs[i], ys[i]], partials), 12);
            Assert.Equal(right[0], partials[0], 11);
            Assert.Equal(right[1], partials[1], 11);
            Assert.Equal(right[0], inX.Evaluate(xs[i], ys[i]), 11);
            Assert.Equal(right[1], inY.Evaluate(xs[i], ys[i]), 11);
            Assert.Equal(value, columns[0][i], 12);
            Assert.Equal(right[0], columns[1][i], 11);
            Assert.Equal(right[1], columns[2][i], 11);
        }
    }

    [Theory, MemberData(nameof(TwiceDifferentiable))]
    public void Second_derivatives_follow_from_an_expression(string name)
    {
        HessianFunction h = module[name].CompileHessian(), expected = module[name + "_by_hand"].CompileHessian();
        double[] partials = new double[2], second = new double[4], right = new double[4];
        h([0.7, 0.4], partials, second);
        expected([0.7, 0.4], partials, right);
        for (int i = 0; i < 4; i++) Assert.Equal(right[i], second[i], 10);
    }

    [Theory, InlineData(8), InlineData(4), InlineData(2)]
    public void Batches_call_it_lane_by_lane_at_every_width(int lanes)
    {
        Gate gate = Gate.FromFormula("volume x y (table x) + grow y", ["x", "y"], options);
        var column = new double[xs.Length];
        gate.CompileBatch(BatchOutputs.Value, null, 1, new Target(true, lanes)).Invoke(xs.Length, [xs, ys], [column]);
        for (int i = 0; i < xs.Length; i++) Assert.Equal(gate.Evaluate(xs[i], ys[i]), column[i]);
        gate.CompileBatch(BatchOutputs.Value, null, 1, new Target(true, lanes)).Invoke(xs.Length, [2.0, ys], [column.AsMemory()]);
        for (int i = 0; i < xs.Length; i++) Assert.Equal(gate.Evaluate(2, ys[i]), column[i]);
    }

    [Theory]
    [InlineData("let f x = noise (2 * x)\nlet g = f'x", "g")]
    [InlineData("let f x = noise (2 * x)\nlet g x = grad f x", "g")]
    [InlineData("let g x = diff noise x", "g")]
    [InlineData("let g x = noise' x", "g")]
    [InlineData("let g x = table'' x", "g")]
    [InlineData("let f x = noise (2 * x)\nf' 1", "f' 1")]
    [InlineData("assert (diff (noise >> sin) 1 < 1)", "assert (diff (noise >> sin) 1 < 1)")]
    public void Without_a_derivative_differentiating_is_an_error_when_the_source_is_compiled(string source, string place)
    {
        Assert.False(GateModule.TryParse(new("test", source), options, out _, out IReadOnlyList<Diagnostic> diagnostics));
        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal("GATE0430", diagnostic.Code);
        Assert.Equal(place, source.Substring(diagnostic.Span.Start, diagnostic.Span.Length));
    }

    [Theory]
    [InlineData("let f x y = x ** 2 * noise y\nlet g = f'x", 5.0488259)]
    [InlineData("let steep f x = diff f x + noise x\nlet g x y = steep sin x", -0.8488725)]
    public void Calls_on_what_does_not_vary_are_no_error(string source, double value) =>
        Assert.Equal(value, GateModule.Parse(source, options)["g"].Evaluate(3, 1), 6);

    [Fact]
    public void Every_way_to_differentiate_says_that_there_is_no_derivative()
    {
        Gate gate = Gate.FromFormula("a * noise b", ["a", "b"], options);
        Func<object>[] ways = [() => gate.Derivative("b"), () => gate.CompileGradient(), () => gate.CompileHessian(), () => gate.CompileJacobian(), () => gate.CompileDirectional(),
            () => gate.CompileBatch(BatchOutputs.ValueAndGradient), () => GateModule.Parse("1", options).Evaluate("noise' 1"),
            () => Gate.FromFormula("noise' a", ["a"], options)];
        Assert.All(ways, way => Assert.Contains("'noise' has no derivative", Assert.Single(Assert.Throws<GateException>(way).Diagnostics).Message, StringComparison.Ordinal));
        Gate second = Gate.FromFormula("table x", ["x"], options);
        Assert.Contains("expression", Assert.Throws<GateException>(() => second.CompileHessian()).Diagnostics[0].Help, StringComparison.Ordinal);
    }

    [Theory, InlineData("noise x * y"), InlineData("table x * y"), InlineData("(if y > 0 then noise x else table x) * y + surface x x")]
    public void A_derivative_that_is_not_asked_for_need_not_exist(string formula)
    {
        Gate gate = Gate.FromFormula(formula, ["x", "y"], options);
        double[] partials = new double[1], second = new double[1];
        double slope = formula.StartsWith("table", StringComparison.Ordinal) ? 8 : Math.Sin(2), value = gate.Evaluate(2, 3);
        Assert.Equal(value, gate.CompileGradient(["y"])([2, 3], partials));
        Assert.Equal(slope, partials[0], 12);
        Assert.Equal(value, gate.CompileHessian(["y"])([2, 3], partials, second));
        Assert.Equal(0, second[0]);
        double[][] columns = [new double[3], new double[3]];
        gate.CompileBatch(BatchOutputs.ValueAndGradient, ["y"]).Invoke(3, [2.0, 3.0], [columns[0], columns[1]]);
        Assert.All(columns[1], found => Assert.Equal(slope, found, 12));
        double[] values = new double[1];
        gate.CompileJacobian(["y"])([2, 3], values, partials);
        Assert.Equal(slope, partials[0], 12);
        Assert.Throws<GateException>(() => gate.CompileHessian(["x"]));
    }

    [Fact]
    public void What_does_not_depend_on_the_variable_needs_no_derivative()
    {
        Gate gate = Gate.FromFormula("a ** 2 * noise b", ["a", "b"], options);
        Assert.Equal(6 * Math.Sin(1), gate.Derivative("a").Evaluate(3, 1), 12);
    }

    [Fact]
    public void A_call_is_not_made_before_the_gate_runs()
    {
        int calls = 0;
        GateOptions counting = GateOptions.Default with { Functions = HostFunctions.Empty.Add("count", (double x) => x + Interlocked.Increment(ref calls), "1") };
        Gate gate = Gate.FromFormula("x + count 2", ["x"], counting);
        var f = gate.Compile<Func<double, double>>();
        gate.CompileGradient();
        gate.CompileBatch(BatchOutputs.ValueAndGradient);
        Assert.Equal(0, calls);
        Assert.Equal(4, f(1));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Only_the_branch_that_is_taken_is_called()
    {
        var f = Gate.FromFormula("if x > 0 then refuse x else 1", ["x"], GateOptions.Default with { Functions = HostFunctions.Empty.Add("refuse", (double x) => throw new TimeoutException()) })
            .Compile<Func<double, double>>();
        Assert.Equal(1, f(-1));
        Assert.Throws<TimeoutException>(() => f(1));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Its_exceptions_go_to_the_caller(bool jit)
    {
        int calls = 0;
        GateOptions throwing = GateOptions.Default with { Functions = HostFunctions.Empty.Add("fails", (double x) => x == 99_999 ? throw new TimeoutException() : Interlocked.Increment(ref calls)) };
        Gate gate = Gate.FromFormula("fails x", ["x"], throwing);
        Target target = jit ? Target.Machine : noJit;
        double[] column = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)], result = new double[column.Length];
        Assert.Throws<TimeoutException>(() => gate.Evaluate(99_999));
        Assert.Throws<TimeoutException>(() => gate.Compile<Func<double, double>>(target)(99_999));
        BatchFunction batch = gate.CompileBatch(BatchOutputs.Value, null, 4, target);
        Assert.Throws<TimeoutException>(() => batch.Invoke(column.Length, [column], [result]));
        batch.Invoke(1000, [column], [result]);
        Assert.All(result.Take(1000), value => Assert.True(value > 0));
    }

    /// <summary>Gates of several methods keep their values in memory of the thread: the inner one's must be another.</summary>
    [Fact]
    public void A_function_may_call_a_gate_while_a_gate_calls_it()
    {
        string sum = string.Join(" + ", Enumerable.Range(1, 400).Select(i => $"sin (x * {i}) * cos (y + {i})"));
        Gate inner = Gate.FromFormula(sum, ["x", "y"]);
        var f = inner.Compile<Func<double, double, double>>();
        BatchFunction rows = inner.CompileBatch(threads: 1);
        GateOptions nested = GateOptions.Default with
        {
            Functions = HostFunctions.Empty.Add("nested", (x, y) => f(x, y)).Add("batched", (x, y) =>
            {
                double[] result = new double[3];
                rows.Invoke(3, [x, y], [result]);
                return result[2];
            }),
        };
        foreach (string name in (string[])["nested", "batched"])
        {
            Gate outer = Gate.FromFormula($"{sum} + {name} y x * ({sum.Replace("sin", "exp", StringComparison.Ordinal).Replace("x *", "-x *", StringComparison.Ordinal)})", ["x", "y"], nested);
            double expected = outer.Evaluate(0.3, 0.7);
            Assert.Equal(expected, outer.Compile<Func<double, double, double>>()(0.3, 0.7), 1e-9 * Math.Abs(expected));
            double[] column = new double[40];
            outer.CompileBatch(threads: 1).Invoke(40, [0.3, Enumerable.Repeat(0.7, 40).ToArray()], [column]);
            Assert.All(column, found => Assert.Equal(expected, found, 1e-9 * Math.Abs(expected)));
        }
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var f = module["delegates"].Compile<Func<double, double, double>>();
        GradientFunction g = module["delegates"].CompileGradient();
        BatchFunction batch = module["delegates"].CompileBatch(BatchOutputs.ValueAndGradient, threads: 1);
        double[] partials = new double[2];
        Memory<double>[] outputs = [.. Enumerable.Range(0, 3).Select(_ => new double[xs.Length].AsMemory())];
        Call();
        Call();

        // a workspace may be missing from the pool once, where other tests' threads have taken it
        Assert.True(Allocated() == 0 || Allocated() == 0);

        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++) Call();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Call()
        {
            f(1, 2);
            g(xs, partials);
            batch.Invoke(xs.Length, [xs, ys], outputs);
        }
    }

    [Fact]
    public void Printed_gates_read_back_as_the_same()
    {
        Assert.Equal("// needs a function of the application: rate\nlet f x = x * rate x\n", GateModule.Parse("let f x = x * rate x", options)["f"].ToSource());
        foreach (string name in Names)
        {
            foreach (Gate gate in (Gate[])[module[name], module[name].Derivative("x"), module[name].Derivative("y")])
            {
                string source = gate.ToSource();
                Gate again = Assert.Single(GateModule.Parse(source, options).Gates);
                for (int i = 0; i < xs.Length; i++) Assert.Equal(gate.Evaluate(xs[i], ys[i]), again.Evaluate(xs[i], ys[i]), 11);
            }
        }
    }

    [Fact]
    public void It_is_no_variable_of_a_formula()
    {
        Assert.Equal(["d", "rat"], Formula.Parse("rate d + rate' d + rat", options).FreeNames);
        Assert.Equal(["rate", "d"], Formula.Parse("rate * d").FreeNames);
        Assert.Equal("GATE0201", Assert.Single(Assert.Throws<GateException>(() => Formula.Parse("rate d")).Diagnostics).Code);
    }

    [Fact]
    public void Definitions_and_parameters_of_its_name_hide_it()
    {
        Assert.Equal(5, GateModule.Parse("let rate x = x + 1\nlet f x = rate x", options)["f"].Evaluate(4));
        Assert.Equal(4, GateModule.Parse("let f rate = rate", options)["f"].Evaluate(4));
        Assert.Equal(0.08, GateModule.Parse("let rate x = 2 * rate x", options)["rate"].Evaluate(4), 12);
    }

    [Fact]
    public void A_misspelled_name_is_told()
    {
        Diagnostic diagnostic = Assert.Single(Assert.Throws<GateException>(() => GateModule.Parse("surfase 1 2", options)).Diagnostics);
        Assert.Contains("'surface'", diagnostic.Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sin"), InlineData("grad"), InlineData("let"), InlineData("match"), InlineData("two words"), InlineData("f'"), InlineData("1st"), InlineData(""), InlineData("rate"), InlineData("_")]
    public void Names_that_cannot_be(string name) => Assert.Throws<ArgumentException>(() => functions.Add(name, (double x) => x));

    [Fact]
    public void A_wrong_derivative_is_refused_at_once()
    {
        Assert.Equal("GATE0201", Assert.Throws<GateException>(() => functions.Add("f", (double x) => x, "y")).Diagnostics[0].Code);
        Assert.Throws<GateException>(() => functions.Add("f", (double x) => x, "1 +"));
        Assert.Equal("GATE0430", Assert.Throws<GateException>(() => functions.Add("f", (double x) => x, "f' x")).Diagnostics[0].Code);
        Assert.Throws<ArgumentException>(() => functions.Add("f", (double x) => x, "x > 0"));
        Assert.Throws<ArgumentException>(() => functions.Add("f", (double x) => x, "x, x"));
        Assert.Throws<ArgumentException>(() => functions.Add("f", (x, y) => x, "x"));
        Assert.Throws<ArgumentException>(() => functions.Add("f", (x, y, z) => x, "x, y"));
    }

    [Fact]
    public void A_collection_does_not_change()
    {
        HostFunctions more = functions.Add("later", (double x) => x, "1");
        Assert.Equal([.. functions.Names, "later"], more.Names);
        Assert.DoesNotContain("later", functions.Names);
        Assert.Throws<GateException>(() => GateModule.Parse("later 1", options));
    }
}
