using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GateDsl.Bench.Peers;

/// <summary>A program in a process of its own that measures itself: it is asked a line at a time, and answers with nanoseconds a call and the result.</summary>
sealed class DigitPeer : IDisposable
{
    readonly Process process;

    DigitPeer(Process process, string name, string version) => (this.process, Name, Version) = (process, name, version);

    public string Name { get; }

    public string Version { get; }

    /// <summary>mpmath over gmpy2 (Debian's python3-mpmath and python3-gmpy2); null where there is none.</summary>
    public static DigitPeer? Mpmath() => Start("mpmath", "gmpy", "/usr/bin/python3", Script("mpmath_peer.py")) ?? Start("mpmath", "gmpy", "python3", Script("mpmath_peer.py"));

    /// <summary>Sollya (Debian's sollya); null where there is none.</summary>
    public static DigitPeer? Sollya() => Start("Sollya", "sollya 8", "sh", Script("sollya_peer.sh"));

    /// <summary>Arb (Debian's libflint-arb-dev), compiled with gcc when it is asked for; null where either is missing.</summary>
    public static DigitPeer? Arb()
    {
        string program = Path.Combine(Path.GetTempPath(), $"gate-bench-arb-{Environment.ProcessId}");
        try
        {
            using Process gcc = Process.Start(new ProcessStartInfo("gcc", ["-O2", Script("arb_peer.c"), "-o", program, "-lflint-arb", "-lflint"]) { RedirectStandardError = true })!;
            gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            return gcc.ExitCode == 0 ? Start("Arb", "Arb", program) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Nanoseconds a call, and the result.</summary>
    /// <param name="what">A function and its digits, or a formula and its point.</param>
    /// <param name="repeats">How often it is computed.</param>
    public (double Nanoseconds, string Result) Ask(string what, int repeats)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {repeats}"));
        string[] answer = process.StandardOutput.ReadLine()?.Split(' ') ?? throw new InvalidOperationException($"{Name} has ended");
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), answer[1]);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.Dispose();
    }

    static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);

    // The first line that it writes says what it is.
    static DigitPeer? Start(string name, string wanted, string program, params string[] arguments)
    {
        try
        {
            Process started = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            started.StandardInput.AutoFlush = true;
            if (started.StandardOutput.ReadLine() is { } version && version.Contains(wanted, StringComparison.Ordinal)) return new(started, name, version);
            started.Dispose();
        }
        catch (Win32Exception)
        {
            // no such program
        }
        return null;
    }
}
