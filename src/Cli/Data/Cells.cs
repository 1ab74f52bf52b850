using System.Globalization;

namespace GateDsl.Cli.Data;

/// <summary>Numbers and truth values as they stand in the cells of a table, and in arguments: the same in every culture.</summary>
static class Cells
{
    const NumberStyles Style = NumberStyles.Float;

    /// <summary>Reads a cell as a value of this type; of a truth value 0 or 1.</summary>
    public static bool Read(ReadOnlySpan<char> cell, GateType type, out double value)
    {
        if (type == GateType.Bool) return ReadTruth(cell.Trim(), out value);
        if (!double.TryParse(cell, Style, CultureInfo.InvariantCulture, out value) && !ReadWord(cell.Trim(), out value)) return false;
        if (double.IsInfinity(value) && IsNumber(cell)) return false;
        return type != GateType.Int || (double.IsInteger(value) && Math.Abs(value) <= int.MaxValue);
    }

    /// <summary>Whether it is a number past the largest float, which is an error as it is in a source.</summary>
    public static bool IsTooLarge(ReadOnlySpan<char> cell) => IsNumber(cell) && double.TryParse(cell, Style, CultureInfo.InvariantCulture, out double value) && double.IsInfinity(value);

    static bool IsNumber(ReadOnlySpan<char> cell) => cell.ContainsAnyInRange('0', '9');

    // How programs write what is no finite number: inf, Infinity, -inf, NaN, and the language's own words.
    static bool ReadWord(ReadOnlySpan<char> cell, out double value)
    {
        bool negative = cell.StartsWith('-');
        ReadOnlySpan<char> word = negative || cell.StartsWith('+') ? cell[1..] : cell;
        bool infinite = Is(word, "inf") || Is(word, "infinity");
        value = infinite ? negative ? double.NegativeInfinity : double.PositiveInfinity : double.NaN;
        return infinite || Is(word, "nan");
    }

    static bool ReadTruth(ReadOnlySpan<char> cell, out double value)
    {
        bool yes = Is(cell, "true") || cell is "1";
        value = yes ? 1 : 0;
        return yes || Is(cell, "false") || cell is "0";
    }

    static bool Is(ReadOnlySpan<char> cell, string word) => cell.Equals(word, StringComparison.OrdinalIgnoreCase);
}
