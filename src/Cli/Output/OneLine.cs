namespace GateDsl.Cli.Output;

/// <summary>A piece of source on one line, for showing beside its value: comments to the end of a line dropped, line ends and indentation one blank.</summary>
static class OneLine
{
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny('\n', '\r') < 0) return text;
        IEnumerable<string> lines = text.Split(['\n', '\r']).Select(line => WithoutComment(line).Trim());
        return string.Join(' ', lines.Where(line => line.Length > 0));
    }

    // The language has no strings, so two slashes start a comment wherever they stand, except inside double backticks.
    static string WithoutComment(string line)
    {
        bool quoted = false;
        for (int i = 0; i + 1 < line.Length; i++)
        {
            if (line[i] == '`' && line[i + 1] == '`') (quoted, i) = (!quoted, i + 1);
            else if (!quoted && line[i] == '/' && line[i + 1] == '/') return line[..i];
        }
        return line;
    }
}
