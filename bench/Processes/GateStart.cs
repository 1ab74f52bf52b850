using System.Diagnostics;

namespace GateDsl.Bench.Processes;

/// <summary>The command as a whole process, against an empty program that `dotnet` runs: published and built anew, in turns.</summary>
static class GateStart
{
    const int Turns = 20;

    public static IEnumerable<Row> Measure()
    {
        string folder = Directory.CreateTempSubdirectory("gate-bench").FullName, empty = Path.Combine(folder, "hello"), bin = Path.Combine(folder, "bin");
        try
        {
            Directory.CreateDirectory(empty);
            File.WriteAllText(Path.Combine(empty, "hello.csproj"), """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                </Project>
                """);
            File.WriteAllText(Path.Combine(empty, "hello.cs"), "static class Hello { static void Main() { } }\n");
            Run("dotnet", ["build", "-c", "Release", "-v", "quiet", "--nologo", "-o", Path.Combine(empty, "bin"), empty]);
            Run("dotnet", ["publish", "-v", "quiet", "--nologo", "-o", bin, Checkout.Path("src", "Cli")]);
            (string, string[])[] commands =
            [
                (Path.Combine(bin, "gate"), ["eval", Checkout.Path("examples", "seed.gate"), "sum_square'x 5 (-6)"]),
                ("dotnet", [Path.Combine(empty, "bin", "hello.dll")]),
            ];
            double[][] times = [new double[Turns], new double[Turns]];
            for (int turn = -2; turn < Turns; turn++)
            {
                for (int i = 0; i < commands.Length; i++)
                {
                    double time = Run(commands[i].Item1, commands[i].Item2);
                    if (turn >= 0) times[i][turn] = time;
                }
            }
            foreach (double[] sorted in times) Array.Sort(sorted);
            yield return new("`gate eval` as a whole process, the fastest", times[0][0], "an empty `dotnet hello.dll`", times[1][0], 2);
            yield return new("the same, the median", times[0][Turns / 2], "an empty `dotnet hello.dll`", times[1][Turns / 2], 2);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    /// <summary>Nanoseconds of a process.</summary>
    static double Run(string program, string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return process.ExitCode == 0 ? time : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{printed}");
    }
}
