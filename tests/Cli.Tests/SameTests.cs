namespace GateDsl.Cli.Tests;

/// <summary>A comparison that forgives too much would make every golden test worthless.</summary>
public class SameTests
{
    [Theory]
    [InlineData("f 1 = 0.1234567890123", "f 1 = 0.1234567890124")]
    [InlineData("a   1.2e-13  b", "a 7.0e-12 b")]
    [InlineData("(1, 2)", "(1, 2)")]
    public void The_same_but_for_rounding(string a, string b) => Assert.True(Same.Is(a, b));

    [Theory]
    [InlineData("f 1 = 0.12345678", "f 1 = 0.12345679")]
    [InlineData("f 1 = 1", "f 1 = -1")]
    [InlineData("f 1 = 1", "f 1 = true")]
    [InlineData("f 1 = 1", "f 1 = 1\nf 2 = 2")]
    [InlineData("f'x = 1", "f'y = 1")]
    [InlineData("a\nb", "a b")]
    [InlineData("1.2e-13", "nan")]
    public void Not_the_same(string a, string b) => Assert.False(Same.Is(a, b));
}
