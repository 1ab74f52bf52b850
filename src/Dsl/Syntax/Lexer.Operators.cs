using System.Text;

namespace GateDsl.Syntax;

sealed partial class Lexer
{
    const string OperatorCharacters = "!%&*+-/<=>?@^|~:.$";

    /// <summary>Signs that look like, or mean in mathematics, an operator that is written otherwise.</summary>
    static readonly Dictionary<string, string> Foreign = new()
    {
        ["−"] = "-", ["–"] = "-", ["—"] = "-", ["·"] = "*", ["⋅"] = "*", ["×"] = "*", ["∗"] = "*", ["÷"] = "/", ["∕"] = "/", ["⁄"] = "/",
        ["≤"] = "<=", ["≥"] = ">=", ["≠"] = "<>", ["∧"] = "&&", ["∨"] = "||", ["¬"] = "not", ["⊕"] = "<>", ["→"] = "->", ["∞"] = "infinity",
        ["√"] = "sqrt", ["∘"] = "<<", ["（"] = "(", ["）"] = ")", ["，"] = ",", ["’"] = "'", ["‘"] = "'", ["′"] = "'", ["″"] = "''",
        ["“"] = "\"", ["”"] = "\"", ["＝"] = "=", ["＋"] = "+", ["＊"] = "*", ["…"] = "..",
    };

    /// <summary>Operators of other languages: what they are here.</summary>
    static readonly Dictionary<string, string> Habits = new()
    {
        ["=="] = "=", ["==="] = "=", ["!="] = "<>", ["!=="] = "<>", ["/="] = "<>", ["~="] = "<>", ["=<"] = "<=", ["=>"] = ">=",
        ["&"] = "&&", ["&&&"] = "&&", ["|||"] = "||", ["^^^"] = "<>", ["^"] = "**", ["!"] = "not", ["~"] = "not",
    };

    static readonly HashSet<string> Increments = ["++", "+=", "-=", "*=", "**=", "%="];

    static readonly HashSet<string> Known =
        ["+", "-", "*", "/", "%", "**", "||", "&&", "=", "<>", "<", "<=", ">", ">=", "|>", "<|", ">>", "<<"];

    bool Punctuation(char c)
    {
        switch (c)
        {
            case '(' when Peek(1) == '*' && Peek(2) == ')':                  // (*) is an operator in parentheses, as in F#
                Take(Kind.LeftParen, "(", 1);
                Take(Kind.Operator, "*", 1);
                Take(Kind.RightParen, ")", 1);
                return true;
            case '(': Take(Kind.LeftParen, "(", 1); return true;
            case ')': Take(Kind.RightParen, ")", 1); return true;
            case ',': Take(Kind.Comma, ",", 1); return true;
            case '[' when Peek(1) == '<' && Letters.Starts(Peek(2)): Take(Kind.Symbol, "[<", 2); return true;
            case '>' when Peek(1) == ']': Take(Kind.Symbol, ">]", 2); return true;
            case '[' when Peek(1) == '|': Take(Kind.LeftArray, "[|", 2); return true;
            case '|' when Peek(1) == ']': Take(Kind.RightArray, "|]", 2); return true;
            case '#' when Peek(1) == ' ' && (tokens.Count == 0 || tokens[^1].Line != line):
                Problem(report.ForeignComment(new(at, 1), "#"));
                SkipLine();
                return true;
            case '\\':
                Problem(report.ArrowFunction(new(at, 1)));
                Take(Kind.Bad, "\\", 1);
                return true;
            case '[' or ']' or '{' or '}' or '#': Take(Kind.Symbol, c.ToString(), 1); return true;
            case ';': Take(Kind.Symbol, Peek(1) == ';' ? ";;" : ";", Peek(1) == ';' ? 2 : 1); return true;
            default: return false;
        }
    }

    bool Operator(char c)
    {
        if (!OperatorCharacters.Contains(c)) return false;
        int length = 1;
        while (OperatorCharacters.Contains(Peek(length))) length++;
        // A comment may start right behind an operator: a +// b.  And `x=//` does not mean an operator =//
        int comment = text.AsSpan(at, length).IndexOf("//");
        if (comment > 0) length = comment;
        string run = text.Substring(at, length);
        if (ForeignComment(run)) return true;
        switch (run)
        {
            case ":": Take(Kind.Colon, ":", 1); return true;
            case "->": Take(Kind.Arrow, "->", 2); return true;
            case ".": Take(Kind.Dot, ".", 1); return true;
            case "<-" or ".." or ":=" or "::" or ":>" or ":?>" or ":?" or "|" or "@" or "?" or "$" or "~-" or "~+": Take(Kind.Symbol, run, length); return true;
            case "+" or "-": Sign(run); return true;
        }
        if (run is "..-" or "..+") { Take(Kind.Symbol, "..", 2); return true; }     // xs.[..-1]
        if (Known.Contains(run)) { Take(Kind.Operator, run, length); return true; }
        if (Split(run) is { } known)                                        // 1--1, 2*-3, x<=-1: an operator, then a sign
        {
            Take(Kind.Operator, known, known.Length);
            return true;
        }
        if (Habits.TryGetValue(run, out string? here)) Habit(run, here);
        else if (Increments.Contains(run))
        {
            Problem(report.Increment(new(at, length), run));
            Take(Kind.Bad, run, length);
        }
        else if (tokens.Count > 1 && tokens[^1].Kind == Kind.LeftParen && tokens[^2].Kind == Kind.Let) Take(Kind.Symbol, run, length);      // the grammar says that it cannot be defined
        else
        {
            Problem(report.UnknownOperator(new(at, length), run));
            Take(Kind.Bad, run, length);
        }
        return true;
    }

    // /* … */ as in C, and -- as in Lua and Haskell where it starts a line: read as a comment after the message.
    bool ForeignComment(string run)
    {
        bool startsLine = tokens.Count == 0 || tokens[^1].Line != line;
        bool block = run.StartsWith("/*", StringComparison.Ordinal);
        if (!block && !(run == "--" && startsLine && Peek(2) == ' ' && Letters.Starts(Peek(3)))) return false;
        Problem(report.ForeignComment(new(at, 2), run[..2]));
        int end = block ? text.IndexOf("*/", at + 2, StringComparison.Ordinal) : -1;
        if (end < 0) { SkipLine(); return true; }
        while (at < end + 2) SkipInside();
        return true;
    }

    void SkipLine()
    {
        int end = text.AsSpan(at).IndexOfAny('\n', '\r');
        at = end < 0 ? text.Length : at + end;
    }

    // A sign next to its operand and not to what stands before it is a prefix, as in F#: f -x, but f - x and f-x.
    void Sign(string run)
    {
        bool spaceAfter = at + 1 >= text.Length || text[at + 1] is ' ' or '\n' or '\r' or '\t' || (text[at + 1] == '/' && Peek(2) == '/') || (text[at + 1] == '(' && Peek(2) == '*' && Peek(3) != ')');
        bool afterOperand = tokens.Count > 0 && tokens[^1].Span.End == at && EndsOperand(tokens[^1].Kind);
        Take(spaceAfter || afterOperand ? Kind.Operator : Kind.Prefix, run, 1);
    }

    bool EndsOperand(Kind kind) => kind is Kind.Identifier or Kind.Qualified or Kind.Number or Kind.RightParen or Kind.RightArray or Kind.True or Kind.False or Kind.Underscore or Kind.String or Kind.Bad
        || tokens[^1].IsSymbol("]");

    // The operator before a sign that is written right behind it; null where it is something else.
    static string? Split(string run)
    {
        if (run[^1] is not ('-' or '+') || run is "++") return null;
        string left = run[..^1];
        return Known.Contains(left) ? left : null;
    }

    void Habit(string run, string here)
    {
        Problem(report.OperatorOfAnotherLanguage(new(at, run.Length), run, here));
        Take(here == "not" ? Kind.Identifier : Kind.Operator, here, run.Length);
    }

    // A character that no token starts with.
    void Stranger()
    {
        int length = char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(Peek(1)) ? 2 : 1;
        string sign = text.Substring(at, length);
        var span = new Span(at, length);
        if (Foreign.TryGetValue(sign, out string? here)) ForeignSign(span, sign, here);
        else if (Superscript(text[at]) is not null) Raised();
        else if (char.IsWhiteSpace(text[at])) { Problem(report.InvisibleCharacter(span, Rune.TryGetRuneAt(text, at, out var space) ? space.Value : text[at])); at += length; }
        else if (text[at] == '\0') { Problem(report.Nul(span)); at++; }
        else if (Rune.TryGetRuneAt(text, at, out var rune))
        {
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format) { Problem(report.InvisibleCharacter(span, rune.Value)); at += length; }
            else { Problem(report.InvalidCharacter(span, sign)); Take(Kind.Bad, sign, length); }
        }
        else { Problem(report.HalfCharacter(span)); at++; }
    }

    void ForeignSign(Span span, string sign, string here)
    {
        Problem(report.ForeignSign(span, sign, here));
        var kind = here switch
        {
            "(" => Kind.LeftParen, ")" => Kind.RightParen, "," => Kind.Comma, "->" => Kind.Arrow,
            "not" or "sqrt" or "infinity" => Kind.Identifier,
            "'" or "''" or "\"" or ".." => Kind.Bad,
            _ => Kind.Operator,
        };
        if (here is "'" or "''" && tokens.Count > 0 && tokens[^1].Kind == Kind.Identifier && tokens[^1].Span.End == at) { at += span.Length; return; }
        if (kind == Kind.Operator && here == "-") { Sign("-"); return; }
        Take(kind, here, span.Length);
    }

    static string? Superscript(char c) => c switch
    {
        '⁰' => "0", '¹' => "1", '²' => "2", '³' => "3", >= '⁴' and <= '⁹' => ((char)('4' + (c - '⁴'))).ToString(), '⁻' => "-",
        >= '₀' and <= '₉' => ((char)('0' + (c - '₀'))).ToString(), _ => null,
    };

    // x² and x₁: the raised or lowered figures are dropped after the message.
    void Raised()
    {
        int start = at;
        var figures = new StringBuilder();
        while (at < text.Length && Superscript(text[at]) is { } figure) { figures.Append(figure); at++; }
        bool lowered = text[start] is >= '₀' and <= '₉';
        string before = tokens.Count > 0 && tokens[^1].Span.End == start && tokens[^1].Kind is Kind.Identifier or Kind.Number ? tokens[^1].Text : "x";
        Problem(lowered ? report.LoweredFigure(new(start, at - start), before, figures.ToString()) : report.RaisedFigure(new(start, at - start), before, figures.ToString()));
    }
}
