using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Ir;
using GateDsl.Numerics;
using GateDsl.Primitives;

namespace GateDsl.Compiler.Lower;

/// <summary>Calls of the functions that are written over a lane type, from expressions over what the lane type wraps.</summary>
static class LaneCall
{
    static readonly ConcurrentDictionary<(Op Op, Type Lane), MethodInfo> methods = [];

    /// <summary>The function at one lane type, unwrapped: numbers or vectors in, a number or vector out.</summary>
    /// <param name="lane">The lane type, a struct around <c>Value</c>.</param>
    /// <param name="node">The node.</param>
    /// <param name="arguments">What the lane type wraps.</param>
    public static Expression Of(Node node, Type lane, params ReadOnlySpan<Expression> arguments)
    {
        MethodInfo method = methods.GetOrAdd((node.Op, lane), static key => Definition(PrimitiveTable.Of(key.Op)).At(key.Lane));
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
        return Unwrap(Expression.Call(method.At(lane), wrapped));
    }

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(Scalar64))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(Lanes128))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(Lanes256))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields, typeof(Lanes512))]
    public static Expression Wrap(Type lane, Expression value) => Expression.New(Reflected.Constructor(lane, [value.Type]), value);

    public static Expression Unwrap(Expression lane) => Reflected.Field(lane, "Value");

    /// <summary>The generic function of a primitive: of its class the overload of lanes only, or the one with an int among them.</summary>
    public static MethodInfo Definition(Primitive primitive) =>
        (primitive.Lanes ?? throw new NotSupportedException($"{primitive.Op} has no vector form")).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m is { Name: "Of", IsGenericMethodDefinition: true } && m.GetParameters().Any(p => p.ParameterType == typeof(int)) == primitive.TakesBits)
            .MinBy(m => m.GetParameters().Length)
        ?? throw new MissingMethodException(primitive.Name, "Of");
}
