using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GateDsl;

/// <summary>Calls every public member of an assembly with null in the place of each parameter that does not take it: what is not answered by an ArgumentNullException.</summary>
static class NullWalk
{
    /// <param name="assembly">The assembly.</param>
    /// <param name="samples">Good values, by type: for the other parameters, and to call members on.</param>
    /// <param name="generic">What stands for the type parameters of a member.</param>
    public static List<string> Of(Assembly assembly, IReadOnlyDictionary<Type, object> samples, Func<MemberInfo, Type> generic)
    {
        List<string> wrong = [];
        foreach (Type type in assembly.GetExportedTypes().Where(type => !type.IsEnum && !type.IsAssignableTo(typeof(Delegate))))
        {
            Type closed = type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => generic(type))]) : type;
            foreach (MethodBase method in closed.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OfType<MethodBase>())
            {
                if (method.IsDefined(typeof(CompilerGeneratedAttribute)) && !method.Name.StartsWith("set_", StringComparison.Ordinal) || method.Name is "Equals" or "op_Equality" or "op_Inequality") continue;
                Walk(method is MethodInfo { IsGenericMethodDefinition: true } open ? open.MakeGenericMethod([.. open.GetGenericArguments().Select(_ => generic(open))]) : method, samples, wrong);
            }
        }
        return wrong;
    }

    static void Walk(MethodBase method, IReadOnlyDictionary<Type, object> samples, List<string> wrong)
    {
        ParameterInfo[] parameters = method.GetParameters();
        string name = $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", parameters.Select(parameter => parameter.Name))})";
        for (int i = 0; i < parameters.Length; i++)
        {
            Type type = parameters[i].ParameterType;
            if (parameters[i].IsOut || type.IsByRefLike || !MustBeGiven(parameters[i])) continue;
            // what cannot be called by reflection takes spans
            if (parameters.Any(parameter => parameter.ParameterType.IsByRefLike)) { wrong.Add($"{name} takes a span and a reference: test it by hand"); continue; }
            object? target = null;
            if (!method.IsStatic && method is MethodInfo && !samples.TryGetValue(method.DeclaringType, out target)) { wrong.Add($"{name}: no sample to call it on"); continue; }
            object?[] given = [.. parameters.Select((parameter, k) => k == i ? null : Sample(parameter, samples))];
            Try(method, target, given, $"{name} with null for {parameters[i].Name}", wrong);
            if (!type.IsAssignableTo(typeof(IEnumerable)) || type == typeof(string) || type.GetGenericArguments() is not [{ IsValueType: false } element]) continue;
            given[i] = Array.CreateInstance(element, 1);
            if (type.IsInstanceOfType(given[i])) Try(method, target, given, $"{name} with a null in {parameters[i].Name}", wrong);
        }
    }

    static void Try(MethodBase method, object? target, object?[] given, string what, List<string> wrong)
    {
        try
        {
            if (method is ConstructorInfo constructor) constructor.Invoke(given);
            else method.Invoke(target, given);
            wrong.Add($"{what}: no exception");
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentNullException) { }
        catch (TargetInvocationException e)
        {
            wrong.Add($"{what}: {e.InnerException!.GetType().Name}: {e.InnerException.Message.Split('\n')[0]}");
        }
    }

    // A reference that is not annotated as one that may be null.
    static bool MustBeGiven(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;

    static object? Sample(ParameterInfo parameter, IReadOnlyDictionary<Type, object> samples) =>
        parameter.IsOut ? null
        : parameter.HasDefaultValue && (parameter.DefaultValue is not null || !parameter.ParameterType.IsValueType) ? parameter.DefaultValue
        : samples.TryGetValue(parameter.ParameterType, out object? sample) ? sample
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
}
