using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Takes a pass through the bodies of all loops, the innermost first, and then through what is outside.</summary>
static class Bodies
{
    public delegate int[] Pass(int[] outputs);

    // The nesting is that of the source, which is limited.
    public static int[] Through(Graph graph, int[] outputs, Pass pass)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Through(graph, outputs, pass));
        return pass(graph.Map(outputs, (int id, in Node mapped) => mapped.Op == Op.Loop ? Body(graph, mapped, pass) : graph.Unless(id, mapped)));
    }

    static int Body(Graph graph, Node node, Pass pass)
    {
        Loop loop = graph.Loops[node.Bits];
        int[] arguments = ArrayNodes.Unpack(graph.Nodes, node.A);
        var builder = new LoopBuilder(graph) { Place = loop.Place };
        int[] states = [.. Enumerable.Range(0, loop.Carried).Select(k => builder.Carried(arguments[Loop.FirstStart + k]))];
        int[] body = graph.Inline(loop.Body, builder.Inputs(loop, arguments, k => states[k]));
        int[] passed = Through(graph, body, pass);
        if (passed.AsSpan().SequenceEqual(body)) return graph.Add(node);
        LoopResult[] results = [.. loop.Results.Select(result => result.Through(value => passed[value], argument => arguments[argument]))];
        return builder.Finish(arguments[Loop.Trips], passed[..loop.Carried], results, loop.HasGoing ? passed[loop.Carried] : -1, loop.IsBackwards);
    }
}
