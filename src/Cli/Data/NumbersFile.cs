using System.Collections.Immutable;
using System.Text;

namespace GateDsl.Cli.Data;

/// <summary>An array or a matrix from a file of numbers, <c>xs=@file.csv</c>: a row a line, separated by commas, semicolons, tabs or blanks. A first line with a word in it is a header and left out.</summary>
static class NumbersFile
{
    static readonly char[] Separators = [',', ';', '\t', ' '];

    public static GateValue Read(string path, GateType.Array type, Host host)
    {
        GateType element = type.Element is GateType.Array { Element: var inner } ? inner : type.Element;
        if (element is not GateType.Basic) throw new Wrong($"a file holds numbers: it gives no {type}");
        List<double[]> rows = [];
        string[] lines = Encoding.UTF8.GetString(Files.ReadAll(path, host)).TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (cells.Length == 0 || (i == 0 && IsHeader(cells))) continue;
            rows.Add([.. cells.Select(cell => Number(cell, element, path, i + 1))]);
            if (rows[^1].Length != rows[0].Length) throw new Wrong(FormattableString.Invariant($"{path}({i + 1}): this row has {rows[^1].Length} numbers and the first one {rows[0].Length}"));
        }
        GateValue Row(IEnumerable<double> row) => new GateValue.Array([.. row.Select(number => element == GateType.Bool ? (GateValue)new GateValue.Truth(number != 0) : new GateValue.Number(number))]);
        if (type.Element is GateType.Array) return new GateValue.Array([.. rows.Select(Row)]);
        if (rows.Count > 1 && rows[0].Length > 1) throw new Wrong(FormattableString.Invariant($"{path} has {rows.Count} rows of {rows[0].Length} numbers, and {type} is one row or one column"));
        return Row(rows.SelectMany(row => row));
    }

    static bool IsHeader(string[] cells) => cells.Any(cell => !Cells.Read(Unquoted(cell), GateType.Float, out _) && !Cells.Read(Unquoted(cell), GateType.Bool, out _));

    static string Unquoted(string cell) => cell.Length > 1 && cell[0] == '"' && cell[^1] == '"' ? cell[1..^1] : cell;

    static double Number(string cell, GateType type, string path, int line) =>
        Cells.Read(Unquoted(cell), type, out double number) ? number : throw new Wrong(FormattableString.Invariant($"{path}({line}): '{cell}' is no {type}"));
}
