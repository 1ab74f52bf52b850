using System.Collections.Immutable;

namespace GateDsl.Dsl.Tests;

/// <summary>Null where none is taken is an ArgumentNullException, in every public member.</summary>
public class NullTests
{
    sealed class Input
    {
        public double X { get; set; }
    }

    [Fact]
    public void Null_is_an_argument_null_exception()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("gate-test-").FullName, "f.gate");
        File.WriteAllText(file, "let f X = X\n");
        using GateWatch watch = GateModule.Watch(file);
        GateModule module = GateModule.Parse("let f X = X * X\nf 1\n");
        var source = new Source("s", "let f X = X");
        GateModule.TryParse(new Source("s", "y"), null, out _, out IReadOnlyList<Diagnostic> diagnostics);
        Dictionary<Type, object> samples = new object[]
        {
            "f", source, module, module["f"], module.Items[0], Formula.Parse("x"), HostFunctions.Empty, GateOptions.Default, new Limits(), watch, diagnostics[0],
            new Note(source, default, ""), GateType.Float, new GateParameter("x", GateType.Float), new GateCache<string>(1, gate => gate.Name), new GateException(diagnostics),
            new GateType.Array(GateType.Float), new GateType.Function(GateType.Float, GateType.Float), new GateType.Tuple([GateType.Float]), new GateType.Variable(1),
            new GateValue.Function(GateType.Float), new GateValue.Tuple([]), new GateValue.Array([]), new GateRunException(diagnostics[0]), new GateDomain(0, 1, true, true), module["f"].Cost,
            new Tools.AccuracyCheck([]), new Tools.AccuracyCheck.Number("f", 1, 0, null, 0, 0, false), new Tools.AccuracyCheck.Loss([1], 0, 1, 1, "+"),
            new Tools.RouteCheck([]), new Tools.RouteCheck.Route("batch", (points, _) => points), new Tools.RouteCheck.Failure("f", Tools.RouteCheck.FailureKind.Wrong, ["batch"], [1], 0, 1),
            new Tools.DerivativeCheck(0, [], []), new Tools.DerivativeCheck.Partial("f'x", 0, 0, null, 0), new Tools.DerivativeCheck.Difference([1], 1, 1, 0), new Tools.DerivativeCheck.Kink("if", [1], false),
        }.ToDictionary(sample => sample.GetType());
        samples[typeof(int)] = 1;
        samples[typeof(IReadOnlyDictionary<string, long>)] = new Dictionary<string, long>();
        samples[typeof(LoopCost)] = GateModule.Parse("let f (n: int) = iterate n sin 1.0")["f"].Cost.Loops[0];
        samples[typeof(IReadOnlyList<Diagnostic>)] = diagnostics;
        samples[typeof(IReadOnlyList<double>)] = new double[] { 1 };
        samples[typeof(IEnumerable<string>)] = new[] { "f" };
        samples[typeof(IReadOnlyList<Tools.AccuracyCheck.Number>)] = Array.Empty<Tools.AccuracyCheck.Number>();
        samples[typeof(IReadOnlyList<Tools.RouteCheck.Failure>)] = Array.Empty<Tools.RouteCheck.Failure>();
        samples[typeof(IReadOnlyList<Tools.RouteCheck.Route>)] = Array.Empty<Tools.RouteCheck.Route>();
        samples[typeof(Tools.RouteCheck.Runner)] = (Tools.RouteCheck.Runner)((points, _) => points);
        samples[typeof(IReadOnlyList<Tools.DerivativeCheck.Partial>)] = Array.Empty<Tools.DerivativeCheck.Partial>();
        samples[typeof(IReadOnlyList<Tools.DerivativeCheck.Kink>)] = Array.Empty<Tools.DerivativeCheck.Kink>();
        samples[typeof(IReadOnlyList<Note>)] = Array.Empty<Note>();
        samples[typeof(Func<double, double>)] = (double x) => x;
        samples[typeof(Func<double, double, double>)] = (double x, double y) => x;
        samples[typeof(Func<double, double, double, double>)] = (double x, double y, double z) => x;
        samples[typeof(Func<Gate, string>)] = (Gate gate) => gate.Name;
        samples[typeof(ImmutableArray<GateType>)] = ImmutableArray.Create(GateType.Float);

        string wrong = string.Join('\n', NullWalk.Of(typeof(Gate).Assembly, samples, member => member is Type ? typeof(string) : typeof(Input))
            .Where(text => !text.StartsWith("Source.FromUtf8", StringComparison.Ordinal) && !text.StartsWith("Gate.Evaluate(first", StringComparison.Ordinal)));
        Assert.True(wrong.Length == 0, wrong);
    }

    [Fact]
    public void Source_FromUtf8_takes_no_null() => Assert.Throws<ArgumentNullException>(() => Source.FromUtf8(null!, "x"u8));

    [Fact]
    public void Gate_Evaluate_takes_no_null()
    {
        Gate gate = GateModule.Parse("let f x y = x + y")["f"];
        Assert.Throws<ArgumentNullException>(() => gate.Evaluate((GateValue)null!, 1.0));
        Assert.Throws<ArgumentNullException>(() => gate.Evaluate((GateValue)1.0, (GateValue)null!));
    }

    [Fact]
    public void An_immutable_array_that_is_none_is_null_too()
    {
        Assert.Throws<ArgumentNullException>(() => new GateType.Tuple(default));
        Assert.Throws<ArgumentNullException>(() => new GateValue.Tuple(default));
    }
}
