using System.Collections.Immutable;
using System.Text;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>A name that a parameter list binds, with its place.</summary>
sealed record Named(string Name, Place Place);

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
    public static List<Named> Names(ImmutableArray<Pattern> parameters)
    {
        List<Named> found = [];
        for (int i = 0; i < parameters.Length; i++) Collect(parameters[i], Place.Of(i), found);
        return found;
    }

    static void Collect(Pattern pattern, Place place, List<Named> found)
    {
        switch (Bare(pattern))
        {
            case NamePattern name: found.Add(new(name.Name.Text, place)); break;
            case TuplePattern tuple:
                for (int i = 0; i < tuple.Items.Length; i++) Collect(tuple.Items[i], place.Item(i), found);
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
