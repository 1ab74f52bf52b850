namespace GateDsl;

/// <summary>The text of one file. Lines and columns are counted from 1, columns in UTF-16 units, and only when a place is shown.</summary>
public sealed class Source(string name, string text)
{
    int[]? starts;

    /// <summary>The file's name as it is shown in messages.</summary>
    public string Name { get; } = Given.NotNull(name);

    /// <summary>The whole text, without a byte order mark.</summary>
    public string Text { get; } = Given.NotNull(text).StartsWith('\uFEFF') ? text[1..] : text;

    /// <summary>The text of a file, from its bytes, with or without a byte order mark.</summary>
    /// <exception cref="GateException">They are not UTF-8. The diagnostic says at which place.</exception>
    public static Source FromUtf8(string name, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        Source source = Utf8Text.Decode(name, bytes, out Diagnostic? wrong);
        return wrong is null ? source : throw new GateException([wrong]);
    }

    /// <summary>The line and column, both from 1, of a position in the text.</summary>
    public (int Line, int Column) Place(int position)
    {
        int[] lines = starts ??= LineStarts(Text);
        int found = Array.BinarySearch(lines, position);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, position - lines[line] + 1);
    }

    /// <summary>The text of a line (numbered from 1), without its line end; empty past the end.</summary>
    public string Line(int number)
    {
        int[] lines = starts ??= LineStarts(Text);
        if (number < 1 || number > lines.Length) return "";
        int end = number < lines.Length ? lines[number] : Text.Length;
        return Text[lines[number - 1]..end].TrimEnd('\r', '\n');
    }

    // LF, CRLF and a lone CR each end a line.
    static int[] LineStarts(string text)
    {
        List<int> starts = [0];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))) starts.Add(i + 1);
        }
        return [.. starts];
    }
}
