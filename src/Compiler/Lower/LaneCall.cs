using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Compiler.Lower;

/// <summary>Calls of the functions that are written over a lane type, from expressions over what the lane type wraps.</summary>
static class LaneCall
{
    static readonly ConcurrentDictionary<(Type Lanes, Type Lane, bool TakesInt), MethodInfo> methods = [];

    /// <summary>The function at one lane type, unwrapped: numbers or vectors in, a number or vector out.</summary>
    /// <param name="lanes">The static class that holds the function.</param>
    /// <param name="lane">The lane type, a struct around <c>Value</c>.</param>
    /// <param name="node">The node, for its Bits.</param>
    /// <param name="arguments">What the lane type wraps.</param>
    public static Expression Of(Type lanes, Type lane, Node node, params ReadOnlySpan<Expression> arguments)
    {
        bool takesInt = PrimitiveTable.Find(node.Op) is { TakesBits: true };
        MethodInfo method = methods.GetOrAdd((lanes, lane, takesInt), static key => Definition(key.Lanes, key.TakesInt).MakeGenericMethod(key.Lane));
        ParameterInfo[] parameters = method.GetParameters();
        var wrapped = new Expression[parameters.Length];
        int next = 0;
        for (int i = 0; i < wrapped.Length; i++)
        {
            wrapped[i] = parameters[i].ParameterType == typeof(int)
                ? Expression.Constant((int)node.Bits)
                : Wrap(lane, arguments[next++]);
        }
        return Unwrap(Expression.Call(method, wrapped));
    }

    /// <summary>A generic method of lanes at one lane type, unwrapped.</summary>
    public static Expression Of(MethodInfo method, Type lane, params ReadOnlySpan<Expression> arguments)
    {
        var wrapped = new Expression[arguments.Length];
        for (int i = 0; i < wrapped.Length; i++) wrapped[i] = Wrap(lane, arguments[i]);
        return Unwrap(Expression.Call(method.MakeGenericMethod(lane), wrapped));
    }

    public static Expression Wrap(Type lane, Expression value) => Expression.New(lane.GetConstructor([value.Type])!, value);

    public static Expression Unwrap(Expression lane) => Expression.Field(lane, "Value");

    /// <summary>The generic function that a class holds: the overload of lanes only, or the one with an int among them.</summary>
    public static MethodInfo Definition(Type lanes, bool takesInt) =>
        lanes.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m is { Name: "Of", IsGenericMethodDefinition: true } && m.GetParameters().Any(p => p.ParameterType == typeof(int)) == takesInt)
            .MinBy(m => m.GetParameters().Length)
        ?? throw new MissingMethodException(lanes.Name, "Of");
}
