using System.Globalization;
using System.Text;

namespace GateDsl.Syntax;

/// <summary>The words of a text and what is between them.</summary>
/// <param name="Tokens">In the order of the text; the last one is <see cref="Kind.End"/>.</param>
/// <param name="Comments">In the order of the text.</param>
/// <param name="Problems">In the order of the text.</param>
sealed record Lexed(List<Token> Tokens, List<Comment> Comments, List<Diagnostic> Problems);

/// <summary>
/// Text to tokens, in one pass over the text. It is permissive: what F# or the language does not know (a string, <c>==</c>, <c>x²</c>) becomes the token
/// it was probably meant to be and a problem that says what to write, so that the rest is read as its author meant it.
/// </summary>
sealed partial class Lexer(Source source)
{
    readonly string text = source.Text;
    readonly Report report = new(source);
    readonly List<Token> tokens = [];
    readonly List<Comment> comments = [];
    readonly List<Diagnostic> problems = [];
    readonly HashSet<string> names = [];                 // a name that occurs often is one string
    int at;                                              // the next character
    int line, lineStart;
    bool tabSeen;
    int lastTriple = int.MaxValue;                       // from here on no """ is closed: looked for once

    public static Lexed Read(Source source, CancellationToken cancellation = default) => new Lexer(source).Run(cancellation);

    Lexed Run(CancellationToken cancellation)
    {
        while (at < text.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            Step();
        }
        Add(Kind.End, "", at, 0);
        return new(tokens, comments, problems);
    }

    void Step()
    {
        char c = text[at];
        switch (c)
        {
            case ' ': at++; break;
            case '\n': NewLine(1); break;
            case '\r': NewLine(Peek(1) == '\n' ? 2 : 1); break;
            case '\t': Tab(); break;
            case '/' when Peek(1) == '/': LineComment(); break;
            case '(' when Peek(1) == '*' && Peek(2) != ')': BlockComment(); break;
            case '`' when Peek(1) == '`': Backticks(); break;
            case '"': String(); break;
            case '$' or '@' when Peek(1) == '"': at++; String(); break;
            case '\'': Quote(); break;
            case >= '0' and <= '9': Number(); break;
            case '.' when char.IsAsciiDigit(Peek(1)) && !Adjoins(): LeadingPoint(); break;
            default:
                if (Letters.Starts(c) || (char.IsHighSurrogate(c) && Rune.TryGetRuneAt(text, at, out var rune) && Letters.Starts(rune))) Name();
                else if (!Punctuation(c) && !Operator(c)) Stranger();
                break;
        }
    }

    char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';

    // True where the character before is part of a word or closes something: x.5 is no number .5
    bool Adjoins() => at > 0 && (Letters.Continues(text[at - 1]) || text[at - 1] is ')' or ']' or '`' or '"');

    void NewLine(int length)
    {
        at += length;
        line++;
        lineStart = at;
    }

    void Add(Kind kind, string word, int start, int length, double value = 0)
    {
        tokens.Add(new(kind, word, new(start, length), line, start - lineStart) { Value = value });
    }

    void Take(Kind kind, string word, int length)
    {
        Add(kind, word, at, length);
        at += length;
    }

    void Problem(Diagnostic problem) => problems.Add(problem);

    void Tab()
    {
        if (!tabSeen) Problem(report.Tab(new(at, 1)));    // once: usually they are on every line
        tabSeen = true;
        at++;
    }

    // ---- comments

    void LineComment()
    {
        int start = at;
        SkipLine();
        EndComment(start);
    }

    void BlockComment()
    {
        int start = at, depth = 0;
        while (at < text.Length)
        {
            if (text[at] == '(' && Peek(1) == '*' && Peek(2) != ')') { depth++; at += 2; }
            else if (text[at] == '*' && Peek(1) == ')')
            {
                at += 2;
                if (--depth == 0) { EndComment(start); return; }
            }
            else if (text[at] == '"') SkipStringInComment();
            else SkipInside();
        }
        Problem(report.UnfinishedComment(new(start, 2)));
        EndComment(start);
    }

    void EndComment(int start)
    {
        comments.Add(new(new(start, at - start), text[start..at]));
        NulsFrom(start);
    }

    // A NUL is an error in comments, strings and names too.
    void NulsFrom(int start)
    {
        for (int nul = text.IndexOf('\0', start, at - start); nul >= 0; nul = text.IndexOf('\0', nul + 1, at - nul - 1)) Problem(report.Nul(new(nul, 1)));
    }

    // F# does not look for the end of a comment inside a string in it. A quotation mark that is never closed is just a character.
    void SkipStringInComment()
    {
        int end = StringEnd(at);
        if (end < 0) { at++; return; }
        while (at < end) SkipInside();
    }

    // One character inside a comment or a string, keeping count of lines.
    void SkipInside()
    {
        if (text[at] == '\n') NewLine(1);
        else if (text[at] == '\r') NewLine(Peek(1) == '\n' ? 2 : 1);
        else at++;
    }

    // ---- names and strings

    void Name()
    {
        int start = at;
        while (at < text.Length)
        {
            if (Letters.Continues(text[at])) at++;
            else if (char.IsHighSurrogate(text[at]) && Rune.TryGetRuneAt(text, at, out var rune) && Letters.Continues(rune)) at += 2;
            else break;
        }
        string name = text[start..at];
        if (name == "Array" && Peek(0) == '.' && Letters.Starts(Peek(1))) { Qualified(start); return; }
        Add(Words.All.GetValueOrDefault(name, Kind.Identifier), Shared(name), start, name.Length);
    }

    // Array.map is one word.
    void Qualified(int start)
    {
        at++;
        while (at < text.Length && Letters.Continues(text[at])) at++;
        Add(Kind.Qualified, Shared(text[start..at]), start, at - start);
    }

    string Shared(string name)
    {
        if (names.TryGetValue(name, out string? known)) return known;
        names.Add(name);
        return name;
    }

    void Backticks()
    {
        int start = at;
        int end = text.AsSpan(at + 2).IndexOfAny('`', '\n', '\r');
        while (end >= 0 && text[at + 2 + end] == '`' && (at + 3 + end >= text.Length || text[at + 3 + end] != '`'))
        {
            int next = text.AsSpan(at + 3 + end).IndexOfAny('`', '\n', '\r');      // a single one is part of the name
            end = next < 0 ? -1 : end + 1 + next;
        }
        if (end <= 0 || text[at + 2 + end] != '`')
        {
            Problem(report.UnfinishedBackticks(new(start, 2)));
            Take(Kind.Bad, "``", 2);
            return;
        }
        Take(Kind.Identifier, text.Substring(start + 2, end), end + 4);
        NulsFrom(start);
    }

    void String()
    {
        int start = at, startLine = line, column = at - lineStart;
        int end = StringEnd(at);
        if (end < 0)
        {
            // To the end of the line: what follows is probably code.
            int stop = text.AsSpan(at).IndexOfAny('\n', '\r');
            stop = stop < 0 ? text.Length : at + stop;
            Problem(report.UnfinishedString(new(start, 1)));
            Take(Kind.Bad, "", stop - start);
            NulsFrom(start);
            return;
        }
        bool triple = text.AsSpan(start).StartsWith("\"\"\"");
        string value = triple ? text[(start + 3)..(end - 3)] : Unescaped(text[(start + 1)..(end - 1)], verbatim: start > 0 && text[start - 1] == '@');
        while (at < end) SkipInside();
        NulsFrom(start);
        tokens.Add(new(Kind.String, value, new(start, end - start), startLine, column));
    }

    // The position after the string that starts here, or -1 where it is not closed. Only """ … """ goes over lines.
    int StringEnd(int start)
    {
        if (text.AsSpan(start).StartsWith("\"\"\""))
        {
            if (start >= lastTriple) return -1;
            int close = text.IndexOf("\"\"\"", start + 3, StringComparison.Ordinal);
            if (close >= 0) return close + 3;
            lastTriple = start;
            return -1;
        }
        bool verbatim = start > 0 && text[start - 1] == '@';
        for (int i = start + 1; i < text.Length && text[i] is not ('\n' or '\r'); i++)
        {
            if (text[i] == '\\' && !verbatim) i++;
            else if (text[i] == '"')
            {
                if (!verbatim || i + 1 >= text.Length || text[i + 1] != '"') return i + 1;
                i++;
            }
        }
        return -1;
    }

    // A path needs no more than this: a backslash before a quotation mark or a backslash.
    static string Unescaped(string inside, bool verbatim) =>
        verbatim ? inside.Replace("\"\"", "\"") : inside.Replace("\\\\", "\0").Replace("\\\"", "\"").Replace("\0", "\\");

    // 'a is a type variable, 'a' a character
    void Quote()
    {
        int start = at;
        int close = Peek(2) == '\'' ? at + 2 : -1;
        for (int i = 3; i <= 8 && close < 0 && Peek(1) == '\\'; i++) if (Peek(i) == '\'') close = at + i;      // '\n' … '\u00e9'
        if (close > 0)
        {
            Problem(report.Character(new(start, close + 1 - start)));
            Take(Kind.Bad, "", close + 1 - start);
            return;
        }
        at++;
        if (at < text.Length && Letters.Starts(text[at]))
        {
            while (at < text.Length && Letters.Continues(text[at])) at++;
            Add(Kind.TypeVariable, Shared(text[(start + 1)..at]), start, at - start);
            return;
        }
        Problem(report.InvalidCharacter(new(start, 1), "'"));
        Add(Kind.Bad, "'", start, 1);
    }
}
