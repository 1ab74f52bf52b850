using System.Diagnostics;

namespace GateDsl.Bench;

/// <summary>Measures things side by side: in turns, the best of many short runs of each, so that what else the machine does hits all alike.</summary>
static class Clock
{
    /// <summary>Nanoseconds per unit of each.</summary>
    /// <param name="units">How many units (calls, rows) one run does.</param>
    /// <param name="rounds">How many runs of each.</param>
    /// <param name="runs">What is measured.</param>
    public static double[] Best(double units, int rounds, params Action[] runs)
    {
        var best = new double[runs.Length];
        best.AsSpan().Fill(double.PositiveInfinity);
        foreach (Action run in runs)
        {
            for (int i = 0; i < 3; i++) run();
        }
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < runs.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                runs[i]();
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalNanoseconds / units);
            }
        }
        return best;
    }
}
