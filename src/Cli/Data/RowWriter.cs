using System.Globalization;
using System.Text;

namespace GateDsl.Cli.Data;

/// <summary>Rows of a CSV file as UTF-8, kept until they are written. Numbers in the shortest form that reads back the same.</summary>
sealed class RowWriter(char delimiter)
{
    const int Most = 32;                          // bytes of the longest number

    readonly byte separator = (byte)delimiter;
    byte[] buffer = new byte[64 << 10];
    int used;

    /// <summary>Text that is CSV already: fields with their delimiters and quotes.</summary>
    public void Raw(ReadOnlySpan<char> text)
    {
        Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
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

    /// <summary>Writes the rows, and begins anew.</summary>
    public void MoveTo(Stream stream)
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    void Room(int bytes)
    {
        if (used + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + bytes));
    }
}
