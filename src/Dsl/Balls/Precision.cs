using System.Diagnostics;

namespace GateDsl.Balls;

/// <summary>When work ends that would go on for too long: a limit of time, or a caller that does not wait any more. Asked by every loop whose length the precision decides.</summary>
sealed class Deadline(TimeSpan time, CancellationToken cancellation)
{
    readonly long end = time == Timeout.InfiniteTimeSpan ? long.MaxValue : Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);

    public static Deadline None { get; } = new(Timeout.InfiniteTimeSpan, default);

    /// <exception cref="Passed">The time is over.</exception>
    /// <exception cref="OperationCanceledException">The caller does not wait any more.</exception>
    public void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (end != long.MaxValue && Stopwatch.GetTimestamp() > end) throw new Passed();
    }

    public sealed class Passed : Exception;
}

/// <summary>How many bits a ball's midpoint is given, and how long that may take.</summary>
readonly record struct Precision(int Bits, Deadline Deadline)
{
    public static Precision Of(int bits) => new(bits, Deadline.None);

    public Precision More(long bits) => new((int)Math.Min(Bits + bits, int.MaxValue / 2), Deadline);
}
