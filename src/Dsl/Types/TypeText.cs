using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace GateDsl;

/// <summary>Writes types as F# does.</summary>
static class TypeText
{
    const int Result = 0, Argument = 1, Item = 2;   // where it stands: functions, then tuples too, need parentheses

    public static string Of(GateType type)
    {
        var text = new StringBuilder();
        Write(text, type, Result, []);
        return text.ToString();
    }

    static void Write(StringBuilder text, GateType type, int place, Dictionary<int, string> names)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() || text.Length > 2_000) { text.Append('…'); return; }
        switch (type)
        {
            case GateType.Basic basic: text.Append(basic.Name); break;
            case GateType.Variable variable: text.Append('\'').Append(NameOf(variable.Number, names)); break;
            case GateType.Array array: Write(text, array.Element, Item, names); text.Append("[]"); break;
            case GateType.Tuple tuple:
                Enclosed(text, place == Item, () =>
                {
                    for (int i = 0; i < tuple.Items.Length; i++)
                    {
                        if (i > 0) text.Append(" * ");
                        Write(text, tuple.Items[i], Item, names);
                    }
                });
                break;
            case GateType.Function function:
                Enclosed(text, place > Result, () =>
                {
                    Write(text, function.Argument, Argument, names);
                    text.Append(" -> ");
                    Write(text, function.Result, Result, names);
                });
                break;
        }
    }

    static void Enclosed(StringBuilder text, bool parentheses, Action inside)
    {
        if (parentheses) text.Append('(');
        inside();
        if (parentheses) text.Append(')');
    }

    // In the order in which they appear: 'a, 'b, … 'z, 'a1, …
    static string NameOf(int number, Dictionary<int, string> names)
    {
        if (names.TryGetValue(number, out string? name)) return name;
        int i = names.Count;
        name = (char)('a' + i % 26) + (i < 26 ? "" : (i / 26).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return names[number] = name;
    }
}
