using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Tests.Tracing;

/// <summary>Functions disappear while a program is traced: what remains is the same numbers, however they were put together.</summary>
public class TraceTests
{
    [Theory]
    [InlineData("diff (fun x -> x * diff (fun y -> x + y) 1) 1", "1")]
    [InlineData("diff (fun x -> diff (fun y -> x * y * y) x) 3", "12")]
    [InlineData("diff (diff (fun x -> x ** 3)) 2", "12")]
    [InlineData("let f x = x ** 4 in f''' 2", "48")]
    [InlineData("let f x y = x ** 2 * y ** 3 in f'x'y 2 3", "108")]
    [InlineData("let f x y = x * y in (f 3)' 5", null)]
    [InlineData("let f x y = x * y in diff (f 3) 5", "3")]
    [InlineData("let f (x, y) = x ** 2 * y in f'x (3, 5)", "30")]
    [InlineData("let f x y = (x * y, x + y) in f'x 2 3", "(3, 1)")]
    [InlineData("let f x y = (x * y, x + y) in grad f 2 3", "((3, 2), (1, 1))")]
    [InlineData("grad (fun x y -> x * y) 2 3", "(3, 2)")]
    [InlineData("grad (fun (x, y) z -> x * y * z) (2, 3) 5", "(15, 10, 6)")]
    [InlineData("diff (fun x -> fun y -> x * x * y) 3 5", "30")]
    [InlineData("(sin >> exp |> diff) 0", "1")]
    [InlineData("let square gate x y = let t = gate x y in t * t in let s x y = square (+) x y in s'x 5 (-6)", "-2")]
    [InlineData("let xor_gate a b = (a || b) && (not a || not b) in xor_gate'a true false", "true")]
    [InlineData("soft xor 0.25 0.5", "0.5")]
    [InlineData("grad (soft (fun a b -> a && b)) 0.25 0.5", "(0.5, 0.25)")]
    [InlineData("if 1 > 2 then (fun x -> x) 3 else 4", "4")]
    [InlineData("(if 1 > 2 then sin else cos) 0", "1")]
    [InlineData("(1, 2) < (1, 3) && (2, 0) > (1, 9) && (1, true) = (1, true)", "true")]
    [InlineData("false < true && not (true < true)", "true")]
    [InlineData("pown 2 10 + pown 2 (-1)", "1024.5")]
    [InlineData("sqrt' 0", "infinity")]
    [InlineData("abs' 0 + relu' 0 + sign' 3 + floor' 2.5", "0")]
    [InlineData("grad max 2 2", "(1, 0)")]
    [InlineData("grad min 2 2", "(1, 0)")]
    [InlineData("grad clamp 1 0 1", "(1, 0, 0)")]
    [InlineData("diff (fun x -> x ** 2) 0 + diff (fun x -> x ** 2) (-3)", "-6")]
    [InlineData("diff (fun x -> if x > 0 then sqrt x else 0) 0", "0")]
    [InlineData("diff (diff (fun x -> if x > 0 then sqrt x else 0)) (-1)", "0")]
    [InlineData("diff (fun x -> sqrt (if x > 0 then x else 0)) (-1)", "0")]
    public void An_expression_has_its_value(string expression, string? value)
    {
        GateModule module = GateModule.Parse("");
        if (value is null) Assert.Throws<GateException>(() => module.Evaluate(expression));
        else Assert.Equal(value, module.Evaluate(expression).ToString());
    }

    [Fact]
    public void An_exponential_trap_ends_in_the_work_limit()
    {
        string source = "let f0 x = x + 1\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"let f{i} x = f{i - 1} (f{i - 1} (x * {i}))\n"));
        var refused = Assert.Throws<GateException>(() => GateModule.Parse(source)["f60"].Evaluate(1));
        Assert.Equal("GATE0521", refused.Diagnostics[0].Code);
    }

    [Fact]
    public void The_work_limit_is_the_hosts()
    {
        string source = "let f0 x = x + 1\n" + string.Concat(Enumerable.Range(1, 10).Select(i => $"let f{i} x = f{i - 1} (f{i - 1} (x * {i}))\n"));
        Assert.Equal(GateModule.Parse(source)["f10"].Evaluate(0), GateModule.Parse(source)["f10"].Evaluate(0));
        var options = new GateOptions { Limits = new() { Work = 1000 } };
        Assert.Equal("GATE0521", Assert.Throws<GateException>(() => GateModule.Parse(source, options)["f10"].Evaluate(1)).Diagnostics[0].Code);
        options = new GateOptions { Limits = new() { Nodes = 100 } };
        Assert.Equal("GATE0520", Assert.Throws<GateException>(() => GateModule.Parse(source, options)["f10"].Evaluate(1)).Diagnostics[0].Code);
    }

    [Fact]
    public void Calls_nested_twenty_thousand_deep_are_followed()
    {
        string source = "let f0 x = x\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"let f{i} x = f{i - 1} (x + 1)\n"));
        Assert.Equal(20_000, GateModule.Parse(source)["f20000"].Evaluate(0));
    }

    [Fact]
    public void The_derivative_of_the_iterated_logistic_map_grows_linearly()
    {
        int Size(int steps)
        {
            string source = "let step x = 4 * x * (1 - x)\nlet m x0 =\n" + string.Concat(Enumerable.Range(0, steps).Select(i => $"    let x{i + 1} = step x{i}\n")) + $"    x{steps}\n";
            return GateModule.Parse(source)["m"].Derivative("x0").Circuit(Outputs.Value).Nodes.Length;
        }
        int small = Size(200), large = Size(800);
        Assert.InRange(large, 1, 4.1 * small);
        Assert.InRange(small, 1, 200 * 12);
    }
}
