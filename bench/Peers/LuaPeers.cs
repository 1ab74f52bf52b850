using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GateDsl.Bench.Peers;

/// <summary>
/// peers.lua in a LuaJIT process that is asked for one run after the other. In this process it often finds no memory for its code near its own, since the runtime
/// takes some gigabytes there, and then interprets.
/// </summary>
static class LuaPeers
{
    static readonly Lazy<Process?> lua = new(Start);

    public static bool Present => lua.Value is not null;

    /// <summary>Runs a workload. To ask takes about 0.03 ms: it is to run for some milliseconds.</summary>
    /// <param name="workload">The name of a function.</param>
    /// <param name="results">Receives the numbers of its last call.</param>
    /// <param name="arguments">How often it is to be called, and of how many variables.</param>
    public static void Run(string workload, Span<double> results, params ReadOnlySpan<int> arguments)
    {
        lua.Value!.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload} {string.Join(' ', arguments.ToArray())}"));
        string? answer = lua.Value.StandardOutput.ReadLine();
        string[] numbers = answer?.Split(' ') ?? [];
        if (numbers.Length != results.Length) throw new InvalidOperationException($"LuaJIT answers '{answer}' where {results.Length} numbers are wanted");
        for (int i = 0; i < numbers.Length; i++) results[i] = double.Parse(numbers[i], CultureInfo.InvariantCulture);
    }

    static Process? Start()
    {
        try
        {
            Process started = Process.Start(new ProcessStartInfo("luajit", [Path.Combine(AppContext.BaseDirectory, "Peers", "peers.lua")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            started.StandardInput.AutoFlush = true;
            return started;   // ends when nothing more can be asked
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
