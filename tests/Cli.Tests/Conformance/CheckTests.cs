using System.Text.Json;
using GateDsl.Checking;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>The numeric check raises no false alarm on functions whose derivatives are known to be right.</summary>
public class CheckTests
{
    [Theory, InlineData(1), InlineData(2)]
    public void No_function_of_the_table_disagrees(int seed)
    {
        string[] alarms = [.. Rows.Of("derivatives.jsonl").Where(row => row.Text("kind") == "float").AsParallel().AsOrdered().SelectMany(row => Alarms(row, seed))];
        Assert.True(alarms.Length == 0, string.Join('\n', alarms));
    }

    static IEnumerable<string> Alarms(JsonElement row, int seed)
    {
        CheckResult result = DerivativeCheck.Of(GateModule.Parse(row.Text("source"))[row.Text("entry")], seed);
        return result.Partials.Where(partial => partial.Disagreements > 0)
            .Select(partial => $"{row.Text("id")} in {partial.Input}: {partial.Worst!.Exact:R} at {string.Join(' ', partial.Worst.At)}, numeric {partial.Worst.Numeric}; {row.Text("source")}");
    }
}
