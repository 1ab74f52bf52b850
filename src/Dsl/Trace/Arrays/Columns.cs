using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Types;

namespace GateDsl.Tracing.Arrays;

/// <summary>Arrays as values of a trace: what an array of tuples does, each of its columns does.</summary>
static class Columns
{
    /// <summary>The same shape with other nodes in the places of the numbers and arrays of numbers.</summary>
    public static Value Map(Value value, Func<int, int> change) => value switch
    {
        WireValue wire => new WireValue(change(wire.Id)),
        TupleValue tuple => new TupleValue([.. tuple.Items.Select(item => Map(item, change))]),
        ArrayValue array => new ArrayValue(Map(array.Columns, change)),
        _ => throw new InvalidOperationException("no function is in an array"),
    };

    /// <summary>The nodes of the columns.</summary>
    public static int[] Nodes(Value value)
    {
        List<int> nodes = [];
        Trace.Leaves(value, nodes);
        return [.. nodes];
    }

    /// <summary>How many elements an array has: a node.</summary>
    public static int Length(Graph graph, ArrayValue array) => ArrayNodes.Length(graph, Nodes(array)[0]);

    /// <summary>What messages call an array: the name that it has in the source.</summary>
    public static string NameOf(Trace trace, ArrayValue array)
    {
        int column = Nodes(array)[0];
        for (Node node = trace.Graph[column]; ; node = trace.Graph[column])
        {
            if (trace.Names.Of(column) is { } name) return name;
            if (node.Op != Op.Input) return "";
            if (trace.Graph.Inputs[(int)node.Bits].Name is { Length: > 0 } input) return input;
            if (trace.Graph.MeaningOf(column) is not ( >= 0 and var of, 0)) return "";
            column = of;
        }
    }

    /// <summary>The element at a position.</summary>
    public static Value At(Trace trace, ArrayValue array, int position, CheckPlace place)
    {
        long bits = trace.Graph.Loops.At(place with { First = NameOf(trace, array) });
        return Map(array.Columns, column => ArrayNodes.At(trace.Graph, column, position, bits));
    }

    /// <summary>A literal.</summary>
    public static ArrayValue Literal(Trace trace, MakeArray literal, ImmutableArray<Value> items, Source source)
    {
        GateType element = ((GateType.Array)literal.Type).Element;
        if (items.Length == 0) return new(Empty(trace.Graph, element));
        int[][] rows = [.. items.Select(Nodes)];
        var columns = new int[rows[0].Length];
        for (int c = 0; c < columns.Length; c++) columns[c] = ArrayNodes.Items(trace.Graph, [.. rows.Select(row => row[c])]);
        ReadOnlySpan<int> leaves = columns;
        return new(Trace.Rebuild(items[0], ref leaves));
    }

    // No elements: as many as a loop without trips gives.
    static Value Empty(Graph graph, GateType element)
    {
        switch (element)
        {
            case GateType.Tuple tuple: return new TupleValue([.. tuple.Items.Select(item => Empty(graph, item))]);
            case GateType.Array array: return new ArrayValue(Map(Empty(graph, array.Element), inner => None(graph, inner)));
            default: return new WireValue(None(graph, element == GateType.Bool ? graph.Truth(false) : graph.Number(0)));
        }
    }

    static int None(Graph graph, int value)
    {
        var builder = new LoopBuilder(graph);
        return LoopBuilder.Part(graph, builder.Finish(graph.Number(0), [], [builder.Stacked(value)]), 0);
    }
}
