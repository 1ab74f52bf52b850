using CsCheck;
using GateDsl.Dsl.Tests.Syntax;
using GateDsl.Printing;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Printing;

/// <summary>Printing a tree and reading the text gives the tree.</summary>
public class SourceTextTests
{
    static readonly int Rounds = Repository.Long ? 200_000 : 1_000;

    [Fact]
    public void An_expression_on_one_line_is_read_back() => Trees.Expression.Sample(tree =>
    {
        string text = SourceText.Of(tree);
        var bag = new Bag();
        var read = Grammar.ParseExpression(new Source("t", text), new Limits(), bag);
        Assert.False(bag.HasErrors, $"{text}\n{string.Join('\n', bag.All)}");
        Assert.True(Shape.Of(tree) == Shape.Of(read!), $"{text}\n{SourceText.Of(read!)}\n{Shape.Of(tree)}\n{Shape.Of(read!)}");
    }, iter: Rounds);

    [Fact]
    public void A_file_is_read_back() => Trees.Item.Array[1, 4].Sample(items =>
    {
        string text = SourceText.Of(new SyntaxModule(new Source("t", ""), [.. items], []));
        var bag = new Bag();
        var read = Grammar.ParseModule(new Source("t", text), new Limits(), bag);
        Assert.False(bag.HasErrors, $"{text}\n{string.Join('\n', bag.All)}");
        Assert.True(items.Select(Shape.Of).SequenceEqual(read.Items.Select(Shape.Of)), text);
    }, iter: Rounds);
}
