using System.Text;
using CsCheck;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Syntax;

public class LexerTests
{
    static Lexed Read(string text) => Lexer.Read(new Source("t.gate", text));

    // Kind and text of each token but the end.
    static string Words(string text) => string.Join(' ', Read(text).Tokens.SkipLast(1).Select(token => token.Kind is Kind.Prefix ? $"prefix{token.Text}" : token.Text));

    [Theory]
    [InlineData("f -x", "f prefix- x")]
    [InlineData("f - x", "f - x")]
    [InlineData("f-x", "f - x")]
    [InlineData("f- x", "f - x")]
    [InlineData("(x) -1", "( x ) prefix- 1")]
    [InlineData("(x)-1", "( x ) - 1")]
    [InlineData("1--1", "1 - prefix- 1")]
    [InlineData("1 - -1", "1 - prefix- 1")]
    [InlineData("2*-3", "2 * prefix- 3")]
    [InlineData("x<=-1", "x <= prefix- 1")]
    [InlineData("x**-2", "x ** prefix- 2")]
    [InlineData("a=-1", "a = prefix- 1")]
    [InlineData("f +x", "f prefix+ x")]
    [InlineData("-(*)", "prefix- ( * )")]
    [InlineData("x -(* c *) y", "x - y")]
    [InlineData("x+// c\ny", "x + y")]
    [InlineData("(*)", "( * )")]
    [InlineData("f'x'y g''", "f'x'y g''")]
    [InlineData("``a ` b`` c", "a ` b c")]
    [InlineData("Δt_1 価格", "Δt_1 価格")]
    [InlineData("𝛼+1", "𝛼 + 1")]
    [InlineData("a<b>c", "a < b > c")]
    [InlineData("a|>f>>g<<h<|x", "a |> f >> g << h <| x")]
    [InlineData("(* a (* b *) c *) x", "x")]
    [InlineData("(* \"*)\" *) x", "x")]               // a string in a comment, as in F#
    [InlineData("(* 5\" pipe *) x", "x")]             // a quotation mark alone is just a character
    [InlineData("// (*\nx", "x")]
    [InlineData("'a -> 'b", "a -> b")]
    public void Splits_as_FSharp_does(string text, string words)
    {
        Assert.Empty(Read(text).Problems);
        Assert.Equal(words, Words(text));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1.", 1)]
    [InlineData("1_000.5", 1000.5)]
    [InlineData("1e3", 1000)]
    [InlineData("1.e3", 1000)]
    [InlineData("1E-3", 0.001)]
    [InlineData("0.1", 0.1)]
    [InlineData("9007199254740993", 9007199254740992)]                         // a tie goes to even
    [InlineData("9007199254740993.00000000000000000000000000001", 9007199254740994)]
    [InlineData("2.2250738585072011e-308", 2.2250738585072011e-308)]
    [InlineData("1e-400", 0)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    public void Reads_numbers_correctly_rounded(string text, double value)
    {
        var token = Assert.Single(Read(text).Tokens, one => one.Kind == Kind.Number);
        Assert.Equal(value, token.Value);
        Assert.Equal(new Span(0, text.Length), token.Span);
    }

    [Fact]
    public void Every_double_reads_back_as_itself() => Gen.Double.Where(x => double.IsFinite(x) && !double.IsNegative(x)).Sample(x =>
        Read(x.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).Tokens[0].Value == x);

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            var comma = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NumberGroupSeparator = ".";
            System.Globalization.CultureInfo.CurrentCulture = comma;
            Assert.Equal(1.5, Read("1.5").Tokens[0].Value);
        }
        finally { System.Globalization.CultureInfo.CurrentCulture = before; }
    }

    [Theory]
    [InlineData("a b", "b", 1, 3)]
    [InlineData("a\nb", "b", 2, 1)]
    [InlineData("a\r\nb", "b", 2, 1)]
    [InlineData("a\rb", "b", 2, 1)]
    [InlineData("a\r\n\r\n  b", "b", 3, 3)]
    [InlineData("(* \t *) b", "b", 1, 9)]                      // a tab in a comment is one column
    [InlineData("(* \n *) b", "b", 2, 5)]
    [InlineData("Δ b", "b", 1, 3)]
    [InlineData("𝛼 b", "b", 1, 4)]                              // two UTF-16 units
    [InlineData("``x\ty`` b", "b", 1, 9)]
    [InlineData("\uFEFFb", "b", 1, 1)]
    public void Knows_the_place_of_each_word(string text, string word, int line, int column)
    {
        var source = new Source("t.gate", text);
        var token = Lexer.Read(source).Tokens.Single(one => one.Text == word);
        Assert.Equal((line, column), source.Place(token.Span.Start));
        Assert.Equal((line - 1, column - 1), (token.Line, token.Column));
        Assert.Equal(word, source.Text.Substring(token.Span.Start, token.Span.Length));
    }

    [Fact]
    public void Tokens_and_comments_cover_the_text_in_order() => Gen.OneOf(Gen.String, Texts.NearlyValid).Sample(text =>
    {
        var lexed = Read(text);
        int end = 0;
        foreach (var token in lexed.Tokens)
        {
            Assert.InRange(token.Span.Start, end, text.Length);
            Assert.InRange(token.Span.End, token.Span.Start, text.Length);
            end = token.Span.End;
        }
        Assert.Equal(Kind.End, lexed.Tokens[^1].Kind);
        Assert.All(lexed.Problems, problem => Assert.InRange(problem.Span.End, 0, text.Length));
    }, iter: 500);

    [Theory]
    [InlineData(new byte[] { 0x6c, 0xff, 0x6c }, 1)]
    [InlineData(new byte[] { 0xc3, 0xa9, 0x0a, 0xc3 }, 2)]           // a character cut at the end
    [InlineData(new byte[] { 0x61, 0xed, 0xa0, 0x80 }, 1)]           // half of a surrogate pair, encoded
    public void Bytes_that_are_not_UTF8_are_reported_with_their_place(byte[] bytes, int position)
    {
        Utf8Text.Decode("f.gate", bytes, out var wrong);
        Assert.Equal("GATE0103", wrong!.Code);
        Assert.Equal(position, wrong.Span.Start);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_text_is_reported()
    {
        var problem = Assert.Single(Read("x + \ud835 1").Problems);
        Assert.Equal(("GATE0104", new Span(4, 1)), (problem.Code, problem.Span));
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        var source = Utf8Text.Decode("f.gate", [0xef, 0xbb, 0xbf, .. "let f x = x"u8], out var wrong);
        Assert.Null(wrong);
        Assert.Empty(Lexer.Read(source).Problems);
    }
}
