using System.Globalization;
using System.Text;

namespace GateDsl.Cli.Data;

/// <summary>Writes a CSV file as UTF-8 into a buffer of its own. Numbers in the shortest form that reads back the same.</summary>
sealed class RowWriter(Stream stream, char delimiter)
{
    const int Most = 32;                          // bytes of the longest number

    readonly byte[] buffer = new byte[256 << 10];
    readonly byte separator = (byte)delimiter;
    int used;

    /// <summary>Text that is CSV already: fields with their delimiters and quotes.</summary>
    public void Raw(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            int part = Math.Min(text.Length, buffer.Length / 4);
            if (part < text.Length && char.IsHighSurrogate(text[part - 1])) part--;
            Room(Encoding.UTF8.GetMaxByteCount(part));
            used += Encoding.UTF8.GetBytes(text[..part], buffer.AsSpan(used));
            text = text[part..];
        }
    }

    /// <summary>A field, in quotes where it needs them.</summary>
    public void Field(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny("\"\r\n") < 0 && !text.Contains(delimiter)) Raw(text);
        else Raw($"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    public void Separator()
    {
        Room(1);
        buffer[used++] = separator;
    }

    public void EndRow()
    {
        Room(1);
        buffer[used++] = (byte)'\n';
    }

    public void Number(double value)
    {
        Room(Most);
        Span<byte> rest = buffer.AsSpan(used);
        if (!double.IsFinite(value))
        {
            ReadOnlySpan<byte> word = double.IsNaN(value) ? "nan"u8 : value > 0 ? "infinity"u8 : "-infinity"u8;
            word.CopyTo(rest);
            used += word.Length;
            return;
        }
        value.TryFormat(rest, out int written, default, CultureInfo.InvariantCulture);
        used += written;

        // .NET writes 1E+20; everything else here writes 1e20
        int exponent = rest[..written].IndexOf((byte)'E');
        if (exponent < 0) return;
        rest[exponent] = (byte)'e';
        if (rest[exponent + 1] != '+') return;
        rest[(exponent + 2)..written].CopyTo(rest[(exponent + 1)..]);
        used--;
    }

    public void Truth(bool value) => Raw(value ? "true" : "false");

    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
        stream.Flush();
    }

    void Room(int bytes)
    {
        if (used + bytes <= buffer.Length) return;
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
