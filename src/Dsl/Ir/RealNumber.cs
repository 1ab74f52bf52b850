using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>
/// A real number that no double is: a constant of a derivative such as 2 / sqrt pi, or, where literals are decimals, one tenth and pi. Ordinary graphs hold the nearest double
/// in its place; exact ones, of which numbers with a certificate are computed, hold the number itself (<see cref="Op.Real"/>).
/// </summary>
/// <param name="Text">Which number it is: a name of <see cref="Named"/> or a decimal as a literal writes it, a minus before it or not.</param>
/// <param name="Nearest">The nearest double.</param>
sealed record RealNumber(string Text, double Nearest)
{
    public static RealNumber Pi { get; } = new("pi", Math.PI);
    public static RealNumber E { get; } = new("e", Math.E);
    public static RealNumber Ln2 { get; } = new("ln 2", 0.69314718055994530942);
    public static RealNumber Ln10 { get; } = new("ln 10", 2.3025850929940456840);
    public static RealNumber TwoOverSqrtPi { get; } = new("2 / sqrt pi", 1.1283791670955125739);
    public static RealNumber SqrtTwoOverPi { get; } = new("sqrt (2 / pi)", 0.79788456080286535588);
    public static RealNumber SqrtHalf { get; } = new("sqrt 0.5", 0.70710678118654752440);

    /// <summary>Those that are no decimals.</summary>
    public static ImmutableArray<RealNumber> Named { get; } = [Pi, E, Ln2, Ln10, TwoOverSqrtPi, SqrtTwoOverPi, SqrtHalf];

    /// <summary>Whether a literal is a decimal: digits with a point, a power of ten and underscores between them.</summary>
    public static bool IsDecimal(string text) => Named.All(number => number.Text != text.TrimStart('-'));

    public static RealNumber operator -(RealNumber x) => new(x.Text[0] == '-' ? x.Text[1..] : "-" + x.Text, -x.Nearest);
    public static Wire operator *(RealNumber x, Wire y) => y.Real(x) * y;
    public static Wire operator /(RealNumber x, Wire y) => y.Real(x) / y;
    public static Wire operator -(Wire x, RealNumber y) => x - x.Real(y);
}
