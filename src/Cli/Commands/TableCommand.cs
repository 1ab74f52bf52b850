using System.CommandLine;
using System.Globalization;
using GateDsl.Cli.Data;
using GateDsl.Cli.Output;
using GateDsl.Ir;
using GateDsl.Tracing;
using GateDsl.Types;

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
            double[][] axes = [.. gate.Leaves.Select(leaf => grids.GetValueOrDefault(leaf.Name) ?? Default(leaf, Types.Domains.Of(gate.Doc, leaf.Name)))];
            if (axes.Aggregate(1.0, (product, axis) => product * axis.Length) > MostRows) throw new Wrong($"the table would have more than {MostRows:N0} rows");
            Print(host, gate, axes, parsed.GetValue(json));
            return Exit.Well;
        };
    }

    static void Print(Host host, Gate gate, double[][] axes, bool json)
    {
        List<(string Name, Column Column)> columns = [.. Columns(gate)];
        TextTable? table = json ? null : new([.. gate.Leaves.Select(leaf => leaf.Name), .. columns.Select(column => column.Name)]);
        foreach (double[] row in Product(axes))
        {
            IEnumerable<(string Name, object? Value)> cells = gate.Leaves.Select((leaf, i) => (leaf.Name, Shown(row[i], leaf.Type == GateType.Bool)))
                .Concat(columns.Select(column => (column.Name, Shown(column.Column.At(row), column.Column.IsTruth))));
            if (table is null) host.Out.WriteLine(Json.Object(cells));
            else table.Add(cells.Select(cell => cell.Value switch { bool truth => truth ? "true" : "false", double number => NumberText.Of(number), _ => "" }));
        }
        table?.Write(host.Out);
    }

    static object? Shown(double value, bool truth) => truth ? value != 0 : value;

    // The results, then of floats the partials in floats, of truth values the differences in truth values.
    static IEnumerable<(string Name, Column Column)> Columns(Gate gate)
    {
        var layout = new ResultLayout(gate);
        bool differentiates = layout.Floats.Any() && Enumerable.Range(0, layout.Count).Any(item => !layout.IsTruth(item));
        var circuit = gate.Circuit(differentiates ? Outputs.ValueAndGradient : Outputs.Value);
        string[] names = [.. layout.Names(differentiates ? Outputs.ValueAndGradient : Outputs.Value)];
        for (int i = 0; i < names.Length; i++)
        {
            bool partialOfTruth = i >= layout.Count && layout.IsTruth((i - layout.Count) / layout.Floats.Count());
            if (!partialOfTruth) yield return (names[i], new(circuit, i, i < layout.Count && layout.IsTruth(i)));
        }
        if (!Enumerable.Range(0, layout.Count).All(layout.IsTruth)) yield break;
        foreach (Leaf leaf in gate.Leaves.Where(leaf => leaf.Type == GateType.Bool))
        {
            Circuit difference = gate.Derivative(leaf.Name).Circuit(Outputs.Value);
            for (int item = 0; item < layout.Count; item++) yield return ($"{layout.Name(item)}'{leaf.Name}", new(difference, item, true));
        }
    }

    sealed record Column(Circuit Circuit, int Output, bool IsTruth)
    {
        public double At(double[] row)
        {
            var outputs = new double[Circuit.Outputs.Length];
            Interpreter.Run(Circuit, row, outputs);
            return outputs[Output];
        }
    }

    // The first axis varies slowest, as in a truth table.
    static IEnumerable<double[]> Product(double[][] axes)
    {
        var at = new int[axes.Length];
        while (true)
        {
            yield return [.. axes.Select((axis, i) => axis[at[i]])];
            int last = axes.Length - 1;
            while (last >= 0 && ++at[last] == axes[last].Length) at[last--] = 0;
            if (last < 0) yield break;
        }
    }

    static double[] Default(Leaf leaf, GateDomain? domain)
    {
        if (leaf.Type == GateType.Bool) return [0, 1];
        if (leaf.Type == GateType.Int) return [0, 1, 2, 3];
        if (domain is null || !double.IsFinite(domain.High - domain.Low)) return [-2, -1, 0, 1, 2];
        double[] grid = Grid(domain.Low, domain.High, 5);
        return [.. grid.Where(x => (domain.LowIncluded || x > domain.Low) && (domain.HighIncluded || x < domain.High))];
    }

    static Dictionary<string, double[]> Grids(Gate gate, string[] words)
    {
        Dictionary<string, double[]> grids = [];
        for (int i = 0; i < words.Length; i++)
        {
            string[] parts = words[i].Split('=', 2);
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) throw new Wrong($"'{words[i]}' is one word too many");
            string name = parts[0][2..];
            Leaf leaf = gate.Leaves.FirstOrDefault(leaf => leaf.Name == name)
                ?? throw new Wrong($"there is no option '--{name}', and no parameter '{name}': {gate.Signature}");
            if (parts.Length == 1 && ++i == words.Length) throw new Wrong($"--{name} needs its values, as in --{name} -5:5:11");
            grids[name] = Values(leaf, parts.Length == 2 ? parts[1] : words[i]);
        }
        return grids;
    }

    static double[] Values(Leaf leaf, string text)
    {
        string[] parts = text.Split(':');
        var numbers = new double[parts.Length];
        bool read = parts.Length is 1 or 2 or 3;
        for (int i = 0; i < Math.Min(parts.Length, 2); i++) read &= Cells.Read(parts[i], leaf.Type, out numbers[i]);
        int count = 11;
        if (parts.Length == 3) read &= int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;
        if (!read || (parts.Length > 1 && leaf.Type == GateType.Bool)) throw new Wrong($"--{leaf.Name} {text}: values of a {leaf.Type} are given as a value{(leaf.Type == GateType.Bool ? "" : " or as low:high:count")}");
        if (parts.Length == 1) return [numbers[0]];
        if (count > MostRows) throw new Wrong($"the table would have more than {MostRows:N0} rows");
        double[] grid = Grid(numbers[0], numbers[1], count);
        return leaf.Type == GateType.Int ? [.. grid.Select(x => Math.Round(x)).Distinct()] : grid;
    }

    // Both ends are exact, and so is what lies between where it can be.
    static double[] Grid(double low, double high, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i == count - 1 && count > 1 ? high : low + (high - low) * i / Math.Max(1, count - 1))];
}
