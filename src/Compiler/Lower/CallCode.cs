using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler.Lower;

/// <summary>Gates as delegates and LINQ trees of ordinary parameters.</summary>
static class CallCode
{
    /// <summary>Whether a circuit is one method, or split over several.</summary>
    public static bool IsOneMethod(Schedule schedule) => schedule.Steps.Sum(schedule.WeightOf) <= SplitCode.MethodWeight;

    /// <summary>The gate as one LINQ tree, however large.</summary>
    public static LambdaExpression Tree(Gate gate, Type delegateType)
    {
        var schedule = new Schedule(gate.Circuit(Outputs.Value));
        (ParameterExpression[] parameters, List<Expression> inputs) = Parameters(gate, delegateType);
        return Straight(gate, delegateType, parameters, inputs, schedule);
    }

    /// <summary>The gate as a delegate, in the cheapest form for its size.</summary>
    public static Delegate Compile(Gate gate, Type delegateType, Target target)
    {
        Circuit circuit = gate.Circuit(Outputs.Value);
        (ParameterExpression[] parameters, List<Expression> inputs) = Parameters(gate, delegateType);
        if (!target.Jit) return ThroughWorkspace(gate, delegateType, parameters, inputs, new InterpretedCode(circuit)).Compile(preferInterpretation: true);
        var schedule = new Schedule(circuit);
        return Codegen.Compile(IsOneMethod(schedule)
            ? Straight(gate, delegateType, parameters, inputs, schedule)
            : ThroughWorkspace(gate, delegateType, parameters, inputs, new SplitCode(schedule)));
    }

    static LambdaExpression Straight(Gate gate, Type delegateType, ParameterExpression[] parameters, List<Expression> inputs, Schedule schedule)
    {
        var statements = new Statements(schedule, position => inputs[position]);
        List<Expression> body = statements.Of(schedule.Steps);
        body.Add(Result(gate, delegateType, [.. schedule.Circuit.Outputs.Select(statements.Value)]));
        Expression block = body.Count == 1 ? body[0] : Expression.Block(statements.Locals, body);
        return Expression.Lambda(delegateType, block, parameters);
    }

    static LambdaExpression ThroughWorkspace(Gate gate, Type delegateType, ParameterExpression[] parameters, List<Expression> inputs, WorkspaceCode code)
    {
        ConstantExpression self = Expression.Constant(code);
        ParameterExpression workspace = Expression.Variable(typeof(Workspace), "workspace"), result = Expression.Variable(ReturnType(delegateType), "result");
        List<Expression> body = [Expression.Assign(workspace, Expression.Call(Method(Workspace.Rent), Expression.Constant(code.WorkspaceLength)))];
        for (int i = 0; i < inputs.Count; i++)
        {
            body.Add(ArrayCode.Set(Expression.Property(workspace, nameof(Workspace.Array)), i, inputs[i]));
        }
        body.Add(Expression.Call(self, nameof(WorkspaceCode.Run), null, workspace));
        Expression[] outputs = [.. code.Circuit.Outputs.Select((node, i) =>
            ArrayCode.Get(Expression.Property(workspace, nameof(Workspace.Array)), code.Inputs + i, code.Circuit.Kinds[node] == Kind.Bool))];
        body.Add(Expression.Assign(result, Result(gate, delegateType, outputs)));
        body.Add(Expression.Call(workspace, nameof(Workspace.Return), null));
        body.Add(result);
        return Expression.Lambda(delegateType, Expression.Block([workspace, result], body), parameters);
    }

    static (ParameterExpression[] Parameters, List<Expression> Inputs) Parameters(Gate gate, Type delegateType)
    {
        MethodInfo invoke = delegateType.GetMethod("Invoke")!;
        ParameterExpression[] parameters = [.. invoke.GetParameters().Select((p, i) => Expression.Parameter(p.ParameterType,
            invoke.GetParameters().Length == gate.Parameters.Count ? gate.Parameters[i].Name : p.Name))];
        return Shape.TryInputs(gate, parameters, out List<Expression> inputs) ? (parameters, inputs) : throw WrongShape(gate, delegateType);
    }

    static Expression Result(Gate gate, Type delegateType, Expression[] outputs)
    {
        int next = 0;
        return Shape.TryResult(gate.ResultType, ReturnType(delegateType), outputs, ref next, out Expression result) ? result : throw WrongShape(gate, delegateType);
    }

    static Type ReturnType(Type delegateType) => delegateType.GetMethod("Invoke")!.ReturnType;

    static ArgumentException WrongShape(Gate gate, Type delegateType) =>
        new($"a delegate {Text(delegateType)} does not fit {gate.Signature}");

    static string Text(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Text))}>"
        : type == typeof(double) ? "double" : type == typeof(bool) ? "bool" : type.Name;

    static MethodInfo Method(Func<int, Workspace> method) => method.Method;
}
