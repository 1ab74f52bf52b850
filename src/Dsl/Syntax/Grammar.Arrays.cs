using System.Collections.Immutable;
using Sprache;
using static GateDsl.Syntax.TokenParsers;

namespace GateDsl.Syntax;

static partial class Grammar
{
    // .[i]   [i]   .[a..b]   .Length       each right behind what it belongs to
    static Parser<Expr> WithSuffixes(Parser<Expr> first) => input =>
    {
        IResult<Expr> read = first(input);
        for (int count = 1; read.WasSuccessful && StartsSuffix((TokenInput)read.Remainder); count++)
        {
            var at = (TokenInput)read.Remainder;
            at.Reading.Check(at.Token, count);
            IResult<Func<Expr, Expr>> suffix = Arrays.Suffix(at);
            if (!suffix.WasSuccessful) return Combinators.Failure<Expr>(input);
            read = Sprache.Result.Success(suffix.Value(read.Value), suffix.Remainder);
        }
        return read;
    };

    static bool StartsSuffix(TokenInput at)
    {
        if (at.Token.Kind is not (Kind.Symbol or Kind.Dot) || at.Index == 0 || at.Ahead(-1).Span.End != at.Token.Span.Start) return false;
        if (at.Token.Kind == Kind.Symbol) return at.Token.Text == "[";
        Token next = at.Ahead(1);
        return next.Span.Start == at.Token.Span.End && (next.IsSymbol("[") || next.Is(Kind.Identifier, "Length"));
    }

    /// <summary>Arrays: what stands between <c>[|</c> and <c>|]</c>, and what follows an array. Made when a file has one.</summary>
    static class Arrays
    {
        static readonly Parser<Token> Dots = Match(token => token.IsSymbol(".."), "'..'");

        // ---- what follows

        static readonly Parser<Func<Expr, Expr>> Length =
            from word in Token(Kind.Identifier, "'Length'")
            select (Func<Expr, Expr>)(array => new LengthExpr(array, array.Span.To(word.Span)));

        // i   a..b   a..   ..b
        static readonly Parser<Func<Expr, bool, Span, Expr>> Position =
            (from dots in Dots from last in Operation select (Func<Expr, bool, Span, Expr>)((array, isDotted, span) => new SliceExpr(array, null, last, isDotted, span)))
            .Or(from first in Tuple
                from slice in (from dots in Dots from last in Operation.Optional() select Slice(first, last)).Optional()
                select slice ?? ((array, isDotted, span) => new IndexExpr(array, first, isDotted, span)));

        static Func<Expr, bool, Span, Expr> Slice(Expr first, Expr? last) => (array, isDotted, span) => new SliceExpr(array, first, last, isDotted, span);

        static readonly Parser<Func<Expr, Expr>> Brackets =
            from open in LeftBracket
            from inside in Nested(() => Position)
            from close in Match(token => token.IsSymbol("]"), "']'", open)
            select (Func<Expr, Expr>)(array => inside(array, open.Span.Start > array.Span.End, array.Span.To(close.Span)));

        public static readonly Parser<Func<Expr, Expr>> Suffix = (from dot in Token(Kind.Dot, "'.'") from suffix in Brackets.Or(Length) select suffix).Or(Brackets);

        // ---- literals

        // ; or the end of the line, or both
        static readonly Parser<Token> Next =
            (from semicolon in Match(token => token.IsSymbol(";"), "';'") from end in Token(Kind.Separator, "a value").Optional() select semicolon)
            .Or(Token(Kind.Separator, "';'"));

        // .. b   .. step .. b          what makes a range of the number before it: nothing is read twice, however deeply arrays are nested
        static readonly Parser<Func<Expr, RangeExpr>> RangeFrom =
            from dots in Dots
            from second in Operation
            from third in (from more in Dots from last in Operation select last).Optional()
            select (Func<Expr, RangeExpr>)(first => third is null ? new(first, null, second, first.Span.To(second.Span)) : new(first, second, third, first.Span.To(third.Span)));

        static readonly Parser<Func<Span, Expr>> RangeOrElements =
            from first in Tuple
            from range in RangeFrom.Optional()
            from others in (from next in Next from item in Tuple select item).Many()
            from end in Next.Optional()
            from here in Here
            select Inside(first, range, others, here.Reading);

        // [| 1; 5 .. 9 |] is no range and no list of elements.
        static Func<Span, Expr> Inside(Expr first, Func<Expr, RangeExpr>? range, List<Expr> others, Reading reading)
        {
            if (range is null) return span => new ArrayExpr([first, .. others], span);
            RangeExpr made = range(first);
            if (others.Count > 0) reading.Problems.Add(reading.Report.RangeAmongElements(made.Span));
            return span => made with { Span = span };
        }

        static readonly Parser<Func<Span, Expr>> Nothing = from nothing in Where(at => at.Token.Kind == Kind.RightArray) select (Func<Span, Expr>)(span => new ArrayExpr([], span));

        // for x in xs -> e   for i in a .. b -> e   for x in xs do for y in ys -> e
        static readonly Parser<ForExpr> Comprehension =
            from word in Match(token => token.Is(Kind.Reserved, "for"), "a value")
            from target in Pattern
            from @in in Match(token => token.IsSymbol("in"), "'in'", word)
            from first in Operation
            from range in RangeFrom.Optional()
            from arrow in Arrow
            from body in Inner(arrow).Or(Block)
            from end in Token(Kind.FunEnd, "the end of the 'for'")
            select new ForExpr(target, range is null ? first : range(first), body, word.Span.To(body.Span));

        static Parser<Expr> Inner(Token arrow) =>
            from begin in Where(at => arrow.Text == "do" && at.Token.Kind == Kind.BlockBegin && at.Ahead(1).Is(Kind.Reserved, "for"))
            from block in BlockBegin
            from inner in Nested(() => Comprehension)
            from end in BlockEnd
            select (Expr)(inner with { IsInner = true });

        // [| a; b |]   [| a .. b |]   [| for x in xs -> e |]   [||]
        public static readonly Parser<Expr> Literal =
            from open in Any
            from inside in Nested(() => Nothing.Or(from each in Comprehension select (Func<Span, Expr>)(span => each with { Span = span })).Or(RangeOrElements))
            from close in Closing(Kind.RightArray, "'|]'", open)
            select inside(open.Span.To(close.Span));
    }
}
