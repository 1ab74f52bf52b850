using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GateDsl.Cli.Commands;
using GateDsl.Cli.Output;

namespace GateDsl.Cli;

/// <summary>All commands, and what is the same for all of them: parsing, help, errors, exit status.</summary>
static class CommandLine
{
    // No response files: @ may start an argument. No bundles of short options: -exp is a formula.
    static readonly ParserConfiguration Rules = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>A command's name, what it does in a line, an example that works, and how its options are declared.</summary>
    sealed record Entry(string Name, string Does, string Example, Func<Host, Command, Func<ParseResult, int>> Declare);

    static readonly Entry[] Entries =
    [
        new("run", "Evaluates a file: its results, and whether its asserts hold", RunCommand.Example, RunCommand.Declare),
        new("eval", "Prints the value of an expression, or of a gate for each row of a CSV file", EvalCommand.Example, EvalCommand.Declare),
        new("diff", "Prints the derivatives of a gate as gate source", DiffCommand.Example, DiffCommand.Declare),
        new("check", "Checks types, and every partial derivative against numeric ones", CheckCommand.Example, CheckCommand.Declare),
        new("fmt", "Brings files into the canonical layout", FmtCommand.Example, FmtCommand.Declare),
        new("table", "Prints a truth table with Boolean differences, or values and partials on a grid", TableCommand.Example, TableCommand.Declare),
        new("bench", "Measures what a call and a row cost", BenchCommand.Example, BenchCommand.Declare),
        new("build", "Compiles the gates of a file to a .NET assembly that needs nothing else", BuildCommand.Example, BuildCommand.Declare),
        new("emit", "Prints gates as source of another language", EmitCommand.Example, EmitCommand.Declare),
        new("version", "Prints the versions", "  gate version", VersionCommand.Declare),
    ];

    public static int Run(string[] args, Host host)
    {
        try
        {
            return Invoke(args, host);
        }
        catch (Wrong wrong)
        {
            host.Out.Flush();
            if (wrong.Message.Length > 0) host.Error.WriteLine($"gate: {wrong.Message}");
            return Exit.WrongInput;
        }
        catch (GateException wrong)
        {
            Messages.Write(host, wrong.Diagnostics);
            return Exit.WrongInput;
        }
        catch (GateRunException wrong)
        {
            Messages.Write(host, [wrong.Diagnostic]);
            return Exit.WrongInput;
        }
        catch (NotSupportedException wrong)
        {
            host.Out.Flush();
            host.Error.WriteLine($"gate: {wrong.Message}");
            return Exit.WrongInput;
        }
        catch (ReaderGone)
        {
            return Exit.Well;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine($"gate: {wrong.Message}");
            return Exit.WrongInput;
        }
        catch (Exception wrong)
        {
            host.Error.WriteLine($"gate: this is a bug in gate, please report it:\n{wrong}");
            return Exit.WrongInput;
        }
    }

    static int Invoke(string[] args, Host host)
    {
        Command root = Build(args, host);
        ParseResult parsed = root.Parse(args, Rules);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction) return Misused(parsed, host);
        int status = parsed.Invoke(new InvocationConfiguration { Output = host.Out, EnableDefaultExceptionHandler = false });
        host.Out.Flush();
        return status;
    }

    // Only the command that is called is declared in full, and help and version, which a RootCommand brings along, only for who asks for them:
    // declaring everything costs every start some milliseconds.
    static Command Build(string[] args, Host host)
    {
        const string Does = "Gates: mathematical circuits with exact derivatives.\nExit status: 0 all well, 1 a check did not hold, 2 the source or the arguments are wrong.";
        Command root = args.Any(word => word is "-h" or "--help" or "-?" or "/h" or "/?" or "--version") ? new RootCommand(Does) : new Command("gate", Does);
        string? called = args.FirstOrDefault(word => !word.StartsWith('-'));
        foreach (Entry entry in Entries)
        {
            var command = new Command(entry.Name, entry.Does);
            if (entry.Name == called)
            {
                Func<ParseResult, int> action = entry.Declare(host, command);
                command.SetAction(action);
            }
            root.Add(command);
        }
        foreach (Option option in root.Options)
        {
            if (option is HelpOption help) help.Action = new HelpWithExample(called);
            if (option is VersionOption version) version.Action = new VersionAction(host);
        }
        return root;
    }

    static int Misused(ParseResult parsed, Host host)
    {
        // The first error says it; those that follow from it would only hide it.
        if (parsed.Tokens.Count == 0)
        {
            host.Error.WriteLine($"gate: a command is missing: {string.Join(", ", Entries.Select(entry => entry.Name))}");
            host.Error.WriteLine("'gate --help' shows what they do.");
            return Exit.WrongInput;
        }
        string? unknown = IsRoot(parsed) && parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        host.Error.WriteLine(unknown is null ? $"gate: {OnOneLine(parsed.Errors[0].Message)}" : $"gate: {NoCommand(unknown)}");
        string command = IsRoot(parsed) ? "gate" : $"gate {parsed.CommandResult.Command.Name}";
        host.Error.WriteLine($"'{command} --help' shows how it is used.");
        return Exit.WrongInput;
    }

    static bool IsRoot(ParseResult parsed) => parsed.CommandResult == parsed.RootCommandResult;

    static string OnOneLine(string message) =>
        string.Join(' ', message.Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)).Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal);

    static string NoCommand(string word)
    {
        string? similar = Similar.To(word, Entries.Select(entry => entry.Name));
        return $"there is no command '{word}'{(similar is null ? "" : $"; did you mean '{similar}'?")}";
    }

    sealed class HelpWithExample(string? called) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parsed)
        {
            new HelpAction().Invoke(parsed);
            if (!IsRoot(parsed) && Array.Find(Entries, entry => entry.Name == called) is { } entry)
            {
                parsed.InvocationConfiguration.Output.WriteLine($"Example:\n{entry.Example}\n");
            }
            return Exit.Well;
        }
    }

    sealed class VersionAction(Host host) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parsed) => VersionCommand.Print(host);
    }
}
