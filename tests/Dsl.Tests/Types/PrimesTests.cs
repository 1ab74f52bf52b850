using GateDsl.Syntax;
using GateDsl.Types;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>How names with primes are read: section 6 of the language. What each reading differentiates in is written as paths, [0] the first parameter.</summary>
public class PrimesTests
{
    [Theory]
    [InlineData("let g x y = x * y\nlet v = g'x", "g [0]")]
    [InlineData("let g x y = x * y\nlet v = g'y'x'y", "g [1] [0] [1]")]
    [InlineData("let g x = x * x\nlet v = g'", "g [0]")]
    [InlineData("let g x = x * x\nlet v = g'''", "g [0] [0] [0]")]
    [InlineData("let g (x, y) z = x * y * z\nlet v = g'y'z", "g [0,1] [1]")]
    [InlineData("let g ((a, b), c) = a * b * c\nlet v = g'b", "g [0,0,1]")]
    [InlineData("let g (x, _) = x * x\nlet v = g'x", "g [0,0]")]
    [InlineData("let g x' y = x' * y\nlet v = g'x'", "g [0]")]                // a parameter with a prime in its name
    [InlineData("let g x' y = x' * y\nlet v = g'x''y", "g [0] [1]")]
    [InlineData("let g x' x = x' * x\nlet v = g'x'x", "g [1] [1]")]           // x, then x; x' and then x would need g'x''x
    [InlineData("let g x' x = x' * x\nlet v = g'x''x", "g [0] [1]")]
    [InlineData("let g' x = x * x\nlet v = g''x", "g' [0]")]                  // a gate with a prime in its name: the longest bound name
    [InlineData("let g' x = x * x\nlet v = g''", "g' [0]")]
    [InlineData("let g x = x\nlet g' y = y * y\nlet v = g''y", "g' [0]")]
    [InlineData("let g x y = x * y\nlet g'x z = z\nlet v = g'x'z", "g'x [0]")]
    [InlineData("let g x y = x * y\nlet g'x z = z\nlet v = g'x'y", "g [0] [1]")]   // g'x has no y, but g'x'y is another reading
    [InlineData("let h = fun x y -> x * y\nlet v = h'y", "h [1]")]
    [InlineData("let h x = fun y -> x * y\nlet v = h'y", "h [1]")]
    [InlineData("let g x y = x * y\nlet h = g\nlet v = h'y", "h [1]")]
    [InlineData("let g x y = x * y\nlet h = g 2\nlet v = h'y", "h [0]")]
    [InlineData("let g x y = x * y\nlet h = g'x\nlet v = h'y", "h [1]")]
    [InlineData("let h = sin >> exp\nlet v = h'", "h [0]")]
    [InlineData("let h = exp << sin\nlet v = h'x", "h [0]")]
    [InlineData("let g c x = if c then x else 2 * x\nlet v = g'", "g [1]")]      // the only float parameter
    [InlineData("let v = sqrt'", "sqrt [0]")]
    [InlineData("let v = atan2'x", "atan2 [1]")]
    [InlineData("let v = clamp'high'x", "clamp [2] [0]")]
    [InlineData("let v = pown'x", "pown [0]")]
    [InlineData("let v = xor'b", "xor [1]")]
    public void Are_read(string text, string expected)
    {
        Term? found = null;
        Terms.Visit(Checked.Good(text).Scope.Find("v")!.Definition!, term => found ??= term as Differentiate);
        var derivative = Assert.IsType<Differentiate>(found);
        string gate = derivative.Inner switch { Use use => use.Symbol.Name, BuiltinUse use => use.Builtin.Name, _ => "?" };
        Assert.Equal(expected, gate + string.Concat(derivative.By.Select(place => $" {place}")));
    }

    [Theory]
    [InlineData("let g x y = x * y\nlet g'x = 3.0\nlet v = g'x", "float")]       // a name that the file defines wins
    [InlineData("let f x' = x' + 1\nlet v = f", "float -> float")]
    [InlineData("let f sin' = sin' + 1\nlet v = f 2", "float")]                  // a parameter wins as well
    [InlineData("let f g x = g' x\nlet v = f sin", "float -> float")]
    public void Names_that_are_bound_win(string text, string type) => Assert.Equal(type, Checked.TypeOf(text, "v"));

    [Fact]
    public void All_parameters_are_counted_even_where_the_gate_gives_a_gate()
    {
        Term? found = null;
        Terms.Visit(Checked.Good("let g x = if x > 0 then sin else cos\nlet v = g'x").Scope.Find("v")!.Definition!, term => found ??= term as Differentiate);
        Assert.Equal(2, Assert.IsType<Differentiate>(found).Arity);
    }

    [Theory]
    [InlineData("'x'y", "x,y", "x,y")]
    [InlineData("'x''y", "x,y,x'", "x',y")]
    [InlineData("'ab'a", "a,ab", "ab,a")]
    [InlineData("'x'", "x", null)]
    [InlineData("'z", "x", null)]
    [InlineData("''x", "x", null)]
    public void Rests_are_read_as_parameters(string rest, string parameters, string? expected)
    {
        var read = Primes.Read(rest, parameters.Split(','));
        Assert.Equal(expected, read is null ? null : string.Join(',', read));
    }

    [Fact]
    public void A_name_of_a_million_primes_is_answered_at_once()
    {
        string message = Assert.Single(Checked.Messages("let f x = x\nf" + new string('\'', 1_000_000)));
        Assert.Contains("GATE0201", message);
        Assert.True(message.Length < 500, "the message repeats the name");
    }
}
