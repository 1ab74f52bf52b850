namespace GateDsl.Cli.Tests;

/// <summary>The C# blocks of README.md are a program, and so are those of docs/embedding.md: compiled and run, they print what the text blocks say.</summary>
public sealed class ReadmeTests
{
    [Theory, InlineData("README.md"), InlineData("docs/embedding.md")]
    public void The_program_prints_what_stands_under_it(string page)
    {
        using var scratch = new Scratch();
        scratch.Write("Program.cs", Dotnet.Blocks(page, "csharp"));
        scratch.Write("Example.csproj", Dotnet.Project(Dotnet.AssembliesHere));
        Dotnet.Run(scratch.Folder, "build", "-v", "quiet", "--nologo", "-o", "bin");
        Assert.Equal(Dotnet.Blocks(page, "text"), Dotnet.Run(Repository.Root, Path.Combine(scratch.Folder, "bin", "Example.dll")));
    }
}
