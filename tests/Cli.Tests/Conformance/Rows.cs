using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>The tables in tests/conformance; tests/conformance/README.md says what their columns mean.</summary>
static partial class Rows
{
    public static IEnumerable<JsonElement> Of(string table) =>
        File.ReadLines(Repository.PathOf("tests", "conformance", table)).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(NotFinite().Replace(line, "\"$0\"")).RootElement);

    // The tables write infinities as Python does, which is no JSON.
    [GeneratedRegex(@"(?<=[\[ ])-?Infinity(?=[,\]])")]
    private static partial Regex NotFinite();

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    public static double Number(this JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? element.GetDouble()
        : double.Parse(element.GetString()!, CultureInfo.InvariantCulture);

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(Number)];

    /// <summary>The README's comparison.</summary>
    public static bool Close(double got, double reference, double tolerance) =>
        got.Equals(reference) || Math.Abs(got - reference) <= (reference == 0 ? tolerance : tolerance * Math.Abs(reference)) + 1e-323;
}
