using GateDsl.Ir;

namespace GateDsl.Tracing.Arrays;

static partial class ArrayMeanings
{
    static IEnumerable<KeyValuePair<string, (int, Meaning)>> Made() =>
    [
        Entry("Array.init", 2, call => Init(call, call.Number(0), i => call.Apply(1, i))),
        Entry("Array.create", 2, call => Init(call, call.Number(0), _ => call.Given[1])),
        Entry("Array.replicate", 2, call => Init(call, call.Number(0), _ => call.Given[1])),
        Entry("Array.scatterAdd", 3, ScatterAdd),
        Entry("[|..|]", 3, Range),
    ];

    static IEnumerable<KeyValuePair<string, (int, Meaning)>> Maps() =>
    [
        Entry("Array.map", 2, call => Map(call, [call.Array(1)], (_, x) => call.Apply(0, x))),
        Entry("Array.map2", 3, call => Map(call, [call.Array(1), call.Array(2)], (_, x) => call.Apply(0, x))),
        Entry("Array.map3", 4, call => Map(call, [call.Array(1), call.Array(2), call.Array(3)], (_, x) => call.Apply(0, x))),
        Entry("Array.mapi", 2, call => Map(call, [call.Array(1)], (i, x) => call.Apply(0, i, x[0]))),
        Entry("Array.mapi2", 3, call => Map(call, [call.Array(1), call.Array(2)], (i, x) => call.Apply(0, i, x[0], x[1]))),
        Entry("Array.zip", 2, call => Map(call, [call.Array(0), call.Array(1)], (_, x) => new TupleValue([.. x]))),
        Entry("Array.zip3", 3, call => Map(call, [call.Array(0), call.Array(1), call.Array(2)], (_, x) => new TupleValue([.. x]))),
        Entry("Array.unzip", 1, Unzip),
        Entry("Array.unzip3", 1, Unzip),
        Entry("Array.indexed", 1, call => Map(call, [call.Array(0)], (i, x) => new TupleValue([i, x[0]]))),
    ];

    delegate Value OfIndex(WireValue index);

    delegate Value OfElements(WireValue index, Value[] elements);

    // The elements f 0, f 1, …
    static ArrayValue Init(Call call, int count, OfIndex element)
    {
        int trips = call.Checked(Fault.Negative, count);
        ArrayLoop loop = call.Loop();
        return loop.Stacked(trips, element(loop.Index()));
    }

    // One element of each array a trip.
    static ArrayValue Map(Call call, ArrayValue[] arrays, OfElements element)
    {
        int trips = call.SameLength(arrays);
        ArrayLoop loop = call.Loop();
        return loop.Stacked(trips, element(loop.Index(), [.. arrays.Select(array => loop.Element(array))]));
    }

    // The elements from a position on, so many, by a stride.
    static ArrayValue Slice(Call call, ArrayValue array, int offset, int count, int stride = 1)
    {
        ArrayLoop loop = call.Loop();
        return loop.Stacked(count, loop.Element(array, offset, stride, isWhole: false));
    }

    static Value Unzip(Call call) => new TupleValue([.. ((TupleValue)call.Array(0).Columns).Items.Select(column => new ArrayValue(column))]);

    static Value ScatterAdd(Call call)
    {
        ArrayValue positions = call.Array(1), values = call.Array(2);
        int count = call.Checked(Fault.Negative, call.Number(0)), trips = call.SameLength(positions, values);
        ArrayLoop zeros = call.Loop(), loop = call.Loop();
        Value value = loop.Element(values);
        Value like = zeros.Stacked(count, Columns.Map(value, node => ZeroOf(call, node))).Columns;
        int position = call.Checked(Fault.Position, ((WireValue)loop.Element(positions)).Id, count);
        return new ArrayValue(loop.Scattered(trips, value, position, like));
    }

    static int ZeroOf(Call call, int node) => ArrayNodes.ZeroLike(call.Graph, node);

    // first, first + step, … as long as the last is not passed: so many as F# counts
    static ArrayValue Range(Call call)
    {
        Wire first = call.Wire(call.Number(0)), step = call.Wire(call.Checked(Fault.Step, call.Number(1))), last = call.Wire(call.Number(2));
        if (Known(first) is { } a && Known(step) is { } by && by != 0 && Known(last) is { } b)
        {
            ArrayLoop known = call.Loop();
            Wire at = call.Wire(known.Index().Id);
            return known.Stacked(call.Graph.Number(Math.Max(0, Math.Floor(by == 1 ? b - a : (b - a) / by) + 1)), new WireValue((a == 0 ? Scaled(at, step) : first + Scaled(at, step)).Id));
        }
        Wire steps = step == step.Number(1) ? last - first : (last - first) / step;
        Wire count = Count(steps.Apply(Op.Floor), 1);
        ArrayLoop loop = call.Loop();
        Wire index = call.Wire(loop.Index().Id);
        return loop.Stacked(count.With(Op.Max, 0).Id, new WireValue((IsNumber(first, 0) ? Scaled(index, step) : first + Scaled(index, step)).Id));
    }

    static double? Known(Wire wire) => wire.Graph[wire.Id] is { Op: Op.Number } node ? node.Number : null;

    static Wire Scaled(Wire index, Wire step) => IsNumber(step, 1) ? index : index * step;

    static bool IsNumber(Wire wire, double number) => wire.Graph[wire.Id] is { Op: Op.Number } node && node.Number == number;

    static Wire Count(Wire count, double more) => count.Graph.Wire(ArrayNodes.Sum(count.Graph, count.Id, more));
}
