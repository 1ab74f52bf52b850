using System.Globalization;
using System.Text;

namespace GateDsl;

/// <summary>Draws diagnostics for a terminal or a log: the sentence, the line of the source, and carets under the place.</summary>
public static class Render
{
    const int Widest = 120;          // a longer line is cut around the place

    /// <summary>The whole message, its notes included, with a line end after each line.</summary>
    public static string Draw(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var text = new StringBuilder();
        text.Append(Visible(diagnostic.ToString())).Append('\n');
        Excerpt(text, diagnostic.Source, diagnostic.Span);
        foreach (var note in diagnostic.Notes)
        {
            var (line, column) = note.Source.Place(note.Span.Start);
            text.Append(CultureInfo.InvariantCulture, $"{note.Source.Name}({line},{column}): note: {Visible(note.Message)}\n");
            Excerpt(text, note.Source, note.Span);
        }
        return text.ToString();
    }

    /// <summary>All of them, one after the other.</summary>
    public static string Draw(IEnumerable<Diagnostic> diagnostics) => string.Concat(Given.NotNull(diagnostics).Select(Draw));

    //   3 |     let p = 1 - sigmod (x * w)
    //     |                 ^^^^^^
    static void Excerpt(StringBuilder text, Source source, Span span)
    {
        var (number, column) = source.Place(span.Start);
        string line = source.Line(number);
        int from = Math.Min(column - 1, line.Length), to = Math.Clamp(from + span.Length, from, line.Length);
        var (start, end) = Window(line, from, to);
        string label = number.ToString(CultureInfo.InvariantCulture).PadLeft(3);
        string left = start > 0 ? "…" : "", right = end < line.Length ? "…" : "";
        text.Append(label).Append(" | ").Append(left).Append(Visible(line[start..end])).Append(right).Append('\n');
        text.Append(' ', label.Length).Append(" | ").Append(' ', left.Length);
        Blanks(text, line.AsSpan(start, from - start));
        text.Append('^', Math.Max(1, Width(line.AsSpan(from, Math.Min(to, end) - from)))).Append('\n');
    }

    // The part of a long line to be shown: the place with some of what is around it.
    static (int Start, int End) Window(string line, int from, int to)
    {
        if (line.Length <= Widest) return (0, line.Length);
        int length = Math.Min(to - from, Widest / 2);
        int start = Math.Max(0, from - (Widest - length) / 2);
        int end = Math.Min(line.Length, start + Widest);
        start = Math.Max(0, end - Widest);
        if (start > 0 && char.IsLowSurrogate(line[start])) start++;
        if (end < line.Length && char.IsLowSurrogate(line[end])) end--;
        return (start, Math.Max(end, start));
    }

    // A tab stays one, so that it is as wide as in the line above.
    static void Blanks(StringBuilder text, ReadOnlySpan<char> before)
    {
        foreach (var rune in before.EnumerateRunes())
        {
            if (rune.Value == '\t') text.Append('\t');
            else text.Append(' ', Width(rune));
        }
    }

    static int Width(ReadOnlySpan<char> text)
    {
        int width = 0;
        foreach (var rune in text.EnumerateRunes()) width += Width(rune);
        return width;
    }

    // Columns on a terminal: none for marks that combine with the letter before, two for East Asian characters and pictures.
    static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => rune.Value switch
        {
            >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
                or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1F64F
                or >= 0x1F900 and <= 0x1F9FF or >= 0x20000 and <= 0x3FFFD => 2,
            _ => 1,
        },
    };

    // Control characters would move the cursor or change the terminal: a picture of them instead.
    static string Visible(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')) return text;
        return string.Create(text.Length, text, (shown, original) =>
        {
            for (int i = 0; i < shown.Length; i++)
            {
                char c = original[i];
                shown[i] = c switch { '\t' => c, < ' ' => (char)('\u2400' + c), >= '\u007f' and <= '\u009f' => '\u2421', _ => c };
            }
        });
    }
}
