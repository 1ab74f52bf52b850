using CsCheck;
using GateDsl.Dsl.Tests.Syntax;
using GateDsl.Printing;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Printing;

public class FormatterTests
{
    static string Format(string text)
    {
        var bag = new Bag();
        string? formatted = Formatter.Format(new Source("t.gate", text), new Limits(), bag);
        Assert.True(formatted is not null, $"{text}\n{string.Join('\n', bag.All)}");
        return formatted;
    }

    static IEnumerable<string> Shapes(string text) => Grammar.ParseModule(new Source("t.gate", text), new Limits(), new Bag()).Items.Select(Shape.Of);

    static string[] Comments(string text) => [.. Grammar.ParseModule(new Source("t.gate", text), new Limits(), new Bag()).Comments.Select(comment => comment.Text.TrimEnd())];

    [Theory]
    [InlineData("let f   x=x+1", "let f x = x + 1\n")]
    [InlineData("let f x =\n  x + 1\n\n\n\nlet g x = x", "let f x = x + 1\n\nlet g x = x\n")]
    [InlineData("let f x =\n  let y = x\n\n  y*2", "let f x =\n    let y = x\n\n    y * 2\n")]
    [InlineData("let a=1 // one\n// two\nlet b=2", "let a = 1  // one\n// two\nlet b = 2\n")]
    [InlineData("let f x = // why\n  x", "let f x =  // why\n    x\n")]
    [InlineData("let f x = x (* odd *) + 1", "let f x = x (* odd *) + 1\n")]
    [InlineData("1--1\r\n2*-3", "1 - -1\n2 * -3\n")]
    [InlineData("let f = (  fun x->x  )", "let f = (fun x -> x)\n")]
    [InlineData("let t = (1,2)", "let t = (1, 2)\n")]
    [InlineData("open   \"a.gate\"", "open \"a.gate\"\n")]
    [InlineData("assert(1=1)", "assert (1 = 1)\n")]
    [InlineData("let ``a b``  x= ``a b``", "let ``a b`` x = ``a b``\n")]
    [InlineData("// only a comment", "// only a comment\n")]
    [InlineData("let xs=[|1;2 ;3;|]", "let xs = [| 1; 2; 3 |]\n")]
    [InlineData("let xs=[||]", "let xs = [||]\n")]
    [InlineData("let xs = [|\n  1\n  2\n|]", "let xs = [| 1; 2 |]\n")]
    [InlineData("let xs = [| 1 // one\n            2 // two\n         |]", "let xs =\n    [| 1  // one\n       2  // two\n    |]\n")]
    [InlineData("let f xs=xs.[0]+xs[ 1 ]+xs.[0 .. 1].Length", "let f xs = xs.[0] + xs[1] + xs.[0..1].Length\n")]
    [InlineData("let f xs n=xs.[n-1..],xs.[..n]", "let f xs n = xs.[n - 1 ..], xs.[..n]\n")]
    [InlineData("let r n=[|0..n-1|],[|0.. 2..8|]", "let r n = [| 0 .. n - 1 |], [| 0 .. 2 .. 8 |]\n")]
    [InlineData("let c n=[|for i in 0..n->float i*2|]", "let c n = [| for i in 0 .. n -> float i * 2 |]\n")]
    [InlineData("let c xs =\n  [| for (a,b) in xs ->\n       let c = a+b\n       c*c |]", "let c xs =\n    [| for (a, b) in xs ->\n           let c = a + b\n           c * c |]\n")]
    [InlineData("let s (xs: float array) = Array.sumBy(fun x->x*x)xs", "let s (xs: float[]) = Array.sumBy (fun x -> x * x) xs\n")]
    [InlineData("", "")]
    public void Gives_the_one_layout(string text, string expected) => Assert.Equal(expected, Format(text));

    [Fact]
    public void Breaks_what_is_too_long()
    {
        string formatted = Format("let f first second third = first * second + third * first - second ** 2 + sin (first + second) * cos (third - first) + first\n");
        Assert.Equal("""
            let f first second third =
                first * second
                + third * first
                - second ** 2
                + sin (first + second) * cos (third - first)
                + first

            """.ReplaceLineEndings("\n"), formatted);
    }

    [Fact]
    public void Breaks_an_array_that_is_too_long()
    {
        string formatted = Format("let table = [| [| 1.25; 2.25; 3.25; 4.25; 5.25 |]; [| 1.5; 2.5; 3.5; 4.5; 5.5 |]; [| -1.75; -2.75; 3.75; 4.75; 5.75 |] |]\n");
        Assert.Equal("""
            let table =
                [| [| 1.25; 2.25; 3.25; 4.25; 5.25 |]
                   [| 1.5; 2.5; 3.5; 4.5; 5.5 |]
                   [| -1.75; -2.75; 3.75; 4.75; 5.75 |] |]

            """.ReplaceLineEndings("\n"), formatted);
    }

    [Fact]
    public void Fills_lines_with_numbers()
    {
        string formatted = Format("let hours = [| 0.5; 0.75; 1; 1.25; 1.5; 1.75; 1.75; 2; 2.25; 2.5; 2.75; 3; 3.25; 3.5; -4; -4.25; -4.5; 4.75; 5; 5.5 |]\n");
        Assert.Equal("""
            let hours =
                [| 0.5; 0.75; 1; 1.25; 1.5; 1.75; 1.75; 2; 2.25; 2.5; 2.75; 3; 3.25; 3.5; -4; -4.25; -4.5; 4.75
                   5; 5.5 |]

            """.ReplaceLineEndings("\n"), formatted);
        Assert.Equal(formatted, Format(formatted));
    }

    [Fact]
    public void Never_changes_the_meaning_and_is_idempotent() => Trees.Item.Array[1, 3].Sample(items =>
    {
        string text = string.Join("\n", items.Select(item => SourceText.Of(new SyntaxModule(new Source("t", ""), [item], []))));
        string once = Format(text);
        Assert.Equal(Shapes(text), Shapes(once));
        Assert.Equal(once, Format(once));
    }, iter: Repository.Long ? 50_000 : 400);

    [Fact]
    public void Keeps_every_comment()
    {
        // A comment at every place between two words where a line may end.
        string[] words = "let f x = let y = x + 1 in if y > 0 then max y 1 else ( fun z -> z ) y".Split(' ');
        for (int i = 1; i < words.Length; i++)
        {
            string text = string.Join(' ', words[..i]) + " (* here *) " + string.Join(' ', words[i..]) + "\n";
            string once = Format(text);
            Assert.Equal(["(* here *)"], Comments(once));
            Assert.Equal(Shapes(text), Shapes(once));
            Assert.Equal(once, Format(once));
        }
    }

    public static IEnumerable<TheoryDataRow<string>> Examples() =>
        Directory.GetFiles(Repository.PathOf("examples"), "*.gate").Select(path => new TheoryDataRow<string>(Path.GetFileName(path)));

    [Theory, MemberData(nameof(Examples))]
    public void Examples_keep_tree_and_comments(string name)
    {
        string text = File.ReadAllText(Repository.PathOf("examples", name)), once = Format(text);
        Assert.Equal(Shapes(text), Shapes(once));
        Assert.Equal(Comments(text), Comments(once));
        Assert.Equal(once, Format(once));
    }

    [Fact]
    public void A_source_with_errors_is_not_formatted()
    {
        var bag = new Bag();
        Assert.Null(Formatter.Format(new Source("t.gate", "let f x = x +\n"), new Limits(), bag));
        Assert.True(bag.HasErrors);
    }
}
