using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace GateDsl;

/// <summary>The inputs of a gate by their names: from a dictionary, or from the properties of an object.</summary>
static class NamedValues
{
    /// <summary>One number for each input. Names that the gate does not have are not looked at.</summary>
    /// <exception cref="ArgumentException">The dictionary lacks an input.</exception>
    public static void Read(Gate gate, IReadOnlyDictionary<string, double> values, Span<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(values);
        for (int i = 0; i < gate.Inputs.Count; i++)
        {
            if (values.TryGetValue(gate.Inputs[i].Name, out numbers[i])) continue;
            string? similar = Similar.To(gate.Inputs[i].Name, values.Keys);
            throw new ArgumentException($"there is no value for '{gate.Inputs[i].Name}'{(similar is null ? "" : $" ('{similar}' is given)")}: {gate.Signature}", nameof(values));
        }
    }

    /// <summary>One number for each input, from the properties of an object.</summary>
    /// <exception cref="ArgumentException">A property is missing, or has another type than the input.</exception>
    public static void Read<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(Gate gate, T values, Span<double> numbers)
    {
        if (!typeof(T).IsValueType) ArgumentNullException.ThrowIfNull(values);    // a struct would be boxed
        for (int i = 0; i < gate.Inputs.Count; i++) numbers[i] = Properties<T>.Readers[IndexOf(gate, gate.Inputs[i], Properties<T>.All, Properties<T>.Names)](ref values);
    }

    /// <summary>The property that holds an input.</summary>
    /// <exception cref="ArgumentException">There is none, or it has another type.</exception>
    public static PropertyInfo PropertyOf(Gate gate, GateParameter input, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type)
    {
        PropertyInfo[] all = Readable(type);
        return all[IndexOf(gate, input, all, NamesOf(all))];
    }

    static int IndexOf(Gate gate, GateParameter input, PropertyInfo[] all, string[] names)
    {
        int index = MemberNames.Find(names, input.Name);
        if (index < 0) throw new ArgumentException($"no property stands for '{input.Name}': {gate.Signature}");
        return Fits(input.Type, all[index].PropertyType) ? index
            : throw new ArgumentException($"the property {all[index].Name} is {all[index].PropertyType.Name}, and '{input.Name}' is {input.Type}: {gate.Signature}");
    }

    static bool Fits(GateType input, Type property) => input == GateType.Bool ? property == typeof(bool)
        : property == typeof(int) || (input == GateType.Float && (property == typeof(double) || property == typeof(float)));

    static PropertyInfo[] Readable([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Concat(OfBaseInterfaces(type))
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0).DistinctBy(property => property.Name)];

    // What an interface inherits is not among its own properties. What it declares itself comes first and hides what it inherits.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A property of a base interface that was trimmed, because nothing else reads it, is missed by its name.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The same.")]
    static IEnumerable<PropertyInfo> OfBaseInterfaces(Type type) => type.IsInterface ? type.GetInterfaces().SelectMany(inherited => inherited.GetProperties()) : [];

    static string[] NamesOf(PropertyInfo[] properties) => Array.ConvertAll(properties, property => property.Name);

    /// <summary>The properties of a type, each with a delegate that reads it as a number.</summary>
    static class Properties<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>
    {
        public static readonly PropertyInfo[] All = Readable(typeof(T));

        public static readonly string[] Names = NamesOf(All);

        public static readonly Reader[] Readers = Array.ConvertAll(All, property => property.PropertyType switch
        {
            { } type when type == typeof(double) => Of<double>(property, value => value),
            { } type when type == typeof(float) => Of<float>(property, value => value),
            { } type when type == typeof(int) => Of<int>(property, value => value),
            { } type when type == typeof(bool) => Of<bool>(property, value => value ? 1 : 0),
            _ => (ref _) => double.NaN,      // never asked: it fits no input
        });

        public delegate double Reader(ref T values);

        delegate TValue Getter<TValue>(ref T values);

        static Reader Of<TValue>(PropertyInfo property, Func<TValue, double> number)
        {
            if (typeof(T).IsValueType)
            {
                var ofStruct = property.GetMethod!.CreateDelegate<Getter<TValue>>();
                return (ref values) => number(ofStruct(ref values));
            }
            var get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
            return (ref values) => number(get(values));
        }
    }
}
