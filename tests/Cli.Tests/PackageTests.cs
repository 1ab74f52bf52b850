using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace GateDsl.Cli.Tests;

/// <summary>
/// The packages, as somebody gets them who has nothing of this checkout: packed, restored from a folder into a new project that is the README's program,
/// and installed as a tool. What they depend on is taken from the packages that this solution was restored with, so that no network is needed.
/// </summary>
public sealed class PackageTests
{
    static readonly string[] Libraries = ["GateDsl", "GateDsl.Compiler"];

    [Fact]
    public void A_new_project_and_the_tool_work_from_the_packages_alone()
    {
        if (!Repository.Long) Assert.Skip("set GATE_LONG=1 to pack, to restore the packages into a new project and to install the tool: a minute or two");
        using var scratch = new Scratch();
        string folder = Path.Combine(scratch.Folder, "packages");
        Dotnet.Run(Repository.Root, "pack", "GateDsl.sln", "-o", folder, "-p:RuntimeIdentifiers=any", "-v", "quiet", "--nologo");
        foreach (string name in Libraries) CheckLibrary(folder, name);

        scratch.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(scratch.Folder, "cache")}" /></config>
              <packageSources><clear /><add key="folder" value="{folder}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="known" value="{Restored()}" /></fallbackPackageFolders>
            </configuration>
            """);
        scratch.Write("Program.cs", Dotnet.Blocks("README.md", "csharp"));
        scratch.Write("Example.csproj", Dotnet.Project($"<PackageReference Include=\"GateDsl.Compiler\" Version=\"{Version}\" />"));
        Dotnet.Run(scratch.Folder, "build", "-v", "quiet", "--nologo", "-o", "bin");
        Assert.Equal(Dotnet.Blocks("README.md", "text"), Dotnet.Run(Repository.Root, Path.Combine(scratch.Folder, "bin", "Example.dll")));

        Dotnet.Run(scratch.Folder, "tool", "install", "GateDsl.Cli", "--version", Version, "--tool-path", "tools", "--configfile", "nuget.config");
        string gate = Path.Combine(scratch.Folder, "tools", OperatingSystem.IsWindows() ? "gate.exe" : "gate");
        Assert.Equal("7\n", Dotnet.Run(gate, scratch.Folder, [], "eval", "-e", "a * x + b", "x=2", "a=3", "b=1"));
    }

    static string Version { get; } = typeof(GateModule).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    static string Restored() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") ??
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // Readme, licence, tags, symbols; documentation of every public type and of nothing that others cannot see.
    static void CheckLibrary(string folder, string name)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(folder, $"{name}.{Version}.nupkg"));
        XDocument about = Read(package, $"{name}.nuspec");
        foreach (string element in (string[])["license", "readme", "tags", "description", "repository"])
        {
            Assert.Contains(about.Descendants(), item => item.Name.LocalName == element);
        }
        Assert.NotNull(package.GetEntry("README.md"));
        string[] documented = [.. Read(package, $"lib/net10.0/{name}.xml").Descendants("member").Select(member => member.Attribute("name")!.Value)];
        HashSet<string> types = [.. Assembly.Load(name).GetExportedTypes().Select(type => type.FullName!.Replace('+', '.'))];
        Assert.Empty(types.Select(type => "T:" + type).Except(documented));
        Assert.DoesNotContain(documented, id => !types.Contains(id[0] == 'T' ? id[2..] : OwnerOf(id)));
        using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(folder, $"{name}.{Version}.snupkg"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{name}.pdb"));
    }

    static string OwnerOf(string id)
    {
        string name = id.Split('(')[0][2..];
        return name[..name.LastIndexOf('.')];
    }

    static XDocument Read(ZipArchive package, string entry)
    {
        using Stream stream = package.GetEntry(entry)!.Open();
        return XDocument.Load(stream);
    }
}
