using System.CommandLine;
using GateDsl.Emit;

namespace GateDsl.Cli.Commands;

/// <summary>The options of the commands that write C#: which functions, and the names around them.</summary>
sealed class CSharpFlags
{
    readonly Option<string?> space = new("--namespace") { Description = "the namespace of the class", HelpName = "N" };
    readonly Option<string?> named = new("--class") { Description = "the class; named after the file unless given", HelpName = "C" };
    readonly Option<bool> hessian = new("--hessian") { Description = "also NAME_hess: the value with first and second partials" };
    readonly Option<bool> rows = new("--rows") { Description = "also NAME_rows and, with partials, NAME_grad_rows: the same over columns, in vectors" };
    readonly Option<bool>? gradient;

    CSharpFlags(bool gradientIsGiven) =>
        gradient = gradientIsGiven ? null : new("--grad") { Description = "also NAME_grad: the value with its partials" };

    public static CSharpFlags Declare(Command command, bool gradientIsGiven)
    {
        var flags = new CSharpFlags(gradientIsGiven);
        command.Add(flags.space);
        command.Add(flags.named);
        if (flags.gradient is not null) command.Add(flags.gradient);
        command.Add(flags.hessian);
        command.Add(flags.rows);
        return flags;
    }

    public CSharpOptions Read(ParseResult parsed, string path) => new()
    {
        Namespace = parsed.GetValue(space),
        Class = parsed.GetValue(named) ?? CSharpWriter.ClassNameOf(path == "-" ? "" : path),
        Gradient = gradient is null || parsed.GetValue(gradient),
        Hessian = parsed.GetValue(hessian),
        Rows = parsed.GetValue(rows),
    };
}
