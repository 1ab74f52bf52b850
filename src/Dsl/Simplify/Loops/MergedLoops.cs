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
        // Values that start as one and go on as one are one: a loop and its tangents, which carry it too. Those that do not are told apart, until all agree.
        List<(int Member, int Carried)> all = [.. group.SelectMany(member => Enumerable.Range(0, loops[member].Carried).Select(k => (member, k)))];
        var classes = all.ToDictionary(one => one, one => (long)map[loops.Arguments(one.Member)[Loop.FirstStart + one.Carried]]);
        while (true)
        {
            var builder = new LoopBuilder(graph) { Place = loops[group[0]].Place };
            Dictionary<long, int> states = [];
            foreach (var one in all) if (!states.ContainsKey(classes[one])) states.Add(classes[one], builder.Carried(map[loops.Arguments(one.Member)[Loop.FirstStart + one.Carried]]));
            Dictionary<int, int[]> bodies = [];
            foreach (int member in group) bodies[member] = Body(builder, member, bodies, k => states[classes[(member, k)]]);
            var refined = all.GroupBy(one => (classes[one], bodies[one.Member][one.Carried])).SelectMany((same, number) => same.Select(one => (one, number))).ToDictionary(pair => pair.one, pair => (long)pair.number);
            if (refined.Values.Distinct().Count() == states.Count) return Finished(builder, bodies, classes, [.. states.Keys]);
            classes = refined;
        }
    }

    int[] Body(LoopBuilder builder, int member, Dictionary<int, int[]> bodies, LoopBuilder.OfCarried carried)
    {
        int[] arguments = loops.Arguments(member);
        int[] inputs = [.. loops[member].Inputs.Select(input => input.Role switch
        {
            LoopRole.Index => builder.Index(),
            LoopRole.Carried => carried(input.Argument),
            LoopRole.Captured => builder.Captured(map[arguments[input.Argument]]),
            _ when loops.IsResult(group, arguments[input.Argument]) && graph[arguments[input.Argument]] is var part =>
                bodies[part.A][((LoopResult.Stacked)loops[part.A].Results[(int)part.Bits]).Value],
            _ => builder.Element(map[arguments[input.Argument]], input.Offset < 0 ? -1 : map[arguments[input.Offset]], input.Stride, input.IsWhole),
        })];
        return graph.Inline(loops[member].Body, inputs);
    }

    int Finished(LoopBuilder builder, Dictionary<int, int[]> bodies, Dictionary<(int Member, int Carried), long> classes, long[] order)
    {
        var nexts = new int[order.Length];
        foreach (var (one, same) in classes) nexts[Array.IndexOf(order, same)] = bodies[one.Member][one.Carried];
        List<LoopResult> results = [];
        foreach (int member in group)
        {
            for (int k = 0; k < loops[member].Results.Length; k++)
            {
                places.Add((member, k), results.Count);
                results.Add(loops[member].Results[k].Through(value => bodies[member][value], argument => map[loops.Arguments(member)[argument]]) switch
                {
                    LoopResult.Last last => new LoopResult.Last(Place(last.Carried)),
                    LoopResult.All all => new LoopResult.All(Place(all.Carried)),
                    var other => other,
                });
            }

            int Place(int carried) => Array.IndexOf(order, classes[(member, carried)]);
        }
        return builder.Finish(map[loops.CheckedTrips([.. group])], nexts, results, isBackwards: group.Exists(member => loops[member].Carried > 0 && loops[member].IsBackwards));
    }
}
