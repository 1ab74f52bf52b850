using System.Diagnostics;

namespace GateDsl.Cli.Tests;

/// <summary>The SDK's command, and the programs of the documentation for it to build.</summary>
static class Dotnet
{
    /// <summary>Runs <c>dotnet</c>, which must end well; gives what it printed.</summary>
    public static string Run(string folder, params string[] arguments) => Run("dotnet", folder, [], arguments);

    /// <summary>Runs a program, which must end well; gives what it printed.</summary>
    public static string Run(string program, string folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }

    /// <summary>All blocks of a kind on a page of the documentation, in order.</summary>
    public static string Blocks(string page, string kind)
    {
        string[] parts = File.ReadAllText(Repository.PathOf(page)).Split("\n```");
        string[] blocks = [.. parts.Where(part => part.StartsWith(kind + "\n", StringComparison.Ordinal)).Select(part => part[(kind.Length + 1)..] + "\n")];
        Assert.NotEmpty(blocks);
        return string.Concat(blocks);
    }

    /// <summary>A project for a program, with these references.</summary>
    public static string Project(string references, string properties = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {references}
          </ItemGroup>
        </Project>
        """;

    /// <summary>References to the assemblies beside the tests: nothing is restored from anywhere.</summary>
    public static string AssembliesHere { get; } = string.Concat(((string[])["GateDsl", "GateDsl.Compiler", "GateDsl.Emit", "GateDsl.Build", "Sprache", "FastExpressionCompiler", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"])
        .Select(name => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, name + ".dll")}\" />"));
}
