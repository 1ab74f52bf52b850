namespace GateDsl.Dsl.Tests.Syntax;

/// <summary>The place of a message is exact, whatever stands before it in the file.</summary>
public class PositionsTests
{
    // «…» marks the place; the code says which message.
    [Theory]
    [InlineData("GATE0201", "let f x = «y»")]
    [InlineData("GATE0201", "\n\n\nlet f x = «y»")]
    [InlineData("GATE0201", "let a = 1\r\nlet f x = «y»\r\n")]
    [InlineData("GATE0201", "let a = 1\rlet f x = «y»\r")]
    [InlineData("GATE0201", "(* \t\t *) // \t\nlet f x = «y»")]
    [InlineData("GATE0201", "let f x = (* \t *) «y»")]
    [InlineData("GATE0201", "let Δ = 1\nlet f x = Δ + «γ» * x")]
    [InlineData("GATE0201", "let 𝛼 = 1\nlet f x = 𝛼 + 𝛼 + «y»")]
    [InlineData("GATE0201", "let ``net income`` = 1\nlet f x = ``net income`` + «y»")]
    [InlineData("GATE0201", "/// doc\n\n// more\nlet f x =\n    // inside\n    let a = x  // behind\n\n    a + «y»")]
    [InlineData("GATE0131", "let f x =\r\n    x «+»\r\n\r\nlet g x = x")]
    [InlineData("GATE0132", "let 価格 x = 価格2 + «(»x + 1\nlet g x = x")]
    [InlineData("GATE0803", "let f x =\n    x«²»")]
    [InlineData("GATE0140", "let f x = (* 価 *) «2 (x + 1)» * 3")]
    public void Is_the_marked_one(string code, string marked)
    {
        int start = marked.IndexOf('«'), length = marked.IndexOf('»') - start - 1;
        string text = marked.Replace("«", "").Replace("»", "");
        GateModule.TryParse(new Source("t.gate", text), null, out _, out var diagnostics);
        Assert.Contains(diagnostics, one => one.Code == code && one.Span == new Span(start, length));
    }

    [Fact]
    public void A_byte_order_mark_is_no_column()
    {
        GateModule.TryParse(new Source("t.gate", "\uFEFFlet f x = y"), null, out _, out var diagnostics);
        Assert.StartsWith("t.gate(1,11): error GATE0201", Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void Line_and_column_count_from_one()
    {
        GateModule.TryParse(new Source("dir/f.gate", "let a = 1\r\n(* 価 *) let f x = y\n"), null, out _, out var diagnostics);
        Assert.StartsWith("dir/f.gate(2,19): error ", diagnostics[0].ToString());
    }

    [Theory]
    [InlineData("(* a *) 2.0\n", 1)]
    [InlineData("(* a *) (* b *)  let f x = x\n(* c *) f 2\n", 2)]
    [InlineData("let a = 1\n(* over\nlines *) a + 1\na\n", 3)]
    public void An_item_may_stand_behind_comments(string text, int items)
    {
        Assert.True(GateModule.TryParse(new Source("t.gate", text), null, out GateModule? module, out var diagnostics), string.Join('\n', diagnostics));
        Assert.Equal(items, module.Gates.Count + module.Items.Count);
    }

    [Theory]
    [InlineData("  (* a *) 2.0\n", "GATE0121")]
    [InlineData("let a = 1\n  (* a *) let b = 2\n", "GATE0147")]
    [InlineData("let f x =\n    let y = x\n\ty + 1\n", "GATE0101")]
    [InlineData("let f x =\n\tlet y = x\n\ty + 1\n", "GATE0101")]
    [InlineData("let f x =\n    if x > 0 then 1\n\telse 2\n", "GATE0101")]
    [InlineData("let f x =\n    x +\n\t1\n", "GATE0101")]
    [InlineData("\tlet f x = x\n", "GATE0101")]
    [InlineData("// \0\nlet f x = x\n", "GATE0102")]
    [InlineData("(* \0 *) let f x = x\n", "GATE0102")]
    [InlineData("/// \0\nlet f x = x\n", "GATE0102")]
    [InlineData("let ``a\0b`` x = x\n", "GATE0102")]
    [InlineData("let f x = x (* \0", "GATE0107,GATE0102")]
    public void Characters_are_reported_for_what_they_are(string text, string codes)
    {
        Assert.False(GateModule.TryParse(new Source("t.gate", text), null, out _, out var diagnostics));
        Assert.Equal(codes.Split(','), diagnostics.Select(one => one.Code));
    }

    [Fact]
    public void Ten_independent_mistakes_are_ten_messages_in_order()
    {
        string text = string.Join("\n", "let a = 1 +", "let b = (2", "let c = 3)", "let d x = if x > 0 then 1", "let e = [1]", "let rec f x = x", "let g x = x == 1", "let h = \"text\"", "let i x = y", "let j = 2x",
            "let uses x = a + b + c + d x + e + f x + g x + h + i x + j");
        GateModule.TryParse(new Source("t.gate", text), null, out _, out var diagnostics);
        Assert.Equal(10, diagnostics.Count);
        Assert.Equal(Enumerable.Range(1, 10), diagnostics.Select(one => one.Source.Place(one.Span.Start).Line).Order());
    }

    [Fact]
    public void At_most_a_hundred_errors_are_reported_each_once()
    {
        GateModule.TryParse(new Source("t.gate", string.Concat(Enumerable.Repeat("let f x = x +\n", 1_000))), null, out _, out var diagnostics);
        Assert.Equal(100, diagnostics.Count);
        Assert.Equal(100, diagnostics.Distinct().Count());
    }
}
