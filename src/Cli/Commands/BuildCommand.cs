using System.CommandLine;
using GateDsl.Build;
using GateDsl.Cli.Output;
using GateDsl.Emit;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate build FILE</c>: the gates of a file as a .NET assembly.</summary>
static class BuildCommand
{
    public const string Example = "  gate build examples/pricing.gate -o Pricing.dll --namespace Trading --rows";

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        Argument<string> file = SourceFiles.FileArgument();
        var output = new Option<string?>("--output", "-o") { Description = "the assembly; unless given, beside where you are and named as the class. Its documentation is written beside it, as .xml", HelpName = "DLL" };
        command.Add(file);
        command.Add(output);
        CSharpFlags flags = CSharpFlags.Declare(command, gradientIsGiven: true);
        SourceFiles files = SourceFiles.Declare(host, command);
        return parsed =>
        {
            string path = parsed.GetValue(file)!;
            GateModule module = files.Load(parsed, path);
            var csharp = flags.Read(parsed, path);
            string target = parsed.GetValue(output) ?? csharp.Class + ".dll";
            if (target == "-") throw new Wrong("an assembly is written to a file: -o NAME.dll");
            try
            {
                using var assembly = new MemoryStream();
                using var documentation = new MemoryStream();
                foreach (string gate in csharp.Gates is null ? module.NotWritten() : []) host.Error.WriteLine($"gate: left out: {gate}");
                module.SaveAssembly(assembly, new() { AssemblyName = Path.GetFileNameWithoutExtension(target), CSharp = csharp }, documentation);
                Write(host, target, assembly);
                Write(host, Path.ChangeExtension(target, ".xml"), documentation);
            }
            catch (ArgumentException wrong)
            {
                throw new Wrong(SourceFiles.Sentence(wrong));
            }
            return Exit.Well;
        };
    }

    static void Write(Host host, string path, MemoryStream content)
    {
        using OutputFile file = OutputFile.Open(path, host);
        content.WriteTo(file.Stream);
        file.Commit();
    }
}
