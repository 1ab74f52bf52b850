using System.Diagnostics;

namespace GateDsl.Cli.Tests;

/// <summary>The library example of README.md and those of docs/embedding.md are compiled and run; they print what stands under them.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string, int> Examples =>
        [.. ((string[])["README.md", "docs/embedding.md"]).Where(page => File.Exists(Repository.File(page)))
            .SelectMany(page => Enumerable.Range(0, Programs(page).Count()).Select(i => (page, i)))];

    [Theory, MemberData(nameof(Examples))]
    public void The_example_prints_what_stands_under_it(string page, int example)
    {
        var (program, expected) = Programs(page).ElementAt(example);
        using var scratch = new Scratch();
        scratch.Write("Program.cs", program);
        scratch.Write("Example.csproj", Project());
        Run(scratch.Folder, "build", "-v", "quiet", "--nologo", "-o", "bin");
        Assert.Equal(expected, Run(Repository.Root, Path.Combine(scratch.Folder, "bin", "Example.dll")));
    }

    [Fact]
    public void The_README_has_a_library_example() => Assert.Single(Programs("README.md"));

    // A ```csharp block, and the ```text block that comes next.
    static IEnumerable<(string Program, string Expected)> Programs(string page)
    {
        string[] blocks = File.ReadAllText(Repository.File(page)).Split("\n```");
        for (int i = 0; i + 2 < blocks.Length; i++)
        {
            if (blocks[i].StartsWith("csharp\n", StringComparison.Ordinal) && blocks[i + 2].StartsWith("text\n", StringComparison.Ordinal))
            {
                yield return (blocks[i]["csharp\n".Length..], blocks[i + 2]["text\n".Length..] + "\n");
            }
        }
    }

    // Against the assemblies beside the tests: nothing is restored from anywhere.
    static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(((string[])["GateDsl", "GateDsl.Compiler", "Sprache", "FastExpressionCompiler"]).Select(name => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, name + ".dll")}\" />"))}
          </ItemGroup>
        </Project>
        """;

    static string Run(string folder, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
