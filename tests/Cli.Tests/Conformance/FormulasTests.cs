using System.Text.Json;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>Bare formulas from strangers, through <c>gate eval -e</c>: a value, or a message that names what is meant.</summary>
public class FormulasTests
{
    public static TheoryData<string> Formulas => [.. Rows.Of("formulas.jsonl").Select(row => row.GetRawText())];

    [Theory, MemberData(nameof(Formulas))]
    public void A_formula_has_a_value_or_a_message(string line)
    {
        JsonElement row = JsonDocument.Parse(line).RootElement;
        string[] values = [.. row.GetProperty("args").EnumerateArray().Select(value => value.GetString()!)];
        Ran ran = InProcess.Gate(Path.GetTempPath(), ["eval", "-e", row.Text("formula"), .. values]);
        if (row.Text("expect") == "ok")
        {
            Assert.Equal((0, row.Text("value") + "\n"), (ran.Exit, ran.Out));
            return;
        }
        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.DoesNotContain("this is a bug", ran.Error);
        Assert.Contains(row.GetProperty("name").GetString() is { } name ? $"'{name}'" : "error", ran.Error.Split('\n')[0]);
    }

    [Theory]
    [InlineData("x = y", "true|false|x=true y=false")]
    [InlineData("x", "true||x=true")]
    [InlineData("``net income`` / 2", "2.5||``net income``=5")]
    [InlineData("``a=b`` + 1", "2||``a=b``=1")]
    [InlineData("x", "infinity||x=inf")]
    public void Values_are_read_as_what_the_formula_takes(string formula, string expected)
    {
        string[] parts = expected.Split('|');
        string[] values = parts[1] == "" ? [parts[2]] : parts[2].Split(' ');
        Ran ran = InProcess.Gate(Path.GetTempPath(), ["eval", "-e", formula, .. values]);
        Assert.Equal("", ran.Error);
        Assert.Equal(parts[1] == "" ? parts[0] : parts[1], ran.Out.TrimEnd());
    }

    [Theory]
    [InlineData("x", "x=1e400", "1e400' is larger than any float")]
    [InlineData("x", "x=-1e999", "-1e999' is larger than any float")]
    [InlineData("x", "x=abc", "'abc' is no float")]
    [InlineData("pown x 2", "x=", "'' is no float")]
    public void A_value_that_is_none_is_refused(string formula, string value, string message)
    {
        Ran ran = InProcess.Gate(Path.GetTempPath(), "eval", "-e", formula, value);
        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.Contains(message, ran.Error);
    }

    [Fact]
    public void Warnings_go_to_standard_error()
    {
        Ran ran = InProcess.Gate(Path.GetTempPath(), "eval", "-e", "-x ** 2", "x=3");
        Assert.Equal((0, "9\n"), (ran.Exit, ran.Out));
        Assert.Contains("GATE0901", ran.Error);
    }
}
