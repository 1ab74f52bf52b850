using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GateDsl.Bench;

/// <summary>From text to values: megabytes a second and bytes allocated per byte of source, for files of growing length. Linear if the columns stay level.</summary>
static class TextSpeed
{
    public static int Run()
    {
        Console.WriteLine("lines     MB/s parsed and checked   with the value of the last gate   bytes allocated per byte of source");
        foreach (int lines in (int[])[1_000, 10_000, 100_000])
        {
            string text = Text(lines), last = string.Create(CultureInfo.InvariantCulture, $"g{lines - 1}");
            double read = double.PositiveInfinity, valued = double.PositiveInfinity;
            long allocated = 0;
            for (int round = 0; round < Math.Max(3, 100_000 / lines); round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
                GateModule module = GateModule.Parse(text);
                read = Math.Min(read, Stopwatch.GetElapsedTime(start).TotalSeconds);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                module[last].Evaluate(1, 2);
                valued = Math.Min(valued, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
            double megabytes = text.Length / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines,-9} {megabytes / read,-25:F2} {megabytes / valued,-33:F2} {(double)allocated / text.Length:F0}"));
        }
        return 0;
    }

    // Small gates, every second of which uses the one before it.
    static string Text(int lines)
    {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++)
        {
            if (i % 2 == 0) text.Append(CultureInfo.InvariantCulture, $"let g{i} x y = x * {i} + sin y\n");
            else text.Append(CultureInfo.InvariantCulture, $"let g{i} x y = g{i - 1} x y / (1 + exp (-x))\n");
        }
        return text.ToString();
    }
}
