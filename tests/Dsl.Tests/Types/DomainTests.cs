namespace GateDsl.Dsl.Tests.Types;

public class DomainTests
{
    [Theory]
    [InlineData("x in (0, 5]", "(0, 5]")]
    [InlineData("x in [-1,1].", "[-1, 1]")]
    [InlineData("  x   in   ( -infinity , 1e3 )  ", "(-infinity, 1000)")]
    [InlineData("``x`` in [0, pi]", "[0, 3.141592653589793]")]
    [InlineData("A sentence first.\nx in [2, 3]\nAnd one after.", "[2, 3]")]
    public void Is_read(string doc, string domain) => Assert.Equal(domain, Of(doc)?.ToString());

    [Theory]
    [InlineData("y in (0, 5]")]
    [InlineData("xy in (0, 5]")]
    [InlineData("x is in (0, 5]")]
    [InlineData("x in 0, 5")]
    [InlineData("x in (0, 5")]
    [InlineData("x in (0; 5)")]
    [InlineData("x in (0, 5, 7)")]
    [InlineData("x in (5, 0)")]
    [InlineData("x in (zero, 5)")]
    [InlineData("x in")]
    public void Is_no_domain(string doc) => Assert.Null(Of(doc));

    static GateDomain? Of(string doc) =>
        GateModule.Parse(string.Concat(doc.Split('\n').Select(line => $"/// {line}\n")) + "let f x = x")["f"].Parameters[0].Domain;
}
