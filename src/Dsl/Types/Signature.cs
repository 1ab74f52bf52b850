using System.Collections.Immutable;
using System.Text;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>A gate's head as one would write it: <c>clamp (x: float) (low: float) (high: float) : float</c>.</summary>
static class Signature
{
    const int Longest = 400;

    public static string Of(string gate, ImmutableArray<Pattern> names, GateType type)
    {
        var text = new StringBuilder(gate);
        foreach (Pattern pattern in names)
        {
            if (type is not GateType.Function function || text.Length > Longest) break;
            text.Append(" (");
            Write(text, pattern, function.Argument);
            text.Append(')');
            type = function.Result;
        }
        return text.Append(" : ").Append(type).ToString();
    }

    /// <summary>The names that a parameter list binds, from left to right, each with its place: the index of the parameter, then of the items of tuples.</summary>
    public static List<(string Name, ImmutableArray<int> Path)> Names(ImmutableArray<Pattern> parameters)
    {
        List<(string, ImmutableArray<int>)> found = [];
        for (int i = 0; i < parameters.Length; i++) Collect(parameters[i], [i], found);
        return found;
    }

    static void Collect(Pattern pattern, ImmutableArray<int> path, List<(string, ImmutableArray<int>)> found)
    {
        switch (Bare(pattern))
        {
            case NamePattern name: found.Add((name.Name.Text, path)); break;
            case TuplePattern tuple:
                for (int i = 0; i < tuple.Items.Length; i++) Collect(tuple.Items[i], path.Add(i), found);
                break;
        }
    }

    /// <summary>A pattern without parentheses and annotations.</summary>
    public static Pattern Bare(Pattern pattern)
    {
        while (true)
        {
            switch (pattern)
            {
                case ParenPattern inner: pattern = inner.Inner; break;
                case AnnotatedPattern annotated: pattern = annotated.Inner; break;
                default: return pattern;
            }
        }
    }

    static void Write(StringBuilder text, Pattern pattern, GateType type)
    {
        if (text.Length > Longest) return;
        switch (Bare(pattern), type)
        {
            case (TuplePattern tuple, GateType.Tuple types) when tuple.Items.Length == types.Items.Length:
                for (int i = 0; i < tuple.Items.Length; i++)
                {
                    if (i > 0) text.Append(", ");
                    bool nested = Bare(tuple.Items[i]) is TuplePattern;
                    if (nested) text.Append('(');
                    Write(text, tuple.Items[i], types.Items[i]);
                    if (nested) text.Append(')');
                }
                break;
            case (NamePattern name, _): text.Append(name.Name.Text).Append(": ").Append(type); break;
            default: text.Append("_: ").Append(type); break;
        }
    }
}
