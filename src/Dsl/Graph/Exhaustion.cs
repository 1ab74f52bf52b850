namespace GateDsl.Graphs;

/// <summary>Limits reached while a graph is built, as diagnostics.</summary>
static class Exhaustion
{
    /// <summary>The diagnostic of an exception that means a limit; null of any other.</summary>
    public static Diagnostic? Of(Exception exception, Source source, Span at) => exception switch
    {
        Budget.Exhausted { Unit: "nodes" } nodes => new Report(source).TooManyNodes(at, nodes.Limit),
        Budget.Exhausted work => new Report(source).TooMuchWork(at, work.Limit),
        DeepStack.TooDeep => new Report(source).TooDeepEvaluation(at),
        _ => null,
    };
}
