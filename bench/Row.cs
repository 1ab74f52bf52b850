using System.Globalization;

namespace GateDsl.Bench;

/// <summary>One line of the table of ratios, in Markdown.</summary>
/// <param name="Workload">What is measured.</param>
/// <param name="Ours">The gate's nanoseconds.</param>
/// <param name="Against">What it is compared with.</param>
/// <param name="Theirs">Its nanoseconds.</param>
/// <param name="Most">The largest ratio that is accepted; 0: none is claimed.</param>
/// <param name="Target">The ratio that is aimed at; 0: the same.</param>
sealed record Row(string Workload, double Ours, string Against, double Theirs, double Most = 0, double Target = 0)
{
    public const string Header = "| workload | ours | against | theirs | ratio | wanted |\n| --- | ---: | --- | ---: | ---: | --- |";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Workload} | {(Workload == "" ? "" : Time(Ours))} | {Against} | {Time(Theirs)} | {Ours / Theirs:0.00} | {Wanted} |");

    string Wanted => Most == 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Most:0.0#}{(Target == 0 ? "" : $", better {Target:0.0#}")}{(Ours / Theirs <= Most ? "" : " **missed**")}");

    static string Time(double nanoseconds)
    {
        (double number, string unit) = nanoseconds < 1e6 ? (nanoseconds, "ns") : (nanoseconds / 1e6, "ms");
        string format = number switch { < 0.1 => "0.0000", < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "#,##0" };
        return $"{number.ToString(format, CultureInfo.InvariantCulture)} {unit}";
    }
}
