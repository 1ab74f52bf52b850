using System.Globalization;
using System.Text.Json;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>The results of the article, through <c>gate eval</c>.</summary>
public class SeedTests
{
    public static TheoryData<string> Results => [.. Rows.Of("seed.jsonl").Select(row => row.GetRawText())];

    [Theory, MemberData(nameof(Results))]
    public void Eval_prints_the_result_of_the_article(string line)
    {
        JsonElement row = JsonDocument.Parse(line).RootElement;
        using var scratch = new Scratch();
        scratch.Write("seed.gate", row.Text("source"));
        Ran ran = scratch.Gate("eval", "seed.gate", Expression(row));

        Assert.Equal("", ran.Error);
        double got = double.Parse(ran.Out, CultureInfo.InvariantCulture), expected = row.GetProperty("expect").Number();
        string[] compare = row.Text("compare").Split(' ');
        Assert.True(compare[0] switch
        {
            "exact" => got == expected,
            "round" => Math.Round(got) == expected,
            _ => Rows.Close(got, expected, double.Parse(compare[1], CultureInfo.InvariantCulture)),
        }, $"{Expression(row)} = {got:R}, not {expected:R}");
    }

    static string Expression(JsonElement row)
    {
        string entry = row.Text("entry");
        double[] at = row.GetProperty("at").Numbers();
        if (row.Text("what") == "derivative") entry += string.Concat(row.Text("wrt").Split(' ').Select(name => $"'{name}"));
        if (row.Text("what") != "backward") return $"{entry} {Arguments(at)}";

        double step = row.GetProperty("step").Number();
        string[] parameters = row.Text("source").Split('=')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];
        double[] before = [.. at];
        before[Array.IndexOf(parameters, row.Text("wrt"))] -= step;
        return FormattableString.Invariant($"({entry} {Arguments(at)} - {entry} {Arguments(before)}) / {step}");
    }

    static string Arguments(double[] at) => string.Join(' ', at.Select(x => FormattableString.Invariant($"({x:R})")));
}
