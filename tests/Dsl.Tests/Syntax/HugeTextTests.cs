using System.Diagnostics;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Syntax;

/// <summary>Long and deep texts: an answer or a clear error, in time that grows with the length, on a stack of 1 MB.</summary>
public class HugeTextTests
{
    static string Repeat(string part, int times) => new System.Text.StringBuilder(part.Length * times).Insert(0, part, times).ToString();

    static (SyntaxModule Module, Bag Bag) Parse(string text, Limits? limits = null)
    {
        (SyntaxModule, Bag) result = default;
        FuzzTests.OnSmallStack(() =>
        {
            var bag = new Bag();
            result = (Grammar.ParseModule(new Source("t.gate", text), limits ?? new Limits(), bag), bag);
        });
        return result;
    }

    [Fact]
    public void A_sum_of_a_great_many_terms_is_one_flat_chain()
    {
        int terms = Repository.Long ? 1_000_000 : 100_000;
        var (module, bag) = Parse("let f x = x" + Repeat(" + x", terms - 1));
        Assert.False(bag.HasErrors);
        Assert.Equal(terms - 1, ((ChainExpr)((DefinitionItem)module.Items[0]).Binding.Body).Rest.Length);
    }

    [Fact]
    public void Ten_thousand_lets_are_one_flat_block()
    {
        var (module, bag) = Parse("let f x = " + Repeat("let x = x + 1 in ", 10_000) + "x");
        Assert.False(bag.HasErrors);
        Assert.Equal(10_000, ((BlockExpr)((DefinitionItem)module.Items[0]).Binding.Body).Bindings.Length);
    }

    [Fact]
    public void A_long_elif_chain_is_one_conditional()
    {
        var (module, bag) = Parse("let f x = if x > 0 then 1" + Repeat(" else if x > 1 then 2", 50_000) + " else 3");
        Assert.False(bag.HasErrors);
        Assert.Equal(50_001, ((IfExpr)((DefinitionItem)module.Items[0]).Binding.Body).Branches.Length);
    }

    [Fact]
    public void A_long_power_is_one_chain() => Assert.False(Parse("let f x = x" + Repeat(" ** x", 100_000)).Bag.HasErrors);

    public static TheoryData<string, string, string> Deep => new()
    {
        { "(", "x", ")" }, { "fun y -> ", "x", "" }, { "(if x > 0 then ", "x", " else x)" }, { "(if ", "true", " then x else x)" }, { "- ", "x", "" }, { "let a = ", "x", " in a" }, { "f (", "x", ")" },
        { "(fun y -> ", "x", ")" },
    };

    [Theory, MemberData(nameof(Deep))]
    public void Nesting_has_a_limit_with_an_error_of_its_own(string before, string inner, string after)
    {
        Assert.False(Parse("let f x = " + Repeat(before, 450) + inner + Repeat(after, 450)).Bag.HasErrors);
        foreach (int depth in new[] { 1_001, Repository.Long ? 100_000 : 5_000 })
        {
            var error = Assert.Single(Parse("let f x = " + Repeat(before, depth) + inner + Repeat(after, depth)).Bag.All);
            Assert.Equal("GATE0502", error.Code);
        }
    }

    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(1_001, 1)]
    public void The_limit_is_exact(int depth, int errors) => Assert.Equal(errors, Parse("let f x = " + Repeat("(", depth) + "x" + Repeat(")", depth)).Bag.All.Count);

    [Fact]
    public void The_host_may_raise_the_limit() => Assert.False(Parse("let f x = " + Repeat("(", 5_000) + "x" + Repeat(")", 5_000), new Limits { Nesting = 5_000 }).Bag.HasErrors);

    [Fact]
    public void A_source_over_the_limit_is_not_read()
    {
        var error = Assert.Single(Parse("let f x = x", new Limits { SourceLength = 10 }).Bag.All);
        Assert.Equal("GATE0501", error.Code);
        Assert.False(Parse("let f x = x", new Limits { SourceLength = 11 }).Bag.HasErrors);
    }

    public static TheoryData<string> Hostile => new()
    {
        "(* ", "\"a\n", "\"\\\"\n", "``a`", "'\\", "[", "([", ")", "else ", "let ", "if then ", "f (x\n", "€", "<=>|", "-", "'a", "1.0<m ", "\"\"\" ", "(*\"", "let f =\nx\n", "x.y.", "/* ", "| ", "let (", "in ", "fun ", "1,1,", "x²",
    };

    // Four times the text may take about four times the time; a quadratic step takes sixteen times.
    [Theory, MemberData(nameof(Hostile))]
    public void Time_grows_with_the_length(string part)
    {
        int times = 20_000 / part.Length;
        Parse(Repeat(part, times));
        var (small, large) = (TimeSpan.Zero, TimeSpan.MaxValue);
        // other work beside it may take its time from one of the two: what is quadratic takes sixteen times as long every time
        for (int n = 0; n < 3 && !(large.TotalMilliseconds < 10 * small.TotalMilliseconds + 300); n++)
        {
            small = Time(() => Parse(Repeat(part, times)));
            large = Time(() => Parse(Repeat(part, 4 * times)));
        }
        Assert.True(large.TotalMilliseconds < 10 * small.TotalMilliseconds + 300, $"{small.TotalMilliseconds:F0} ms, then {large.TotalMilliseconds:F0} ms for four times the text");
    }

    static TimeSpan Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed;
    }
}
