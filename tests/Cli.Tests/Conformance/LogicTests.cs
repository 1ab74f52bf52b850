using System.Text.Json;

namespace GateDsl.Cli.Tests.Conformance;

/// <summary>Truth tables, Boolean differences and relaxations with their gradients, each gate in one <c>gate run</c>.</summary>
public class LogicTests
{
    public static TheoryData<string> Gates => [.. Rows.Of("logic.jsonl").Select(row => row.GetRawText())];

    [Theory, MemberData(nameof(Gates))]
    public void Run_prints_the_tables_of_the_gate(string line)
    {
        JsonElement row = JsonDocument.Parse(line).RootElement;
        string entry = row.Text("entry");
        string[] parameters = [.. row.GetProperty("params").EnumerateArray().Select(name => name.GetString()!)];
        List<(string Expression, object Expected)> items = [.. Truths(row, entry, parameters), .. Relaxations(row, entry, parameters)];

        using var scratch = new Scratch();
        string soft = $"let soft_{entry} {string.Join(' ', parameters)} = (soft {entry}) {string.Join(' ', parameters)}\n";
        scratch.Write("logic.gate", row.Text("source") + soft + string.Join('\n', items.Select(item => item.Expression)) + "\n");
        Ran ran = scratch.Gate("run", "logic.gate");

        Assert.True(ran.Exit == Exit.Well, ran.Error);
        string[] values = [.. ran.Out.TrimEnd().Split('\n').Select(result => result.Split(" = ")[^1])];
        Assert.Equal(items.Count, values.Length);
        foreach (var ((expression, expected), value) in items.Zip(values))
        {
            bool right = expected is bool truth ? value == (truth ? "true" : "false") : Rows.Close(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), (double)expected, 1e-12);
            Assert.True(right, $"{expression} = {value}, not {expected}");
        }
    }

    static IEnumerable<(string, object)> Truths(JsonElement row, string entry, string[] parameters)
    {
        for (int k = 0; k < 1 << parameters.Length; k++)
        {
            // the first parameter is the most significant bit
            string arguments = string.Join(' ', parameters.Select((_, i) => (k >> (parameters.Length - 1 - i) & 1) == 1 ? "true" : "false"));
            yield return ($"{entry} {arguments}", row.Text("truth")[k] == '1');
            foreach (string p in parameters) yield return ($"{entry}'{p} {arguments}", row.GetProperty("difference").Text(p)[k] == '1');
        }
    }

    static IEnumerable<(string, object)> Relaxations(JsonElement row, string entry, string[] parameters)
    {
        foreach (JsonElement point in row.GetProperty("relaxation").EnumerateArray())
        {
            string arguments = string.Join(' ', point.GetProperty("at").Numbers().Select(x => FormattableString.Invariant($"({x:R})")));
            yield return ($"soft_{entry} {arguments}", point.GetProperty("value").Number());
            double[] gradient = point.GetProperty("grad").Numbers();
            for (int i = 0; i < parameters.Length; i++) yield return ($"soft_{entry}'{parameters[i]} {arguments}", gradient[i]);
        }
    }
}
