using GateDsl.Tools;
using Xunit;

namespace GateDsl.Dsl.Tests;

/// <summary>What the command line shows, as an application asks for it.</summary>
public class ToolsTests
{
    static readonly GateModule module = GateModule.Parse("""
        /// x in [1, 3]
        let f x (on: bool) = if on then x * x else -x
        let pair x y = x * y, x > y
        let majority a b c = a && b || c && (a || b)
        """);

    [Fact]
    public void Outputs_with_their_names()
    {
        Gate pair = module["pair"];
        Assert.Equal(["f", "f'x", "f'x'x"], module["f"].OutputNames(2));
        Assert.Equal(["pair.1", "pair.2", "pair.1'x", "pair.1'y", "pair.2'x", "pair.2'y"], pair.OutputNames(1));
        var outputs = new double[6];
        pair.EvaluateAll([3, 2], outputs, 1);
        Assert.Equal([6, 1, 2, 3, 0, 0], outputs);
        var second = new double[3];
        module["f"].EvaluateAll([3, 1], second, 2);
        Assert.Equal([9, 6, 2], second);
        Assert.Throws<ArgumentException>(() => pair.EvaluateAll([3], new double[6], 1));
        Assert.Throws<ArgumentException>(() => pair.EvaluateAll([3, 2], new double[5], 1));
        Assert.Throws<ArgumentException>(() => pair.EvaluateAll([3, 2], new double[6], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.OutputNames(3));
    }

    [Fact]
    public void Tables_of_truth_values_and_of_floats()
    {
        var truth = ValueTable.Of(module["majority"]);
        Assert.Equal((8, "majority majority'a majority'b majority'c"), (truth.Count, string.Join(' ', truth.Names)));
        Assert.All(truth.AreTruths, Assert.True);
        Assert.Equal([1, 1, 1, 0], truth.Rows.Single(row => row.Inputs is [1, 1, 0]).Results);
        var grid = ValueTable.Of(module["f"], [ValueTable.Grid(0, 1, 3), null]);
        Assert.Equal([0, 0.5, 1], grid.Rows.Where(row => row.Inputs[1] == 1).Select(row => row.Inputs[0]));
        Assert.Equal([1, 1.5, 2, 2.5, 3], ValueTable.Of(module["f"]).Rows.Where(row => row.Inputs[1] == 0).Select(row => row.Inputs[0]));
        Assert.Throws<ArgumentException>(() => ValueTable.Of(module["f"], [[1.0]]));
        Assert.Throws<ArgumentException>(() => ValueTable.Of(module["f"], [[], null]));
    }

    [Fact]
    public void A_check_compares_every_partial()
    {
        var check = DerivativeCheck.Of(module["f"]);
        Assert.True(check.Agrees);
        Assert.Equal("f'x", Assert.Single(check.Partials).Name);
        Assert.Contains("pair.1'y", DerivativeCheck.Of(module["pair"]).Partials.Select(partial => partial.Name));
        Assert.All(DerivativeCheck.PointsOf(module["f"], 10), point => Assert.InRange(point[0], 1, 3));
    }

    [Fact]
    public void The_formatter_says_what_it_cannot_read()
    {
        Assert.Equal("let f x = x + 1\n", Formatter.Format(new Source("f.gate", "let  f  x=x+1")));
        Assert.False(Formatter.TryFormat(new Source("f.gate", "let f x = (x"), null, out string? text, out var diagnostics));
        Assert.Null(text);
        Assert.NotEmpty(diagnostics);
        Assert.Throws<GateException>(() => Formatter.Format(new Source("f.gate", "let = 1")));
    }
}
