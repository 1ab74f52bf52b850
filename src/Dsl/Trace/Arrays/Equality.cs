using GateDsl.Ir;

namespace GateDsl.Tracing.Arrays;

/// <summary>When arrays are equal: they have the same lengths, and no element differs.</summary>
static class Equality
{
    public static Wire Of(Graph graph, ArrayValue x, ArrayValue y)
    {
        Wire? all = null;
        foreach (var (a, b) in Columns.Nodes(x).Zip(Columns.Nodes(y)))
        {
            Wire column = Column(graph, a, b);
            all = all is { } before ? before & column : column;
        }
        return all!.Value;
    }

    // The nesting is the rank of the type.
    static Wire Column(Graph graph, int a, int b)
    {
        Wire left = graph.Wire(a), right = graph.Wire(b);
        if (!graph.KindOf(a).IsArray()) return left.With(graph.KindOf(a) == Kind.Bool ? Op.Same : Op.Equal, right);
        int length = ArrayNodes.Length(graph, a);
        var builder = new LoopBuilder(graph);
        Wire same = Column(graph, builder.Element(a), builder.Element(b));
        int loop = builder.Finish(length, [], [new LoopResult.Some((!same).Id)]);
        return graph.Wire(length).With(Op.Equal, graph.Wire(ArrayNodes.Length(graph, b))) & !graph.Wire(LoopBuilder.Part(graph, loop, 0));
    }
}
