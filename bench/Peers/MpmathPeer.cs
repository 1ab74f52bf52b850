using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GateDsl.Bench.Peers;

/// <summary>mpmath over gmpy2 in a Python process (Debian's python3-mpmath and python3-gmpy2) that is asked for one run after the other.</summary>
sealed class MpmathPeer : IDisposable
{
    readonly Process process;

    MpmathPeer(Process process, string version) => (this.process, Version) = (process, version);

    public string Version { get; }

    /// <summary>Null where there is none.</summary>
    public static MpmathPeer? Start()
    {
        foreach (string python in (ReadOnlySpan<string>)["/usr/bin/python3", "python3"])
        {
            try
            {
                Process started = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Peers", "mpmath_peer.py")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
                started.StandardInput.AutoFlush = true;
                if (started.StandardOutput.ReadLine() is { } version && version.Contains("gmpy", StringComparison.Ordinal)) return new(started, version);
            }
            catch (Win32Exception)
            {
                // no such program
            }
        }
        return null;
    }

    /// <summary>Nanoseconds of processor time a call, and the result.</summary>
    public (double Nanoseconds, string Result) Ask(string function, int digits, int repeats)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{function} {digits} {repeats}"));
        string[] answer = process.StandardOutput.ReadLine()?.Split(' ') ?? throw new InvalidOperationException("mpmath has ended");
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), answer[1]);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.Dispose();
    }
}
