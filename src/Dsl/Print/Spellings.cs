using System.Collections.Concurrent;
using System.Collections.Immutable;
using GateDsl.Syntax;

namespace GateDsl.Printing;

/// <summary>How operations without a name in the language are written: the text of their entry, with the arguments in the places of x and y.</summary>
static class Spellings
{
    static readonly ConcurrentDictionary<string, Expr> trees = [];

    public static Expr Of(string spelling, Expr[] arguments) => Put(trees.GetOrAdd(spelling, Read), arguments);

    static Expr Read(string spelling) => ((ResultItem)Grammar.ParseModule(new Source("spelling", spelling), new Limits(), new Bag()).Items[0]).Body;

    static Expr Put(Expr tree, Expr[] arguments) => tree switch
    {
        NameExpr { Name.Text: "x" } => arguments[0],
        NameExpr { Name.Text: "y" } => arguments[1],
        ParenExpr paren => new ParenExpr(Put(paren.Inner, arguments), default),
        ApplyExpr apply => apply with { Arguments = [.. apply.Arguments.Select(argument => Put(argument, arguments))] },
        ChainExpr chain => chain with { First = Put(chain.First, arguments), Rest = [.. chain.Rest.Select(link => new Link(link.Operator, Put(link.Operand, arguments)))] },
        _ => tree,
    };
}
