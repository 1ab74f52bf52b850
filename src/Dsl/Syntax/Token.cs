
namespace GateDsl.Syntax;

/// <summary>What a token is. The grammar looks at kinds, and at the text of operators.</summary>
enum Kind : byte
{
    End,                 // of the file, or of an item
    Bad,                 // already reported

    Identifier,
    TypeVariable,        // 'a, text without the quote
    Number,
    String,
    Operator,            // between two operands: + - * / % ** || && = <> < <= > >= |> <| >> <<
    Prefix,              // - or + next to its operand and not to what stands before it: f -x
    Reserved,            // a keyword of F# that the language does not use
    Symbol,              // other punctuation: [ ] ; .. and what the language does not use: { } <-
    Qualified,           // Array.map

    Colon, Comma, Arrow, Dot, LeftParen, RightParen, LeftArray, RightArray, Underscore,
    Let, In, Fun, If, Then, Elif, Else, Assert, Open, True, False,

    // Made by Layout.
    BlockBegin, BlockEnd,
    Separator,           // between two items of a block: the next one starts in the block's column
    FunEnd,
    LetEnd,              // the end of a local definition; its text is "in" where an 'in' was written
}

/// <summary>A word of the text, with its place. A class, as everything that is kept in collections on the way of a short command: of a struct each collection is compiled anew.</summary>
/// <param name="Text">As written; of a name without double backticks; of a string its value.</param>
/// <param name="Line">From 0.</param>
/// <param name="Column">From 0, in UTF-16 units.</param>
sealed record Token(Kind Kind, string Text, Span Span, int Line, int Column)
{
    /// <summary>Where there is no token.</summary>
    public static readonly Token None = new(Kind.End, "", default, 0, 0);

    /// <summary>Of a number, correctly rounded.</summary>
    public double Value { get; init; }

    public bool Is(Kind kind, string text) => Kind == kind && Text == text;

    public bool IsOperator(string text) => Kind == Kind.Operator && Text == text;

    public bool IsSymbol(string text) => Kind == Kind.Symbol && Text == text;
}

/// <summary>The words with a meaning of their own.</summary>
static class Words
{
    /// <summary>The words that the language uses.</summary>
    static readonly Dictionary<string, Kind> Used = new()
    {
        ["let"] = Kind.Let, ["in"] = Kind.In, ["fun"] = Kind.Fun, ["if"] = Kind.If, ["then"] = Kind.Then, ["elif"] = Kind.Elif,
        ["else"] = Kind.Else, ["assert"] = Kind.Assert, ["open"] = Kind.Open, ["true"] = Kind.True, ["false"] = Kind.False, ["_"] = Kind.Underscore,
    };

    /// <summary>F#'s other keywords and the words it keeps for later: no gate may have such a name, so that every gate can be written out as F#.</summary>
    static readonly string[] Kept =
    [
        "abstract", "and", "as", "base", "begin", "class", "default", "delegate", "do", "done", "downcast", "downto", "end", "exception",
        "extern", "finally", "fixed", "for", "function", "global", "inherit", "inline", "interface", "internal", "lazy", "match", "member",
        "module", "mutable", "namespace", "new", "null", "of", "or", "override", "private", "public", "rec", "return", "sig",
        "static", "struct", "to", "try", "type", "upcast", "use", "val", "void", "when", "while", "with", "yield",
        "asr", "land", "lor", "lsl", "lsr", "lxor", "mod",
        "break", "checked", "component", "const", "constraint", "continue", "event", "external", "include", "mixin", "parallel", "process",
        "protected", "pure", "sealed", "tailcall", "trait", "virtual",
    ];

    /// <summary>Every keyword with its kind.</summary>
    public static readonly Dictionary<string, Kind> All = Every();

    // A plain dictionary: a frozen one takes longer to make than a short command takes altogether.
    static Dictionary<string, Kind> Every()
    {
        var all = new Dictionary<string, Kind>(Used);
        foreach (string word in Kept) all.Add(word, Kind.Reserved);
        return all;
    }

    /// <summary>True where the name must be written in double backticks.</summary>
    public static bool NeedsBackticks(string name) => All.ContainsKey(name) || !IsPlainName(name);

    /// <summary>True where a source can hold the name, in double backticks if need be.</summary>
    public static bool CanBeWritten(string name)
    {
        if (name.Length == 0 || name[0] == '`' || name[^1] == '`' || name.Contains("``", StringComparison.Ordinal) || name.AsSpan().ContainsAny('\n', '\r', '\0')) return false;
        for (int i = 0; i < name.Length;)
        {
            if (!System.Text.Rune.TryGetRuneAt(name, i, out var rune)) return false;      // half of a character
            i += rune.Utf16SequenceLength;
        }
        return true;
    }

    static bool IsPlainName(string name)
    {
        for (int i = 0; i < name.Length;)
        {
            if (!System.Text.Rune.TryGetRuneAt(name, i, out var rune)) return false;
            if (i == 0 ? !Letters.Starts(rune) : !Letters.Continues(rune)) return false;
            i += rune.Utf16SequenceLength;
        }
        return name.Length > 0;
    }
}
