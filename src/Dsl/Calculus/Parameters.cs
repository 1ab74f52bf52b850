using System.Collections.Immutable;
using GateDsl.Graphs;

namespace GateDsl.Calculus;

/// <summary>Places among the parameters of a gate: the index of a curried parameter, then indices into tuples.</summary>
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
    public static IEnumerable<ImmutableArray<int>> Paths(ImmutableArray<GateType> types, GateType leaf)
    {
        for (int i = 0; i < types.Length; i++)
        {
            if (types[i] == leaf || (types[i] is GateType.Variable && leaf == GateType.Float)) yield return [i];   // what is free is taken as float
            if (types[i] is not GateType.Tuple tuple) continue;
            foreach (ImmutableArray<int> inner in Paths(tuple.Items, leaf)) yield return [i, .. inner];
        }
    }

    public static Value At(ImmutableArray<Value> values, ImmutableArray<int> path)
    {
        Value value = values[path[0]];
        foreach (int index in path.AsSpan()[1..]) value = ((TupleValue)value).Items[index];
        return value;
    }

    /// <summary>The same values with another one at a place.</summary>
    public static ImmutableArray<Value> With(ImmutableArray<Value> values, ImmutableArray<int> path, Value value) => values.SetItem(path[0],
        path.Length == 1 ? value : new TupleValue(With(((TupleValue)values[path[0]]).Items, path[1..], value)));
}
