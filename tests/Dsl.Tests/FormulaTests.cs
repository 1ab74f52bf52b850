namespace GateDsl.Dsl.Tests;

/// <summary>Bare formulas from users: what is read, what is refused, and why.</summary>
public class FormulaTests
{
    [Theory]
    [InlineData("sigmod(x)", "sigmod", "did you mean 'sigmoid'?")]
    [InlineData("Exp(x)", "Exp", "did you mean 'exp'?")]
    [InlineData("ln x", "ln", "the natural logarithm is 'log'")]
    [InlineData("pow x 2", "pow", "a power is written x ** y")]
    [InlineData("pow(x, 2)", "pow", "a power is written x ** y")]
    [InlineData("arctan x + 1", "arctan", "write 'atan'")]
    [InlineData("sigmod' x", "sigmod'", "did you mean 'sigmoid''?")]
    [InlineData("x y", "x", "a product is written 'x * y'")]
    [InlineData("x (y + 1)", "x", "a product is written 'x * (y + 1)'")]
    [InlineData("x -1", "x", "a subtraction is written 'x - 1'")]
    [InlineData("f(x, y)", "f", null)]
    [InlineData("x |> f", "f", null)]
    [InlineData("f <| x", "f", null)]
    [InlineData("exp >> f", "f", null)]
    [InlineData("f << exp", "f", null)]
    [InlineData("diff f 1", "f", null)]
    [InlineData("grad f 1 2", "f", null)]
    [InlineData("soft f 0.5", "f", null)]
    [InlineData("fst p", "p", null)]
    [InlineData("let (a, b) = p in a + b", "p", null)]
    [InlineData("(fun (a, b) -> a) p", "p", null)]
    [InlineData("p |> fun (a, b) -> a", "p", null)]
    [InlineData("p = (1, 2)", "p", null)]
    [InlineData("if c then p else (1, 2)", "p", null)]
    [InlineData("(fun g -> g y) f", "f", null)]
    [InlineData("(fun g -> g) f y", "f", null)]
    [InlineData("let g = f in g y", "f", null)]
    [InlineData("(fun (g, a) -> g a) (f, y)", "f", null)]
    [InlineData("let p = (f, y) in (fun (g, a) -> g a) p", "f", null)]
    [InlineData("(if c then f else g) y", "f", null)]
    [InlineData("x + x y", "x", "a product is written 'x * y'")]
    [InlineData("a && a y", "a", "a product is written 'a * y'")]
    public void A_variable_is_no_gate_and_no_tuple(string formula, string name, string? help)
    {
        Assert.False(Formula.TryParse(formula, out Formula? none, out IReadOnlyList<Diagnostic> diagnostics));
        Assert.Null(none);
        Diagnostic found = Assert.Single(diagnostics);
        Assert.Equal("GATE0201", found.Code);
        Assert.StartsWith($"'{name}' is not defined", found.Message);
        Assert.Equal(help, found.Help);
        Assert.Equal(name, found.Source.Text.Substring(found.Span.Start, found.Span.Length));
        Assert.Equal(found.Message, Assert.Single(Assert.Throws<GateException>(() => Formula.Parse(formula)).Diagnostics).Message);
        Assert.Throws<GateException>(() => Gate.FromFormula(formula));
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("min")]
    [InlineData("(+) x")]
    [InlineData("max x")]
    [InlineData("exp >> log")]
    [InlineData("fun x -> x + y")]
    [InlineData("if x > 0 then sqrt else exp")]
    [InlineData("let f = sqrt in f")]
    [InlineData("(exp, 1)")]
    [InlineData("diff sin")]
    public void A_formula_has_a_value(string formula)
    {
        Assert.False(Gate.TryFromFormula(formula, out _, out IReadOnlyList<Diagnostic> diagnostics));
        Assert.Equal("GATE0207", Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("if x then 1 else 2", "formula (x: bool) : float")]
    [InlineData("not x", "formula (x: bool) : bool")]
    [InlineData("pown x n", "formula (x: float) (n: int) : float")]
    [InlineData("(fun f -> f) x", "formula (x: float) : float")]
    [InlineData("(fun f -> f 2) (fun y -> y * x)", "formula (x: float) : float")]
    [InlineData("x = y", "formula (x: float) (y: float) : bool")]
    [InlineData("(x, y) = (y, x)", "formula (x: float) (y: float) : bool")]
    [InlineData("id x && y", "formula (x: bool) (y: bool) : bool")]
    [InlineData("x' + x", "formula (x': float) (x: float) : float")]
    [InlineData("``a:b`` + ``net income``", "formula (a:b: float) (net income: float) : float")]
    public void A_variable_has_the_type_that_it_is_used_as(string formula, string signature)
    {
        Assert.Equal(signature, Gate.FromFormula(formula).Signature);
        Formula parsed = Formula.Parse(formula);
        Assert.Equal(signature, parsed.ToGate().Signature);
        Assert.Equal(signature, parsed.ToGate(parsed.FreeNames).Signature);
    }

    [Theory]
    [InlineData("x", "x: bool", null, "formula (x: bool) : bool")]
    [InlineData("x", "y; x", null, "formula (y: float) (x: float) : float")]
    [InlineData("x = y", " x : bool ;y", null, "formula (x: bool) (y: bool) : bool")]
    [InlineData("x", "x", "bool", "formula (x: bool) : bool")]
    [InlineData("x", "x", "int", "formula (x: int) : int")]
    [InlineData("1", null, "int", "formula : int")]
    [InlineData("(x, y)", null, "float * bool", "formula (x: float) (y: bool) : float * bool")]
    [InlineData("``a:b``", "a:b", null, "formula (a:b: float) : float")]
    [InlineData("``a:b``", "``a:b``: bool", null, "formula (a:b: bool) : bool")]
    [InlineData("1", "``p: q``", null, "formula (p: q: float) : float")]
    [InlineData("e * x", "e;x", null, "formula (e: float) (x: float) : float")]
    [InlineData("max - min", "max;min", null, "formula (max: float) (min: float) : float")]
    public void Parameters_and_results_can_have_types(string formula, string? parameters, string? result, string signature) =>
        Assert.Equal(signature, Gate.FromFormula(formula, parameters?.Split(';'), result: result).Signature);

    [Theory]
    [InlineData("x > 1", null, "float", "GATE0301")]
    [InlineData("exp", null, "float", "GATE0307")]
    [InlineData("x", "x: bool", "float", "GATE0301")]
    [InlineData("x + 1", "x: bool", null, "GATE0301")]
    [InlineData("f 3", "f: float", null, "GATE0201")]
    [InlineData("(x, y)", null, "float * float * float", "GATE0301")]
    [InlineData("x + y", "x", null, "GATE0201")]
    [InlineData("x (* open", null, null, "GATE0107")]
    [InlineData("x // \0", null, null, "GATE0102")]
    public void What_does_not_fit_is_told(string formula, string? parameters, string? result, string code)
    {
        Assert.False(Gate.TryFromFormula(formula, out _, out IReadOnlyList<Diagnostic> diagnostics, parameters?.Split(';'), result: result));
        Assert.Equal(code, Assert.Single(diagnostics).Code);
        Assert.Throws<GateException>(() => Gate.FromFormula(formula, parameters?.Split(';'), result: result));
    }

    [Theory]
    [InlineData("x;x", null)]
    [InlineData("x;x: bool", null)]
    [InlineData("", null)]
    [InlineData("x; ", null)]
    [InlineData("x;: float", null)]
    [InlineData("````", null)]
    [InlineData("a\nb", null)]
    [InlineData("a\rb", null)]
    [InlineData("a``b", null)]
    [InlineData("``a", null)]
    [InlineData("``a`` float", null)]
    [InlineData("x: string", null)]
    [InlineData("x:", null)]
    [InlineData("x", "")]
    [InlineData("x", "string")]
    [InlineData("x", "unit")]
    [InlineData("x", "'a")]
    [InlineData("x", "float -> float")]
    [InlineData("x", "float *")]
    public void A_mistake_of_the_host_is_an_argument_exception(string parameters, string? result)
    {
        Assert.Throws<ArgumentException>(() => Gate.FromFormula("1 + 1", parameters.Split(';'), result: result));
        Assert.Throws<ArgumentException>(() => Gate.TryFromFormula("1 + 1", out _, out _, parameters.Split(';'), result: result));
        Assert.Throws<ArgumentException>(() => Formula.Parse("1 + 1").ToGate(parameters.Split(';'), result));
    }

    [Fact]
    public void Half_a_character_is_no_name() => Assert.Throws<ArgumentException>(() => Gate.FromFormula("1", ["a\ud800"]));

    [Theory]
    [InlineData("-x ** 2", "GATE0901")]
    [InlineData("1,5 * x", "GATE0902")]
    [InlineData("2 * 1,5", "GATE0902")]
    [InlineData("let y = x in 2", "GATE0911")]
    [InlineData("diff (fun y -> if y * y = 2 then 1 else y) x", "GATE0913")]
    public void Warnings_are_not_lost(string formula, string code)
    {
        Assert.True(Formula.TryParse(formula, out Formula? parsed, out IReadOnlyList<Diagnostic> diagnostics));
        Assert.Contains(code, diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal(diagnostics, parsed.Warnings);
        Assert.True(Gate.TryFromFormula(formula, out _, out diagnostics, parsed.FreeNames));
        Assert.Contains(code, diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData("1.5,2")]
    [InlineData("(1,5)")]
    [InlineData("x1,2")]
    [InlineData("1, 5")]
    [InlineData("x,5")]
    public void A_pair_that_is_meant_has_no_warning(string formula)
    {
        Assert.True(Formula.TryParse(formula, out _, out IReadOnlyList<Diagnostic> diagnostics));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("Array.sum xs * k", "xs: float[]|k", 12)]
    [InlineData("m.[1].[0] + xs.[i]", "m: float[][]|xs: float[]|i: int", 5)]
    public void Arrays_are_parameters_where_the_host_says_so(string formula, string parameters, double value)
    {
        Gate gate = Gate.FromFormula(formula, parameters.Split('|'));
        GateValue[] arguments = [.. gate.Parameters.Select(parameter => parameter.Type.ToString() switch
        {
            "float[]" => (GateValue)new double[] { 1, 2, 3 },
            "float[][]" => new double[,] { { 1, 2 }, { 3, 4 } },
            "int" => 1,
            _ => 2,
        })];
        Assert.Equal(value, ((GateValue.Number)gate.Evaluate(arguments, CancellationToken.None)).Value);
    }

    [Fact]
    public void A_free_name_that_is_used_as_an_array_is_not_defined()
    {
        Assert.False(Formula.TryParse("xs.[0] + 1", out _, out var diagnostics));
        Assert.Equal("'xs' is not defined as an array: a variable of a formula is a number or a truth value", Assert.Single(diagnostics).Message);
    }
}
