using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Simplification;

namespace GateDsl.Tracing.Arrays;

/// <summary>A loop that a function on arrays becomes, while it is traced: its inputs as values, and its results.</summary>
sealed class ArrayLoop
{
    readonly Trace trace;
    readonly LoopBuilder builder;

    public ArrayLoop(Trace trace, CheckPlace place) => (this.trace, builder) = (trace, new(trace.Graph) { Place = place });

    public WireValue Index() => new(builder.Index());

    /// <summary>The element at Stride * index + offset.</summary>
    public Value Element(ArrayValue array, int offset = -1, int stride = 1, bool isWhole = true) =>
        Columns.Map(array.Columns, column => builder.Read(column, offset < 0 ? -1 : Counted(offset), stride, isWhole));

    /// <summary>A value that is handed from trip to trip.</summary>
    public Value Carried(Value start) => Columns.Map(start, builder.Carried);

    /// <summary>The loop with one result for each number of a value: the array of all elements of a map.</summary>
    public ArrayValue Stacked(int trips, Value element) =>
        new(Parts(trips, element, [], builder.Stacked, false));

    /// <summary>The sum of a number over the trips.</summary>
    public Value Summed(int trips, Value term) => Parts(trips, term, [], node => new LoopResult.Summed(node, -1), false);

    /// <summary>Of one number, a result of another kind.</summary>
    public WireValue One(int trips, Value value, Func<int, LoopResult> result) => (WireValue)Parts(trips, value, [], result, false);

    /// <summary>The last of a carried value, or all of it.</summary>
    public Value State(int trips, Value next, bool isBackwards = false, bool isAll = false, Value? going = null)
    {
        int[] nexts = Improved(Columns.Nodes(next));
        int condition = going is WireValue wire ? Improved([wire.Id])[0] : -1;
        int loop = builder.Finish(Counted(trips), nexts, [.. nexts.Select((_, k) => isAll ? (LoopResult)new LoopResult.All(k) : new LoopResult.Last(k))], condition, isBackwards);
        Value states = Rebuilt(next, loop, nexts.Length);
        return isAll ? new ArrayValue(states) : states;
    }

    /// <summary>A root of a function of the carried number.</summary>
    public WireValue Root(Value value, Value low, Value high) =>
        new(builder.Root(Improved([((WireValue)value).Id])[0], ((WireValue)low).Id, ((WireValue)high).Id));

    /// <summary>The sum of values at positions of an array.</summary>
    public Value Scattered(int trips, Value value, int position, Value like)
    {
        int[] values = Improved(Columns.Nodes(value)), arrays = Columns.Nodes(like);
        int loop = builder.Finish(Counted(trips), [], [.. values.Select((node, k) => new LoopResult.Scattered([new(node, [position])], arrays[k]))]);
        return Rebuilt(value, loop, values.Length);
    }

    // A count of which all is known.
    int Counted(int count) => Known(count, 4) is { } known ? trace.Graph.Number(known) : count;

    double? Known(int id, int depth)
    {
        Node node = trace.Graph[id];
        if (node.Op == Op.Number) return node.Number;
        if (depth == 0 || node.Arity is 0 or 3 || Known(node.A, depth - 1) is not { } x) return null;
        if (node.Arity == 1) return node.Op == Op.Floor ? Math.Floor(x) : null;
        if (Known(node.B, depth - 1) is not { } y) return null;
        return node.Op switch
        {
            Op.Add => x + y,
            Op.Subtract => x - y,
            Op.Multiply => x * y,
            Op.Max => Math.Max(x, y),
            Op.Min => Math.Min(x, y),
            _ => null,
        };
    }

    Value Parts(int trips, Value value, int[] nexts, Func<int, LoopResult> result, bool isBackwards)
    {
        int[] nodes = Improved(Columns.Nodes(value));
        return Rebuilt(value, builder.Finish(Counted(trips), nexts, [.. nodes.Select(result)], -1, isBackwards), nodes.Length);
    }

    Value Rebuilt(Value shape, int loop, int count)
    {
        ReadOnlySpan<int> parts = [.. Enumerable.Range(0, count).Select(k => LoopBuilder.Part(trace.Graph, loop, k))];
        return Trace.Rebuild(shape, ref parts);
    }

    // What a body computes, as well as the options allow: before it is taken out of the graph.
    int[] Improved(int[] nodes) => Simplify.Values(trace, nodes);
}
