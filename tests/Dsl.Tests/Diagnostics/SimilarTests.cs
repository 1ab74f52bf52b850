using CsCheck;

namespace GateDsl.Dsl.Tests.Diagnostics;

public class SimilarTests
{
    [Theory]
    [InlineData("sigmod", "sigmoid")]
    [InlineData("sigmiod", "sigmoid")]      // two neighbours swapped
    [InlineData("Sin", "sin")]
    [InlineData("sqr", "sqrt")]
    [InlineData("normcdff", "normcdf")]
    [InlineData("elephant", null)]
    [InlineData("x", null)]                 // one letter is like everything
    [InlineData("", null)]
    public void Finds_what_was_meant(string written, string? meant) =>
        Assert.Equal(meant, Similar.To(written, ["sin", "cos", "sqrt", "sigmoid", "normcdf", "normpdf", "y"]));

    [Theory]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("abc", "xbc", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Counts_edits(string a, string b, int distance) => Assert.Equal(distance, Similar.Distance(a, b));

    [Fact]
    public void Distance_is_symmetric() =>
        Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 8], Gen.String[Gen.Char['a', 'd'], 0, 8]).Sample((a, b) => Similar.Distance(a, b) == Similar.Distance(b, a));
}
