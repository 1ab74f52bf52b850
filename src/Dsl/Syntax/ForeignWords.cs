namespace GateDsl.Syntax;

/// <summary>What F# or other languages write and the language does not: each answered by name. Keyed by the word or sign at which reading stopped.</summary>
static class ForeignWords
{
    /// <summary>The answers, made when something is wrong: a file that is right does not need them.</summary>
    static class Answers
    {
        public static readonly Dictionary<string, Func<Report, Token, Diagnostic>> OfWord = Table(
            (["rec"], (report, at) => report.LetRec(at.Span)),
            (["mutable"], (report, at) => report.Mutable(at.Span, at.Text)),
            (["for", "while", "to", "downto", "done", "break", "continue"], (report, at) => report.Loop(at.Span, at.Text)),
            (["match", "with", "when"], (report, at) => report.Match(at.Span, at.Text)),
            (["type", "exception", "class", "struct", "interface", "delegate", "inherit", "of"], (report, at) => report.TypeDefinition(at.Span, at.Text)),
            (["module", "namespace"], (report, at) => report.Module(at.Span, at.Text)),
            (["try", "finally"], (report, at) => report.Exceptions(at.Span, at.Text)),
            (["use"], (report, at) => report.Use(at.Span)),
            (["null"], (report, at) => report.Null(at.Span)),
            (["upcast", "downcast"], (report, at) => report.Cast(at.Span, at.Text)),
            (["begin", "end", "do"], (report, at) => report.BeginEnd(at.Span, at.Text)),
            (["lazy"], (report, at) => report.Lazy(at.Span)),
            (["or"], (report, at) => report.LogicalWord(at.Span, at.Text, "||")),
            (["mod"], (report, at) => report.WordOperator(at.Span, at.Text, "%")),
            (["land", "lor", "lxor", "lsl", "lsr", "asr"], (report, at) => report.WordOperator(at.Span, at.Text, null)),
            (["return"], (report, at) => report.Return(at.Span)),
            (["const", "val"], (report, at) => report.ForeignDefinition(at.Span, at.Text, lambda: false)),
            (["inline", "private", "public", "internal", "static", "member", "abstract", "override", "default", "new", "base", "global", "protected", "virtual", "sealed", "extern", "external"],
                (report, at) => report.Modifier(at.Span, at.Text)),
            (["as", "yield", "fixed", "select", "sig", "void"], (report, at) => report.OtherKeyword(at.Span, at.Text)));

        public static readonly Dictionary<string, Func<Report, Token, Diagnostic>> OfSign = Table(
            (["<-"], (report, at) => report.Mutable(at.Span, at.Text)),
            ([":="], (report, at) => report.Reference(at.Span)),
            ([";"], (report, at) => report.Semicolon(at.Span)),
            ([";;"], (report, at) => report.DoubleSemicolon(at.Span)),
            (["[<"], (report, at) => report.Attribute(at.Span)),
            (["|"], (report, at) => report.Bar(at.Span)),
            ([".."], (report, at) => report.Range(at.Span)),
            (["::", "@"], (report, at) => report.List(at.Span)),
            ([":>", ":?>", ":?"], (report, at) => report.Cast(at.Span, at.Text)),
            (["?"], (report, at) => report.QuestionMark(at.Span)),
            (["#"], (report, at) => report.Directive(at.Span)),
            (["]"], (report, at) => report.Unopened(at.Span, "]", "[")),
            (["}"], (report, at) => report.Unopened(at.Span, "}", "{")),
            (["~-", "~+", "$", ">]"], (report, at) => report.UnknownOperator(at.Span, at.Text)));

        static Dictionary<string, Func<Report, Token, Diagnostic>> Table(params (string[] Words, Func<Report, Token, Diagnostic> Message)[] rows) =>
            rows.SelectMany(row => row.Words.Select(word => (word, row.Message))).ToDictionary(row => row.word, row => row.Message);
    }

    // Words that begin a definition in other languages, where a name and then '=' or '(' follows.
    static readonly HashSet<string> Definers = ["def", "var", "fn", "func", "define", "auto", "double", "float", "int", "bool", "real", "number", "local"];

    static readonly HashSet<string> Printers = ["printfn", "printf", "print", "println", "sprintf", "failwith", "failwithf", "eprintfn"];

    static readonly HashSet<string> Computations = ["async", "seq", "task", "query", "option", "result", "maybe"];

    /// <summary>A keyword, a string or a member at which reading stopped; null where it is something else.</summary>
    public static Diagnostic? Word(Report report, Source source, Token[] tokens, int index, bool expectsName)
    {
        var at = tokens[index];
        var before = index > 0 ? tokens[index - 1] : Token.None;
        switch (at.Kind)
        {
            case Kind.Dot: return Member(report, source, tokens, index);
            case Kind.String when before.Kind == Kind.Identifier && Printers.Contains(before.Text): return report.Printing(before.Span, before.Text);
            case Kind.String: return report.String(at.Span);
            case Kind.Identifier when before.Kind == Kind.Open: return OpenName(report, source, tokens, index);
            case not Kind.Reserved: return null;
        }
        if (at.Text == "and") return before.Kind is Kind.LetEnd or Kind.BlockEnd || StartsLine(tokens, index) ? report.LetAnd(at.Span) : report.LogicalWord(at.Span, at.Text, "&&");
        if (at.Text == "function") return FollowedByBar(tokens, index) ? report.Match(at.Span, at.Text) : report.ForeignDefinition(at.Span, at.Text, lambda: true);
        if ((at.Text == "do" && IsInFor(tokens, index)) || (at.Text == "yield" && IsInArray(tokens, index))) return report.ForWithoutArrow(at.Span, at.Text);
        bool afterLet = before.Kind == Kind.Let;
        if (at.Text == "when") return report.Match(at.Span, at.Text);
        if (expectsName && !(afterLet && at.Text is "rec" or "mutable" or "inline" or "private" or "public" or "internal")) return report.KeywordAsName(at.Span, at.Text);
        return Answers.OfWord.TryGetValue(at.Text, out var message) ? message(report, at) : report.KeywordAsName(at.Span, at.Text);
    }

    /// <summary>A sign at which reading stopped; null where it is something else.</summary>
    public static Diagnostic? Sign(Report report, Source source, Token[] tokens, int index)
    {
        var at = tokens[index];
        if (at.Kind != Kind.Symbol) return null;
        var before = index > 0 ? tokens[index - 1] : Token.None;
        if (at.Text == "{") return before.Kind == Kind.Identifier && Computations.Contains(before.Text) ? report.Computation(before.Span, before.Text) : report.Record(at.Span);
        if (at.Text == "[") return before.Kind is Kind.Identifier or Kind.RightParen && tokens[Math.Min(index + 1, tokens.Length - 1)].Kind is Kind.Number or Kind.Identifier && tokens[Math.Min(index + 2, tokens.Length - 1)].IsSymbol("]")
            ? report.Brackets(at.Span, before.Kind == Kind.Identifier ? before.Text : "xs")
            : report.List(at.Span);
        if (at.Text == ";" && (before.IsSymbol(";") || before.Kind == Kind.LeftArray)) return null;
        if (at.Text == ".." && IsInArray(tokens, index)) return report.RangeAmongElements(at.Span);
        if (at.Text == "<-" && before.IsSymbol("]")) return report.ElementAssigned(at.Span);
        return Answers.OfSign.TryGetValue(at.Text, out var message) ? message(report, at) : null;
    }

    /// <summary><c>def f(x)</c>, <c>var x = 5</c>: a definition as in another language, at the start of a line of the item; null where there is none.</summary>
    public static Diagnostic? Definition(Report report, Token[] tokens)
    {
        for (int i = 0; i + 2 < tokens.Length; i++)
        {
            if (tokens[i].Kind != Kind.Identifier || tokens[i + 1].Kind != Kind.Identifier || tokens[i + 1].Line != tokens[i].Line) continue;
            if (tokens[i].Text == "lambda" && tokens[i + 2].Kind is Kind.Colon or Kind.Identifier or Kind.Comma or Kind.Dot) return report.ForeignDefinition(tokens[i].Span, "lambda", lambda: true);
            bool starts = i == 0 || tokens[i - 1].Kind is Kind.BlockBegin or Kind.Separator;
            if (starts && Definers.Contains(tokens[i].Text) && HasBody(tokens, i + 2)) return report.ForeignDefinition(tokens[i].Span, tokens[i].Text, lambda: false);
        }
        return null;
    }

    // Parameters, then '=' or '('.
    static bool HasBody(Token[] tokens, int from)
    {
        int i = from;
        while (tokens[i].Kind == Kind.Identifier) i++;
        return tokens[i].IsOperator("=") || tokens[i].IsSymbol(":=") || tokens[i].IsSymbol("{") || (i == from && tokens[i].Kind is Kind.LeftParen or Kind.Colon);
    }

    /// <summary>The word is a name of this file after all.</summary>
    public static bool IsDefined(List<Token> file, string word)
    {
        for (int i = 1; i < file.Count; i++) if (file[i].Kind == Kind.Identifier && file[i].Text == word && file[i - 1].Kind is Kind.Let or Kind.Fun or Kind.Comma or Kind.LeftParen) return true;
        return false;
    }

    static bool StartsLine(Token[] tokens, int index) => index == 0 || tokens[index - 1].Line != tokens[index].Line;

    static bool FollowedByBar(Token[] tokens, int index) => tokens.Skip(index + 1).Take(12).Any(token => token.IsSymbol("|")) || tokens[Math.Min(index + 1, tokens.Length - 1)].Kind == Kind.Number;

    static bool IsInArray(Token[] tokens, int index)
    {
        int depth = 0;
        for (int i = 0; i < index; i++) depth = Math.Max(0, depth + (tokens[i].Kind == Kind.LeftArray ? 1 : tokens[i].Kind == Kind.RightArray ? -1 : 0));
        return depth > 0;
    }

    // [| for x in xs do
    public static bool IsInFor(Token[] tokens, int index)
    {
        for (int i = index - 1; i > 0; i--)
        {
            if (tokens[i].Is(Kind.Reserved, "for")) return tokens[i - 1].Kind is Kind.LeftArray or Kind.BlockBegin;
            if (tokens[i].Kind is Kind.Arrow or Kind.LeftArray or Kind.RightArray) return false;
        }
        return false;
    }

    // xs.Sum, Math.Exp, List.map
    static Diagnostic Member(Report report, Source source, Token[] tokens, int index)
    {
        var next = tokens[Math.Min(index + 1, tokens.Length - 1)];
        int start = index;
        while (start >= 1 && tokens[start - 1].Span.End == tokens[start].Span.Start && tokens[start - 1].Kind is Kind.Identifier or Kind.Qualified or Kind.Dot) start--;
        int end = index;
        while (end + 1 < tokens.Length && tokens[end + 1].Kind is Kind.Identifier or Kind.Dot && tokens[end + 1].Span.Start == tokens[end].Span.End) end++;
        var span = tokens[start].Span.To(tokens[end].Span);
        string written = source.Text.Substring(span.Start, span.Length);
        if (start < index && tokens[start].Kind == Kind.Qualified) return report.NoArrayFunction(span, written, SameOfArrays(next.Text) is { } same ? $"write {same}" : "write a function such as Array.map");
        if (start < index && tokens[start].Text is "List" or "Seq" or "Array2D" or "Array3D" or "ResizeArray" or "Set" or "Map") return report.Collection(span, written, tokens[start].Text, tokens[start].Text is "List" or "Seq" ? SameOfArrays(next.Text) : null);
        return report.Member(span, written, Function(tokens[end].Text));
    }

    static string? SameOfArrays(string function) => Builtins.Find(ArrayBuiltins.Prefix + function)?.Name;

    // The gate that has the name of a member of Math, if there is one.
    static string? Function(string member)
    {
        string name = member.ToLowerInvariant();
        return Builtins.Find(name) is not null ? name : name switch { "pow" => "x ** y", "ceiling" => "ceil", "ln" => "log", _ => null };
    }

    static Diagnostic OpenName(Report report, Source source, Token[] tokens, int index)
    {
        int end = index;
        while (end + 1 < tokens.Length && tokens[end + 1].Kind is Kind.Identifier or Kind.Dot && tokens[end + 1].Line == tokens[index].Line) end++;
        var span = tokens[index].Span.To(tokens[end].Span);
        return char.IsUpper(tokens[index].Text[0]) ? report.OpenNamespace(span, source.Text.Substring(span.Start, span.Length)) : report.OpenNeedsPath(span);
    }
}
