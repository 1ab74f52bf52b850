using System.Globalization;
using System.Text.RegularExpressions;
using GateDsl.Numerics;

namespace GateDsl.Dsl.Tests.Numerics;

/// <summary>The errors that docs/numerics.md states, measured; GATE_UPDATE=1 writes the table.</summary>
public class AccuracyTests
{
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "numerics.md");
    private const string Begin = "<!-- accuracy: written by the tests with GATE_UPDATE=1 -->", End = "<!-- end of accuracy -->";

    public static TheoryData<string> Names => [.. Function.All.Select(f => f.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Error_is_what_the_documentation_says(string name)
    {
        Function function = Function.All.Single(f => f.Name == name);
        (double lanes, double scalar) = (Measure(function, function.Lane), Measure(function, function.Scalar));
        (double statedLanes, double statedScalar) = Stated(name);
        // Our own bits are the same everywhere, so the claim is exact; the machine's may be better elsewhere.
        Assert.True(Rounded(lanes) == statedLanes || Repository.Update, $"{name}: {lanes} ulp measured, {statedLanes} stated");
        Assert.True(Rounded(scalar) <= statedScalar || Repository.Update, $"{name}: {scalar} ulp measured, {statedScalar} stated");
    }

    [Theory, MemberData(nameof(Names))]
    public void Error_is_within_four_units_and_two_for_the_common_functions(string name)
    {
        Function function = Function.All.Single(f => f.Name == name);
        Assert.InRange(Measure(function, function.Lane), 0, function.Units);
        Assert.InRange(Measure(function, function.Scalar), 0, function.Units);
    }

    [Theory, MemberData(nameof(Names))]
    public void Error_in_the_source_is_that_of_the_documentation(string name)
    {
        if (name.EndsWith("Below", StringComparison.Ordinal))
            return;
        string folder = Path.Combine(Repository.Root, "src", "Dsl", "Numerics");
        string source = File.ReadAllText(Path.Combine(folder, (name == "XLog1pY" ? "XLogY" : name) + ".cs"));
        string above = source[..source.IndexOf($"internal static class {name}\n", StringComparison.Ordinal)];
        Match? stated = Regex.Matches(above, @"Error: at most ([\d.]+) ulp\.").LastOrDefault();
        Assert.True(stated is not null, $"the remarks of {name} do not say 'Error: at most {Stated(name).Lanes:0.0} ulp.'");
        Assert.Equal(Stated(name).Lanes, double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Documentation_has_the_table_of_all_functions()
    {
        string table = Begin + "\n" + Table() + End;
        string text = File.Exists(Document) ? File.ReadAllText(Document) : "# Numerics\n\n" + Begin + End + "\n";
        string[] parts = [text[..text.IndexOf(Begin, StringComparison.Ordinal)], text[(text.IndexOf(End, StringComparison.Ordinal) + End.Length)..]];
        if (Repository.Update)
            File.WriteAllText(Document, parts[0] + table + parts[1]);
        // The errors of the machine's own functions differ between machines: compared without them.
        Assert.Equal(WithoutScalar(table), WithoutScalar(File.ReadAllText(Document)[parts[0].Length..^parts[1].Length]));
    }

    private static string Table()
    {
        var lines = Function.All.Select(f => string.Create(CultureInfo.InvariantCulture,
            $"| `{f.Name}` | {Rounded(Measure(f, f.Lane)):0.0} | {Rounded(Measure(f, f.Scalar)):0.0} | {f.Range} | {f.Source} |\n"));
        return "| function | lanes | scalar | over | source |\n| --- | --- | --- | --- | --- |\n" + string.Concat(lines);
    }

    private static string WithoutScalar(string table) => Regex.Replace(table, @"^(\| `\w+` \| [\d.]+ \|) [\d.]+ \|", "$1", RegexOptions.Multiline);

    private static (double Lanes, double Scalar) Stated(string name)
    {
        Match row = Regex.Match(File.ReadAllText(Document), $@"^\| `{name}` \| ([\d.]+) \| ([\d.]+) \|", RegexOptions.Multiline);
        Assert.True(row.Success, $"docs/numerics.md does not state the error of {name}");
        return (double.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    private static double Rounded(double error) => Math.Ceiling(error * 10) / 10;

    private static double Measure(Function function, Func<double, double, double> f) =>
        Reference.Read(function.Name).Max(p => p.ErrorOf(f(p.X, p.Y), Scale(function.Name, p)));

    /// <summary>Below 0 the gamma family is a difference of terms; its error is measured against the largest.</summary>
    private static double Scale(string name, Reference p) => name switch
    {
        "LgammaBelow" => Math.Max(ScalarMath.Lgamma(-p.X), 1),
        "DigammaBelow" => Math.Max(ScalarMath.Digamma(1 - p.X), Math.Abs(ScalarMath.Digamma(1 - p.X) - p.Value)),
        "PolygammaBelow" => Math.Exp(ScalarMath.Lgamma(p.X + 1)) / Math.Pow(Math.Abs(p.Y - Math.Round(p.Y)), p.X + 1),
        _ => 0,
    };
}
