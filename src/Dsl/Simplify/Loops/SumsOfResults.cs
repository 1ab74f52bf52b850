using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The sum of two arrays that one loop makes is an array that it makes.</summary>
static class SumsOfResults
{
    const int MostRounds = 16;

    public static int[] Joined(Graph graph, int[] outputs)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            if (First(graph, outputs) is not { } sum) break;
            outputs = With(graph, outputs, sum);
        }
        return outputs;
    }

    static Node? First(Graph graph, int[] outputs)
    {
        bool[] live = graph.ReachableFrom(outputs);
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && graph[i] is { Op: Op.Plus } sum && IsStacked(graph, sum.A) && IsStacked(graph, sum.B) && graph[sum.A].A == graph[sum.B].A) return sum;
        }
        return null;
    }

    static bool IsStacked(Graph graph, int node) => graph[node] is { Op: Op.Part } part && graph.Loops[graph[part.A].Bits] is { HasGoing: false } loop && loop.Results[(int)part.Bits] is LoopResult.Stacked;

    static int[] With(Graph graph, int[] outputs, Node sum)
    {
        int id = graph[sum.A].A, wider = -1;
        Loop loop = graph.Loops[graph[id].Bits];
        int added = graph.Add(sum);
        return graph.Map(outputs, (int at, in Node mapped) =>
        {
            Node node = graph[at];
            if (at == id) return wider = Wider(graph, loop, mapped, (LoopResult.Stacked)loop.Results[(int)graph[sum.A].Bits], (LoopResult.Stacked)loop.Results[(int)graph[sum.B].Bits]);
            if (at == added) return LoopBuilder.Part(graph, wider, loop.Results.Length);
            return node.Op == Op.Part && node.A == id ? LoopBuilder.Part(graph, wider, (int)node.Bits) : graph.Unless(at, mapped);
        });
    }

    static int Wider(Graph graph, Loop loop, Node node, LoopResult.Stacked left, LoopResult.Stacked right)
    {
        int[] arguments = ArrayNodes.Unpack(graph.Nodes, node.A);
        var builder = new LoopBuilder(graph) { Place = loop.Place };
        int[] states = [.. Enumerable.Range(0, loop.Carried).Select(k => builder.Carried(arguments[Loop.FirstStart + k]))];
        int[] body = graph.Inline(loop.Body, builder.Inputs(loop, arguments, k => states[k]));
        LoopResult[] results =
        [
            .. loop.Results.Select(result => result.Through(value => body[value], argument => arguments[argument])),
            new LoopResult.Stacked(ArrayNodes.Plus(graph, body[left.Value], body[right.Value]), [.. left.Row.Select(length => arguments[length])]),
        ];
        return builder.Finish(arguments[Loop.Trips], body[..loop.Carried], results, -1, loop.IsBackwards);
    }
}
