using System.Globalization;

namespace GateDsl.Types;

/// <summary>Reads the domains that a doc comment declares: lines of the form <c>sigma in (0, 5]</c>.</summary>
static class Domains
{
    /// <summary>The domain that a doc comment declares for a parameter, null if it declares none.</summary>
    public static GateDomain? Of(string? doc, string parameter)
    {
        if (doc is null) return null;
        foreach (string line in doc.Split('\n'))
        {
            if (Line(line.AsSpan().Trim().TrimEnd('.').TrimEnd(), parameter) is { } domain) return domain;
        }
        return null;
    }

    // name in [low, high]: read by hand, because this runs at every start and a regular expression is slow to make
    static GateDomain? Line(ReadOnlySpan<char> line, string parameter)
    {
        if (line.StartsWith("``", StringComparison.Ordinal) && line.StartsWith($"``{parameter}``", StringComparison.Ordinal)) line = line[(parameter.Length + 4)..];
        else if (line.StartsWith(parameter, StringComparison.Ordinal)) line = line[parameter.Length..];
        else return null;

        ReadOnlySpan<char> rest = line.TrimStart();
        if (rest.Length == line.Length || !rest.StartsWith("in", StringComparison.Ordinal)) return null;
        rest = rest[2..].TrimStart();
        if (rest.Length < 2 || rest[0] is not ('[' or '(') || rest[^1] is not (']' or ')')) return null;
        ReadOnlySpan<char> ends = rest[1..^1];
        int comma = ends.IndexOf(',');
        if (comma < 0 || ends[(comma + 1)..].IndexOfAny(",[]()") >= 0) return null;
        if (End(ends[..comma].ToString()) is not { } low || End(ends[(comma + 1)..].ToString()) is not { } high || !(low <= high)) return null;
        return new(low, high, rest[0] == '[', rest[^1] == ']');
    }

    static double? End(string text) => text.Trim() switch
    {
        "infinity" or "+infinity" => double.PositiveInfinity,
        "-infinity" => double.NegativeInfinity,
        "pi" => Math.PI,
        "-pi" => -Math.PI,
        var number => double.TryParse(number.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null,
    };
}
