using System.Globalization;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Syntax;

/// <summary>A tree in the notation of tests/conformance/fsharp-layout.</summary>
static class FSharpTree
{
    public static string Of(Item item) => item switch
    {
        DefinitionItem definition => "let " + Of(definition.Binding),
        ResultItem result => "res " + Of(result.Body),
        _ => item.GetType().Name,
    };

    static string Of(Expr expression) => expression switch
    {
        NumberExpr number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        BoolExpr truth => truth.Value ? "true" : "false",
        NameExpr name => name.Name.Text,
        OperatorNameExpr op => $"(op {op.Operator})",
        ParenExpr { Inner: OperatorNameExpr op } => $"(op {op.Operator})",       // F#'s tree does not tell ((+)) from (+)
        ParenExpr paren => "P" + Of(paren.Inner),
        PrefixExpr prefix => $"[{prefix.Operator.Text}{Of(prefix.Operand)}]",
        ApplyExpr apply => $"<{Of(apply.Function)} {string.Join(' ', apply.Arguments.Select(Of))}>",
        TupleExpr tuple => $"tup({string.Join(", ", tuple.Items.Select(Of))})",
        AnnotatedExpr annotated => $"({Of(annotated.Inner)} : {Of(annotated.Type)})",
        LambdaExpr lambda => $"(\\{string.Join(' ', lambda.Parameters.Select(Of))}. {Of(lambda.Body)})",
        BlockExpr block => string.Concat(block.Bindings.Select(binding => $"let {Of(binding)}; ")) + Of(block.Result),
        IfExpr choice => choice.Branches.Reverse().Aggregate(Of(choice.Otherwise), (rest, branch) => $"if {Of(branch.Condition)}?{Of(branch.Then)} : {rest} fi"),
        ChainExpr { RightAssociative: false } chain => chain.Rest.Aggregate(Of(chain.First), (left, link) => $"({left} {link.Operator.Text} {Of(link.Operand)})"),
        ChainExpr chain => Right(chain, 0),
        _ => expression.GetType().Name,
    };

    static string Right(ChainExpr chain, int from)
    {
        string left = Of(from == 0 ? chain.First : chain.Rest[from - 1].Operand);
        return from == chain.Rest.Length ? left : $"({left} {chain.Rest[from].Operator.Text} {Right(chain, from + 1)})";
    }

    static string Of(Binding binding) =>
        $"{Of(binding.Target)}{string.Concat(binding.Parameters.Select(parameter => " " + Of(parameter)))}{(binding.Result is { } type ? ":" + Of(type) : "")} = {Of(binding.Body)}";

    static string Of(Pattern pattern) => pattern switch
    {
        NamePattern name => name.Name.Text,
        WildcardPattern => "_",
        ParenPattern paren => "P" + Of(paren.Inner),
        AnnotatedPattern annotated => $"({Of(annotated.Inner)}:{Of(annotated.Type)})",
        TuplePattern tuple => $"({string.Join(", ", tuple.Items.Select(Of))})",
        _ => pattern.GetType().Name,
    };

    static string Of(TypeExpr type) => type switch
    {
        NamedType named => named.Name,
        TypeVariable variable => "'" + variable.Name,
        ArrayType array => Of(array.Element) + "[]",
        TupleType tuple => $"({string.Join("*", tuple.Items.Select(Of))})",
        FunctionType function => $"({Of(function.Argument)}->{Of(function.Result)})",
        _ => type.GetType().Name,
    };
}
