using System.Globalization;
using GateDsl.Cli.Output;
using GateDsl.Tools;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate check --accuracy</c>: the digits that the value and each partial derivative lose over the declared domains, against certified numbers.</summary>
static class AccuracyRun
{
    /// <summary>Writes the table.</summary>
    /// <returns>Whether no number loses more than half its digits.</returns>
    public static int Run(Host host, Gate[] gates, int seed, bool json)
    {
        List<Row> rows = [];
        foreach (Gate gate in gates)
        {
            try { rows.AddRange(AccuracyCheck.Of(gate, seed).Numbers.Select(number => new Row(gate, number))); }
            catch (InvalidOperationException wrong) { throw new Wrong(wrong.Message); }
        }
        if (json) WriteJson(host, rows);
        else WriteTable(host, gates.Length, rows);
        return rows.Any(row => row.Number.IsPoor) ? Exit.DoesNotHold : Exit.Well;
    }

    static void WriteTable(Host host, int gates, List<Row> rows)
    {
        if (rows.Count > 0)
        {
            var table = new TextTable("number", "points", "digits lost: median", "worst", "as written: median", "worst", "at", "by");
            foreach (Row row in rows)
            {
                AccuracyCheck.Number number = row.Number;
                string at = number.Worst is { Lost: >= 1 } worst ? CheckCommand.Point(row.Gate, worst.At, shortly: true) : "", by = number.Worst is { Lost: >= 1 } bad ? bad.Cause : "";
                table.Add(row.Name, Whole(number.Points), Digits(number.MedianLost), Digits(number.Worst?.Lost ?? 0), Digits(number.AsWrittenMedianLost), Digits(number.AsWrittenWorstLost), at, by);
            }
            table.Write(host.Out);
        }
        foreach (Row row in rows.Where(row => row.Number.IsPoor))
        {
            AccuracyCheck.Loss worst = row.Number.Worst!;
            host.Out.WriteLine($"{row.Name} loses {Digits(worst.Lost)} of 16 digits at {CheckCommand.Point(row.Gate, worst.At, shortly: false)}: {Numbers.Text(worst.Computed)}, not {Numbers.Text(worst.Exact)}");
        }
        int poor = rows.Count(row => row.Number.IsPoor);
        string what = $"{Whole(gates)} gate{(gates == 1 ? "" : "s")}, {Whole(rows.Count)} number{(rows.Count == 1 ? "" : "s")}";
        host.Out.WriteLine(poor == 0 ? $"{what}: none loses more than half its digits" : $"{what}: {Whole(poor)} LOSE{(poor == 1 ? "S" : "")} more than half the digits somewhere");
    }

    static void WriteJson(Host host, List<Row> rows)
    {
        foreach (Row row in rows)
        {
            AccuracyCheck.Number number = row.Number;
            AccuracyCheck.Loss? worst = number.Worst;
            host.Out.WriteLine(Json.Object(
                ("number", row.Name), ("points", number.Points), ("median_lost", number.MedianLost), ("worst_lost", worst?.Lost),
                ("at", worst is null ? null : new Json.Written(Json.Object(row.Gate.Inputs.Select((input, i) => (input.Name, (object?)worst.At[i]))))),
                ("computed", worst?.Computed), ("exact", worst?.Exact), ("by", worst?.Cause), ("as_written_median_lost", number.AsWrittenMedianLost), ("as_written_worst_lost", number.AsWrittenWorstLost)));
        }
    }

    static string Digits(double lost) => lost.ToString("0.0", CultureInfo.InvariantCulture);

    static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    sealed record Row(Gate Gate, AccuracyCheck.Number Number)
    {
        public string Name => Number.Name;
    }
}
