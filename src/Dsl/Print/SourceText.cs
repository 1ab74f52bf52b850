using System.Text;
using GateDsl.Syntax;
using static GateDsl.Printing.Doc;

namespace GateDsl.Printing;

/// <summary>
/// Prints a syntax tree as source that is read back as the same tree. Parentheses are put where the tree needs them and kept where it has them.
/// The formatter uses it with comments, everything else without.
/// </summary>
sealed class SourceText(CommentPlaces comments)
{
    const int AnyBody = 0, Item = 1, Operators = 2, Sign = 8, Call = 9, Atomic = 10;       // how tightly a place binds; operators by Fixity.Level

    /// <summary>An expression on one line.</summary>
    public static string Of(Expr expression) => new SourceText(CommentPlaces.None).Expression(expression, AnyBody, last: true).Print(int.MaxValue);

    /// <summary>An item over as many lines as it needs.</summary>
    public static string Of(Item item) => new SourceText(new CommentPlaces("", [], [])).TopLevel(item).Print(Formatter.Width);

    /// <summary>A whole file, without comments other than the docs of definitions.</summary>
    public static string Of(SyntaxModule module)
    {
        var text = new StringBuilder();
        var printer = new SourceText(CommentPlaces.None);
        foreach (var item in module.Items)
        {
            if (item is DefinitionItem { Binding.Doc: { } doc }) foreach (string line in doc.Split('\n')) text.Append("/// ").Append(line).Append('\n');
            text.Append(printer.TopLevel(item).Print(Formatter.Width)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A top-level item, over several lines where it must be.</summary>
    public Doc TopLevel(Item item) => item switch
    {
        DefinitionItem definition => Definition(definition.Binding),
        ResultItem { Body: BlockExpr block } => InlineBlock(block),                        // on several lines its definitions would be the file's
        ResultItem result => Nest(Unit(result.Body)),                                           // no line but the first starts in the first column
        AssertItem { Condition: var condition } => Join("assert ", Align(Group(Expression(condition, AnyBody, last: true)))),
        OpenItem open => Text($"open \"{open.Path.Replace("\\", "\\\\").Replace("\"", "\\\"")}\""),
        _ => throw new InvalidOperationException("a broken item has no text"),
    };

    // ---- what stands on lines of its own

    Doc Definition(Binding binding)
    {
        var parts = new List<Doc> { "let " };
        parts.Add(binding.Parameters.IsEmpty && Unwrapped(binding.Target) is TuplePattern && binding.Target is not ParenPattern ? Pattern(binding.Target, bare: true) : Pattern(binding.Target, bare: false));
        foreach (var parameter in binding.Parameters) parts.Add(Join(" ", Pattern(parameter, bare: false)));
        if (binding.Result is { } type) parts.Add(Join(" : ", Type(type, 0)));
        parts.Add(" =");
        bool open = comments.TakeHeader(binding.Body.Span.Start, out var header) | binding.Body is BlockExpr;
        parts.Add(header);
        parts.Add(Nest(Join(open ? Hard : Line, Body(binding.Body))));
        return Group(Join(parts));
    }

    // The body of a definition, a branch or a lambda.
    Doc Body(Expr body) => body is BlockExpr block ? Block(block) : Unit(body);

    Doc Block(BlockExpr block)
    {
        var lines = new List<Doc>();
        foreach (var binding in block.Bindings)
        {
            lines.Add(comments.Above(binding.Span.Start));
            lines.Add(Definition(binding));
            lines.Add(comments.Behind(binding.Span.End));
            lines.Add(Hard);
        }
        lines.Add(comments.BlankAbove(block.Result.Span.Start) ? Hard : Nothing);
        lines.Add(Unit(block.Result));
        return Join(lines);
    }

    // An expression that starts a line, with the comments above it and behind it.
    Doc Unit(Expr expression, bool last = true)
    {
        var above = comments.Above(expression.Span.Start);
        var doc = Group(Expression(expression, AnyBody, last));
        return Join(above, doc, comments.Behind(expression.Span.End));
    }

    // ---- expressions

    /// <param name="least">How tightly the place binds: what binds less gets parentheses.</param>
    /// <param name="last">Nothing follows up to the end of the block, so that <c>if</c>, <c>fun</c> and <c>let</c> may stand bare.</param>
    Doc Expression(Expr expression, int least, bool last)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Expression(expression, least, last));
        return Binds(expression, last) < least ? Parenthesized(expression) : Bare(expression, last);
    }

    static int Binds(Expr expression, bool last) => expression switch
    {
        AnnotatedExpr => AnyBody,
        BlockExpr => last ? Sign - 1 : AnyBody - 1,
        IfExpr or LambdaExpr => last ? Sign - 1 : AnyBody - 1,
        TupleExpr => Item,
        ChainExpr chain => Operators + Fixity.Level(chain),
        PrefixExpr => Sign,
        ApplyExpr => Call,
        _ => Atomic,
    };

    Doc Bare(Expr expression, bool last) => expression switch
    {
        NumberExpr number => Text(number.Text),
        BoolExpr truth => truth.Value ? "true" : "false",
        NameExpr name => Text(Builtins.Find(name.Name.Text) is { Name: var known } && known.StartsWith(ArrayBuiltins.Prefix, StringComparison.Ordinal) ? known : SourceName.Of(name.Name.Text)),
        OperatorNameExpr op => Text(op.Operator == "**" ? "( ** )" : $"({op.Operator})"),      // (**) is a comment
        ParenExpr paren => Parenthesized(paren.Inner),
        AnnotatedExpr annotated => Join(Expression(annotated.Inner, Item, last: false), " : ", Type(annotated.Type, 0)),
        TupleExpr tuple => Group(Join([.. tuple.Items.Select((item, i) => Join(i == 0 ? Nothing : Join(",", Line), Expression(item, Operators, last && i == tuple.Items.Length - 1)))])),
        ChainExpr chain => Chain(chain, last),
        PrefixExpr prefix => Join(prefix.Operator.Text, Expression(prefix.Operand, prefix.Operand is ApplyExpr ? Call : Atomic, last: false)),
        ArrayExpr array => Array(array),
        RangeExpr range => Join("[| ", Range(range), " |]"),
        ForExpr each => Each(each),
        IndexExpr index => Join(Expression(index.Array, Atomic, last: false), index.IsDotted ? ".[" : "[", Align(Expression(index.Index, Item, last: true)), "]"),
        SliceExpr slice => Join(Expression(slice.Array, Atomic, last: false), slice.IsDotted ? ".[" : "[", Align(Slice(slice.First, slice.Last)), "]"),
        LengthExpr length => Join(Expression(length.Array, Atomic, last: false), ".Length"),
        ApplyExpr apply => Group(Join(Expression(apply.Function, Atomic, last: false), Nest(Join([.. apply.Arguments.Select(argument => Join(Line, Argument(argument)))])))),
        IfExpr choice => Choice(choice, last),
        LambdaExpr lambda => Lambda(lambda),
        BlockExpr block => InlineBlock(block),
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    Doc Parenthesized(Expr inner) => inner is LambdaExpr lambda ? Join("(", Lambda(lambda), ")") : Join("(", Align(inner is BlockExpr block && comments.Multiline ? Block(block) : Expression(inner, AnyBody, last: true)), ")");

    // [| a; b |]       on one line, or an element a line, or as many numbers as the line has room for; with comments the end has a line too
    Doc Array(ArrayExpr array)
    {
        if (array.Items.IsEmpty) return "[||]";
        bool commented = false, areNumbers = array.Items.All(item => item is NumberExpr or BoolExpr or NameExpr or PrefixExpr { Operand: NumberExpr });
        var items = new List<Doc>();
        for (int i = 0; i < array.Items.Length; i++)
        {
            Expr item = array.Items[i];
            Doc above = comments.Above(item.Span.Start), value = Group(Expression(item, Item, last: i == array.Items.Length - 1)), behind = comments.Behind(item.Span.End);
            commented |= !ReferenceEquals(above, Nothing) || !ReferenceEquals(behind, Nothing);
            items.Add(Join(above, value, behind));
        }
        Doc elements = Join([items[0], .. items.Skip(1).Select(item => areNumbers && !commented ? Group(Join(Semicolon, item)) : Join(Semicolon, item))]);
        return Group(Align(Join("[| ", Align(elements), commented ? Hard : " ", "|]")));
    }

    // On one line: what continues below would be an element of its own.
    Doc Range(RangeExpr range) => Flat(Join(
        Expression(range.First, Operators, last: false),
        range.Step is null ? Nothing : Join(" .. ", Expression(range.Step, Operators, last: false)),
        " .. ",
        Expression(range.Last, Operators, last: false)));

    // a..b, and with blanks where a and b are more than names
    Doc Slice(Expr? first, Expr? last)
    {
        bool isShort = IsShort(first) && IsShort(last);
        Doc left = first is null ? Nothing : Join(Expression(first, Operators, last: false), isShort ? Nothing : " ");
        Doc right = last is null ? Nothing : Join(isShort ? Nothing : " ", Expression(last, Operators, last: false));
        return Join(left, "..", right);
    }

    static bool IsShort(Expr? bound) => bound is null or NameExpr or ParenExpr || (bound is NumberExpr { Text: var number } && !number.EndsWith('.'));

    // [| for x in xs -> e |]   [| for x in xs do for y in ys -> e |]
    Doc Each(ForExpr each) => Join("[| ", Align(Group(For(each))), " |]");

    // The nesting was read under a limit.
    Doc For(ForExpr each)
    {
        bool commented = comments.TakeHeader(each.Body.Span.Start, out var header);
        Doc source = each.Source is RangeExpr range ? Range(range) : Expression(each.Source, Operators, last: false);
        var inner = each.Body as ForExpr;
        if (inner is { IsInner: false }) inner = null;
        Doc inside = inner is not null ? For(inner) : comments.Multiline ? Body(each.Body) : Expression(each.Body, AnyBody, last: true);
        Doc body = Nest(Join(commented || (each.Body is BlockExpr && comments.Multiline) ? Hard : Line, inside));
        return Join("for ", Pattern(each.Target, bare: each.Target is TuplePattern), " in ", Align(source), inner is null ? " ->" : " do", header, body);
    }

    Doc Argument(Expr argument) => argument is PrefixExpr { Operand: not PrefixExpr } prefix
        ? Join(prefix.Operator.Text, Expression(prefix.Operand, Atomic, last: false))
        : Expression(argument, Atomic, last: false);

    // first
    // + second
    Doc Chain(ChainExpr chain, bool last)
    {
        int level = Operators + Fixity.Level(chain) + 1;
        var parts = new List<Doc> { Expression(chain.First, level, last: false) };
        for (int i = 0; i < chain.Rest.Length; i++)
        {
            var (op, operand) = chain.Rest[i];
            Doc link = Join(Line, op.Text, " ", Expression(operand, level, last && i == chain.Rest.Length - 1));
            // As in F#, these do not continue a line from its own column.
            parts.Add(op.Text is "=" or "<" or ">" or "%" ? Nest(link) : link);
        }
        return Group(Join(parts));
    }

    // if a then b elif c then d else e         on one line, or
    // if a then b                              a line a branch, or
    // if a then                                all apart
    //     b
    Doc Choice(IfExpr choice, bool last)
    {
        var parts = new List<Doc>();
        for (int i = 0; i < choice.Branches.Length; i++)
        {
            var (condition, then) = choice.Branches[i];
            parts.Add(i == 0 ? "if " : "elif ");
            parts.Add(Align(Expression(condition, Item, last: false)));
            parts.Add(" then");
            parts.Add(Branch(then));
            parts.Add(Line);
        }
        parts.Add("else");
        parts.Add(Branch(choice.Otherwise, isElse: last));
        return Group(Align(Join(parts)));
    }

    Doc Branch(Expr value, bool isElse = false)
    {
        bool commented = comments.TakeHeader(value.Span.Start, out var header);
        Doc inner = value is BlockExpr block && comments.Multiline ? Join(Hard, Block(block))
            : value is LambdaExpr or BlockExpr && isElse ? Join(Line, Unit(value))
            : value is IfExpr or LambdaExpr or BlockExpr ? Join(Line, comments.Above(value.Span.Start), Parenthesized(value), comments.Behind(value.Span.End))
            : Join(commented ? Hard : Line, Unit(value, isElse));
        return Join(header, Group(Nest(inner)));
    }

    Doc Lambda(LambdaExpr lambda)
    {
        var parts = new List<Doc> { "fun" };
        foreach (var parameter in lambda.Parameters) parts.Add(Join(" ", Pattern(parameter, bare: false)));
        parts.Add(" ->");
        bool commented = comments.TakeHeader(lambda.Body.Span.Start, out var header);
        parts.Add(header);
        parts.Add(Nest(Join(commented || (lambda.Body is BlockExpr && comments.Multiline) ? Hard : Line, comments.Multiline ? Body(lambda.Body) : Expression(lambda.Body, AnyBody, last: true))));
        return Group(Join(parts));
    }

    // let a = 1 in a + 1
    Doc InlineBlock(BlockExpr block)
    {
        var inline = new SourceText(CommentPlaces.None);
        return Flat(Join([.. block.Bindings.Select(binding => Join(inline.InlineDefinition(binding), " in ")), inline.Expression(block.Result, AnyBody, last: true)]));
    }

    Doc InlineDefinition(Binding binding)
    {
        var parts = new List<Doc> { "let ", Pattern(binding.Target, bare: binding.Target is TuplePattern && binding.Parameters.IsEmpty) };
        foreach (var parameter in binding.Parameters) parts.Add(Join(" ", Pattern(parameter, bare: false)));
        if (binding.Result is { } type) parts.Add(Join(" : ", Type(type, 0)));
        parts.Add(Join(" = ", Expression(binding.Body, AnyBody, last: true)));
        return Join(parts);
    }

    // ---- patterns, types, names

    static Pattern Unwrapped(Pattern pattern) => pattern is ParenPattern paren ? paren.Inner : pattern;

    /// <param name="bare">A tuple or an annotation needs no parentheses here.</param>
    static Doc Pattern(Pattern pattern, bool bare) => pattern switch
    {
        NamePattern name => Text(SourceName.Of(name.Name.Text)),
        WildcardPattern => "_",
        ParenPattern paren => Join("(", Pattern(paren.Inner, bare: true), ")"),
        _ when !bare => Join("(", Pattern(pattern, bare: true), ")"),
        TuplePattern tuple => Join([.. tuple.Items.Select((item, i) => Join(i == 0 ? "" : ", ", Pattern(item, bare: false)))]),
        AnnotatedPattern annotated => Join(Pattern(annotated.Inner, bare: false), ": ", Type(annotated.Type, 0)),
        _ => throw new InvalidOperationException(pattern.GetType().Name),
    };

    const int Arrow = 0, Star = 1, Element = 2;

    static Doc Type(TypeExpr type, int place) => type switch
    {
        NamedType named => Text(named.Name),
        TypeVariable variable => Text("'" + variable.Name),
        ArrayType array => Join(Type(array.Element, Element), "[]"),
        TupleType when place > Star - 1 && place != Star => Join("(", Type(type, Arrow), ")"),
        FunctionType when place > Arrow => Join("(", Type(type, Arrow), ")"),
        TupleType tuple => Join([.. tuple.Items.Select((item, i) => Join(i == 0 ? "" : " * ", Type(item, Element)))]),
        FunctionType function => Join(Type(function.Argument, Star), " -> ", Type(function.Result, Arrow)),
        _ => throw new InvalidOperationException(type.GetType().Name),
    };
}
