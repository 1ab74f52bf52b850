using System.Globalization;
using System.Text.RegularExpressions;

namespace GateDsl.Cli.Tests;

/// <summary>
/// Compares texts, numbers to nine digits: the last digits may change with a change of the compiler, and differ between machines.
/// Differences that are rounding themselves (1.2e-13) need only be small in both. .ci/same does the same for the published command.
/// </summary>
static partial class Same
{
    public static void Check(string expected, string actual)
    {
        if (!Is(expected, actual)) Assert.Equal(expected, actual);
    }

    /// <summary>Compares with a file, or with GATE_UPDATE=1 rewrites it where it is no longer the same.</summary>
    public static void AsFile(string path, string actual)
    {
        string expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (Repository.Update && !Is(expected, actual)) File.WriteAllText(path, actual);
        else Check(expected, actual);
    }

    public static bool Is(string expected, string actual)
    {
        string[] a = Token().Split(expected), b = Token().Split(actual);
        return a.Length == b.Length && a.Zip(b).All(pair => Close(pair.First, pair.Second));
    }

    static bool Close(string a, string b)
    {
        if (a == b || (string.IsNullOrWhiteSpace(a) && string.IsNullOrWhiteSpace(b) && a.Contains('\n') == b.Contains('\n'))) return true;
        if (!Read(a, out double x) || !Read(b, out double y)) return false;
        double size = Math.Max(Math.Abs(x), Math.Abs(y));
        return Math.Abs(x - y) <= 1e-9 * size || size < 1e-6;
    }

    static bool Read(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(@"( +|[\n,(){}:=\[\]])")]
    private static partial Regex Token();
}
