using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GateDsl;

/// <summary>The bytes of a gate file as text.</summary>
static class Utf8Text
{
    /// <summary>Decodes a file, with or without a byte order mark. Where it is not UTF-8 there is a message that says at which place.</summary>
    public static Source Decode(string name, ReadOnlySpan<byte> bytes, out Diagnostic? wrong)
    {
        wrong = null;
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        var source = new Source(name, Encoding.UTF8.GetString(bytes));
        if (!Utf8.IsValid(bytes))
        {
            // Everything before the bad byte reads the same in the text with replacements, so its position is right there too.
            Utf8.ToUtf16(bytes, new char[bytes.Length], out int read, out int written, replaceInvalidSequences: false);
            wrong = new Report(source).InvalidUtf8(new(written, 1), bytes[read]);
        }
        return source;
    }
}
