using GateDsl.Ir;

namespace GateDsl.Tracing;

/// <summary>What can stop the building of a graph, as diagnostics: limits, and host functions without a derivative.</summary>
static class Exhaustion
{
    /// <summary>The diagnostic of an exception that means one of these; null of any other.</summary>
    public static Diagnostic? Of(Exception exception, Source source, Span at) => exception switch
    {
        Budget.Exhausted limit => Of(limit, new Report(source), at),
        DeepStack.TooDeep => new Report(source).TooDeepEvaluation(at),
        HostFunction.NoDerivative host => new Report(source).NoHostDerivative(at, host.Function.Name, host.Function.IsNamed),
        _ => null,
    };

    static Diagnostic Of(Budget.Exhausted limit, Report report, Span at) => limit.Name switch
    {
        nameof(Limits.Nodes) => report.TooManyNodes(at, limit.Limit),
        nameof(Limits.Outputs) => report.TooManyOutputs(at, limit.Needed, limit.Limit),
        _ => report.TooMuchWork(at, limit.Limit),
    };
}
