using System.Collections.Immutable;
using System.Globalization;
using GateDsl.Ir;

namespace GateDsl.Types;

/// <summary>The floats, ints and truth values among the parameters of a gate, with names: the source's where it gives one.</summary>
static class ParameterLeaves
{
    public static ImmutableArray<Leaf> Of(ImmutableArray<GateType> types, ImmutableArray<TypedPattern> patterns)
    {
        var leaves = ImmutableArray.CreateBuilder<Leaf>();
        HashSet<string> taken = [.. patterns.SelectMany(Names)];
        Dictionary<string, int> later = [];                   // let f x = fun x -> …: the later one has the name
        foreach (string name in patterns.SelectMany(Names)) later[name] = later.GetValueOrDefault(name) + 1;
        for (int i = 0; i < types.Length; i++)
        {
            TypedPattern? pattern = i < patterns.Length ? patterns[i] : null;
            foreach (string name in pattern is null ? [] : Names(pattern)) later[name]--;
            Add(leaves, types[i], pattern, Place.Of(i), NameOf(patterns, types, i), later, taken);
        }
        return leaves.ToImmutable();
    }

    static IEnumerable<string> Names(TypedPattern pattern) => pattern switch
    {
        BindName name => [name.Symbol.Name],
        BindTuple tuple => tuple.Items.SelectMany(Names),
        _ => [],
    };

    /// <summary>The name of a parameter; of one that is a tuple pattern, its items' names: <c>(a, b)</c>.</summary>
    public static string NameOf(ImmutableArray<TypedPattern> patterns, ImmutableArray<GateType> types, int index) =>
        index < patterns.Length && Written(patterns[index]) is { } name ? name
        : types.Length == 1 ? "x" : "x" + (index + 1).ToString(CultureInfo.InvariantCulture);

    // An array of tuples is a tuple of arrays.
    static GateType Spread(GateType.Array array)
    {
        GateType element = array.Element is GateType.Array inner ? Spread(inner) : array.Element;
        return element is GateType.Tuple tuple ? new GateType.Tuple([.. tuple.Items.Select(item => Spread(new GateType.Array(item)))]) : new GateType.Array(element);
    }

    static string? Written(TypedPattern pattern) => pattern switch
    {
        BindName name => name.Symbol.Name,
        BindTuple tuple => $"({string.Join(", ", tuple.Items.Select(item => Written(item) ?? "_"))})",
        _ => null,
    };

    static void Add(ImmutableArray<Leaf>.Builder leaves, GateType type, TypedPattern? pattern, Place place, string name, Dictionary<string, int> later, HashSet<string> taken)
    {
        if (type is GateType.Array array) type = Spread(array);
        if (type is not GateType.Tuple tuple)
        {
            // a name that is made up is not one that the source or another parameter has
            if (pattern is not BindName || later[name] > 0) while (!taken.Add(name)) name += "_";
            leaves.Add(new(place, name, type));
            return;
        }
        for (int i = 0; i < tuple.Items.Length; i++)
        {
            TypedPattern? item = pattern is BindTuple items ? items.Items[i] : null;
            string made = (pattern is BindTuple ? "x" : name) + (i + 1).ToString(CultureInfo.InvariantCulture);
            Add(leaves, tuple.Items[i], item, place.Item(i), item is BindName named ? named.Symbol.Name : made, later, taken);
        }
    }
}
