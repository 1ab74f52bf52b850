using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>The parameters and the result of a formula as a host writes them: <c>x</c>, <c>flag: bool</c>, <c>``net income``: float</c>.</summary>
static class FormulaSignature
{
    const string Ticks = "``";

    /// <exception cref="ArgumentException">A parameter has no name or the name of another, or its type is none.</exception>
    public static IReadOnlyList<FormulaParameter> Parameters(IReadOnlyList<string>? written, IReadOnlyList<Identifier> freeNames)
    {
        if (written is null) return [.. freeNames.Select(name => new FormulaParameter(name.Text))];
        HashSet<string> free = [.. freeNames.Select(name => name.Text)], known = [];
        var parameters = new FormulaParameter[written.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(written[i], nameof(parameters));
            parameters[i] = free.Contains(written[i]) ? new(written[i]) : Parameter(written[i]);
            if (!known.Add(parameters[i].Name)) throw new ArgumentException($"two parameters have the name '{parameters[i].Name}'", nameof(parameters));
        }
        return parameters;
    }

    /// <exception cref="ArgumentException">It is no type that a value can have.</exception>
    public static GateType? Result(string? written)
    {
        if (written is null) return null;
        return TypeOf(written) ?? throw new ArgumentException($"the result of a formula is float, bool, int, or a tuple or an array of them such as float * float, not '{written}'", "result");
    }

    static FormulaParameter Parameter(string written)
    {
        string text = written.Trim();
        bool quoted = text.StartsWith(Ticks, StringComparison.Ordinal);
        int end = quoted ? text.IndexOf(Ticks, 2, StringComparison.Ordinal) : text.IndexOf(':', StringComparison.Ordinal);
        if (quoted && end < 0) throw new ArgumentException($"the name '{written}' lacks its closing ``", "parameters");
        string name = quoted ? text[2..end] : end < 0 ? text : text[..end].TrimEnd(), rest = quoted ? text[(end + 2)..].TrimStart() : end < 0 ? "" : text[end..];
        if (name.Length == 0) throw new ArgumentException("a parameter has no name", "parameters");
        if (!Words.CanBeWritten(name)) throw new ArgumentException($"'{name.ReplaceLineEndings(" ")}' is no name: a name has no line ends and no ``", "parameters");
        if (rest.Length > 0 && rest[0] != ':') throw new ArgumentException($"after the name '{name}' comes ': float', ': bool' or ': int', not '{rest}'", "parameters");
        return new(name, rest.Length == 0 ? null : TypeOf(rest[1..]) is { } type and not GateType.Tuple ? type
            : throw new ArgumentException($"the type of parameter '{name}' is float, bool, int or an array such as float[], not '{rest[1..].Trim()}'", "parameters"));
    }

    static GateType? TypeOf(string written)
    {
        try { return Closed(BuiltinTypes.Read(written.Trim())); }
        catch (FormatException) { return null; }
    }

    // A type of numbers and truth values that leaves nothing open; else null.
    static GateType? Closed(Ty type) => type switch
    {
        TyBasic basic => basic.Type,
        TyArray array when Closed(array.Element) is { } element => new GateType.Array(element),
        TyTuple tuple when tuple.Items.Select(Closed).ToArray() is var items && Array.TrueForAll(items, item => item is not null) => new GateType.Tuple([.. items!]),
        _ => null,
    };
}
