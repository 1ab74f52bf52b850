using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>Programs with the answers of the real F# compiler, through <c>gate run</c>.</summary>
public partial class FSharpRulesTests
{
    public static TheoryData<string> Programs => [.. Rows.Of("fsharp-rules.jsonl").Concat(Rows.Of("fsharp-arrays.jsonl")).Select(row => row.GetRawText())];

    [Theory, MemberData(nameof(Programs))]
    public void Run_answers_what_FSharp_answers(string line)
    {
        JsonElement row = JsonDocument.Parse(line).RootElement;
        using var scratch = new Scratch();
        scratch.Write("rule.gate", row.Text("source") + "\n");
        Ran ran = scratch.Gate("run", "rule.gate");

        if (row.Text("expect") == "error")
        {
            Assert.Equal(Exit.WrongInput, ran.Exit);
            Assert.Contains("rule.gate(", ran.Error, StringComparison.Ordinal);
            return;
        }
        Assert.True(ran.Exit == Exit.Well, ran.Error);
        string value = ran.Out.TrimEnd().Split('\n')[^1].Split(" = ")[^1];
        // F# shows ten digits of a number in an array.
        Assert.Equal(Numbers(row.Text("value")), Numbers(value), (a, b) => a == b || Math.Abs(a - b) <= 1e-9 * Math.Abs(a));
        if (Numbers(value).Length == 0) Assert.Equal(row.Text("value"), value);
    }

    static double[] Numbers(string text) => [.. Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?\d+(\.\d*)?([eE][-+]?\d+)?")]
    private static partial Regex Number();
}
