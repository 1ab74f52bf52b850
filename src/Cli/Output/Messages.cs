using System.Globalization;

namespace GateDsl.Cli.Output;

/// <summary>Diagnostics on standard error.</summary>
static class Messages
{
    public static void Write(Host host, IReadOnlyList<Diagnostic> diagnostics)
    {
        host.Out.Flush();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            string drawn = Render.Draw(diagnostic);
            host.Error.Write(host.Colour ? Coloured(drawn, diagnostic) : drawn);
        }
        int errors = diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        if (errors > 1) host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{errors} errors"));
    }

    // The word that says how bad it is, red or yellow.
    static string Coloured(string drawn, Diagnostic diagnostic)
    {
        var (word, colour) = diagnostic.Severity == Severity.Error ? ("error", 31) : ("warning", 33);
        string label = $": {word} {diagnostic.Code}:";
        int at = drawn.IndexOf(label, StringComparison.Ordinal);
        if (at < 0) return drawn;
        string painted = string.Create(CultureInfo.InvariantCulture, $": \u001b[{colour}m{word}\u001b[0m {diagnostic.Code}:");
        return $"{drawn[..at]}{painted}{drawn[(at + label.Length)..]}";
    }
}
