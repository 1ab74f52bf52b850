using System.Diagnostics;

namespace GateDsl.Bench;

/// <summary>Measures things side by side: in turns, the best of many short runs of each, so that what else the machine does hits all alike.</summary>
static class Clock
{
    // So long that what the run before left in the caches no longer counts, and shorter than the time slice of another process.
    const double ShortestRun = 2e6;

    const int FewestRounds = 4 * Places, MostRounds = 100;

    const int Line = 64, Places = 4;

    /// <summary>Nanoseconds per unit of each.</summary>
    /// <param name="seconds">About how long all may take, but at least some rounds.</param>
    /// <param name="runs">What is measured, and how many units (calls, rows) one run does.</param>
    public static double[] Best(double seconds, params (Action Run, double Units)[] runs)
    {
        int[] repeats = [.. runs.Select(run => WarmUp(run.Run))];
        double[] best = new double[runs.Length];
        best.AsSpan().Fill(double.PositiveInfinity);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < FewestRounds || round < MostRounds && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; round++)
        {
            for (int i = 0; i < runs.Length; i++) best[i] = Math.Min(best[i], Time(runs[i].Run, repeats[i], round % Places) / (repeats[i] * runs[i].Units));
        }
        return best;
    }

    /// <summary>Runs until the runtime has compiled the code for good, as far as one can know.</summary>
    /// <returns>How often it is to be repeated to be measured.</returns>
    static int WarmUp(Action run)
    {
        double once = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 3 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < 120; i++) once = Math.Min(once, Time(run, 1, i % Places));
        return (int)Math.Max(1, Math.Ceiling(ShortestRun / once));
    }

    /// <summary>
    /// Nanoseconds of some runs at one of the places of a cache line where the stack can stand. It is chance where it does in a process, and vectors on it that
    /// cross lines make some loops three times slower, for as long as the process lives.
    /// </summary>
    static double Time(Action run, int repeats, int place)
    {
        Span<byte> below = stackalloc byte[Line / Places * (place + 1)];
        below.Clear();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++) run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
