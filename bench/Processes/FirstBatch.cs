using System.Diagnostics;
using System.Globalization;
using GateDsl.Compiler;

namespace GateDsl.Bench.Processes;

/// <summary>The first batch of a process, before anything has run, against the same batch ever after. The best of some processes, as of all that is measured.</summary>
static class FirstBatch
{
    /// <summary>What makes a process such a one; after it stands whether a and b are numbers for all rows.</summary>
    public const string Argument = "--first";

    const string Numbers = "numbers";

    const int Processes = 5;

    public static IEnumerable<Row> Measure()
    {
        foreach ((string what, string[] arguments) in ((string, string[])[])[("three columns", []), ("a column and two numbers", [Numbers])])
        {
            double first = double.PositiveInfinity, steady = double.PositiveInfinity;
            for (int i = 0; i < Processes; i++)
            {
                double[] times = Fresh.Numbers([Argument, .. arguments]);
                (first, steady) = (Math.Min(first, times[0]), Math.Min(steady, times[1]));
            }
            yield return new($"first batch of 1M rows in a fresh process, {what}, a row", first, "steady state", steady, 3);
        }
    }

    /// <summary>Prints nanoseconds a row of the first batch, and of later ones.</summary>
    public static int Here(string[] arguments)
    {
        Memory<double> x = Columns.Random(1, -4, 4), y = Columns.Empty();
        y.Span.Fill(1);   // the memory is there, as where a program uses it again
        BatchFunction batch = Workloads.Affine.CompileBatch(threads: 1);
        Action run = arguments is [Numbers] ? () => batch.Invoke(Columns.Rows, [x, 1.5, 0.25], [y]) : () => batch.Invoke(Columns.Rows, [x, x, x], [y]);
        long start = Stopwatch.GetTimestamp();
        run();
        double first = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Columns.Rows;
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{first} {Clock.Best(0.2, (run, Columns.Rows))[0]}"));
        return 0;
    }
}
