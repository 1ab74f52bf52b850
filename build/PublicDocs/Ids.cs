using System.Reflection;

namespace PublicDocs;

/// <summary>The names by which XML documentation refers to what others can see of a type: of itself, its public members, and those that a derived type sees.</summary>
static class Ids
{
    const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type)
    {
        string name = NameOf(type);
        yield return "T:" + name;
        foreach (FieldInfo field in type.GetFields(Own).Where(field => field.IsPublic || field.IsFamily)) yield return $"F:{name}.{field.Name}";
        foreach (EventInfo item in type.GetEvents(Own).Where(item => IsSeen(item.AddMethod))) yield return $"E:{name}.{item.Name}";
        foreach (PropertyInfo property in type.GetProperties(Own).Where(property => IsSeen(property.GetMethod) || IsSeen(property.SetMethod)))
        {
            yield return $"P:{name}.{property.Name}{Parameters(property.GetIndexParameters())}";
        }
        foreach (ConstructorInfo constructor in type.GetConstructors(Own).Where(IsSeen)) yield return $"M:{name}.#ctor{Parameters(constructor.GetParameters())}";
        foreach (MethodInfo method in type.GetMethods(Own).Where(IsSeen))
        {
            string generic = method.IsGenericMethodDefinition ? $"``{method.GetGenericArguments().Length}" : "";
            string converted = method.Name is "op_Implicit" or "op_Explicit" ? "~" + Written(method.ReturnType) : "";
            yield return $"M:{name}.{method.Name}{generic}{Parameters(method.GetParameters())}{converted}";
        }
    }

    static bool IsSeen(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Written(parameter.ParameterType)))})";

    static string Written(Type type)
    {
        if (type.IsByRef) return Written(type.GetElementType()!) + "@";
        if (type.IsPointer) return Written(type.GetElementType()!) + "*";
        if (type.IsArray) return $"{Written(type.GetElementType()!)}[{(type.GetArrayRank() == 1 ? "" : string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank())))}]";
        if (type.IsGenericParameter) return $"{(type.DeclaringMethod is null ? "`" : "``")}{type.GenericParameterPosition}";
        if (!type.IsGenericType) return NameOf(type);
        string definition = NameOf(type.GetGenericTypeDefinition());
        return $"{definition[..definition.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(Written))}}}";
    }
}
