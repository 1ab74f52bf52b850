using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// How a delegate type fits a gate: floats are doubles, truth values bools, ints ints or doubles; a tuple is a ValueTuple or, as a parameter, its items one by one.
/// </summary>
static class Shape
{
    /// <summary>Whether a delegate's parameters can be the parameters of a gate, and the expressions of the circuit's inputs if so.</summary>
    public static bool TryInputs(Gate gate, ParameterExpression[] parameters, out List<Expression> inputs)
    {
        inputs = [];
        if (parameters.Length == gate.Parameters.Count)
        {
            bool fits = true;
            for (int i = 0; i < parameters.Length && fits; i++) fits = TryInput(gate.Parameters[i].Type, parameters[i], inputs);
            if (fits) return true;
        }
        inputs = [];
        if (parameters.Length != gate.Leaves.Length) return false;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!TryInput(gate.Leaves[i].Type, parameters[i], inputs)) return false;
        }
        return true;
    }

    /// <summary>Whether a delegate's result can be the result of a gate, and its expression, from those of the circuit's outputs.</summary>
    public static bool TryResult(GateType type, Type result, ReadOnlySpan<Expression> outputs, ref int next, out Expression value)
    {
        value = Expression.Empty();
        if (type is GateType.Tuple tuple)
        {
            List<Type> itemTypes = TupleItems(result);
            if (itemTypes.Count != tuple.Items.Length) return false;
            var items = new List<Expression>();
            for (int i = 0; i < itemTypes.Count; i++)
            {
                if (!TryResult(tuple.Items[i], itemTypes[i], outputs, ref next, out Expression item)) return false;
                items.Add(item);
            }
            value = NewTuple(result, items);
            return true;
        }
        Expression output = outputs[next++];
        if (type == GateType.Int && result == typeof(int)) value = Expression.Convert(output, typeof(int));
        else if (output.Type == result) value = output;
        else return false;
        return true;
    }

    static bool TryInput(GateType type, Expression value, List<Expression> inputs)
    {
        if (type is not GateType.Tuple tuple)
        {
            if (type == GateType.Int && value.Type == typeof(int)) inputs.Add(Expression.Convert(value, typeof(double)));
            else if (value.Type == (type == GateType.Bool ? typeof(bool) : typeof(double))) inputs.Add(value);
            else return false;
            return true;
        }
        List<Type> items = TupleItems(value.Type);
        if (items.Count != tuple.Items.Length) return false;
        for (int i = 0; i < items.Count; i++)
        {
            if (!TryInput(tuple.Items[i], Item(value, i), inputs)) return false;
        }
        return true;
    }

    const int Direct = 7;   // the eighth field of a ValueTuple holds the rest

    /// <summary>The items of a ValueTuple type, those of its rest included.</summary>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,,,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,,,,,>))]
    static List<Type> TupleItems(Type type)
    {
        List<Type> items = [];
        while (IsTuple(type))
        {
            Type[] arguments = type.GetGenericArguments();
            items.AddRange(arguments.Take(Direct));
            if (arguments.Length <= Direct) break;
            type = arguments[Direct];
        }
        return items;
    }

    static bool IsTuple(Type type) => type.IsGenericType && type.IsValueType && type.IsAssignableTo(typeof(ITuple)) && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    static Expression Item(Expression tuple, int index)
    {
        for (; index >= Direct; index -= Direct) tuple = Reflected.Field(tuple, "Rest");
        return Reflected.Field(tuple, $"Item{index + 1}");
    }

    static NewExpression NewTuple(Type type, List<Expression> items)
    {
        Type[] arguments = type.GetGenericArguments();
        List<Expression> direct = [.. items.Take(Direct)];
        if (arguments.Length > Direct) direct.Add(NewTuple(arguments[Direct], [.. items.Skip(Direct)]));
        return Expression.New(Reflected.Constructor(type, arguments), direct);
    }
}
