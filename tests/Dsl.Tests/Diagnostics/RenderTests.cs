namespace GateDsl.Dsl.Tests.Diagnostics;

public class RenderTests
{
    static string Draw(string text, int start, int length) =>
        Render.Draw(new Diagnostic("GATE0001", Severity.Error, new Source("f.gate", text), new(start, length), "wrong", "mend it"));

    [Theory]
    [InlineData("let f = x", 8, 1, "f.gate(1,9): error GATE0001: wrong; mend it\n  1 | let f = x\n    |         ^\n")]
    [InlineData("a\nbb cc\n", 5, 2, "f.gate(2,4): error GATE0001: wrong; mend it\n  2 | bb cc\n    |    ^^\n")]
    [InlineData("a\r\nbb cc\r\nd", 6, 2, "f.gate(2,4): error GATE0001: wrong; mend it\n  2 | bb cc\n    |    ^^\n")]
    [InlineData("a\rbb cc\rd", 5, 2, "f.gate(2,4): error GATE0001: wrong; mend it\n  2 | bb cc\n    |    ^^\n")]
    [InlineData("ab\ncd", 1, 3, "f.gate(1,2): error GATE0001: wrong; mend it\n  1 | ab\n    |  ^\n")]                     // over a line end
    [InlineData("ab", 2, 0, "f.gate(1,3): error GATE0001: wrong; mend it\n  1 | ab\n    |   ^\n")]                          // behind the end
    [InlineData("価格 x", 3, 1, "f.gate(1,4): error GATE0001: wrong; mend it\n  1 | 価格 x\n    |      ^\n")]                // wide: two columns each
    [InlineData("e\u0301 x", 3, 1, "f.gate(1,4): error GATE0001: wrong; mend it\n  1 | e\u0301 x\n    |   ^\n")]              // a mark that combines: none
    [InlineData("😀 x", 3, 1, "f.gate(1,4): error GATE0001: wrong; mend it\n  1 | 😀 x\n    |    ^\n")]
    [InlineData("\tx", 1, 1, "f.gate(1,2): error GATE0001: wrong; mend it\n  1 | \tx\n    | \t^\n")]
    [InlineData("a\u001b[31m", 1, 1, "f.gate(1,2): error GATE0001: wrong; mend it\n  1 | a\u241b[31m\n    |  ^\n")]           // no escape sequence reaches the terminal
    public void Draws_the_line_and_carets_under_the_place(string text, int start, int length, string expected) => Assert.Equal(expected, Draw(text, start, length));

    [Fact]
    public void A_long_line_is_cut_around_the_place()
    {
        string text = new string('a', 5000) + "X" + new string('b', 5000);
        string[] lines = Draw(text, 5000, 1).Split('\n');
        Assert.True(lines[1].Length < 140);
        Assert.Equal(lines[1].IndexOf('X'), lines[2].IndexOf('^'));
        Assert.Contains("…a", lines[1]);
        Assert.EndsWith("…", lines[1]);
    }

    [Fact]
    public void A_note_is_drawn_below()
    {
        var source = new Source("f.gate", "let f = (1\n");
        var diagnostic = new Diagnostic("GATE0001", Severity.Warning, source, new(9, 1), "wrong") { Notes = [new(source, new(8, 1), "opened here")] };
        Assert.Equal("f.gate(1,10): warning GATE0001: wrong\n  1 | let f = (1\n    |          ^\nf.gate(1,9): note: opened here\n  1 | let f = (1\n    |         ^\n", Render.Draw(diagnostic));
    }
}
