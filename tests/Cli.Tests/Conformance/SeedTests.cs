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

    [Theory]
    [InlineData("xand_gate true false", "true")]
    [InlineData("xand_gate true true", "false")]
    [InlineData("xand_gate false true", "false")]
    [InlineData("xand_gate false false", "false")]
    [InlineData("xor_gate true true", "false")]
    [InlineData("(max_gate'x 2 2, max_gate'y 2 2)", "(1, 0)")]
    [InlineData("(min_gate'x 2 2, min_gate'y 2 2)", "(1, 0)")]
    [InlineData("round 2.5678 2", "2.57")]
    [InlineData("round (-2.5) 0", "-2")]
    [InlineData("round (derivative multiplier_gate 5 (-6) 0.00001) 3", "-6")]
    [InlineData("round (derivative sum_square 5 (-6) 0.00001) 3", "-2")]
    [InlineData("square multiplier_gate 3 4", "144")]
    public void The_file_of_the_article_defines_its_gates(string expression, string value) =>
        Assert.Equal((0, value + "\n", ""), InProcess.Gate(Repository.Root, "eval", "examples/seed.gate", expression) is var ran ? (ran.Exit, ran.Out, ran.Error) : default);

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
