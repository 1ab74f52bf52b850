using System.Collections.Immutable;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>What a derivative is taken in: a number, or an array with all numbers in it.</summary>
/// <param name="Shape">The shape of a partial: that of the array, without what has no slope.</param>
/// <param name="Nodes">The nodes of the numbers and arrays of numbers.</param>
/// <param name="Kept">The places among those of the ones that have slopes.</param>
sealed record Variable(Value Shape, int[] Nodes, ImmutableArray<int> Kept)
{
    public static Variable Of(Trace trace, ImmutableArray<Value> arguments, ImmutableArray<GateType> parameters, Place place)
    {
        Value value = Wrapped(trace, Parameters.At(arguments, place));
        List<int> kept = [];
        int next = 0;
        GateType type = place.Parameter < parameters.Length ? Parameters.TypeAt(parameters[place.Parameter], place) : GateType.Float;
        Value shape = Floats(value, type, ref next, kept) ?? value;
        return new(shape, Arrays.Columns.Nodes(value), [.. kept]);
    }

    /// <summary>The partials in its shape.</summary>
    public Value Partials(Func<int, int> slope)
    {
        ReadOnlySpan<int> slopes = [.. Kept.Select(slope)];
        return Trace.Rebuild(Shape, ref slopes);
    }

    // A column of an array of tuples is an array.
    static Value Wrapped(Trace trace, Value value)
    {
        int layers = 0;
        Value inner = value;
        for (; inner is ArrayValue array; inner = array.Columns) layers++;
        if (inner is not WireValue wire) return value;
        for (int rank = Ir.Kinds.Rank(trace.Graph.KindOf(wire.Id)); layers < rank; layers++) value = new ArrayValue(value);
        return value;
    }

    // What is left of a value when all that is no float is gone.
    static Value? Floats(Value value, GateType type, ref int next, List<int> kept)
    {
        switch (value)
        {
            case ArrayValue array when type is GateType.Array of: return Floats(array.Columns, of.Element, ref next, kept) is { } columns ? new ArrayValue(columns) : null;
            case TupleValue tuple when type is GateType.Tuple of:
                var items = ImmutableArray.CreateBuilder<Value>();
                for (int i = 0; i < tuple.Items.Length; i++)
                {
                    if (Floats(tuple.Items[i], of.Items[i], ref next, kept) is { } item) items.Add(item);
                }
                return items.Count == 0 ? null : items.Count == 1 ? items[0] : new TupleValue(items.ToImmutable());
            default:
                int place = next++;
                if (type == GateType.Int || (type == GateType.Bool && value is not WireValue)) return null;
                kept.Add(place);
                return value;
        }
    }
}
