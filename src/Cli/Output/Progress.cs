using System.Diagnostics;
using System.Globalization;

namespace GateDsl.Cli.Output;

/// <summary>A count of rows that grows, on a terminal; nothing elsewhere, and nothing for short work.</summary>
sealed class Progress(Host host)
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    readonly long start = Stopwatch.GetTimestamp();
    long rows;
    TimeSpan shown;

    public void Advance(int more)
    {
        rows += more;
        if (!host.ErrorIsTerminal()) return;
        TimeSpan now = Stopwatch.GetElapsedTime(start);
        if (now - shown < Step) return;
        shown = now;
        host.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{rows:N0} rows, {rows / now.TotalSeconds:N0} a second "));
    }

    public void End()
    {
        if (shown > TimeSpan.Zero) host.Error.Write($"\r{new string(' ', 60)}\r");
    }
}
