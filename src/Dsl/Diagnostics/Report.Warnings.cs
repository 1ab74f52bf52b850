namespace GateDsl;

// 09xx: warnings.
sealed partial class Report
{
    [Explain(901, "A minus before a power", "As in F#, a prefix minus binds tighter than `**`: `-x ** 2` is `(-x) ** 2`. Mathematics reads it as `-(x ** 2)`. Write the parentheses.",
        "let f x = «-x ** 2»")]
    public Diagnostic MinusBeforePower(Span at, string operand, string power) =>
        Warning(0901, at, $"as in F#, this is (-{Short(operand)}) ** {Short(power)}", $"write that, or -({Short(operand)} ** {Short(power)}) if mathematics is meant");

    [Explain(902, "A decimal comma", "A comma makes a tuple: `1,5` is the pair of 1 and 5. A decimal fraction has a point. Put a blank after the comma of a tuple.",
        "let p = «1,5»")]
    public Diagnostic DecimalComma(Span at, string left, string right) =>
        Warning(0902, at, $"this is the pair of {left} and {right}", $"write {left}.{right} for a decimal fraction, ({left}, {right}) for a pair");
}
