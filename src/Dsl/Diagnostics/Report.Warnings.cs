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

    [Explain(911, "A local that is not used",
        "Nothing reads this local definition. Remove it, or write `_` (or a name that begins with `_`) if it stands there on purpose.",
        "let f x =\n    let «y» = 2 * x\n    x + 1")]
    public Diagnostic UnusedLocal(Span at, string name) =>
        Warning(0911, at, $"'{name}' is not used", $"remove it, or call it '_{name}' if that is on purpose");

    [Explain(912, "A parameter that hides a gate",
        "Inside this gate the name means the parameter; the gate of the same name cannot be reached there. Rename the parameter if that is not intended.",
        "let scale x = 2 * x\nlet f «scale» x = scale * x")]
    public Diagnostic HidesGate(Span at, string name, string? signature) =>
        Warning(0912, at, $"the parameter '{name}' hides the {(signature is null ? "built-in gate" : "gate")} of that name", "rename the parameter if that is not intended");

    [Explain(913, "Computed floats compared with = in a gate that is differentiated",
        "Rounding decides whether two computed floats are equal, and the derivative is that of the branch taken: at a single point, another formula. Compare with a tolerance, or write the two sides as one formula.",
        "let f x = if «x * x = 2» then 1 else x ** 3\nf' 1.5")]
    public Diagnostic EqualityOfComputed(Span at, string op) =>
        Warning(0913, at, $"`{op}` compares computed floats in an 'if' that is differentiated: rounding decides which branch it is", "compare with a tolerance, for instance abs (a - b) < 1e-9");

    [Explain(914, "A derivative in a parameter that the gate does not read",
        "The derivative is 0 everywhere, because nothing in the gate depends on that parameter. Perhaps another parameter is meant.",
        "let f x y = x * x\n«f'y» 1 2")]
    public Diagnostic DerivativeOfUnread(Span at, string gate, string parameter) =>
        Warning(0914, at, $"'{gate}' does not depend on '{parameter}', so this derivative is 0", "is another parameter meant?");
}
