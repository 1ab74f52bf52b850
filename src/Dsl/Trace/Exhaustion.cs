using GateDsl.Ir;

namespace GateDsl.Tracing;

/// <summary>What can stop the building of a graph, as diagnostics: limits, and host functions without a derivative.</summary>
static class Exhaustion
{
    /// <summary>The diagnostic of an exception that means one of these; null of any other.</summary>
    public static Diagnostic? Of(Exception exception, Source source, Span at) => exception switch
    {
        Budget.Exhausted { Unit: "nodes" } nodes => new Report(source).TooManyNodes(at, nodes.Limit),
        Budget.Exhausted work => new Report(source).TooMuchWork(at, work.Limit),
        DeepStack.TooDeep => new Report(source).TooDeepEvaluation(at),
        HostFunction.NoDerivative host => new Report(source).NoHostDerivative(at, host.Function.Name, host.Function.IsNamed),
        _ => null,
    };
}
