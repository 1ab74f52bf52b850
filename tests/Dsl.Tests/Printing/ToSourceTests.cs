using GateDsl.Types;

namespace GateDsl.Dsl.Tests.Printing;

/// <summary>What ToSource gives compiles by itself, and means the same: same values, same number of inputs.</summary>
public class ToSourceTests
{
    [Theory]
    [InlineData("let g x (n: int) = pown x n")]
    [InlineData("let g x (n: int) = pown x (n + 1) * x")]
    [InlineData("let g x (n: int) (m: int) = pown x (if n > m then n else -m)")]
    [InlineData("let g x (n: int) = pown x (n % 2)")]
    [InlineData("let g (n: int) (m: int) = max n m * 2 + 1")]
    [InlineData("let g (n: int) x = (n, x)")]
    [InlineData("let g (n: int) = n = 3")]
    [InlineData("let g x = fun x -> x + 1")]
    [InlineData("let g x = (let y = 2 * x in fun x -> x * y)")]
    [InlineData("let g (a, b) x1 = a * b + x1")]
    [InlineData("let g _ x1 = x1")]
    [InlineData("let g (p: float * float) p1 = fst p + snd p * p1")]
    [InlineData("let g ((a, b), c) d = a * b + c * d")]
    [InlineData("let g (a, (b, flag: bool)) = if flag then a else b")]
    [InlineData("let g (((a: float), b), (c: bool)) = (a, (b, c))")]
    [InlineData("let g ``net income`` ``a(b)`` = ``net income`` * ``a(b)``")]
    [InlineData("let g (``(x)``, ``y:z``) = ``(x)`` / ``y:z``")]
    [InlineData("let ``my gate`` ``let`` = ``let`` ** 2")]
    [InlineData("let g ``a b`` =\n    let ``c d`` = exp ``a b``\n    ``c d`` * sin ``c d`` + ``c d`` ** 3")]
    [InlineData("let g x =\n    let y = exp x\n    let x = y * y + sin y\n    x * cos x + x")]
    [InlineData("let g exp = e ** exp + 1")]
    [InlineData("let g exp log = e ** (exp * log)")]
    [InlineData("let g max x = if x > max then x else max")]
    [InlineData("let g e pi = e * pi")]
    [InlineData("let g nan = if nan > 0 then infinity else nan")]
    [InlineData("let exp x = 1 / (1 + exp (-x))")]
    [InlineData("let g = 3.5")]
    [InlineData("let g a b = (a && b) <> (a = b)")]
    [InlineData("let g x = (sigmoid x, (erfc x, x > 0))")]
    [InlineData("let h (a: bool) (b: bool) (c: bool) = not (a && not b || c)\nlet g a b c = (soft h) a b c")]
    public void Compiles_and_means_the_same(string text)
    {
        Gate gate = GateModule.Parse(text).Gates[^1];
        Same(gate);
        foreach (GateParameter input in gate.Inputs.Where(input => input.Type == GateType.Float && gate.ResultType != GateType.Bool && !gate.ResultType.ToString().Contains("bool") && !gate.ResultType.ToString().Contains("int")))
        {
            Same(gate.Derivative(input.Name));
        }
    }

    static void Same(Gate gate, GateOptions? options = null)
    {
        string source = gate.ToSource();
        Assert.True(GateModule.TryParse(new Source("printed", source), options, out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics), $"{source}\n{string.Join('\n', diagnostics)}");
        Gate again = Assert.Single(module.Gates);
        Assert.Equal(gate.Name, again.Name);
        Assert.Equal(gate.Inputs.Count, again.Inputs.Count);
        Assert.Equal(gate.Inputs.Count, gate.Inputs.Select(input => input.Name).Distinct().Count());
        foreach (int start in (int[])[1, 2, 3])
        {
            double[] at = [.. gate.Inputs.Select((input, i) => input.Type == GateType.Bool ? (start + i) % 2 : input.Type == GateType.Int ? start + i : start + 0.25 * i)];
            double[] expected = gate.EvaluateAll(at), found = again.EvaluateAll(at);
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], Math.Abs(expected[i]) * 1e-12);
        }
    }

    [Fact]
    public void Says_which_functions_of_the_application_it_needs()
    {
        GateOptions options = GateOptions.Default with
        {
            Functions = HostFunctions.Empty.Add("table", (double x) => x * x, x => 2 * x).Add("volume", (double x, double y) => x * y, "(y, x)").Add("unused", (double x) => x),
        };
        Gate gate = Gate.FromFormula("volume x (table x)", ["x"], options);
        Assert.StartsWith("// needs functions of the application: table, volume\nlet ", gate.ToSource());
        Same(gate, options);
        Assert.StartsWith("// needs a function of the application: table\nlet ", Gate.FromFormula("table x", options: options).Derivative("x").ToSource());
        Same(Gate.FromFormula("table x", options: options).Derivative("x"), options);
        Gate hides = Gate.FromFormula("table x + volume", ["x", "volume"], options);
        Same(hides, options);
        Assert.Equal(["x", "volume"], GateModule.Parse(hides.ToSource(), options).Gates[0].Inputs.Select(input => input.Name));
    }

    [Theory]
    [InlineData("a ** log", "a;log", "let formula'log a log_ = a ** log_ * log a\n")]
    [InlineData("a ** log * log_", "a;log_;log", "let formula'log a log_ log__ = log_ * (a ** log__ * log a)\n")]
    [InlineData("log ** 3 * e", "log;e", "let formula'log log e = 3 * e * log ** 2\n")]
    public void A_parameter_is_called_otherwise_only_where_it_hides_what_the_gate_uses(string formula, string parameters, string source)
    {
        Gate slope = Gate.FromFormula(formula, parameters.Split(';')).Derivative("log");
        Assert.Equal(source, slope.ToSource());
        Same(slope);
    }
}
