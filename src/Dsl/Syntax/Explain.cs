namespace GateDsl.Syntax;

/// <summary>
/// Makes the message for an item that the grammar refused, from the token that no rule could read past. First the words and signs with a meaning
/// elsewhere (<see cref="ForeignWords"/>), then the shape of what is unfinished, then what was expected.
/// </summary>
sealed class Explain(Report report, Source source, Token[] tokens, Reading reading)
{
    readonly int index = Math.Max(reading.Furthest.Index, 0);

    public static Diagnostic Failure(Report report, Source source, Token[] tokens, Reading reading) => new Explain(report, source, tokens, reading).Message();

    Token At => tokens[index];

    Diagnostic Message() =>
        ForeignWords.Definition(report, tokens)
        ?? ForeignElse()
        ?? InHead()
        ?? ForeignWords.Word(report, source, tokens, index, expectsName: Expects("a name"))
        ?? Bracket()
        ?? ForeignWords.Sign(report, source, tokens, index)
        ?? Unfinished()
        ?? Misplaced()
        ?? (Closes(At) && Before(index) is { } last ? report.Unfinished(last.Span, Found(last), Expected()) : null)
        ?? report.Unexpected(At.Span, Found(At), Expected());

    // ---- where reading stopped

    bool Expects(string what) => reading.Furthest.Expected.Any(miss => miss.What == what);

    Token? OpenerOf(string what) => reading.Furthest.Expected.Where(miss => miss.What == what).Select(miss => miss.Opener).FirstOrDefault();

    // The nearest token before or after that was written.
    Token? Before(int from)
    {
        for (int i = from - 1; i >= 0; i--) if (IsWritten(tokens[i])) return tokens[i];
        return null;
    }

    Token? After(int from)
    {
        for (int i = from; i < tokens.Length; i++) if (IsWritten(tokens[i])) return tokens[i];
        return null;
    }

    static bool IsWritten(Token token) => token.Kind < Kind.BlockBegin && token.Kind != Kind.End || token.Is(Kind.LetEnd, "in");

    static bool Closes(Token token) => token.Kind is Kind.End or Kind.BlockEnd or Kind.LetEnd or Kind.FunEnd or Kind.Separator;

    // ---- the part of a definition before '='

    Diagnostic? InHead()
    {
        if (!Expects("a name")) return null;
        var before = Before(index);
        bool afterLet = before is { Kind: Kind.Let };
        if (At.Kind == Kind.RightParen && before is { Kind: Kind.LeftParen } open) return report.EmptyParentheses(open.Span.To(At.Span));
        if (before is { Kind: Kind.LeftParen } && Before(Position(before)) is { Kind: Kind.Let } && (At.Kind is Kind.Operator or Kind.Prefix || At.Kind == Kind.Symbol))
        {
            var end = tokens.Skip(index).FirstOrDefault(token => token.Kind == Kind.RightParen);
            return report.OwnOperator(end is not null ? before.Span.To(end.Span) : At.Span);
        }
        if (Expects("'='"))
        {
            if (At.Kind == Kind.Colon) return null;
            if (At.IsOperator("<") && before is { } name && name.Span.End == At.Span.Start) return report.TypeParameters(At.Span.To(TypeParametersEnd()));
            if (At.Kind is Kind.Number or Kind.True or Kind.False or Kind.String) return report.NotAPattern(At.Span, Found(At));
            if (Closes(At) && before is { } end) return report.Unfinished(end.Span, Found(end), "'=' or a parameter");
            if (At.IsSymbol(":=") || At.Kind is Kind.Arrow || (At.Kind == Kind.Operator && At.Text != "=")) return report.NoEquals(At.Span, Found(At));
            return null;
        }
        if (At.Kind is Kind.Number or Kind.True or Kind.False or Kind.String) return report.NotAPattern(At.Span, Found(At));
        return afterLet && At.IsOperator("=") ? report.Unexpected(At.Span, "'='", "the name of the gate") : null;
    }

    int Position(Token token) => Array.IndexOf(tokens, token);

    Span TypeParametersEnd() => tokens.Skip(index).Where(token => token.Text.StartsWith('>')).Select(token => token.Span).FirstOrDefault(At.Span);

    // ---- brackets

    Diagnostic? Bracket()
    {
        var before = Before(index);
        if (At.Kind == Kind.RightParen && before is { Kind: Kind.LeftParen } open) return report.EmptyParentheses(open.Span.To(At.Span));
        if (At.Kind == Kind.Comma && before is not null && before.IsSymbol("[")) return report.ArrayOfRank(At.Span);
        if (At.Kind == Kind.RightParen && !IsOpen(Kind.LeftParen, Kind.RightParen)) return report.Unopened(At.Span, ")", "(");
        if (At.Kind == Kind.RightArray && !IsOpen(Kind.LeftArray, Kind.RightArray)) return report.Unopened(At.Span, "|]", "[|");
        if (Expects("'->'") && At.Kind is Kind.FunEnd && ForeignWords.IsInFor(tokens, index)) return report.ForWithoutArrow(tokens[..index].Last(token => token.Is(Kind.Reserved, "for")).Span, null);
        foreach (string closing in (ReadOnlySpan<string>)[")", "|]", "]"])
        {
            if (OpenerOf($"'{closing}'") is not { } opener) continue;
            if (At.Kind is Kind.Symbol or Kind.RightArray or Kind.RightParen && At.Text is ")" or "]" or "|]" or "}") return report.WrongClosing(At.Span, At.Text, opener.Text, closing, opener.Span);
            if (!(before is { } sign && NeedsMore(sign)) && (Closes(At) || At.Kind == Kind.Let)) return report.Unclosed(opener.Span, opener.Text, closing);
        }
        return null;
    }

    // True where some bracket before the token at hand is still open.
    bool IsOpen(Kind left, Kind right)
    {
        int depth = 0;
        for (int i = 0; i < index; i++)
        {
            if (tokens[i].Kind == left) depth++;
            else if (tokens[i].Kind == right && depth > 0) depth--;
        }
        return depth > 0;
    }

    static bool NeedsMore(Token token) => token.Kind is Kind.Operator or Kind.Prefix or Kind.Comma or Kind.Arrow or Kind.Then or Kind.Else or Kind.If or Kind.Elif or Kind.In || token.IsSymbol("..");

    // ---- something is missing

    Diagnostic? Unfinished()
    {
        var before = Before(index);
        if (before is { } op && op.Kind is Kind.Operator or Kind.Prefix or Kind.Comma && Expects("a value"))
        {
            if (op.IsOperator("=") && Closes(At) && index > 0 && tokens[index - 1].Kind == Kind.BlockBegin) return report.NoBody(op.Span, NameBefore(op));
            if (Closes(At)) return report.Unfinished(op.Span, $"'{op.Text}'", "a value");
            if (tokens[index - 1].Kind != Kind.BlockBegin && At.Kind is not (Kind.Underscore or Kind.Assert or Kind.Open)) return report.NoRightSide(At.Span, op.Text, Found(At));
        }
        if (index > 0 && tokens[index - 1].Kind is Kind.LetEnd or Kind.Separator && (Closes(At) || At.Kind is Kind.RightParen or Kind.Then or Kind.Else or Kind.In) && LastDefinition() is { } let)
        {
            return report.NoResult(let.Span.To(After(Position(let) + 1)?.Span ?? let.Span), After(Position(let) + 1)?.Text ?? "_");
        }
        if (Expects("'else'") && OpenerOf("'else'") is { } @if && (Closes(At) || At.Kind is Kind.RightParen or Kind.RightArray)) return report.NoElse(@if.Span);
        if (Expects("'then'") && OpenerOf("'then'") is { } opener && At.Kind != Kind.In) return report.NoThen(opener.Span, opener.Text);
        if (Expects("'in'") && OpenerOf("'in'") is { } local) return Closes(At) ? report.MissingIn(local.Span) : report.Dangling(At.Span);
        if (Expects("the end of the definition")) return report.Dangling(At.Span);
        if (before is { } word && NeedsMore(word) && (Closes(At) || At.Kind is Kind.RightParen or Kind.RightArray)) return report.Unfinished(word.Span, $"'{word.Text}'", Expected());
        if (before is { Kind: Kind.Let } && Closes(At)) return report.Unfinished(before.Span, "'let'", "a name");
        return null;
    }

    // if a then b elseif c then d
    Diagnostic? ForeignElse()
    {
        if (At.Kind is not (Kind.Then or Kind.Else) && !Expects("'else'")) return null;
        var foreign = tokens.LastOrDefault(token => token.Kind == Kind.Identifier && token.Text is "elseif" or "elsif" or "elsef" or "otherwise");
        return foreign is null ? null : report.ForeignElse(foreign.Span, foreign.Text);
    }

    // The name that the definition with this '=' defines.
    string NameBefore(Token equals)
    {
        for (int i = Position(equals); i > 0; i--) if (tokens[i - 1].Kind == Kind.Let) return tokens[i].Text;
        return "it";
    }

    // The 'let' of the definition that has just ended.
    Token? LastDefinition()
    {
        int depth = 0;
        for (int i = index - 1; i >= 0; i--)
        {
            if (tokens[i].Kind is Kind.LetEnd or Kind.In) depth++;
            else if (tokens[i].Kind == Kind.Let && --depth <= 0) return tokens[i];
        }
        return null;
    }

    // ---- something stands where it cannot

    Diagnostic? Misplaced()
    {
        var before = Before(index);
        var next = After(index);
        switch (At.Kind)
        {
            case Kind.Separator when next is { Kind: Kind.Prefix } sign:
                return report.SignStartsLine(sign.Span, sign.Text);
            case Kind.Separator when next is { Kind: Kind.Operator } op:
                return report.OperatorStartsLine(op.Span, op.Text);
            case Kind.Separator when next is { } second:
                return ForeignWords.Word(report, source, tokens, Position(second), false) ?? ForeignWords.Sign(report, source, tokens, Position(second)) ?? report.SecondExpression(LineOf(second));
            case Kind.Operator when Expects("a value") && At.Text is not ("-" or "+"):
                return report.NoLeftSide(At.Span, At.Text);
            case Kind.Comma when Expects("'='"):
            case Kind.Colon when Expects("'='") || Expects("'->'"):
                return report.AnnotationNeedsParentheses(At.Span);
            case Kind.Operator when At.Text == "=" && Expects("'->'"):
                return report.ForeignDefinition(before is null ? At.Span : tokens[FunBefore()].Span, "fun", lambda: false);
            case Kind.Arrow when !Expects("a name"):
                return report.ArrowFunction(At.Span);
            case Kind.If or Kind.Fun or Kind.Let when !Expects("a value") && before is not null:
                return report.KeywordNeedsParentheses(At.Span, At.Text);
            case Kind.Then or Kind.Else or Kind.Elif:
                return report.Stray(At.Span, At.Text, "if");
            case Kind.In:
            case Kind.LetEnd when At.Text == "in":
                return report.Stray(At.Span, "in", "let");
            case Kind.Underscore:
                return report.UnderscoreIsNoValue(At.Span);
            case Kind.Assert or Kind.Open when index > 0:
                return report.OnlyAtTopLevel(At.Span, At.Text);
            case Kind.FunEnd or Kind.BlockEnd or Kind.LetEnd when next is { } dangling:
                return report.Dangling(dangling.Span);
            default:
                return null;
        }
    }

    int FunBefore()
    {
        int i = index;
        while (i > 0 && tokens[i].Kind != Kind.Fun) i--;
        return i;
    }

    // From a token to the end of its line.
    Span LineOf(Token first)
    {
        var span = first.Span;
        for (int i = Position(first); i < tokens.Length && tokens[i].Line == first.Line; i++) if (IsWritten(tokens[i])) span = span.To(tokens[i].Span);
        return span;
    }

    // ---- words for the message

    string Expected()
    {
        var what = reading.Furthest.Expected.Select(miss => miss.What).Where(word => !word.StartsWith("the end", StringComparison.Ordinal)).Distinct().ToList();
        if (Before(index) is not { Kind: Kind.Let }) what = [.. what.Select(word => word == "a name" ? "a parameter" : word)];
        if (what.Count == 0) return Expects("the end of the block") ? "the end of the line" : "a new line in the first column";
        if (what.Contains("an operator") && what.Count > 2) what = [.. what.Where(word => word is "an operator" or "')'" or "'then'" or "'else'" or "'->'" or "'='")];
        return what.Count == 1 ? what[0] : $"{string.Join(", ", what.Take(what.Count - 1))} or {what[^1]}";
    }

    static string Found(Token token) => token.Kind switch
    {
        Kind.End => "the end",
        Kind.BlockEnd or Kind.LetEnd or Kind.FunEnd => "the end of the block",
        Kind.Separator => "a new line",
        Kind.String => "a string",
        _ => $"'{Report.Short(token.Text)}'",
    };
}
