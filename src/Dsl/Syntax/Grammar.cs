using System.Collections.Immutable;
using Sprache;
using static GateDsl.Syntax.TokenParsers;

namespace GateDsl.Syntax;

/// <summary>The grammar, over the tokens that <see cref="Layout"/> returns. Smallest rules first; docs/language.md has them in the other order.</summary>
static partial class Grammar
{
    // ---- words

    static readonly Parser<Token> Comma = Token(Kind.Comma, "','");
    static readonly Parser<Token> Colon = Token(Kind.Colon, "':'");
    static readonly Parser<Token> Arrow = Token(Kind.Arrow, "'->'");
    static readonly Parser<Token> Any = Match(_ => true, "");
    static readonly Parser<Token> EqualsSign = Match(token => token.IsOperator("="), "'='");
    static readonly Parser<Token> LeftBracket = Match(token => token.IsSymbol("["), "'['");
    static readonly Parser<Token> RightBracket = Match(token => token.IsSymbol("]"), "']'");
    static readonly Parser<Token> BlockBegin = Token(Kind.BlockBegin, "a value");
    static readonly Parser<Token> BlockEnd = Token(Kind.BlockEnd, "the end of the block");

    // ---- types

    // atom ::= float | 'a | ( type )
    static readonly Parser<TypeExpr> TypeAtom = FirstOf<TypeExpr>("a type",
        new(Kind.Identifier, from token in Any from here in Here select KnownType(token, here.Reading)),
        new(Kind.TypeVariable, from token in Any select (TypeExpr)new TypeVariable(token.Text, token.Span)),
        new(Kind.LeftParen,
            from open in Any
            from inner in Nested(() => Type!)
            from close in Closing(Kind.RightParen, "')'", open)
            select inner));

    // array ::= atom ([] | array)*
    static readonly Parser<TypeExpr> ArrayOrAtom =
        from element in TypeAtom
        from ranks in (from open in LeftBracket from close in RightBracket select close).Or(Match(token => token.Is(Kind.Identifier, "array"), "'array'")).Many()
        from here in Here
        select ArrayOf(element, ranks, here.Reading);

    // product ::= array (* array)*
    static readonly Parser<TypeExpr> Product =
        from first in ArrayOrAtom
        from rest in (from star in Match(token => token.IsOperator("*"), "'*'") from item in ArrayOrAtom select item).Many()
        select Several([first, .. rest], items => new TupleType(items, items[0].Span.To(items[^1].Span)));

    // type ::= product (-> type)?
    static readonly Parser<TypeExpr> Type =
        from argument in Product
        from result in (from arrow in Arrow from type in Nested(() => Type!) select type).Optional()
        select result is null ? argument : new FunctionType(argument, result, argument.Span.To(result.Span));

    static readonly Parser<TypeExpr?> Annotation =
        (from colon in Colon from type in Type select type).Optional();

    // ---- patterns

    // pattern atom ::= x | _ | ( pattern )
    static readonly Parser<Pattern> PatternAtom = FirstOf<Pattern>("a name",
        new(Kind.Identifier, from token in Any select (Pattern)new NamePattern(new(token.Text, token.Span))),
        new(Kind.Underscore, from token in Any select (Pattern)new WildcardPattern(token.Span)),
        new(Kind.LeftParen,
            from open in Any
            from inner in Nested(() => Pattern!)
            from close in Closing(Kind.RightParen, "')'", open)
            select (Pattern)new ParenPattern(inner, open.Span.To(close.Span))));

    static readonly Parser<Pattern> Annotated =
        from inner in PatternAtom
        from type in Annotation
        select type is null ? inner : new AnnotatedPattern(inner, type, inner.Span.To(type.Span));

    // pattern ::= atom (: type)? (, atom (: type)?)*
    static readonly Parser<Pattern> Pattern =
        from first in Annotated
        from rest in (from comma in Comma from item in Annotated select item).Many()
        select Several([first, .. rest], items => new TuplePattern(items, items[0].Span.To(items[^1].Span)));

    // ---- atoms

    static readonly Parser<Expr> Number =
        from token in Any
        select (Expr)new NumberExpr(token.Text, token.Value, IsWhole(token.Text), token.Span);

    static readonly Parser<Expr> Truth =
        from token in Any
        select (Expr)new BoolExpr(token.Kind == Kind.True, token.Span);

    static readonly Parser<Expr> Variable =
        from token in Any
        select (Expr)new NameExpr(new(token.Text, token.Span));

    // (+)
    static readonly Parser<Expr> OperatorName =
        from fits in Where(at => (at.Ahead(1).Kind is Kind.Operator or Kind.Prefix || at.Ahead(1).Text is "~-" or "~+") && at.Ahead(2).Kind == Kind.RightParen)
        from open in Any
        from op in Any
        from close in Any
        select (Expr)new OperatorNameExpr(op.Text, open.Span.To(close.Span));

    // ( e )   (e : type)
    static readonly Parser<Expr> Parenthesized =
        from open in Any
        from inner in Nested(() => Body!)
        from close in Closing(Kind.RightParen, "')'", open)
        select (Expr)new ParenExpr(inner, open.Span.To(close.Span));

    static readonly Start<Expr>[] Atoms =
    [
        new(Kind.Identifier, WithSuffixes(Variable)), new(Kind.Qualified, Variable), new(Kind.Number, Number), new(Kind.True, Truth), new(Kind.False, Truth),
        new(Kind.LeftParen, WithSuffixes(OperatorName.Or(Parenthesized))), new(Kind.LeftArray, WithSuffixes(Later(() => Arrays.Literal))),
    ];

    static readonly Parser<Expr> Atom = FirstOf("a value", Atoms);

    // ---- application and signs

    // -b, next to its operand
    static readonly Parser<Expr> SignedArgument =
        from signs in Token(Kind.Prefix, "a value").Many()
        from operand in Atom
        from here in Here
        select Signed([.. signs], operand, here.Reading);

    static readonly Parser<Expr> Argument = FirstOf("an argument", [.. Atoms, new(Kind.Prefix, SignedArgument)]);

    // f a -b (c)
    static readonly Parser<Expr> Application =
        from function in Atom
        from arguments in Argument.Many()
        from here in Here
        select Applied(function, arguments, here.Reading);

    // -f x: a sign binds less than application and more than any operator
    static readonly Parser<Expr> Prefixed =
        from signs in Match(token => token.Kind == Kind.Prefix || (token.Kind == Kind.Operator && token.Text is "-" or "+"), "a value").Many()
        from operand in Application
        from here in Here
        select Signed([.. signs], operand, here.Reading);

    // ---- what reaches as far to the right as it can

    // block ::= body, in visible bounds where Layout made them
    static readonly Parser<Expr> Block = BlockOf(Nested(() => Body!));

    // The body of a top-level definition is not nested in anything.
    static readonly Parser<Expr> OuterBlock = BlockOf(Later(() => Body!));

    static Parser<Expr> BlockOf(Parser<Expr> body) =>
        (from begin in BlockBegin from inside in body from end in BlockEnd select inside)
        .Or(from unbounded in Where(at => at.Token.Kind != Kind.BlockBegin) from value in body select value);

    // fun x (y, z) -> e
    static readonly Parser<Expr> Lambda =
        from fun in Any
        from parameters in PatternAtom.AtLeastOnce()
        from arrow in Arrow
        from body in Block
        from end in Token(Kind.FunEnd, "the end of the 'fun'")
        select (Expr)new LambdaExpr([.. parameters], body, fun.Span.To(body.Span));

    // if a then b elif c then d else e
    static readonly Parser<Expr> Conditional =
        from @if in Any
        from first in BranchOf(@if)
        from others in (from elif in Token(Kind.Elif, "'elif'") from branch in BranchOf(elif) select branch).Many()
        from @else in Closing(Kind.Else, "'else'", @if)
        from otherwise in Block
        select Choice(@if, [first, .. others], otherwise);

    static Parser<Branch> BranchOf(Token opener) =>
        from condition in Nested(() => Body!)
        from then in Closing(Kind.Then, "'then'", opener)
        from value in Block
        from here in Here
        select Case(condition, value, here.Reading);

    // let p q : type = e
    static Parser<Binding> Definition(Parser<Expr> block) =>
        from word in Token(Kind.Let, "'let'")
        from target in PatternAtom
        from parameters in PatternAtom.Many()
        from others in (from comma in Comma from item in PatternAtom select item).Many()
        from type in Annotation
        from sign in EqualsSign
        from value in block
        from here in Here
        select Bound(word, target, [.. parameters], [.. others], type, value, here.Reading);

    static readonly Parser<Binding> OuterDefinition = Definition(OuterBlock), InnerDefinition = Definition(Block);

    // let x = a in
    static readonly Parser<Binding> LocalDefinition =
        from start in Where(at => at.Token.Kind == Kind.Let)
        from binding in InnerDefinition
        from end in Match(token => token.Kind is Kind.LetEnd or Kind.In, "'in'", start.Token)
        from separator in Token(Kind.Separator, "an expression").Optional()
        select binding;

    // ---- expressions

    static readonly Start<Expr>[] Operands =
    [
        .. Starts(Atoms, Application), new(Kind.Prefix, Prefixed), new(Kind.Operator, Prefixed),
        new(Kind.If, Conditional), new(Kind.Fun, Lambda), new(Kind.Let, Later(() => LocalBlock!)),
    ];

    static readonly Parser<Expr> Operand = FirstOf("a value", Operands);

    // operation ::= operand (operator operand)*          a + b * c |> f     grouped by Fixity
    static readonly Parser<Expr> Operation =
        from first in Operand
        from rest in (from op in Token(Kind.Operator, "an operator") from right in Operand select new Link(new(op.Text, op.Span), right)).Many()
        from here in Here
        select Grouped(first, rest, here.Reading);

    // tuple ::= operation (, operation)*
    static readonly Parser<Expr> Tuple =
        from first in Operation
        from rest in (from comma in Comma from item in Operation select item).Many()
        from here in Here
        select Tupled(first, rest, here.Reading);

    // local block ::= (let … in)+ body                   flat, however many definitions
    static readonly Parser<Expr> LocalBlock =
        from bindings in LocalDefinition.AtLeastOnce()
        from value in Later(() => Body!)
        select Sequence([.. bindings], value);

    // body ::= tuple (: type)?
    static readonly Parser<Expr> Body =
        from value in Tuple
        from type in Annotation
        select type is null ? value : new AnnotatedExpr(value, type, value.Span.To(type.Span));

    // ---- items

    static readonly Parser<Item> Result = from body in Body select (Item)new ResultItem(body);

    // A let with nothing after it defines; with 'in' and an expression it is a result. Without 'in' an expression can follow only where a line in the
    // first column starts with a sign and a blank: a result of its own. (F# makes the definition local to it.)
    static readonly Parser<Item> DefinitionOrResult =
        from binding in OuterDefinition
        from end in Match(token => token.Kind == Kind.LetEnd, "the end of the definition")
        from body in (from nothing in Where(at => at.AtEnd || end.Text == "") select (Expr?)null)
            .Or(from separator in Token(Kind.Separator, "an expression").Optional() from value in Body select (Expr?)value)
        select body is null ? new DefinitionItem(binding, binding.Span)
            : end.Text == "" ? new DefinitionThenResult(new(binding, binding.Span), new(body))
            : (Item)new ResultItem(Sequence([binding], body));

    static readonly Parser<Item> Assertion =
        from word in Any
        from condition in Block.Or(Body)
        select (Item)new AssertItem(condition, word.Span.To(condition.Span));

    static readonly Parser<Item> Opening =
        from open in Any
        from path in Token(Kind.String, "a path in quotation marks")
        select (Item)new OpenItem(path.Text, path.Span, open.Span.To(path.Span));

    static readonly Parser<Item> OneItem = FirstOf("a definition or an expression",
    [
        .. Starts(Operands, Result), new(Kind.Open, Opening), new(Kind.Assert, Assertion), new(Kind.Let, DefinitionOrResult),
    ]);

    static readonly Parser<Token> End = Token(Kind.End, "the end");

    static readonly Parser<Item> WholeItem =
        from item in OneItem
        from end in End
        select item;

    static readonly Parser<Expr> WholeExpression =
        from body in Body
        from end in End
        select body;
}
