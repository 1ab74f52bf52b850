using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GateDsl.Enclosures;

/// <summary>
/// Calls the steps of a plan with the stack where each is fastest. Vectors that a step has no registers for stand on the stack, which the runtime aligns to 16 bytes: where they cross lines of
/// the cache a step takes up to twice as long. Each place is tried in the first blocks that are computed, which changes no bit of a result.
/// </summary>
/// <remarks>Threads may try at the same time: what one of them loses of the other's measurements costs nothing but a worse place.</remarks>
sealed unsafe class StepPlace(int steps)
{
    const int Line = 64, Unit = 16, Places = Line / Unit, Tries = 10;

    /// <summary>Where the stack happens to be.</summary>
    const int AsItIs = Places;

    /// <summary>To move the stack takes a few nanoseconds: it has to save a tenth, or be little beside what the step takes, since where it happens to be is another place for another caller.</summary>
    const double Worth = 0.9;

    static readonly long isLong = Stopwatch.Frequency / 2_000_000;

    readonly long[] fastest = [.. Enumerable.Repeat(long.MaxValue, steps * (Places + 1))];
    readonly int[] chosen = [.. Enumerable.Repeat(AsItIs, steps)];
    int turn;

    /// <summary>Whether the next block is one to try a place with.</summary>
    public bool IsTrying => turn < Tries * (Places + 1);

    /// <summary>A block has been computed.</summary>
    public void Next()
    {
        if (++turn != Tries * (Places + 1)) return;
        for (int step = 0; step < steps; step++)
        {
            ReadOnlySpan<long> times = fastest.AsSpan(step * (Places + 1), Places + 1);
            int best = times[..Places].IndexOf(Least(times[..Places]));
            if (times[best] < Worth * times[AsItIs] || times[best] > isLong) chosen[step] = best;
        }
    }

    public void Try(int step, BlockStep run, Span<double> block, in StepPlaces at, long bits, int rows, int apart)
    {
        int place = turn % (Places + 1);
        long start = Stopwatch.GetTimestamp();
        Call(place, run, block, at, bits, rows, apart);
        long took = Stopwatch.GetTimestamp() - start;
        ref long least = ref fastest[step * (Places + 1) + place];
        least = Math.Min(least, took);
    }

    [MethodImpl(Code.Inline)]
    public void Run(int step, BlockStep run, Span<double> block, in StepPlaces at, long bits, int rows, int apart)
    {
        if (chosen[step] == AsItIs) run(block, at, bits, rows, apart);
        else Moved(chosen[step], run, block, at, bits, rows, apart);
    }

    static void Call(int place, BlockStep run, Span<double> block, in StepPlaces at, long bits, int rows, int apart)
    {
        if (place == AsItIs) run(block, at, bits, rows, apart);
        else Moved(place, run, block, at, bits, rows, apart);
    }

    [SkipLocalsInit, MethodImpl(Code.Own)]
    static void Moved(int place, BlockStep run, Span<double> block, in StepPlaces at, long bits, int rows, int apart)
    {
        long local;
        long above = (long)&local / Unit * Unit;
        byte* below = stackalloc byte[Unit + (int)((above - place * Unit) & (Line - 1))];
        *below = 0;   // so that it is there
        run(block, at, bits, rows, apart);
    }

    static long Least(ReadOnlySpan<long> times)
    {
        long least = long.MaxValue;
        foreach (long time in times) least = Math.Min(least, time);
        return least;
    }
}
