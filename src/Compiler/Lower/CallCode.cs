using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler.Lower;

/// <summary>Gates as delegates and LINQ trees of ordinary parameters.</summary>
static class CallCode
{
    static readonly MethodInfo rent = typeof(Workspace).GetMethod(nameof(Workspace.Rent))!, giveBack = typeof(Workspace).GetMethod(nameof(Workspace.Return))!,
        run = typeof(WorkspaceCode).GetMethod(nameof(WorkspaceCode.Run))!;

    static readonly PropertyInfo array = typeof(Workspace).GetProperty(nameof(Workspace.Array))!;

    /// <summary>Whether a circuit is one method, or split over several.</summary>
    public static bool IsOneMethod(Schedule schedule) => schedule.Steps.Sum(schedule.WeightOf) <= SplitCode.MethodWeight;

    // A formula as people type it: no calls of the host, which can be anything.
    static bool IsShort(Circuit circuit) => circuit.Nodes.Length <= MostOfShort && circuit.Functions.Count == 0;

    const int MostOfShort = 64;

    /// <summary>A call as one LINQ tree, however large.</summary>
    public static LambdaExpression Tree(CallShape call) => call.Circuit.HasArrays ? ThroughWorkspace(call, new InterpretedCode(call.Circuit)) : Straight(call, new Schedule(call.Circuit));

    /// <summary>A call as a delegate, in the cheapest form for the size of the circuit.</summary>
    public static Delegate Compile(CallShape call, Target target)
    {
        if (!target.Compiles(call.Circuit))
        {
            LambdaExpression through = ThroughWorkspace(call, WorkspaceCode.Of(call.Circuit, target));
            return target.Jit ? Codegen.Compile(through) : InterpretedCalls.Of(call) ?? through.Compile(preferInterpretation: true);
        }
        var schedule = new Schedule(call.Circuit);
        target.Cancellation.ThrowIfCancellationRequested();
        Func<Delegate> split = () => Codegen.Compile(ThroughWorkspace(call, new SplitCode(schedule, target.Cancellation))),
            interpreted = () => ThroughWorkspace(call, new InterpretedCode(call.Circuit)).Compile(preferInterpretation: true);
        if (IsShort(schedule.Circuit)) return Codegen.CompileShort(Straight(call, schedule));
        return IsOneMethod(schedule) ? Codegen.First(() => Codegen.Compile(Straight(call, schedule)), split, interpreted) : Codegen.First(split, interpreted);
    }

    static LambdaExpression Straight(CallShape call, Schedule schedule)
    {
        var statements = new Statements(schedule, position => call.Inputs[position]);
        List<Expression> body = statements.Of(schedule.Steps);
        if (call.First is { } first) body.Insert(0, first);
        body.Add(call.Result([.. schedule.Circuit.Outputs.Select(statements.Value)]));
        Expression block = body.Count == 1 ? body[0] : Expression.Block(statements.Locals, body);
        return Expression.Lambda(call.Delegate, block, call.Parameters);
    }

    static LambdaExpression ThroughWorkspace(CallShape call, WorkspaceCode code)
    {
        ConstantExpression self = Expression.Constant(code);
        ParameterExpression workspace = Expression.Variable(typeof(Workspace), "workspace"), result = Expression.Variable(call.ReturnType, "result");
        List<Expression> body = call.First is { } first ? [first] : [];
        body.Add(Expression.Assign(workspace, Expression.Call(rent, Expression.Constant(code.WorkspaceLength))));
        for (int i = 0; i < call.Inputs.Count; i++)
        {
            body.Add(ArrayCode.Set(Expression.Property(workspace, array), i, call.Inputs[i]));
        }
        body.Add(Expression.Call(self, run, workspace));
        Expression[] outputs = [.. code.Circuit.Outputs.Select((node, i) =>
            ArrayCode.Get(Expression.Property(workspace, array), code.Inputs + i, code.Circuit.Kinds[node] == Kind.Bool))];
        body.Add(Expression.Assign(result, call.Result(outputs)));
        body.Add(Expression.Call(workspace, giveBack));
        body.Add(result);
        return Expression.Lambda(call.Delegate, Expression.Block([workspace, result], body), call.Parameters);
    }
}
