using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>The tangent of a loop is a loop with the tangents of what it carries beside that: every result kind becomes itself.</summary>
static class LoopPush
{
    public static void Of(Graph graph, int id, Tangents tangents)
    {
        int[] arguments = ArrayNodes.Arguments(graph, id);
        if (Array.TrueForAll(arguments, argument => tangents[argument].IsZero)) return;
        Loop loop = graph.Loops[graph[id].Bits];
        SortedSet<int> active = [.. Enumerable.Range(0, loop.Carried).Where(k => !tangents[arguments[Loop.FirstStart + k]].IsZero)];
        while (true)
        {
            // which tangents are not 0: again until no new one appears
            var builder = new LoopBuilder(graph) { Place = loop.Place };
            int[] carried = [.. Enumerable.Range(0, loop.Carried).Select(k => builder.Carried(arguments[Loop.FirstStart + k]))];
            Dictionary<int, int> moving = active.ToDictionary(k => k, k => builder.Carried(tangents[arguments[Loop.FirstStart + k]].ResolveLike(graph, arguments[Loop.FirstStart + k]).Id));
            int[] inputs = builder.Inputs(loop, arguments, k => carried[k]);
            var (variables, directions) = Directions(graph, builder, loop, arguments, inputs, moving, tangents);
            int[] outputs = graph.Inline(loop.Body, inputs);
            Guarded[] moved = Forward.Tangents(graph, outputs, variables, directions);
            int known = active.Count;
            active.UnionWith(Enumerable.Range(0, loop.Carried).Where(k => !moved[k].IsZero));
            if (active.Count > known) continue;

            Tidy(graph, outputs, moved);
            int[] order = [.. active];
            int[] nexts = [.. outputs[..loop.Carried], .. order.Select(k => moved[k].ResolveLike(graph, outputs[k]).Id)];
            List<LoopResult> results = [];
            List<int> places = [];
            for (int q = 0; q < loop.Results.Length; q++)
            {
                if (Tangent(graph, builder, loop, arguments, loop.Results[q], outputs, moved, order) is not { } result) continue;
                results.Add(result);
                places.Add(q);
            }
            if (results.Count == 0) return;
            int made = builder.Finish(arguments[Loop.Trips], nexts, results, loop.HasGoing ? outputs[loop.Carried] : -1, loop.IsBackwards);
            var parts = new Guarded[loop.Results.Length];
            for (int q = 0; q < places.Count; q++) parts[places[q]] = new(graph.Wire(LoopBuilder.Part(graph, made, q)));
            tangents.SetLoop(id, parts);
            return;
        }
    }

    static void Tidy(Graph graph, int[] outputs, Guarded[] moved)
    {
        if (graph.Tidy is not { } tidy) return;
        int[] places = [.. Enumerable.Range(0, moved.Length).Where(i => !moved[i].IsZero)];
        int[] tidied = tidy([.. places.Select(i => moved[i].ResolveLike(graph, outputs[i]).Id)], outputs);
        for (int k = 0; k < places.Length; k++) moved[places[k]] = new(graph.Wire(tidied[k]));
    }

    static (int[] Variables, int[] Directions) Directions(Graph graph, LoopBuilder builder, Loop loop, int[] arguments, int[] inputs, Dictionary<int, int> moving, Tangents tangents)
    {
        Dictionary<int, int> directions = [];
        for (int i = 0; i < inputs.Length; i++)
        {
            LoopInput input = loop.Inputs[i];
            if (graph[inputs[i]].Op != Op.Input || input.Role == LoopRole.Index) continue;
            if (input.Role == LoopRole.Carried)
            {
                if (moving.TryGetValue(input.Argument, out int tangent)) directions.TryAdd(inputs[i], tangent);
                continue;
            }
            int argument = arguments[input.Argument];
            if (tangents[argument].IsZero) continue;
            int moved = tangents[argument].ResolveLike(graph, argument).Id;
            directions.TryAdd(inputs[i], input.Role == LoopRole.Captured ? builder.Captured(moved)
                : builder.Read(moved, input.Offset < 0 ? -1 : arguments[input.Offset], input.Stride, input.IsWhole));
        }
        return ([.. directions.Keys], [.. directions.Values]);
    }

    static LoopResult? Tangent(Graph graph, LoopBuilder builder, Loop loop, int[] arguments, LoopResult result, int[] outputs, Guarded[] moved, int[] order)
    {
        switch (result)
        {
            case LoopResult.Stacked stacked when !moved[stacked.Value].IsZero: return builder.Stacked(Moved(stacked.Value));
            case LoopResult.Summed summed when !moved[summed.Value].IsZero: return new LoopResult.Summed(Moved(summed.Value), summed.Like < 0 ? -1 : arguments[summed.Like]);
            case LoopResult.Last last when Array.IndexOf(order, last.Carried) is >= 0 and var at: return new LoopResult.Last(loop.Carried + at);
            case LoopResult.All all when Array.IndexOf(order, all.Carried) is >= 0 and var at: return new LoopResult.All(loop.Carried + at);
            case LoopResult.Scattered scattered:
                LoopResult.Contribution[] moving = [.. scattered.Contributions.Where(added => !moved[added.Value].IsZero)
                    .Select(added => new LoopResult.Contribution(Moved(added.Value), [.. added.Positions.Select(position => outputs[position])]))];
                return moving.Length == 0 ? null : new LoopResult.Scattered([.. moving], arguments[scattered.Like]);
            default: return null;
        }

        int Moved(int output) => moved[output].ResolveLike(graph, outputs[output]).Id;
    }
}
