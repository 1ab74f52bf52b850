using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Some loops as one: its body is theirs, one after the other. What reads their results is rebuilt by need, as some of it stands before the last of them.</summary>
sealed class MergedLoops(Graph graph, List<int> group, LevelOfLoops loops)
{
    readonly Dictionary<int, int> map = [];
    readonly Dictionary<(int Loop, int Result), int> places = [];
    int merged = -1;

    public int[] Rebuilt(int[] outputs)
    {
        foreach (int output in outputs) Need(output);
        return [.. outputs.Select(output => map[output])];
    }

    // By a stack of its own: nothing recurses over nodes.
    void Need(int root)
    {
        Stack<int> open = new([root]);
        while (open.TryPeek(out int id))
        {
            graph.Budget.Spend(1);
            if (!map.ContainsKey(id))
            {
                bool waits = false;
                foreach (int before in Before(id))
                {
                    if (map.ContainsKey(before)) continue;
                    open.Push(before);
                    waits = true;
                }
                if (waits) continue;
                map[id] = Made(id);
            }
            open.Pop();
        }
    }

    bool IsOfGroup(int id) => graph[id] is { Op: Op.Part } part && group.Contains(part.A);

    IEnumerable<int> Before(int id)
    {
        if (IsOfGroup(id)) return merged >= 0 ? [] : group.SelectMany(loops.Arguments).Where(argument => !loops.IsResult(group, argument)).Append(loops.CheckedTrips([.. group]));
        Node node = graph[id];
        return Enumerable.Range(0, node.Arity).Select(k => node[k]);
    }

    int Made(int id)
    {
        Node node = graph[id];
        if (!IsOfGroup(id)) return graph.Unless(id, node.On(node.A < 0 ? -1 : map[node.A], node.B < 0 ? -1 : map[node.B], node.C < 0 ? -1 : map[node.C]));
        if (merged < 0) merged = Merge();
        return LoopBuilder.Part(graph, merged, places[(node.A, (int)node.Bits)]);
    }

    int Merge()
    {
        var builder = new LoopBuilder(graph) { Place = loops[group[0]].Place };
        Dictionary<int, int[]> bodies = [];
        List<int> nexts = [];
        List<LoopResult> results = [];
        var states = group.ToDictionary(member => member, member => loops.Arguments(member)[Loop.FirstStart..(Loop.FirstStart + loops[member].Carried)].Select(start => builder.Carried(map[start])).ToArray());
        foreach (int member in group)
        {
            Loop loop = loops[member];
            int[] arguments = loops.Arguments(member);
            int[] inputs = [.. loop.Inputs.Select(input => input.Role switch
            {
                LoopRole.Index => builder.Index(),
                LoopRole.Carried => states[member][input.Argument],
                LoopRole.Captured => builder.Captured(map[arguments[input.Argument]]),
                _ when loops.IsResult(group, arguments[input.Argument]) && graph[arguments[input.Argument]] is var part =>
                    bodies[part.A][((LoopResult.Stacked)loops[part.A].Results[(int)part.Bits]).Value],
                _ => builder.Element(map[arguments[input.Argument]], input.Offset < 0 ? -1 : map[arguments[input.Offset]], input.Stride, input.IsWhole),
            })];
            int[] body = bodies[member] = graph.Inline(loop.Body, inputs);
            int before = nexts.Count;
            nexts.AddRange(body[..loop.Carried]);
            for (int k = 0; k < loop.Results.Length; k++)
            {
                places.Add((member, k), results.Count);
                results.Add(loop.Results[k].Through(value => body[value], argument => map[arguments[argument]]) switch
                {
                    LoopResult.Last last => new LoopResult.Last(before + last.Carried),
                    LoopResult.All all => new LoopResult.All(before + all.Carried),
                    var other => other,
                });
            }
        }
        return builder.Finish(map[loops.CheckedTrips([.. group])], [.. nexts], results, isBackwards: group.Exists(member => loops[member].Carried > 0 && loops[member].IsBackwards));
    }
}
