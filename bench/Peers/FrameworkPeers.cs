using System.Linq.Expressions;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Bench.Peers;

/// <summary>
/// The gate's LINQ tree, compiled by Expression.Compile as one method. A tree of a value with its partials is made from the parts of which the compiler makes
/// its own, over arrays instead of spans, since trees know no spans.
/// </summary>
static class FrameworkPeers
{
    /// <summary>The outputs of a gate, value first, from its inputs.</summary>
    public static Action<double[], double[]> Compile(Gate gate, Outputs outputs, IReadOnlyList<string>? parameters = null)
    {
        var schedule = new Schedule(Wanted.Of(gate, outputs, parameters).Circuit);
        ParameterExpression x = Expression.Parameter(typeof(double[]), "x"), results = Expression.Parameter(typeof(double[]), "results");
        var statements = new Statements(schedule, position => Expression.ArrayIndex(x, Expression.Constant(position)));
        List<Expression> body = statements.Of(schedule.Steps);
        body.AddRange(schedule.Circuit.Outputs.Select((node, i) =>
            Expression.Assign(Expression.ArrayAccess(results, Expression.Constant(i)), statements.Value(node))));
        return Expression.Lambda<Action<double[], double[]>>(Expression.Block(statements.Locals, body), x, results).Compile();
    }
}
