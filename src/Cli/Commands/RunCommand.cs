using System.CommandLine;
using GateDsl.Cli.Output;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate run FILE</c></summary>
static class RunCommand
{
    public const string Example = "  gate run examples/seed.gate";

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        Argument<string> file = SourceFiles.FileArgument();
        Option<bool> json = Json.Option();
        command.Add(file);
        command.Add(json);
        SourceFiles files = SourceFiles.Declare(host, command);
        return parsed => Run(host, files.Load(parsed, parsed.GetValue(file)!), parsed.GetValue(json));
    }

    // Every item is evaluated, whatever became of those before it.
    static int Run(Host host, GateModule module, bool json)
    {
        bool wrong = false, fails = false;
        foreach (ModuleItem item in module.Items)
        {
            try
            {
                if (item.IsAssert) fails |= !Holds(host, item, json);
                else Print(host, item, json);
            }
            catch (GateException exception)
            {
                Messages.Write(host, exception.Diagnostics);
                wrong = true;
            }
            catch (GateRunException exception)
            {
                Messages.Write(host, [exception.Diagnostic]);
                wrong = true;
            }
        }
        return wrong ? Exit.WrongInput : fails ? Exit.DoesNotHold : Exit.Well;
    }

    static void Print(Host host, ModuleItem item, bool json)
    {
        GateValue value = item.Evaluate();
        string source = OneLine.Of(item.Text);
        host.Out.WriteLine(json ? Json.Object(("source", source), ("value", value)) : $"{source} = {Shown.Of(value, host)}");
    }

    static bool Holds(Host host, ModuleItem item, bool json)
    {
        bool holds = item.Evaluate() is GateValue.Truth { Value: true };
        string source = OneLine.Of(item.Text);
        if (json) host.Out.WriteLine(Json.Object(("source", source), ("holds", new GateValue.Truth(holds))));
        if (holds) return true;

        var (line, column) = item.Source.Place(item.Span.Start);
        host.Out.Flush();
        host.Error.WriteLine(FormattableString.Invariant($"{item.Source.Name}({line},{column}): this does not hold: {source}"));
        if (item.Sides() is { } sides)
        {
            host.Error.WriteLine($"  left side:  {sides.Left}\n  right side: {sides.Right}");
        }
        return false;
    }
}
