using System.Globalization;
using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Tracing;

namespace GateDsl.Printing;

/// <summary>Names for the shared parts of a printed gate: the user's where there is one, else short ones; none twice, none that hides something.</summary>
sealed class LocalNames(Names names, IEnumerable<string> taken)
{
    readonly HashSet<string> used = [.. taken, .. Builtins.All.Select(builtin => builtin.Name)];

    public string For(Graph graph, int id)
    {
        string wish = names.Of(id) ?? graph[id].Op switch
        {
            Op.Sigmoid => "s",
            Op.Tanh => "t",
            Op.Sqrt or Op.Hypot => "r",
            _ => "t1",
        };
        string name = wish, stem = wish.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        for (int number = 1; !used.Add(name); number++) name = stem + number.ToString(CultureInfo.InvariantCulture);
        return SourceName.Of(name);
    }
}

/// <summary>A name as a source writes it: in double backticks where it is no plain identifier.</summary>
static class SourceName
{
    public static string Of(string name) => IsPlain(name) ? name : $"``{name}``";

    static bool IsPlain(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '\'') && !Keywords.Contains(name);

    static readonly HashSet<string> Keywords =
    [
        "let", "in", "if", "then", "elif", "else", "fun", "true", "false", "open", "assert", "rec", "and", "match", "with", "type", "module", "namespace", "do", "done",
        "for", "to", "while", "mutable", "of", "as", "use", "val", "void", "when", "yield", "try", "finally", "function", "new", "null", "not", "or", "begin", "end",
        "base", "class", "default", "delegate", "downcast", "downto", "exception", "extern", "fixed", "global", "inherit", "inline", "interface", "internal", "lazy",
        "member", "override", "private", "public", "return", "select", "sig", "static", "struct", "upcast", "abstract", "const", "mod", "process", "parallel", "pure",
    ];
}
