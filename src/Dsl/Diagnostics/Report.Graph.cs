using System.Globalization;

namespace GateDsl;

sealed partial class Report
{
    [Explain(520, "The graph is too large",
        "A gate, with its derivatives, becomes a graph of operations. It has a limit (`Limits.Nodes`), so that no text can fill the memory. Share what is computed twice in a `let`, or raise the limit.",
        "let f x = x\n", NeedsHost = true)]
    public Diagnostic TooManyNodes(Span at, long limit) => Error(520, at,
        string.Create(CultureInfo.InvariantCulture, $"this needs more than {limit:N0} operations, the limit for one gate"), "raise Limits.Nodes if it is meant to");

    [Explain(521, "Too much work",
        "Functions are called while the graph is built. The number of such steps has a limit (`Limits.Work`), so that no text can keep the compiler busy for ever: a function that calls another twice, sixty times over, would take 2 ** 60 steps.",
        "let f x = x\n", NeedsHost = true)]
    public Diagnostic TooMuchWork(Span at, long limit) => Error(521, at,
        string.Create(CultureInfo.InvariantCulture, $"building this takes more than {limit:N0} steps, the limit for one gate"), "raise Limits.Work if it is meant to");

    [Explain(522, "Calls nested too deeply",
        "Functions call each other more deeply than the evaluation can follow.",
        "let f x = x\n", NeedsHost = true)]
    public Diagnostic TooDeepEvaluation(Span at) => Error(522, at, "functions call each other too deeply here", "give intermediate results to a let");

    [Explain(523, "Too many outputs",
        "A gate gives its values, and with derivatives a number for each pair of a value and a parameter; a Hessian one for each pair of parameters. They have a limit (`Limits.Outputs`). Differentiate in fewer parameters, or ask for the product of the Hessian with a vector.",
        "let f x = x\n", NeedsHost = true)]
    public Diagnostic TooManyOutputs(Span at, long count, long limit) => Error(523, at,
        string.Create(CultureInfo.InvariantCulture, $"this gives {count:N0} numbers with its derivatives; the limit is {limit:N0}"), "raise Limits.Outputs if it is meant to");
}
