using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler.Lower;

/// <summary>A call of a gate as a LINQ tree sees it, before there is code for the circuit.</summary>
/// <param name="Delegate">The type of the delegate.</param>
/// <param name="Circuit">What is computed.</param>
/// <param name="Parameters">The delegate's parameters.</param>
/// <param name="Inputs">The inputs of the circuit, made of the parameters.</param>
/// <param name="Result">The delegate's result, made of the outputs of the circuit.</param>
sealed record CallShape(Type Delegate, Circuit Circuit, ParameterExpression[] Parameters, List<Expression> Inputs, Func<Expression[], Expression> Result)
{
    /// <summary>What is done before anything else; null: nothing.</summary>
    public Expression? First { get; init; }

    public Type ReturnType { get; } = Reflected.InvokeOf(Delegate).ReturnType;

    /// <summary>The gate as a delegate of its own shape.</summary>
    /// <exception cref="ArgumentException">The delegate has another shape, or its parameters are named as the gate's are in another order.</exception>
    public static CallShape Of(Gate gate, Type delegateType, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        gate.RefuseArrays("a tree");
        if (delegateType == typeof(Delegate) || delegateType == typeof(MulticastDelegate)) throw new ArgumentException($"{delegateType.Name} is a base of all delegates and has no shape of its own; one that fits {gate.Signature} is needed");
        MethodInfo invoke = Reflected.InvokeOf(delegateType);
        ParameterInfo[] declared = invoke.GetParameters();
        ParameterExpression[] parameters = [.. declared.Select((p, i) =>
            Expression.Parameter(p.ParameterType, declared.Length == gate.Parameters.Count ? gate.Parameters[i].Name : p.Name))];
        if (Array.Find(declared, parameter => parameter.ParameterType.IsByRef) is { } byRef)
        {
            throw new ArgumentException($"a delegate {Text(delegateType)} does not fit {gate.Signature}: its parameter '{byRef.Name}' is passed by reference");
        }
        if (!Shape.TryInputs(gate, parameters, out List<Expression> inputs)) throw WrongShape(gate, delegateType);
        CheckOrder(gate, delegateType, declared);
        return new(delegateType, gate.Circuit(Outputs.Value, cancellation), parameters, inputs, outputs => ResultOf(gate, delegateType, invoke.ReturnType, outputs));
    }

    /// <summary>The gate as a function from an object with its inputs to its result, or to an object with its value and partial derivatives.</summary>
    /// <exception cref="ArgumentException">A property is missing or has another type.</exception>
    public static CallShape ByName<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TInput,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] TOutput>(Gate gate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        gate.RefuseArrays("a function of an object");
        ParameterExpression parameter = Expression.Parameter(typeof(TInput), "values");
        List<Expression> inputs = [.. gate.Inputs.Select(input => Input(input, Expression.Property(parameter, NamedValues.PropertyOf(gate, input, typeof(TInput)))))];
        Type type = typeof(Func<TInput, TOutput>);
        Expression? first = typeof(TInput).IsValueType ? null : Expression.Call(throwIfNull, parameter, Expression.Constant(parameter.Name));
        if (typeof(TOutput).IsPrimitive || gate.ResultType is GateType.Tuple)
        {
            return new(type, gate.Circuit(Outputs.Value, cancellation), [parameter], inputs, outputs => ResultOf(gate, type, typeof(TOutput), outputs)) { First = first };
        }
        NamedResult named = NamedResult.Of(gate, typeof(TOutput));
        return new(type, gate.Circuit(Outputs.ValueAndGradient, cancellation), [parameter], inputs, named.From) { First = first };
    }

    static readonly MethodInfo throwIfNull = ((Action<object?, string?>)ArgumentNullException.ThrowIfNull).Method;

    static Expression Input(GateParameter input, Expression property) =>
        input.Type == GateType.Bool || property.Type == typeof(double) ? property : Expression.Convert(property, typeof(double));

    static Expression ResultOf(Gate gate, Type delegateType, Type returnType, Expression[] outputs)
    {
        int next = 0;
        return Shape.TryResult(gate.ResultType, returnType, outputs, ref next, out Expression result) ? result : throw WrongShape(gate, delegateType);
    }

    // The names of a delegate mean nothing to the runtime, but whoever wrote (strike, spot) for a gate of (spot, strike) meant something else than what he would get.
    static void CheckOrder(Gate gate, Type delegateType, ParameterInfo[] declared)
    {
        string[] names = [.. declared.Length == gate.Parameters.Count ? gate.Parameters.Select(parameter => parameter.Name) : gate.Inputs.Select(input => input.Name)];
        for (int i = 0; i < names.Length; i++)
        {
            if (declared[i].Name == names[i] || !names.Contains(declared[i].Name)) continue;
            throw new ArgumentException(
                $"parameter {i + 1} of {Text(delegateType)} is '{declared[i].Name}', but that of the gate is '{names[i]}': {gate.Signature}; the order is the gate's");
        }
    }

    static ArgumentException WrongShape(Gate gate, Type delegateType) => new($"a delegate {Text(delegateType)} does not fit {gate.Signature}");

    /// <summary>A type as C# writes it, or nearly so.</summary>
    public static string Text(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Text))}>"
        : type == typeof(double) ? "double" : type == typeof(bool) ? "bool" : type.Name;
}
