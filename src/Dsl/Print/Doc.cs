using System.Text;

namespace GateDsl.Printing;

/// <summary>A text with places where a line may end. A group is printed on one line where it fits, else all its own line ends are taken.</summary>
abstract record Doc
{
    public sealed record Words(string Value) : Doc;

    /// <summary>A blank or some other words, or in a broken group the end of the line.</summary>
    public sealed record LineEnd(string OnOneLine) : Doc;

    /// <summary>Always the end of the line.</summary>
    public sealed record NewLine : Doc;

    public sealed record Row(IReadOnlyList<Doc> Parts) : Doc;

    /// <summary>Lines that start inside are indented by so much more.</summary>
    public sealed record Indented(int By, Doc Inner) : Doc;

    /// <summary>Lines that start inside are indented to the column where it begins.</summary>
    public sealed record Aligned(Doc Inner) : Doc;

    public sealed record Grouped(Doc Inner) : Doc;

    /// <summary>On one line, however long.</summary>
    public sealed record Unbroken(Doc Inner) : Doc;

    public static readonly Doc Line = new LineEnd(" "), Semicolon = new LineEnd("; "), Hard = new NewLine(), Nothing = new Words("");

    public static Doc Text(string text) => new Words(text);

    public static Doc Join(params IReadOnlyList<Doc> parts) => new Row(parts);

    public static Doc Nest(Doc inner, int by = 4) => new Indented(by, inner);

    public static Doc Align(Doc inner) => new Aligned(inner);

    public static Doc Group(Doc inner) => new Grouped(inner);

    public static Doc Flat(Doc inner) => new Unbroken(inner);

    public static implicit operator Doc(string text) => new Words(text);

    /// <summary>The text, in lines of at most <paramref name="width"/> columns where that is possible. No line end follows the last line.</summary>
    public string Print(int width)
    {
        var text = new StringBuilder();
        var work = new Stack<(int Indent, bool Flat, Doc Doc)>();
        work.Push((0, false, this));
        int column = 0;
        while (work.TryPop(out var next))
        {
            var (indent, flat, doc) = next;
            switch (doc)
            {
                case Words words:
                    text.Append(words.Value);
                    column += words.Value.Length;
                    break;
                case LineEnd blank when flat:
                    text.Append(blank.OnOneLine);
                    column += blank.OnOneLine.Length;
                    break;
                case LineEnd or NewLine:
                    while (text.Length > 0 && text[^1] == ' ') text.Length--;
                    text.Append('\n').Append(' ', indent);
                    column = indent;
                    break;
                case Row row:
                    for (int i = row.Parts.Count - 1; i >= 0; i--) work.Push((indent, flat, row.Parts[i]));
                    break;
                case Indented nested: work.Push((indent + nested.By, flat, nested.Inner)); break;
                case Aligned aligned: work.Push((column, flat, aligned.Inner)); break;
                case Unbroken unbroken: work.Push((indent, true, unbroken.Inner)); break;
                case Grouped group: work.Push((indent, flat || Fits(group.Inner, width - column, work), group.Inner)); break;
            }
        }
        return text.ToString();
    }

    // Whether the rest of the line has room for this and for what follows on the same line.
    static bool Fits(Doc first, int room, Stack<(int Indent, bool Flat, Doc Doc)> after)
    {
        var look = new Stack<(bool Flat, Doc Doc)>();
        look.Push((true, first));
        using var rest = after.GetEnumerator();
        while (room >= 0)
        {
            if (!look.TryPop(out var next))
            {
                if (!rest.MoveNext()) return true;
                next = (rest.Current.Flat, rest.Current.Doc);
            }
            switch (next.Doc)
            {
                case Words words: room -= words.Value.Length; break;
                case LineEnd blank when next.Flat: room -= blank.OnOneLine.Length; break;
                case LineEnd: return true;
                case NewLine: return !next.Flat;
                case Row row: for (int i = row.Parts.Count - 1; i >= 0; i--) look.Push((next.Flat, row.Parts[i])); break;
                case Indented nested: look.Push((next.Flat, nested.Inner)); break;
                case Aligned aligned: look.Push((next.Flat, aligned.Inner)); break;
                case Unbroken unbroken: look.Push((true, unbroken.Inner)); break;
                case Grouped group: look.Push((next.Flat, group.Inner)); break;
            }
        }
        return false;
    }
}
