using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace GateDsl.Compiler.Lower;

/// <summary>Where trees need members by reflection in ways that trimming and compiling ahead of time cannot follow, each with the reason why it holds nevertheless.</summary>
static class Reflected
{
    /// <summary>A generic method at a type.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only called where code can be generated.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The type arguments are lane types and double: the constraints ask for no members by reflection.")]
    public static MethodInfo At(this MethodInfo definition, Type type) => definition.MakeGenericMethod(type);

    /// <summary>A function of as many arguments as there are, whose delegate type is made for it.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only called where code can be generated.")]
    public static LambdaExpression Lambda(Expression body, IEnumerable<ParameterExpression> parameters) => Expression.Lambda(body, parameters);

    /// <summary>What calls a delegate.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Invoke of a delegate type is kept with the type.")]
    public static MethodInfo InvokeOf(Type delegateType) => delegateType.GetMethod("Invoke")!;

    /// <summary>A field of a value.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Fields of ValueTuple and of lane types are kept by Shape and LaneCall.")]
    public static Expression Field(Expression value, string name) => Expression.Field(value, value.Type.GetField(name)!);

    /// <summary>A constructor.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Constructors of ValueTuple and of lane types are kept by Shape and LaneCall.")]
    public static ConstructorInfo Constructor(Type type, Type[] parameters) => type.GetConstructor(parameters)!;
}
