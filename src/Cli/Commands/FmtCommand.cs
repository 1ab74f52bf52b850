using System.CommandLine;
using System.Text;
using GateDsl.Cli.Output;
using GateDsl.Tools;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate fmt FILE… [--check]</c>: the one canonical layout.</summary>
static class FmtCommand
{
    public const string Example = """
          gate fmt examples/start.gate
          gate fmt --check examples/seed.gate examples/logic.gate
        """;

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        var files = new Argument<string[]>("FILE") { Description = "gate files, rewritten in their place; - is standard input, to standard output", Arity = ArgumentArity.OneOrMore };
        var check = new Option<bool>("--check") { Description = "change nothing: exit with 1 and name the files that are not in the canonical layout" };
        command.Add(files);
        command.Add(check);
        return parsed =>
        {
            bool only = parsed.GetValue(check), wrong = false, differs = false;
            foreach (string path in parsed.GetValue(files)!)
            {
                Source source = SourceFiles.Read(host, path, path == "-" ? "stdin" : path);
                if (!Formatter.TryFormat(source, null, out string? formatted, out IReadOnlyList<Diagnostic> diagnostics))
                {
                    Messages.Write(host, diagnostics);
                    wrong = true;
                    continue;
                }
                differs |= formatted != source.Text;
                Write(host, path, source, formatted, only);
            }
            return wrong ? Exit.WrongInput : only && differs ? Exit.DoesNotHold : Exit.Well;
        };
    }

    static void Write(Host host, string path, Source source, string formatted, bool only)
    {
        if (only)
        {
            if (formatted != source.Text) host.Out.WriteLine(source.Name);
            return;
        }
        if (path != "-" && formatted == source.Text) return;      // a file that is right keeps its date
        using OutputFile file = OutputFile.Open(path, host);
        file.Stream.Write(Encoding.UTF8.GetBytes(formatted));
        file.Commit();
    }
}
