using System.CommandLine;
using System.Text;
using GateDsl.Cli.Output;
using GateDsl.Emit;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate emit FILE NAME… --as csharp</c>: gates as source of another language.</summary>
static class EmitCommand
{
    public const string Example = "  gate emit examples/pricing.gate call_price --as csharp --grad";

    /// <summary>A language and how a module is written in it.</summary>
    sealed record Language(string Name, Func<GateModule, CSharpOptions, string> Write);

    static readonly Language[] languages = [new("csharp", CSharpWriter.ToCSharp)];

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        Argument<string> file = SourceFiles.FileArgument();
        var names = new Argument<string[]>("NAME") { Description = "gates of the file; all of them unless given", Arity = ArgumentArity.ZeroOrMore };
        var language = new Option<string>("--as") { Description = "the language: csharp", Required = true, HelpName = "LANGUAGE" };
        var output = new Option<string?>("--output", "-o") { Description = "a file; standard output unless given", HelpName = "OUT" };
        command.Add(file);
        command.Add(names);
        command.Add(language);
        command.Add(output);
        CSharpFlags flags = CSharpFlags.Declare(command, gradientIsGiven: false);
        SourceFiles files = SourceFiles.Declare(host, command);
        return parsed =>
        {
            string asked = parsed.GetValue(language)!, path = parsed.GetValue(file)!;
            Language chosen = Array.Find(languages, known => known.Name == asked)
                ?? throw new Wrong($"'{asked}' is no language that gates are written in; there {(languages.Length == 1 ? "is" : "are")} {string.Join(", ", languages.Select(known => known.Name))}");
            GateModule module = files.Load(parsed, path);
            CSharpOptions options = flags.Read(parsed, path) with { Gates = parsed.GetValue(names) is { Length: > 0 } some ? some : null };
            string source;
            try
            {
                foreach (string gate in options.Gates is null ? module.NotWritten() : []) host.Error.WriteLine($"gate: left out: {gate}");
                source = chosen.Write(module, options);
            }
            catch (ArgumentException wrong)
            {
                throw new Wrong(SourceFiles.Sentence(wrong));
            }
            using OutputFile target = OutputFile.Open(parsed.GetValue(output), host);
            target.Stream.Write(Encoding.UTF8.GetBytes(source));
            target.Commit();
            return Exit.Well;
        };
    }
}
