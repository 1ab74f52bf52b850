using System.Globalization;

namespace GateDsl.Syntax;

sealed partial class Lexer
{
    // digits [. digits] [e [+-] digits], with _ between digits
    void Number()
    {
        int start = at;
        if (text[at] == '0' && char.ToLowerInvariant(Peek(1)) is 'x' or 'b' or 'o') { OtherBase(); return; }
        bool good = Digits();
        if (at < text.Length && text[at] == '.' && PointBelongs())
        {
            at++;
            if (at < text.Length && text[at] == '_') good = false;
            else if (at < text.Length && char.IsAsciiDigit(text[at])) good &= Digits();
        }
        if (at < text.Length && text[at] is 'e' or 'E' && ExponentFollows())
        {
            at += text[at + 1] is '+' or '-' ? 2 : 1;
            good &= Digits();
        }
        string word = text[start..at];
        if (!good) { BadNumber(start); return; }
        double value = double.Parse(word.Contains('_') ? word.Replace("_", "") : word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        if (double.IsInfinity(value)) Problem(report.NumberTooLarge(new(start, at - start)));
        Add(Kind.Number, word, start, at - start, value);
        AfterNumber(start, word);
    }

    // Digits and underscores; the last one must be a digit.
    bool Digits()
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '_')) at++;
        return text[at - 1] != '_';
    }

    // The point of 1. and 1.5, not that of a range 1..2, of a member 1.ToString or of an index 1.[0]
    bool PointBelongs()
    {
        char next = Peek(1);
        if (next is '.' or '[' or '(') return false;
        if (!Letters.Starts(next) || next == '_') return true;
        return next is 'e' or 'E' && (char.IsAsciiDigit(Peek(2)) || (Peek(2) is '+' or '-' && char.IsAsciiDigit(Peek(3))));
    }

    bool ExponentFollows() => char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)));

    // What may not stand right behind a number: 2x, 1.0f, 1.0<m>, 1.2.3
    void AfterNumber(int start, string word)
    {
        if (at >= text.Length) return;
        if (text[at] == '.' && char.IsAsciiDigit(Peek(1))) { while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++; tokens.RemoveAt(tokens.Count - 1); BadNumber(start); return; }
        if (text[at] == '<' && Letters.Starts(Peek(1)) && UnitEnd() is var close && close > 0)
        {
            Problem(report.UnitOfMeasure(new(start, close + 1 - start), word));
            at = close + 1;
            return;
        }
        if (!Letters.Starts(text[at])) return;
        int end = at;
        while (end < text.Length && Letters.Continues(text[end])) end++;
        string suffix = text[at..end];
        var span = new Span(start, end - start);
        if (IsSuffix(suffix)) Problem(report.NumberOfAnotherType(span, word, suffix));
        else if (Words.All.ContainsKey(suffix)) return;               // 1in, 1then: F# too reads two words
        else Problem(report.ImpliedProduct(span, word, suffix));
        at = end;
    }

    static bool IsSuffix(string suffix) => suffix is "f" or "F" or "m" or "M" or "l" or "L" or "u" or "U" or "ul" or "uL" or "UL" or "y" or "uy" or "s" or "us"
        or "n" or "un" or "lf" or "LF" or "I" or "Q" or "R" or "Z" or "N" or "G";

    // The '>' of <m/s^2> on this line, or -1.
    int UnitEnd()
    {
        for (int i = at + 1; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '>') return i;
            if (!Letters.Continues(c) && c is not (' ' or '/' or '^' or '*' or '-')) return -1;
        }
        return -1;
    }

    void OtherBase()
    {
        int start = at;
        at += 2;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        string digits = text[(start + 2)..at].Replace("_", "").ToLowerInvariant();
        int radix = char.ToLowerInvariant(text[start + 1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
        double value = 0;
        bool good = digits.Length > 0;
        foreach (char digit in digits)
        {
            int d = Convert.ToInt32(char.IsAsciiHexDigit(digit) ? digit.ToString() : "f", 16);
            good &= char.IsAsciiHexDigit(digit) && d < radix;
            value = value * radix + d;
        }
        if (!good) { BadNumber(start); return; }
        Problem(report.NumberInAnotherBase(new(start, at - start), value));
        Add(Kind.Number, text[start..at], start, at - start, value);
    }

    void LeadingPoint()
    {
        int start = at++;
        Digits();
        if (at < text.Length && text[at] is 'e' or 'E' && ExponentFollows()) { at += 2; Digits(); }
        string word = text[start..at];
        Problem(report.LeadingPoint(new(start, at - start), "0" + word));
        double.TryParse(word.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        Add(Kind.Number, "0" + word, start, at - start, value);
    }

    void BadNumber(int start)
    {
        while (at < text.Length && Letters.Continues(text[at])) at++;
        Problem(report.BadNumber(new(start, at - start), text[start..at]));
        Add(Kind.Bad, text[start..at], start, at - start);
    }
}
