using System.CommandLine;
using System.Globalization;
using GateDsl.Cli.Data;
using GateDsl.Cli.Output;
using GateDsl.Tools;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate table FILE NAME</c>: every combination of truth values, and floats on a grid, with values and derivatives.</summary>
static class TableCommand
{
    public const string Example = """
          gate table examples/logic.gate majority
          gate table examples/seed.gate sigmoid_gate --x -4:4:9
        """;

    const int MostRows = 1_000_000;

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        Argument<string> file = SourceFiles.FileArgument(), name = SourceFiles.NameArgument();
        Option<bool> json = Json.Option();
        command.Description += ".\nA float parameter p takes the values that --p low:high:count or --p value gives.";
        command.Add(file);
        command.Add(name);
        command.Add(json);
        command.TreatUnmatchedTokensAsErrors = false;       // --x is an option for a gate with a parameter x
        SourceFiles files = SourceFiles.Declare(host, command);
        return parsed =>
        {
            Gate gate = SourceFiles.Find(files.Load(parsed, parsed.GetValue(file)!), parsed.GetValue(name)!);
            Dictionary<string, double[]> grids = Grids(gate, [.. parsed.UnmatchedTokens]);
            var table = ValueTable.Of(gate, [.. gate.Inputs.Select(input => grids.GetValueOrDefault(input.Name))]);
            if (table.Count > MostRows) throw new Wrong($"the table would have more than {MostRows:N0} rows");
            Print(host, gate, table, parsed.GetValue(json));
            return Exit.Well;
        };
    }

    static void Print(Host host, Gate gate, ValueTable values, bool json)
    {
        TextTable? table = json ? null : new([.. gate.Inputs.Select(input => input.Name), .. values.Names]);
        foreach (var (inputs, results) in values.Rows)
        {
            IEnumerable<(string Name, object? Value)> cells = gate.Inputs.Select((input, i) => (input.Name, Shown(inputs[i], input.Type == GateType.Bool)))
                .Concat(values.Names.Select((name, i) => (name, Shown(results[i], values.AreTruths[i]))));
            if (table is null) host.Out.WriteLine(Json.Object(cells));
            else table.Add(cells.Select(cell => cell.Value switch { bool truth => truth ? "true" : "false", double number => Numbers.Text(number), _ => "" }));
        }
        table?.Write(host.Out);
    }

    static object? Shown(double value, bool truth) => truth ? value != 0 : value;

    static Dictionary<string, double[]> Grids(Gate gate, string[] words)
    {
        Dictionary<string, double[]> grids = [];
        for (int i = 0; i < words.Length; i++)
        {
            string[] parts = words[i].Split('=', 2);
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) throw new Wrong($"'{words[i]}' is one word too many");
            string name = parts[0][2..];
            GateParameter input = gate.Inputs.FirstOrDefault(input => input.Name == name)
                ?? throw new Wrong($"there is no option '--{name}', and no parameter '{name}': {gate.Signature}");
            if (parts.Length == 1 && ++i == words.Length) throw new Wrong($"--{name} needs its values, as in --{name} -5:5:11");
            grids[name] = Values(input, parts.Length == 2 ? parts[1] : words[i]);
        }
        return grids;
    }

    static double[] Values(GateParameter input, string text)
    {
        string[] parts = text.Split(':');
        var numbers = new double[parts.Length];
        bool read = parts.Length is 1 or 2 or 3;
        for (int i = 0; i < Math.Min(parts.Length, 2); i++) read &= Cells.Read(parts[i], input.Type, out numbers[i]);
        int count = 11;
        if (parts.Length == 3) read &= int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;
        if (!read || (parts.Length > 1 && input.Type == GateType.Bool)) throw new Wrong($"--{input.Name} {text}: values of a {input.Type} are given as a value{(input.Type == GateType.Bool ? "" : " or as low:high:count")}");
        if (parts.Length == 1) return [numbers[0]];
        if (count > MostRows) throw new Wrong($"the table would have more than {MostRows:N0} rows");
        double[] grid = ValueTable.Grid(numbers[0], numbers[1], count);
        return input.Type == GateType.Int ? [.. grid.Select(x => Math.Round(x)).Distinct()] : grid;
    }
}
