using System.Diagnostics;

namespace GateDsl.Cli.Tests;

/// <summary>The C# blocks of README.md are a program, and so are those of docs/embedding.md: compiled and run, they print what the text blocks say.</summary>
public sealed class ReadmeTests
{
    [Theory, InlineData("README.md"), InlineData("docs/embedding.md")]
    public void The_program_prints_what_stands_under_it(string page)
    {
        using var scratch = new Scratch();
        scratch.Write("Program.cs", Blocks(page, "csharp"));
        scratch.Write("Example.csproj", Project());
        Run(scratch.Folder, "build", "-v", "quiet", "--nologo", "-o", "bin");
        Assert.Equal(Blocks(page, "text"), Run(Repository.Root, Path.Combine(scratch.Folder, "bin", "Example.dll")));
    }

    // All blocks of a kind on a page, in order.
    static string Blocks(string page, string kind)
    {
        string[] parts = File.ReadAllText(Repository.PathOf(page)).Split("\n```");
        string[] blocks = [.. parts.Where(part => part.StartsWith(kind + "\n", StringComparison.Ordinal)).Select(part => part[(kind.Length + 1)..] + "\n")];
        Assert.NotEmpty(blocks);
        return string.Concat(blocks);
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
