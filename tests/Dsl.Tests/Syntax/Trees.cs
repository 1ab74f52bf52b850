using System.Collections.Immutable;
using CsCheck;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Syntax;

/// <summary>Random syntax trees, of every kind of node. Places are all empty.</summary>
static class Trees
{
    static readonly string[] Names = ["a", "b", "x", "y", "gate", "f'x", "Δt", "net income", "type", "x1", "_y", "Array.map"];
    static readonly string[] Numbers = ["0", "1", "2.5", "1e-3", "1_000", "3.", "7E2"];
    static readonly string[] BinaryOperators = ["+", "-", "*", "/", "%", "**", "||", "&&", "=", "<>", "<", "<=", ">", ">=", "|>", "<|", ">>", "<<"];

    static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    static Identifier Id(string name) => new(name, default);

    static readonly Gen<Identifier> AnyName = OneOf(Names[..^1]).Select(Id);

    static readonly Gen<TypeExpr> AnyType = Gen.Recursive<TypeExpr>((depth, inner) => depth > 3
        ? OneOf("float", "bool", "int").Select(name => (TypeExpr)new NamedType(name, default))
        : Gen.OneOf(
            OneOf("float", "bool").Select(name => (TypeExpr)new NamedType(name, default)),
            OneOf("a", "b").Select(name => (TypeExpr)new TypeVariable(name, default)),
            inner.Array[2, 3].Select(items => (TypeExpr)new TupleType([.. items], default)),
            Gen.Select(inner, inner, (argument, result) => (TypeExpr)new FunctionType(argument, result, default)),
            inner.Select(element => (TypeExpr)new ArrayType(element, default))));

    static readonly Gen<Pattern> AnyPattern = Gen.Recursive<Pattern>((depth, inner) => depth > 2
        ? AnyName.Select(name => (Pattern)new NamePattern(name))
        : Gen.Frequency(
            (6, AnyName.Select(name => (Pattern)new NamePattern(name))),
            (1, Gen.Const((Pattern)new WildcardPattern(default))),
            (1, inner.Array[2, 3].Select(items => (Pattern)new TuplePattern([.. items], default))),
            (1, Gen.Select(inner, AnyType, (pattern, type) => (Pattern)new AnnotatedPattern(pattern, type, default))),
            (1, inner.Select(pattern => (Pattern)new ParenPattern(pattern, default)))));

    static readonly Gen<Expr> Leaf = Gen.OneOf(
        OneOf(Names).Select(name => (Expr)new NameExpr(Id(name))),
        OneOf(Numbers).Select(text => (Expr)new NumberExpr(text, 0, false, default)),
        Gen.Bool.Select(value => (Expr)new BoolExpr(value, default)),
        OneOf(BinaryOperators).Select(op => (Expr)new OperatorNameExpr(op, default)));

    /// <summary>Any expression.</summary>
    public static readonly Gen<Expr> Expression = Gen.Recursive<Expr>((depth, inner) => depth > 4
        ? Leaf
        : Gen.Frequency(
            (4, Leaf),
            (4, Gen.Select(inner, Gen.Int[0, 5], Gen.Select(Gen.Int, inner).Array[1, 3], Chain)),
            (1, Gen.Select(OneOf("-", "+"), inner, (op, operand) => (Expr)new PrefixExpr(Id(op), operand, default))),
            (3, Gen.Select(inner.Where(function => function is not NumberExpr), inner.Array[1, 3], (function, arguments) => (Expr)new ApplyExpr(function, [.. arguments], default))),
            (1, inner.Array[2, 3].Select(items => (Expr)new TupleExpr([.. items], default))),
            (2, Gen.Select(Gen.Select(inner, inner).Array[1, 2], inner.Where(other => other is not IfExpr), Choice)),
            (1, Gen.Select(AnyPattern.Array[1, 2], inner, (parameters, body) => (Expr)new LambdaExpr([.. parameters], body, default))),
            (2, Gen.Select(Binding(inner).Array[1, 2], inner.Where(result => result is not BlockExpr), (bindings, result) => (Expr)new BlockExpr([.. bindings], result, default))),
            (1, Gen.Select(inner, AnyType, (value, type) => (Expr)new AnnotatedExpr(value, type, default))),
            (2, inner.Array[0, 3].Select(items => (Expr)new ArrayExpr([.. items], default))),
            (1, Range(inner)),
            (1, Gen.Select(AnyPattern, Gen.OneOf(inner, Range(inner)), inner, (target, source, body) => (Expr)new ForExpr(target, source, body, default))),
            (1, Gen.Select(Indexed(inner), inner, Gen.Bool, (array, index, isDotted) => (Expr)new IndexExpr(array, index, isDotted, default))),
            (1, Gen.Select(Indexed(inner), inner, inner, Gen.Int[0, 2], Gen.Bool, (array, first, last, open, isDotted) => (Expr)new SliceExpr(array, open == 1 ? null : first, open == 2 ? null : last, isDotted, default))),
            (1, Indexed(inner).Select(array => (Expr)new LengthExpr(array, default))),
            (1, inner.Select(value => (Expr)new ParenExpr(value, default)))));

    static Gen<Expr> Range(Gen<Expr> inner) => Gen.Select(inner, inner, inner, Gen.Bool, (first, step, last, hasStep) => (Expr)new RangeExpr(first, hasStep ? step : null, last, default));

    // What may stand before a bracket: numbers, truth values and functions of the language cannot.
    static Gen<Expr> Indexed(Gen<Expr> inner) => inner.Select(array => array is NumberExpr or BoolExpr or NameExpr { Name.Text: "Array.map" } ? new ParenExpr(array, default) : array);

    static readonly string[][] Levels = [["||"], ["&&"], ["=", "<>", "<", "<=", ">", ">=", "|>", "<|", ">>", "<<"], ["+", "-"], ["*", "/", "%"], ["**"]];

    static Expr Chain(Expr first, int level, (int Which, Expr Operand)[] rest) => new ChainExpr(first,
        [.. rest.Select(link => new Link(Id(Levels[level][(uint)link.Which % Levels[level].Length]), link.Operand))], RightAssociative: level == 5, default);

    static Expr Choice((Expr Condition, Expr Then)[] branches, Expr otherwise) =>
        new IfExpr([.. branches.Select(branch => new Branch(branch.Condition, branch.Then))], otherwise, default);

    static Gen<Binding> Binding(Gen<Expr> body) => Gen.OneOf(
        Gen.Select(AnyName, AnyPattern.Array[0, 2], AnyType.Null(), body, (name, parameters, type, value) => new Binding(new NamePattern(name), [.. parameters], type, value, null, default)),
        Gen.Select(AnyPattern.Where(pattern => pattern is not NamePattern), body, (target, value) => new Binding(target, [], null, value, null, default)));

    /// <summary>A top-level item.</summary>
    public static readonly Gen<Item> Item = Gen.Frequency(
        (4, Binding(Expression).Select(binding => (Item)new DefinitionItem(binding, default))),
        (2, Expression.Select(body => (Item)new ResultItem(body))),
        (1, Expression.Select(condition => (Item)new AssertItem(condition, default))),
        (1, Gen.Const((Item)new OpenItem("a \"quoted\" \\ path.gate", default, default))));
}
