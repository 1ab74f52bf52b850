using GateDsl.Ir;

namespace GateDsl.Tracing.Arrays;

static partial class ArrayMeanings
{
    /// <summary>
    /// The elements of an array for each element, one array after the other. Rows of one length are a matrix. Else it is one loop over all elements, which looks up whose each is:
    /// where rows begin is a running sum of their lengths, and how many have begun is one of the marks there.
    /// </summary>
    static Value Nested(Call call)
    {
        ArrayValue source = call.Array(1);
        int trips = call.Length(source);
        ArrayLoop rows = call.Loop();
        Value element = rows.Element(source);
        var row = (ArrayValue)call.Apply(0, element);
        int length = Columns.Length(call.Graph, row);
        if (!Varies(call.Graph, length, Columns.Nodes(element))) return Concat(call, rows.Stacked(trips, row));

        ArrayValue lengths = rows.Stacked(trips, new WireValue(length));
        ArrayValue starts = RunningSum(call, lengths);
        Wire all = call.Wire(((WireValue)call.At(starts, trips)).Id);
        ArrayLoop zeros = call.Loop(), marks = call.Loop();
        Value none = zeros.Stacked((all + 1).Id, new WireValue(call.Graph.Number(0))).Columns;
        int begin = ((WireValue)marks.Element(starts, isWhole: false)).Id;
        var begun = new ArrayValue(marks.Scattered(trips, new WireValue(call.Graph.Number(1)), begin, none));
        ArrayValue owners = RunningSum(call, begun);

        ArrayLoop loop = call.Loop();
        Wire index = call.Wire(loop.Index().Id), owner = call.Wire(((WireValue)loop.Element(owners, call.Graph.Number(1), isWhole: false)).Id) - 1;
        Wire first = call.Wire(((WireValue)call.At(starts, owner.Id)).Id);
        var own = (ArrayValue)call.Apply(0, Columns.Map(source.Columns, column => MadeAt(call, column, owner.Id)));
        int at = (index - first).Id;
        return loop.Stacked(all.Id, Columns.Map(own.Columns, column => MadeAt(call, column, at)));
    }

    // The element at a position of an array that is there: of what a map makes, what it makes in that trip, and no array.
    static int MadeAt(Call call, int array, int position)
    {
        Graph graph = call.Graph;
        Node part = graph[array];
        if (part.Op == Op.Part && graph[part.A] is { Op: Op.Loop } node && graph.Loops[node.Bits] is { Carried: 0, HasGoing: false } loop && loop.Results[(int)part.Bits] is LoopResult.Stacked stacked && DeepStack.HasRoom)
        {
            int[] arguments = ArrayNodes.Arguments(graph, part.A);
            Wire index = call.Wire(position);
            int[] inputs = [.. loop.Inputs.Select(input => input.Role switch
            {
                LoopRole.Index => position,
                LoopRole.Element => MadeAt(call, arguments[input.Argument], Place(input.Stride, input.Offset < 0 ? null : call.Wire(arguments[input.Offset])).Id),
                _ => arguments[input.Argument],
            })];
            return graph.Inline(loop.Body, inputs)[stacked.Value];

            Wire Place(int stride, Wire? offset)
            {
                Wire place = stride == 1 ? index : index * index.Number(stride);
                return offset is { } from ? from + place : place;
            }
        }
        return ArrayNodes.At(graph, array, position);
    }

    // 0, then the sums of the first elements.
    static ArrayValue RunningSum(Call call, ArrayValue numbers)
    {
        ArrayLoop loop = call.Loop();
        var sum = (WireValue)loop.Carried(new WireValue(call.Graph.Number(0)));
        return (ArrayValue)loop.State(call.Length(numbers), new WireValue((call.Wire(sum.Id) + call.Wire(((WireValue)loop.Element(numbers)).Id)).Id), isAll: true);
    }

    // Whether a length depends on any of these. What is only a row of a matrix has the length of all of them.
    static bool Varies(Graph graph, int length, int[] inputs)
    {
        if (inputs.Contains(length)) return true;
        var open = new Stack<int>([length]);
        HashSet<int> seen = [length];
        while (open.TryPop(out int id))
        {
            Node node = graph[id];
            if (node.Op == Op.Length && inputs.Contains(node.A)) continue;
            for (int k = 0; k < node.Arity; k++)
            {
                if (inputs.Contains(node[k])) return true;
                if (seen.Add(node[k])) open.Push(node[k]);
            }
        }
        return false;
    }
}
