using System.Diagnostics;
using GateDsl.Syntax;

namespace GateDsl.Cli.Tests;

/// <summary>A program that was trimmed, and one that was compiled ahead of time, run every built-in gate by every way to the same bits as an untrimmed one.</summary>
public sealed class PublishTests
{
    static readonly string[] TypesOfNumbers = ["float", "bool", "'n", "'c", "'e"];

    [Theory, InlineData("PublishTrimmed"), InlineData("PublishAot")]
    public void A_published_program_has_the_bits_of_an_untrimmed_one(string way)
    {
        if (!Repository.Long) Assert.Skip("set GATE_LONG=1 to publish programs trimmed and with NativeAOT: some minutes, packages of the SDK and a linker");
        using var scratch = new Scratch();
        scratch.Write("gates.gate", Gates());
        scratch.Write("Routes.cs", File.ReadAllText(Repository.PathOf("tests", "Cli.Tests", "Publish", "Routes.cs")));
        scratch.Write("Routes.csproj", Dotnet.Project(Dotnet.AssembliesHere, """
            <TrimmerSingleWarn>false</TrimmerSingleWarn><InvariantGlobalization>true</InvariantGlobalization><UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier><NoWarn>$(NoWarn);IL2026;IL2055;IL2057;IL2060;IL2062;IL2065;IL2067;IL2070;IL2072;IL2075;IL2077;IL2080;IL2087;IL2090;IL2091;IL2104;IL3000;IL3050;IL3053</NoWarn>
            """));
        Dotnet.Run(scratch.Folder, "build", "-v", "quiet", "--nologo", "-o", "bin", "-p:SelfContained=false");
        string expected = Dotnet.Run(scratch.Folder, Path.Combine("bin", "Routes.dll"), "gates.gate");
        Assert.True(expected.Count(c => c == '\n') > 5_000, "the untrimmed program runs every gate");

        (int exit, string output) = Publish(scratch.Folder, way);
        if (exit != 0 && (output.Contains("NU1", StringComparison.Ordinal) || output.Contains("linker", StringComparison.OrdinalIgnoreCase))) Assert.Skip($"{way} cannot be done here: {output}");
        Assert.True(exit == 0, output);
        string program = Path.Combine(scratch.Folder, "out", OperatingSystem.IsWindows() ? "Routes.exe" : "Routes");
        Assert.Equal(expected, Dotnet.Run(program, scratch.Folder, [], "gates.gate"));
    }

    static (int Exit, string Output) Publish(string folder, string way)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["publish", "--nologo", "-o", "out", $"-p:{way}=true"]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    // Each built-in gate of numbers and truth values, and some programs.
    static string Gates()
    {
        List<string> gates = [];
        foreach (Builtin builtin in Builtins.All)
        {
            string[] types = builtin.Type.Split(" -> ");
            if (types.Length < 2 || types.Any(type => !TypesOfNumbers.Contains(type))) continue;
            string[] names = ["x", "y", "z"];
            string[] parameters = [.. types[..^1].Select((type, i) => $"({names[i]}: {(type == "bool" ? "bool" : "float")})")];
            bool isName = char.IsLetter(builtin.Name[0]);
            string body = isName ? $"{builtin.Name} {string.Join(' ', names[..parameters.Length])}" : parameters.Length == 2 ? $"x {builtin.Name} y" : $"{builtin.Name[^1]}x";
            gates.Add($"let g{gates.Count} {string.Join(' ', parameters)} = {body}");
        }
        Assert.True(gates.Count > 50);
        return string.Join('\n', gates) + """

            let polygamma2 x = digamma'x'x x
            let net x y = 1 / (1 + exp (-(x * y))) + log (1 + exp (x * y))
            let choice x (on: bool) = if on && x > 0 then log x * sin x else -x
            let both (p: float * bool) y = (fst p) * y, snd p
            let third x y z = hypot x y * tanh z ** 3 + erf (x / z)

            """;
    }
}
