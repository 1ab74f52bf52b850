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
    static readonly (string Name, string[] Needs)[] Libraries =
    [
        ("GateDsl", ["Sprache"]), ("GateDsl.Compiler", ["GateDsl", "FastExpressionCompiler"]), ("GateDsl.Emit", ["GateDsl.Compiler"]),
        ("GateDsl.Build", ["GateDsl.Emit", "Microsoft.CodeAnalysis.CSharp"]),
    ];

    [Fact]
    public void A_new_project_and_the_tool_work_from_the_packages_alone()
    {
        if (!Repository.Long) Assert.Skip("set GATE_LONG=1 to pack, to restore the packages into a new project and to install the tool: a minute or two");
        using var scratch = new Scratch();
        string folder = Path.Combine(scratch.Folder, "packages");
        Dotnet.Run(Repository.Root, "pack", "GateDsl.sln", "-o", folder, "-p:RuntimeIdentifiers=any", "-v", "quiet", "--nologo");
        foreach (var (name, needs) in Libraries) CheckLibrary(folder, name, needs);
        CheckFiles(folder, "GateDsl.Generator", [],
            "build/GateDsl.Generator.props", "build/GateDsl.Generator.targets", "tools/GateDsl.Generator.dll", "tools/GateDsl.Generator.deps.json", "tools/GateDsl.Generator.runtimeconfig.json",
            "tools/GateDsl.dll", "tools/GateDsl.Compiler.dll", "tools/GateDsl.Emit.dll", "tools/Sprache.dll", "tools/FastExpressionCompiler.dll");
        CheckFiles(folder, "GateDsl.Cli", [], "tools/any/any/DotnetToolSettings.xml");
        const string Tool = "tools/net10.0/any/";
        CheckFiles(folder, "GateDsl.Cli.any", [],
        [
            Tool + "DotnetToolSettings.xml", Tool + "gate.dll", Tool + "gate.deps.json", Tool + "gate.runtimeconfig.json", .. Libraries.SelectMany(library => (string[])[$"{Tool}{library.Name}.dll", $"{Tool}{library.Name}.pdb"]),
            .. ((string[])["Sprache", "FastExpressionCompiler", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Spectre.Console", "Spectre.Console.Ansi", "Sylvan.Data.Csv", "System.CommandLine"])
                .Select(name => $"{Tool}{name}.dll"),
        ]);
        Assert.Equal(Libraries.Length + 3, Directory.GetFiles(folder, "*.nupkg").Length);

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

    // Symbols; documentation of every public type, and of nothing that others cannot see.
    static void CheckLibrary(string folder, string name, string[] needs)
    {
        CheckFiles(folder, name, needs, $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml");
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(folder, $"{name}.{Version}.nupkg"));
        string[] documented = [.. Read(package, $"lib/net10.0/{name}.xml").Descendants("member").Select(member => member.Attribute("name")!.Value)];
        Dictionary<string, Type> types = Assembly.Load(name).GetExportedTypes().ToDictionary(type => type.FullName!.Replace('+', '.'));
        Assert.Empty(types.Keys.Select(type => "T:" + type).Except(documented));
        Assert.DoesNotContain(documented, id => !IsPublic(types, id));
        using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(folder, $"{name}.{Version}.snupkg"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{name}.pdb"));
    }

    // Readme, licence, tags, what it depends on, and these files and no others.
    static void CheckFiles(string folder, string name, string[] needs, params string[] files)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(folder, $"{name}.{Version}.nupkg"));
        XDocument about = Read(package, $"{name}.nuspec");
        foreach (string element in (string[])["license", "readme", "tags", "description", "repository", "authors"])
        {
            Assert.Contains(about.Descendants(), item => item.Name.LocalName == element);
        }
        Assert.Equal(needs.Order(), about.Descendants().Where(item => item.Name.LocalName == "dependency").Select(item => item.Attribute("id")!.Value).Order());
        string[] inside = [.. package.Entries.Select(entry => entry.FullName).Where(entry => !entry.StartsWith("_rels/", StringComparison.Ordinal) && !entry.StartsWith("package/", StringComparison.Ordinal))];
        Assert.Equal([.. ((string[])["[Content_Types].xml", "README.md", $"{name}.nuspec", .. files]).Order(StringComparer.Ordinal)], inside.Order(StringComparer.Ordinal));
    }

    // A type that others see, or a member of one that has a visible one of that name.
    static bool IsPublic(Dictionary<string, Type> types, string id)
    {
        string whole = id.Split('(')[0][2..];
        if (id[0] == 'T') return types.ContainsKey(whole);
        int dot = whole.LastIndexOf('.');
        string member = whole[(dot + 1)..].Split("``")[0].Split('~')[0].Replace('#', '.');
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        return types.TryGetValue(whole[..dot], out Type? type) && type.GetMember(member, All).Any(IsSeen);
    }

    static bool IsSeen(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors().Length > 0,
        EventInfo it => it.AddMethod is { IsPublic: true },
        FieldInfo field => field.IsPublic,
        _ => true,
    };

    static XDocument Read(ZipArchive package, string entry)
    {
        using Stream stream = package.GetEntry(entry)!.Open();
        return XDocument.Load(stream);
    }
}
