using System.Globalization;
using System.Text.RegularExpressions;

namespace GateDsl.Types;

/// <summary>Reads the domains that a doc comment declares: lines of the form <c>sigma in (0, 5]</c>.</summary>
static partial class Domains
{
    public static GateDomain? Of(string? doc, string parameter)
    {
        foreach (string line in (doc ?? "").Split('\n'))
        {
            Match match = Form().Match(line);
            if (!match.Success || match.Groups["name"].Value.Trim('`') != parameter) continue;
            if (End(match.Groups["low"].Value) is not { } low || End(match.Groups["high"].Value) is not { } high || !(low <= high)) continue;
            return new(low, high, match.Groups["open"].Value == "[", match.Groups["close"].Value == "]");
        }
        return null;
    }

    static double? End(string text) => text.Trim() switch
    {
        "infinity" or "+infinity" => double.PositiveInfinity,
        "-infinity" => double.NegativeInfinity,
        "pi" => Math.PI,
        "-pi" => -Math.PI,
        var number => double.TryParse(number.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null,
    };

    [GeneratedRegex(@"^\s*(?<name>``[^`]+``|[\w']+)\s+in\s+(?<open>[\[(])(?<low>[^,\]\)]+),(?<high>[^,\]\)]+)(?<close>[\])])\s*\.?\s*$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Form();
}
