using System.Collections.Immutable;

namespace GateDsl.Syntax;

// The syntax tree: what was written, with places. Immutable; built by Grammar, read by Infer, SourceText and Formatter.
// Long things are flat (Chain, Block, If with many branches, Apply with many arguments), so that no pass recurses over length.

/// <summary>One file.</summary>
sealed record SyntaxModule(Source Source, ImmutableArray<Item> Items, ImmutableArray<Comment> Comments);

/// <summary>A comment with its delimiters, kept for the formatter; <c>///</c> lines are also the doc of the next definition.</summary>
sealed record Comment(Span Span, string Text);

/// <summary>A name and where it stands. Text is without double backticks.</summary>
readonly record struct Identifier(string Text, Span Span);

/// <summary>A top-level item.</summary>
abstract record Item(Span Span);

sealed record DefinitionItem(Binding Binding, Span Span) : Item(Span);

sealed record ResultItem(Expr Body) : Item(Body.Span);

sealed record AssertItem(Expr Condition, Span Span) : Item(Span);

sealed record OpenItem(string Path, Span PathSpan, Span Span) : Item(Span);

/// <summary><c>let target parameters : result = body</c>. With parameters the target is a NamePattern.</summary>
/// <param name="Doc">The text of the <c>///</c> lines above it, one line each, without the slashes and one blank; null if none.</param>
sealed record Binding(Pattern Target, ImmutableArray<Pattern> Parameters, TypeExpr? Result, Expr Body, string? Doc, Span Span);

abstract record Pattern(Span Span);

sealed record NamePattern(Identifier Name) : Pattern(Name.Span);

sealed record WildcardPattern(Span Span) : Pattern(Span);

sealed record TuplePattern(ImmutableArray<Pattern> Items, Span Span) : Pattern(Span);

sealed record AnnotatedPattern(Pattern Inner, TypeExpr Type, Span Span) : Pattern(Span);

sealed record ParenPattern(Pattern Inner, Span Span) : Pattern(Span);

/// <summary>A written type.</summary>
abstract record TypeExpr(Span Span);

sealed record NamedType(string Name, Span Span) : TypeExpr(Span);          // float, bool, int

sealed record TypeVariable(string Name, Span Span) : TypeExpr(Span);       // 'a, without the quote

sealed record TupleType(ImmutableArray<TypeExpr> Items, Span Span) : TypeExpr(Span);

sealed record FunctionType(TypeExpr Argument, TypeExpr Result, Span Span) : TypeExpr(Span);

sealed record ArrayType(TypeExpr Element, Span Span) : TypeExpr(Span);

abstract record Expr(Span Span);

/// <summary>A number as written; <paramref name="Value"/> is it correctly rounded. <paramref name="IsWhole"/>: no point and no exponent, so that it can be an int.</summary>
sealed record NumberExpr(string Text, double Value, bool IsWhole, Span Span) : Expr(Span);

sealed record BoolExpr(bool Value, Span Span) : Expr(Span);

sealed record NameExpr(Identifier Name) : Expr(Name.Span);

/// <summary>An operator as a function: <c>(+)</c>.</summary>
sealed record OperatorNameExpr(string Operator, Span Span) : Expr(Span);

/// <summary>Operators of one level and one associativity: <c>a + b - c</c>, <c>a ** b ** c</c>. Rest is never empty.</summary>
sealed record ChainExpr(Expr First, ImmutableArray<Link> Rest, bool RightAssociative, Span Span) : Expr(Span);

/// <summary>An operator of a chain with the operand on its right.</summary>
sealed record Link(Identifier Operator, Expr Operand);

/// <summary>Prefix <c>-</c> or <c>+</c>. Of a literal too: <c>-3</c> is a prefix minus of 3.</summary>
sealed record PrefixExpr(Identifier Operator, Expr Operand, Span Span) : Expr(Span);

/// <summary><c>f a b c</c>: Arguments is never empty.</summary>
sealed record ApplyExpr(Expr Function, ImmutableArray<Expr> Arguments, Span Span) : Expr(Span);

sealed record TupleExpr(ImmutableArray<Expr> Items, Span Span) : Expr(Span);

/// <summary><c>if … then … elif … then … else …</c>; <c>else if</c> too is a branch more.</summary>
sealed record IfExpr(ImmutableArray<Branch> Branches, Expr Otherwise, Span Span) : Expr(Span);

sealed record Branch(Expr Condition, Expr Then);

sealed record LambdaExpr(ImmutableArray<Pattern> Parameters, Expr Body, Span Span) : Expr(Span);

/// <summary>Local definitions and then a value; <c>let a = … in let b = … in e</c> is one block.</summary>
sealed record BlockExpr(ImmutableArray<Binding> Bindings, Expr Result, Span Span) : Expr(Span);

sealed record AnnotatedExpr(Expr Inner, TypeExpr Type, Span Span) : Expr(Span);

sealed record ParenExpr(Expr Inner, Span Span) : Expr(Span);

/// <summary><c>[| a; b; c |]</c>.</summary>
sealed record ArrayExpr(ImmutableArray<Expr> Items, Span Span) : Expr(Span);

/// <summary><c>[| a .. b |]</c>, <c>[| a .. step .. b |]</c>; without brackets in a <see cref="ForExpr"/>.</summary>
sealed record RangeExpr(Expr First, Expr? Step, Expr Last, Span Span) : Expr(Span);

/// <summary><c>[| for target in source -> body |]</c>. In <c>[| for x in xs do for y in ys -> e |]</c> the body is one too, without brackets.</summary>
/// <param name="IsInner">Whether it is the body of another one: the elements of both are one array.</param>
sealed record ForExpr(Pattern Target, Expr Source, Expr Body, Span Span, bool IsInner = false) : Expr(Span);

/// <summary><c>xs.[i]</c>, or <c>xs[i]</c> where it is not dotted.</summary>
sealed record IndexExpr(Expr Array, Expr Index, bool IsDotted, Span Span) : Expr(Span);

/// <summary><c>xs.[a..b]</c>, <c>xs.[a..]</c>, <c>xs.[..b]</c>.</summary>
sealed record SliceExpr(Expr Array, Expr? First, Expr? Last, bool IsDotted, Span Span) : Expr(Span);

/// <summary><c>xs.Length</c>.</summary>
sealed record LengthExpr(Expr Array, Span Span) : Expr(Span);

/// <summary>An item that could not be read; its error is reported. The names it would have defined are known, so that their uses are no errors.</summary>
sealed record BrokenItem(ImmutableArray<Identifier> Names, Span Span) : Item(Span);
