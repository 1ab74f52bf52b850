namespace GateDsl;

// 04xx: derivatives. 0401 to 0429 are found from the types, 0430 and above while graphs are built.
sealed partial class Report
{
    [Explain(401, "A derivative in something that is no parameter",
        "`g'x` is the derivative of the gate g in its parameter named x. The message lists the parameters that g has.",
        "let sum_square x y = (x + y) ** 2\n«sum_square'z» 1 2")]
    public Diagnostic NoParameter(Span at, string gate, string parameter, IReadOnlyList<string> parameters, string? similar) =>
        Error(0401, at, $"{Name(gate)} has no parameter '{Name(parameter)}'; {Parameters(parameters)}", DidYouMean(similar));

    [Explain(402, "A derivative of something that is no gate",
        "Only gates have derivatives. If the prime is meant as a part of a name, define that name first.",
        "let x = 3.0\n«x'»")]
    public Diagnostic NoGateToDifferentiate(Span at, string name, string value, GateType type) =>
        Error(0402, at, $"'{Name(name)}' is not defined, and it is no derivative either: '{Name(value)}' is {type}, not a gate");

    [Explain(403, "g' of a gate that does not have exactly one float parameter",
        "`g'` is the derivative of a gate of one float parameter. With several, say in which one: `g'x`. `grad g` gives all of them.",
        "let area w h = w * h\n«area'» 2 3")]
    public Diagnostic WhichParameter(Span at, string gate, int count, IReadOnlyList<string> parameters, string? instead) =>
        Error(0403, at, count == 0 ? $"'{Name(gate)}' has no float parameter, so it has no derivative {gate}'" : $"'{Name(gate)}' has {Count(count, "float parameter")}; {Parameters(parameters)}",
            instead is null ? null : $"say in which one, for instance {instead}, or use 'grad {gate}' for all of them");

    [Explain(404, "A derivative in a parameter that is no number",
        "A gate is differentiated in parameters that are floats (or bools, where its result is bool). To differentiate in a part of a tuple, give that part a name: `let f (x, y) = …` and `f'x`.",
        "let twice gate x = gate (gate x) + 1\n«twice'gate» sqrt 2")]
    public Diagnostic NotAFloatParameter(Span at, string gate, string parameter, GateType type) =>
        Error(0404, at, $"the parameter '{Name(parameter)}' of '{Name(gate)}' is {type}, and derivatives are taken in floats");

    [Explain(405, "A derivative of a gate whose result has none",
        "The result of a gate that is differentiated in a float is a float, or a tuple of floats. A bool jumps and an int jumps: neither has a slope. `soft g` relaxes a gate of booleans to floats.",
        "let above x = x > 1\n«above'» 3")]
    public Diagnostic ResultHasNoSlope(Span at, string what, GateType result, GateType flat) =>
        Error(0405, at, $"{what} in a float of a gate whose result is {result}, and {(flat == GateType.Bool ? "a bool" : flat == GateType.Int ? "an int" : "a gate")} has no slope",
            "differentiate a gate whose result is float");

    [Explain(406, "A derivative in a bool where the result is no bool",
        "In a bool parameter only a gate whose result is bool can be differentiated: its Boolean difference says whether the result changes with the parameter. Compare the two values instead: `g true x - g false x`.",
        "let pick a x = if a then x else 2 * x\n«pick'a» true 3")]
    public Diagnostic BoolNeedsBoolResult(Span at, string gate, string parameter, GateType result) =>
        Error(0406, at, $"'{Name(parameter)}' is bool, and the derivative in a bool is defined where the result is bool; the result of '{Name(gate)}' is {result}",
            "compare the two values instead: the one with true and the one with false");

    [Explain(407, "grad of a gate without float parameters",
        "`grad g` is the tuple of the partial derivatives in the float parameters of g, and g has none.",
        "let both a b = a && b\n«grad» both true false")]
    public Diagnostic NoGradient(Span at, GateType gate) =>
        Error(0407, at, $"'grad' is given {gate}, which has no float parameter to differentiate in", "a gate of booleans has Boolean differences, g'a, and derivatives after 'soft'");

    [Explain(408, "grad or soft of a gate of unknown type",
        "The type of `grad g` depends on the parameters of g. Where g is itself a parameter, write its type: `(g: float -> float -> float)`.",
        "let steepest g = «grad» g")]
    public Diagnostic GateTypeUnknown(Span at, string form) =>
        Error(0408, at, $"what '{form}' gives depends on the type of its gate, and that is not known here", "write the type of the gate, for instance (g: float -> float -> float)");

    [Explain(409, "grad or soft of something that is no gate",
        "`grad` and `soft` take a gate, not its value: write `grad g`, and give the arguments after it.",
        "let half = 0.5\n«grad» half")]
    public Diagnostic GateNeeded(Span at, string form, GateType found) =>
        Error(0409, at, $"'{form}' needs a gate, and this gives it {found}", $"give it the gate itself, and the arguments after that: {form} g x y");

    [Explain(410, "A derivative by name of a gate whose parameters have no names here",
        "A gate that is itself a parameter can be any gate, whatever its parameters are called; nor are the names known of a gate that an `if` or a tuple gives. Its derivative is `g'` or `diff g`, and `grad g` gives all partials.",
        "let slope g x = «g'x» x")]
    public Diagnostic NoNamesToDifferentiateBy(Span at, string name, string gate) =>
        Error(0410, at, $"'{Name(name)}' is not defined, and no derivative either: the parameters of '{Name(gate)}' have no known names here",
            $"write {gate}' or diff {gate} for the derivative of a gate of one parameter, grad {gate} for all partials");

    [Explain(411, "soft of a gate that takes or gives gates",
        "`soft` relaxes a gate of booleans operation by operation; a gate that comes from outside has other operations. Give the inner gates first: `soft (twice not)`.",
        "let twice gate a = gate (gate a) && true\n«soft» twice")]
    public Diagnostic SoftOfGates(Span at, GateType gate) =>
        Error(0411, at, $"'soft' is given {gate}: a gate that takes or gives gates cannot be relaxed", "give it the inner gates first, and relax what comes out");

    [Explain(430, "A derivative through a host function that has none",
        "The application gave a function without its derivative, and a gate is differentiated in something that the function depends on. The application gives the derivative with the function, to `GateOptions.Functions`: as an expression, then there are derivatives of all orders, or as a delegate, then there is the first.",
        "let price s = s * exp s\nprice' 2", NeedsHost = true)]
    public Diagnostic NoHostDerivative(Span at, string function, bool isNamed) =>
        Error(0430, at, $"'{Name(function)}' has no derivative, and this is differentiated through it",
            isNamed ? "give its derivative with it to GateOptions.Functions" : "give the first derivative to GateOptions.Functions as an expression: it can be differentiated again");

    static string Parameters(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "the names of its parameters are not known",
        1 => $"its parameter is {names[0]}",
        _ => $"its parameters are {string.Join(", ", names)}",
    };
}
