using System.Globalization;

namespace GateDsl.Cli.Output;

/// <summary>Diagnostics on standard error.</summary>
static class Messages
{
    public static void Write(Host host, IReadOnlyList<Diagnostic> diagnostics)
    {
        host.Out.Flush();
        foreach (Diagnostic diagnostic in diagnostics) host.Error.WriteLine(Draw(diagnostic));
        int errors = diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        if (errors > 1) host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{errors} errors"));
    }

    static string Draw(Diagnostic diagnostic)
    {
        var (line, column) = diagnostic.Source.Place(diagnostic.Span.Start);
        string text = diagnostic.Source.Line(line);
        string number = line.ToString(CultureInfo.InvariantCulture);
        int length = Math.Clamp(diagnostic.Span.Length, 1, Math.Max(1, text.Length - column + 1));
        return $"{diagnostic}\n  {number} | {text}\n  {new string(' ', number.Length)} | {new string(' ', column - 1)}{new string('^', length)}";
    }
}
