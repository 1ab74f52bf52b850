using System.Diagnostics;
using System.Globalization;

namespace GateDsl.Bench.Processes;

/// <summary>This program in a process of its own, in which nothing has run yet.</summary>
static class Fresh
{
    /// <summary>The numbers that it prints with these arguments.</summary>
    public static double[] Numbers(params string[] arguments)
    {
        string self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(Fresh).Assembly.Location] : [];
        using Process fresh = Process.Start(new ProcessStartInfo(self, [.. program, .. arguments]) { RedirectStandardOutput = true })!;
        string printed = fresh.StandardOutput.ReadToEnd();
        fresh.WaitForExit();
        return [.. printed.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }
}
