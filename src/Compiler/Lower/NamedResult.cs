using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// How an object of the application receives the value of a gate and its partial derivatives: through the parameters of its constructor, or through its
/// properties. Each of them is named as the gate or <c>Value</c>, or as the float input of a partial derivative.
/// </summary>
sealed class NamedResult
{
    readonly ConstructorInfo? constructor;
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    readonly Type type;
    readonly int[] arguments;                                        // an output of the circuit for each parameter of the constructor
    readonly (PropertyInfo Property, int Output)[] properties;

    NamedResult([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type type, ConstructorInfo? constructor, int[] arguments, (PropertyInfo, int)[] properties) =>
        (this.type, this.constructor, this.arguments, this.properties) = (type, constructor, arguments, properties);

    /// <summary>The members of a type.</summary>
    /// <exception cref="ArgumentException">The type has none, or cannot be made, or has one that is neither the value nor a partial derivative.</exception>
    public static NamedResult Of(
        Gate gate, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
    {
        if (type.IsAbstract || type.IsArray || type == typeof(string) || typeof(Delegate).IsAssignableFrom(type) || Nullable.GetUnderlyingType(type) is not null) throw Nothing(gate, type);
        if (type.GetConstructors().Where(candidate => candidate.GetParameters().Length > 0).MaxBy(candidate => candidate.GetParameters().Length) is { } constructor)
        {
            return new(type, constructor, [.. constructor.GetParameters().Select(parameter => OutputOf(gate, type, parameter.Name!, parameter.ParameterType))], []);
        }
        PropertyInfo[] settable = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true })];
        ConstructorInfo? empty = type.GetConstructor([]);
        if (settable.Length == 0 || (empty is null && !type.IsValueType)) throw Nothing(gate, type);
        return new(type, empty, [], [.. settable.Select(property => (property, OutputOf(gate, type, property.Name, property.PropertyType)))]);
    }

    static ArgumentException Nothing(Gate gate, Type type) => new($"{CallShape.Text(type)} has no members for the value and the partial derivatives of {gate.Signature}");

    /// <summary>The object, from the value and the partial derivatives.</summary>
    public Expression From(Expression[] outputs)
    {
        NewExpression made = constructor is null ? Expression.New(type) : Expression.New(constructor, arguments.Select(output => outputs[output]));
        return properties.Length == 0 ? made
            : Expression.MemberInit(made, properties.Select(member => Expression.Bind(member.Property, outputs[member.Output])));
    }

    static int OutputOf(Gate gate, Type type, string member, Type memberType)
    {
        int partial = Named(gate.Partials, member);
        int output = partial >= 0 ? 1 + partial : Named([gate.Name, "Value"], member) >= 0 ? 0
            : throw new ArgumentException($"{type.Name}.{member} is neither the value nor a partial derivative in a float parameter of {gate.Signature}");
        Type needed = output == 0 && gate.ResultType == GateType.Bool ? typeof(bool) : typeof(double);
        return memberType == needed ? output : throw new ArgumentException($"{type.Name}.{member} is {memberType.Name}, and must be {needed.Name}: {gate.Signature}");
    }

    // The name that a member stands for: the one of which it is the member.
    static int Named(IReadOnlyList<string> names, string member)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == member) return i;
        }
        for (int i = 0; i < names.Count; i++)
        {
            if (MemberNames.Find([member], names[i]) == 0) return i;
        }
        return -1;
    }
}
