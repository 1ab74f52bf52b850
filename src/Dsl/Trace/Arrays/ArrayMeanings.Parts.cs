using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Tracing.Arrays;

static partial class ArrayMeanings
{
    static IEnumerable<KeyValuePair<string, (int, Meaning)>> Parts() =>
    [
        Entry("Array.item", 2, call => call.At(call.Array(1), call.Number(0))),
        Entry("Array.head", 1, call => call.At(call.Array(0), call.Graph.Number(0))),
        Entry("Array.last", 1, call => call.At(call.Array(0), ArrayNodes.Sum(call.Graph, call.Length(call.Array(0)), -1))),
        Entry("Array.tail", 1, call => Slice(call, call.Array(0), call.Graph.Number(1), ArrayNodes.Sum(call.Graph, call.SomeLength(call.Array(0)), -1))),
        Entry("Array.take", 2, call => Slice(call, call.Array(1), -1, TooMany(call, call.Number(0), call.Array(1)))),
        Entry("Array.skip", 2, Skip),
        Entry("Array.sub", 3, Sub),
        Entry("Array.rev", 1, call => Reversed(call, call.Array(0))),
        Entry("Array.append", 2, call => Joined(call, [call.Array(0), call.Array(1)])),
        Entry("Array.concat", 1, call => Concat(call, call.Array(0))),
        Entry("[|for|]", 2, Nested),
        Entry("Array.pairwise", 1, Pairwise),
        Entry("Array.windowed", 2, Windowed),
        Entry("Array.transpose", 1, call => Columns.Map(call.Array(0), node => ArrayNodes.Transpose(call.Graph, node))),
        Entry("Array.sort", 1, call => Sorted(call, isDescending: false)),
        Entry("Array.sortDescending", 1, call => Sorted(call, isDescending: true)),
        Entry(".[..]", 3, call => Clipped(call, call.Number(1), call.Number(2))),
        Entry(".[a..]", 2, call => Clipped(call, call.Number(1), -1)),
        Entry(".[..b]", 2, call => Clipped(call, -1, call.Number(1))),
    ];

    static int TooMany(Call call, int count, ArrayValue array) => call.Checked(Fault.TooMany, count, call.Length(array), call.NameOf(array));

    static Value Skip(Call call)
    {
        ArrayValue array = call.Array(1);
        int skipped = TooMany(call, call.Number(0), array);
        return Slice(call, array, skipped, Less(call, call.Length(array), skipped));
    }

    static Value Sub(Call call)
    {
        ArrayValue array = call.Array(0);
        int start = TooMany(call, call.Number(1), array);
        int rest = Less(call, call.Length(array), start);
        return Slice(call, array, start, call.Checked(Fault.TooMany, call.Number(2), rest, call.NameOf(array)));
    }

    static int Less(Call call, int count, int other) => call.Graph[other] is { Op: Op.Number } number ? ArrayNodes.Sum(call.Graph, count, -number.Number) : (call.Wire(count) - call.Wire(other)).Id;

    // From one position to another, both included, as far as there are elements.
    static Value Clipped(Call call, int from, int to)
    {
        ArrayValue array = call.Array(0);
        int length = call.Length(array);
        int start = from < 0 ? call.Graph.Number(0) : call.Wire(from).With(Op.Max, 0).Id;
        int end = to < 0 ? length : call.Wire(ArrayNodes.Sum(call.Graph, to, 1)).With(Op.Min, call.Wire(length)).Id;
        return Slice(call, array, start, call.Wire(Less(call, end, start)).With(Op.Max, 0).Id);
    }

    static ArrayValue Reversed(Call call, ArrayValue array)
    {
        int length = call.Length(array);
        return Slice(call, array, ArrayNodes.Sum(call.Graph, length, -1), length, stride: -1);
    }

    // The elements of one array, then those of the next: position i is in the first that it does not pass.
    static ArrayValue Joined(Call call, IReadOnlyList<ArrayValue> arrays)
    {
        if (OfWires(call.Graph, arrays) is { } wires) return wires;
        Wire[] ends = new Wire[arrays.Count];
        for (int k = 0; k < ends.Length; k++)
        {
            Wire length = call.Wire(call.Length(arrays[k]));
            ends[k] = k == 0 ? length : ends[k - 1] + length;
        }
        ArrayLoop loop = call.Loop();
        Wire index = call.Wire(loop.Index().Id);
        Value element = Read(arrays.Count - 1);
        for (int k = arrays.Count - 2; k >= 0; k--) element = call.Trace.Select(index.With(Op.Less, ends[k]).Id, Read(k), element);
        return loop.Stacked(ends[^1].Id, element);

        Value Read(int k) => call.At(arrays[k], k == 0 ? index.Id : (index - ends[k - 1]).Id);
    }

    // Of literals a literal.
    static ArrayValue? OfWires(Graph graph, IReadOnlyList<ArrayValue> arrays)
    {
        int[][] columns = [.. arrays.Select(Columns.Nodes)];
        if (columns.Any(array => array.Any(column => graph[column].Op != Op.Items))) return null;
        ReadOnlySpan<int> joined = [.. Enumerable.Range(0, columns[0].Length).Select(c => ArrayNodes.Items(graph, [.. columns.SelectMany(array => ArrayNodes.Arguments(graph, array[c]))]))];
        return (ArrayValue)Trace.Rebuild(arrays[0], ref joined);
    }

    static Value Concat(Call call, ArrayValue rows)
    {
        var inner = (ArrayValue)rows.Columns;
        int[][] items = [.. Columns.Nodes(rows).Select(column => call.Graph[column].Op == Op.Items ? ArrayNodes.Arguments(call.Graph, column) : [])];
        if (items.All(column => column.Length > 0)) return Joined(call, [.. Enumerable.Range(0, items[0].Length).Select(Literal)]);
        int first = Columns.Nodes(rows)[0];
        Wire width = call.Wire(ArrayNodes.Length(call.Graph, first, 1)), count = call.Wire(call.Length(rows)) * width;
        ArrayLoop loop = call.Loop();
        Wire index = call.Wire(loop.Index().Id), row = (index / width).Apply(Op.Floor);
        return loop.Stacked(count.Id, call.At((ArrayValue)call.At(rows, row.Id), (index - row * width).Id));

        ArrayValue Literal(int k)
        {
            ReadOnlySpan<int> columns = [.. items.Select(column => column[k])];
            return (ArrayValue)Trace.Rebuild(inner, ref columns);
        }
    }

    static Value Pairwise(Call call)
    {
        ArrayValue array = call.Array(0);
        int trips = call.Wire(ArrayNodes.Sum(call.Graph, call.Length(array), -1)).With(Op.Max, 0).Id;
        ArrayLoop loop = call.Loop();
        return loop.Stacked(trips, new TupleValue([loop.Element(array, isWhole: false), loop.Element(array, call.Graph.Number(1), isWhole: false)]));
    }

    static Value Windowed(Call call)
    {
        ArrayValue array = call.Array(1);
        int size = call.Checked(Fault.Window, call.Number(0));
        int trips = Count(call.Wire(Less(call, call.Length(array), size)), 1).With(Op.Max, 0).Id;
        ArrayLoop outer = call.Loop();
        int start = outer.Index().Id;
        ArrayLoop inner = call.Loop();
        ArrayValue window = inner.Stacked(size, inner.Element(array, start, isWhole: false));
        return outer.Stacked(trips, window);
    }

    // Of tuples the last items are sorted first: each order keeps that of equal ones.
    static Value Sorted(Call call, bool isDescending)
    {
        ArrayValue array = call.Array(0);
        int[] keys = Columns.Nodes(array);
        int order = -1;
        for (int k = keys.Length - 1; k >= 0; k--)
        {
            int key = order < 0 ? keys[k] : Reordered(call, keys[k], order);
            int next = ArrayNodes.Make(call.Graph, new(Op.Order, key, Bits: isDescending ? 1 : 0));
            order = order < 0 ? next : Reordered(call, order, next);
        }
        return Columns.Map(array, column => Reordered(call, column, order));
    }

    static int Reordered(Call call, int column, int order)
    {
        var builder = new LoopBuilder(call.Graph) { Place = call.Place };
        int value = ArrayNodes.At(call.Graph, column, builder.Element(order, isWhole: true));
        return LoopBuilder.Part(call.Graph, builder.Finish(ArrayNodes.Length(call.Graph, order), [], [builder.Stacked(value)]), 0);
    }
}
