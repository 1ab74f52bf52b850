using System.Collections.Immutable;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>The parameters of a gate and the values at places among them.</summary>
static class Parameters
{
    /// <summary>The types of the parameters of a function type, in order.</summary>
    public static ImmutableArray<GateType> Of(GateType function)
    {
        var parameters = ImmutableArray.CreateBuilder<GateType>();
        for (; function is GateType.Function f; function = f.Result) parameters.Add(f.Argument);
        return parameters.ToImmutable();
    }

    /// <summary>The places of all leaves of one type, from left to right.</summary>
    public static ImmutableArray<Place> Places(ImmutableArray<GateType> types, GateType leaf)
    {
        var found = ImmutableArray.CreateBuilder<Place>();
        for (int i = 0; i < types.Length; i++) Collect(types[i], Place.Of(i), leaf, found);
        return found.ToImmutable();
    }

    public static Value At(ImmutableArray<Value> values, Place place)
    {
        Value value = values[place.Parameter];
        foreach (int index in place.Within)
        {
            while (value is ArrayValue array) value = array.Columns;        // an array of tuples is a tuple of arrays
            value = ((TupleValue)value).Items[index];
        }
        return value;
    }

    /// <summary>The same values with another one at a place.</summary>
    public static ImmutableArray<Value> With(ImmutableArray<Value> values, Place place, Value value) =>
        values.SetItem(place.Parameter, With(values[place.Parameter], place.Within, value));

    static Value With(Value whole, ReadOnlySpan<int> within, Value value) => whole is ArrayValue array && within.Length > 0 ? new ArrayValue(With(array.Columns, within, value))
        : within is [var index, .. var rest] && whole is TupleValue tuple
        ? new TupleValue(tuple.Items.SetItem(index, With(tuple.Items[index], rest, value)))
        : value;

    /// <summary>The type at a place in a parameter; of a column of an array of tuples an array.</summary>
    public static GateType TypeAt(GateType parameter, Place place)
    {
        int arrays = 0;
        foreach (int index in place.Within)
        {
            for (; parameter is GateType.Array array; parameter = array.Element) arrays++;
            parameter = ((GateType.Tuple)parameter).Items[index];
        }
        for (; arrays > 0; arrays--) parameter = new GateType.Array(parameter);
        return parameter;
    }

    static bool Has(GateType type, GateType leaf) => type switch
    {
        GateType.Tuple tuple => tuple.Items.Any(item => Has(item, leaf)),
        GateType.Array array => Has(array.Element, leaf),
        _ => type == leaf || (type is GateType.Variable && leaf == GateType.Float),
    };

    static void Collect(GateType type, Place place, GateType leaf, ImmutableArray<Place>.Builder found)
    {
        if (type == leaf || (type is GateType.Variable && leaf == GateType.Float)) found.Add(place);   // what is free is taken as float
        if (type is GateType.Array array && Has(array.Element, leaf)) found.Add(place);         // an array of tuples is one
        if (type is not GateType.Tuple tuple) return;
        for (int i = 0; i < tuple.Items.Length; i++) Collect(tuple.Items[i], place.Item(i), leaf, found);
    }
}
