using GateDsl.Cli.Output;

namespace GateDsl.Cli.Tests;

public class ShownTests
{
    [Theory]
    [InlineData("[| 1 .. 3 |]", "[|1; 2; 3|]")]
    [InlineData("[| 1 .. 100 |].Length, [||] = [| 1 |]", "(100, false)")]
    public void A_short_value_is_shown_whole(string expression, string shown) => Assert.Equal(shown, Shown.Shortened(GateModule.Parse("").Expression(new Source("e", expression)).Evaluate()));

    [Fact]
    public void A_long_array_ends_with_dots_on_a_terminal_only()
    {
        GateValue value = GateModule.Parse("").Expression(new Source("e", "[| 1 .. 101 |], true")).Evaluate();
        Assert.EndsWith("; 99; 100; ...|], true)", Shown.Shortened(value));
        Assert.EndsWith("; 100; 101|], true)", value.ToString());
    }
}
