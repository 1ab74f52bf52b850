using System.Diagnostics;

namespace GateDsl.Bench.Processes;

/// <summary>The command as a whole process, against the program of <c>dotnet new console</c>, which says hello, and one that does nothing at all: published and built anew, in turns.</summary>
static class GateStart
{
    const int Turns = 20;

    public static IEnumerable<Row> Measure()
    {
        string folder = Directory.CreateTempSubdirectory("gate-bench").FullName, bin = Path.Combine(folder, "bin");
        try
        {
            string hello = Program(folder, "hello", "System.Console.WriteLine(\"Hello, World!\");"), nothing = Program(folder, "nothing", "return;");
            Run("dotnet", ["publish", "-v", "quiet", "--nologo", "-o", bin, Checkout.Path("src", "Cli")]);
            (string, string[])[] commands =
            [
                (Path.Combine(bin, "gate"), ["eval", Checkout.Path("examples", "seed.gate"), "sum_square'x 5 (-6)"]), ("dotnet", [hello]), ("dotnet", [nothing]),
            ];
            double[][] times = [.. commands.Select(_ => new double[Turns])];
            for (int turn = -2; turn < Turns; turn++)
            {
                for (int i = 0; i < commands.Length; i++)
                {
                    double time = Run(commands[i].Item1, commands[i].Item2);
                    if (turn >= 0) times[i][turn] = time;
                }
            }
            foreach (double[] sorted in times) Array.Sort(sorted);
            yield return new("`gate eval` as a whole process, the fastest", times[0][0], "`dotnet hello.dll`, which says hello", times[1][0], 2);
            yield return new("", times[0][0], "a program that does nothing", times[2][0]);
            yield return new("the same, the median", times[0][Turns / 2], "`dotnet hello.dll`, which says hello", times[1][Turns / 2], 2);
            yield return new("", times[0][Turns / 2], "a program that does nothing", times[2][Turns / 2]);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    /// <summary>Builds a program of one statement; answers its path.</summary>
    static string Program(string folder, string name, string statement)
    {
        string project = Path.Combine(folder, name);
        Directory.CreateDirectory(project);
        File.WriteAllText(Path.Combine(project, $"{name}.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, $"{name}.cs"), statement + "\n");
        Run("dotnet", ["build", "-c", "Release", "-v", "quiet", "--nologo", "-o", Path.Combine(project, "bin"), project]);
        return Path.Combine(project, "bin", $"{name}.dll");
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
