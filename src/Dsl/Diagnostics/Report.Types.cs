namespace GateDsl;

// 03xx: types.
sealed partial class Report
{
    [Explain(301, "A value of one type where another is needed",
        "Two uses of a value disagree about its type. The message names both types and where each comes from; change one of the two.",
        "let f a b = («a && b») * 2.0")]
    public Diagnostic Mismatch(Span at, GateType found, string? because, GateType needed, string needs, params Note[] notes) =>
        Error(0301, at, $"this is {found}{(because is null ? "" : $" because of {because}")}, but {needs} needs {needed}", null, notes);

    [Explain(302, "Too many arguments",
        "A gate is applied to more arguments than it has parameters. The message shows the gate's signature.",
        "let twice x = 2 * x\n«twice 3 4»")]
    public Diagnostic WrongArity(Span at, string gate, string signature, int given, int taken) =>
        Error(0302, at, $"'{gate}' takes {Count(taken, "argument")} and is given {given}", $"its signature is {signature}");
}
