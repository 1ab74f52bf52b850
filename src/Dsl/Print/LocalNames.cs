using GateDsl.Syntax;
using System.Globalization;
using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Tracing;

namespace GateDsl.Printing;

/// <summary>Names for the shared parts of a printed gate: the user's where there is one, else short ones; none twice, none that hides something.</summary>
sealed class LocalNames(Names names, IEnumerable<string> taken)
{
    readonly Dictionary<string, int> next = [];      // of a stem, the number to try: a large gate has many t's
    readonly HashSet<string> used = [.. taken, .. Builtins.All.Select(builtin => builtin.Name)];

    public string For(Graph graph, int id) => Take(names.Of(id) ?? PrimitiveTable.Find(graph[id].Op)?.Letter ?? "t1");

    /// <summary>A name for the number of a trip.</summary>
    public string Index() => OneOf("ijk", "i");

    /// <summary>One of some letters, or else a name made of another.</summary>
    public string OneOf(string letters, string wish) => Take(letters.Select(letter => letter.ToString()).FirstOrDefault(letter => !used.Contains(letter)) ?? wish);

    /// <summary>The name was that of a parameter, whose scope ends.</summary>
    public void Release(string name) => used.Remove(name);

    /// <summary>A name that nothing in sight has.</summary>
    public string Take(string wish)
    {
        string name = wish, stem = wish.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        while (!used.Add(name))
        {
            int number = next.GetValueOrDefault(stem) + 1;
            next[stem] = number;
            name = stem + number.ToString(CultureInfo.InvariantCulture);
        }
        return name;
    }
}

/// <summary>A name as a source writes it: in double backticks where it is no plain identifier.</summary>
static class SourceName
{
    public static string Of(string name) => Syntax.Words.NeedsBackticks(name) ? $"``{name}``" : name;
}
