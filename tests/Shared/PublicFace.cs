using System.Reflection;
using System.Text;

namespace GateDsl.Tests;

/// <summary>The public members of an assembly as text, one a line: a wider face is a visible diff.</summary>
static class PublicFace
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append('\n');
            foreach (string member in Members(type).Distinct().Order(StringComparer.Ordinal)) text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    static IEnumerable<string> Members(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield return Method(type.GetMethod("Invoke")!);
            yield break;
        }
        foreach (FieldInfo field in type.GetFields(own).Where(field => !field.IsSpecialName)) yield return type.IsEnum ? field.Name : $"{Name(field.FieldType)} {field.Name}";
        foreach (PropertyInfo property in type.GetProperties(own).Where(property => property.Name != "EqualityContract"))
        {
            string accessors = (property.GetMethod?.IsPublic == true ? "get; " : "") + (property.SetMethod?.IsPublic == true ? "set; " : "");
            string index = string.Join(", ", property.GetIndexParameters().Select(parameter => Name(parameter.ParameterType)));
            yield return $"{Name(property.PropertyType)} {(index == "" ? property.Name : $"this[{index}]")} {{ {accessors}}}";
        }
        foreach (ConstructorInfo constructor in type.GetConstructors()) yield return $"new({Parameters(constructor)})";
        foreach (MethodInfo method in type.GetMethods(own).Where(method => !method.IsSpecialName && !IsOfRecords(method))) yield return (method.IsStatic ? "static " : "") + Method(method);
    }

    // What every record has says nothing about this one.
    static bool IsOfRecords(MethodInfo method) => method.Name is "Equals" or "GetHashCode" or "<Clone>$" or "Deconstruct" or "ToString" or "PrintMembers";

    static string Method(MethodInfo method) =>
        $"{Name(method.ReturnType)} {method.Name}{(method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "")}({Parameters(method)})";

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}"));

    static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return type.Name;
        string name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    static string Kind(Type type) => type.IsEnum ? "enum" : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
}
