using System.Text;

namespace GateDsl.Emit;

/// <summary>Names of gates and parameters as C# identifiers.</summary>
static class CSharpNames
{
    // What emitted code itself refers to; a name of the gate file must not stand before it.
    static readonly HashSet<string> taken =
    [
        "Math", "Span", "ReadOnlySpan", "ArrayPool", "ArgumentException", "Numerics", "Primitives", "Vector128", "Vector256", "Vector512", "MemoryMarshal", "Unsafe",
        "System", "T", "row", "rows", "workspace", "partials", "second",
    ];

    static readonly HashSet<string> keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate", "do",
        "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int",
        "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public",
        "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try",
        "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>A name with <c>_</c> for each character that C# does not take in identifiers.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name) text.Append(char.IsLetterOrDigit(c) || c == '_' ? c : '_');
        if (text.Length == 0 || char.IsDigit(text[0])) text.Insert(0, '_');
        string result = text.ToString();
        return keywords.Contains(result) ? "@" + result : taken.Contains(result) || IsLocal(result) ? result + "_" : result;
    }

    /// <summary>Whether a text is a name in C#, as those of a namespace and of a class have to be.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_') && !keywords.Contains(name);

    /// <summary>A class's name for a file: <c>option-pricing.gate</c> is <c>OptionPricing</c>.</summary>
    public static string ClassOf(string path)
    {
        var text = new StringBuilder();
        bool starts = true;
        foreach (char c in Path.GetFileNameWithoutExtension(path))
        {
            if (!char.IsLetterOrDigit(c)) { starts = true; continue; }
            text.Append(starts ? char.ToUpperInvariant(c) : c);
            starts = false;
        }
        if (text.Length == 0) return "Gates";
        return char.IsLetter(text[0]) ? text.ToString() : "Gates" + text;
    }

    /// <summary>The names of parameters, told apart where two would be one.</summary>
    public static string[] Distinct(IEnumerable<string> names, params IEnumerable<string> taken)
    {
        HashSet<string> used = [.. taken];
        return [.. names.Select(name =>
        {
            string first = Of(name), chosen = first;
            for (int i = 2; !used.Add(chosen); i++) chosen = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{first}_{i}");
            return chosen;
        })];
    }

    // v1, v2, …: what emitted code calls its own values.
    static bool IsLocal(string name) => name.Length > 1 && name[0] is 'v' or 'c' && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
