using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>What the trips of a loop add to the adjoint of a captured value: a sum, and where single places of an array are added to, those.</summary>
static class Contributions
{
    public static List<LoopResult> Of(LoopBuilder builder, int value, int captured)
    {
        Graph graph = builder.Graph;
        if (!graph.KindOf(value).IsArray()) return [new LoopResult.Summed(value, -1)];
        List<LoopResult> results = [];
        var scattered = ImmutableArray.CreateBuilder<LoopResult.Contribution>();
        Stack<int> open = new([value]);
        while (open.TryPop(out int next))
        {
            graph.Budget.Spend(1);
            Node node = graph[next];
            if (node.Op == Op.Zeros) continue;
            if (node.Op == Op.Plus)
            {
                open.Push(node.B);
                open.Push(node.A);
            }
            else if (At(graph, next) is { } place) scattered.Add(place);
            else if (node.Op == Op.Select && (graph[node.B].Op is Op.Zeros or Op.Put or Op.Plus or Op.Select || graph[node.C].Op is Op.Put or Op.Plus or Op.Select) && Branches(graph, node) is { } both) scattered.AddRange(both);
            else results.Add(new LoopResult.Summed(next, captured));
        }
        if (scattered.Count > 0) results.Add(new LoopResult.Scattered(scattered.ToImmutable(), captured));
        return results;
    }

    // An array of zeros with a value somewhere: the value and its positions.
    static LoopResult.Contribution? At(Graph graph, int id)
    {
        if (graph[id].Op != Op.Put) return null;
        var positions = ImmutableArray.CreateBuilder<int>();
        for (; graph[id] is { Op: Op.Put } node; id = node.B) positions.Add(node.C);
        return new(id, positions.ToImmutable());
    }

    // A choice of such arrays adds each where it is chosen; elsewhere its position is -1. Null where a branch is something else.
    static List<LoopResult.Contribution>? Branches(Graph graph, Node choice)
    {
        List<LoopResult.Contribution> found = [];
        Stack<(int Node, Wire Guard)> open = new([(choice.C, !graph.Wire(choice.A)), (choice.B, graph.Wire(choice.A))]);
        while (open.TryPop(out var next))
        {
            graph.Budget.Spend(1);
            Node node = graph[next.Node];
            switch (node.Op)
            {
                case Op.Zeros: break;
                case Op.Plus:
                    open.Push((node.B, next.Guard));
                    open.Push((node.A, next.Guard));
                    break;
                case Op.Select:
                    open.Push((node.C, next.Guard & !graph.Wire(node.A)));
                    open.Push((node.B, next.Guard & graph.Wire(node.A)));
                    break;
                case Op.Put:
                    LoopResult.Contribution place = At(graph, next.Node)!;
                    Wire zero = graph.Wire(ArrayNodes.ZeroLike(graph, place.Value)), nowhere = graph.Wire(graph.Number(-1));
                    found.Add(new(next.Guard.Choose(graph.Wire(place.Value), zero).Id, [.. place.Positions.Select(position => next.Guard.Choose(graph.Wire(position), nowhere).Id)]));
                    break;
                default: return null;
            }
        }
        return found;
    }
}
