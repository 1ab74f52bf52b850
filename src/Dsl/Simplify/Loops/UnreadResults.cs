using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Makes loops that differ in their results only one, and takes out of loops what nobody reads: results, then carried values that nothing needs, then what the body reads for them.
/// In bodies too.
/// </summary>
static class UnreadResults
{
    const int MostRounds = 4;

    public static int[] Without(Graph graph, int[] outputs)
    {
        if (!graph.MayHaveArrays) return outputs;
        for (int round = 0; round < MostRounds; round++)
        {
            int[] next = Round(graph, outputs);
            if (next.AsSpan().SequenceEqual(outputs)) break;
            outputs = next;
        }
        return outputs;
    }

    static int[] Round(Graph graph, int[] outputs)
    {
        bool[] live = graph.ReachableFrom(outputs);
        Dictionary<int, United> united = Unite(graph, live);
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && graph[i].Op == Op.Part) united[graph[i].A].Read(graph[i].A, (int)graph[i].Bits);
        }
        Dictionary<United, (int Loop, int[] Places)> made = [];
        return graph.Map(outputs, (int id, in Node mapped) =>
        {
            Node node = mapped;
            switch (node.Op)
            {
                case Op.Loop:
                    United same = united[id];
                    if (made.TryGetValue(same, out var known)) return known.Loop;
                    var (loop, places) = Pruned(graph, node with { Bits = graph.Loops.Add(same.Loop()) }, same.AllRead);
                    made[same] = (loop == node ? graph.Unless(id, node) : graph.Add(loop), places);
                    return made[same].Loop;
                case Op.Part:
                    United whole = united[graph[id].A];
                    return LoopBuilder.Part(graph, node.A, made[whole].Places[whole.PlaceOf(graph[id].A, (int)node.Bits)]);
                default: return graph.Unless(id, node);
            }
        });
    }

    // Loops of one body on the same arguments, with the results of all.
    sealed class United(Loop first)
    {
        readonly List<LoopResult> results = [.. first.Results];
        readonly Dictionary<int, int[]> places = [];

        public SortedSet<int> AllRead { get; } = [];

        public void Add(int id, Loop loop) => places[id] = [.. loop.Results.Select((result, k) =>
        {
            if (k < first.Results.Length && ReferenceEquals(result, first.Results[k])) return k;
            results.Add(result);
            return results.Count - 1;
        })];

        public int PlaceOf(int id, int result) => places[id][result];

        public void Read(int id, int result) => AllRead.Add(PlaceOf(id, result));

        public Loop Loop() => results.Count == first.Results.Length ? first
            : new(first.Body, first.Inputs, first.Carried, [.. results], first.HasGoing, first.IsBackwards) { Place = first.Place };
    }

    static Dictionary<int, United> Unite(Graph graph, bool[] live)
    {
        Dictionary<int, United> united = [];
        Dictionary<(int Arguments, Circuit Body, bool IsBackwards, bool HasGoing), United> known = [];
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i] || graph[i].Op != Op.Loop) continue;
            Loop loop = graph.Loops[graph[i].Bits];
            var key = (graph[i].A, loop.Body, loop.IsBackwards, loop.HasGoing);
            if (!known.TryGetValue(key, out United? one)) known.Add(key, one = new(loop));
            one.Add(i, loop);
            united[i] = one;
        }
        return united;
    }

    static (Node Loop, int[] Places) Pruned(Graph graph, Node node, SortedSet<int> read)
    {
        Loop loop = graph.Loops[node.Bits];
        SortedSet<int> carried = Needed(loop, read);
        var places = new int[loop.Results.Length];
        int next = 0;
        foreach (int result in read) places[result] = next++;
        bool hasLoops = loop.Body.Nodes.Any(inner => inner.Op == Op.Loop);
        if (read.Count == loop.Results.Length && carried.Count == loop.Carried && !hasLoops) return (node, places);

        int[] arguments = ArrayNodes.Unpack(graph.Nodes, node.A);
        var builder = new LoopBuilder(graph) { Place = loop.Place };
        int[] kept = [.. carried];
        int[] states = [.. kept.Select(k => builder.Carried(arguments[Loop.FirstStart + k]))];
        int[] inputs = builder.Inputs(loop, arguments, k => Array.IndexOf(kept, k) is >= 0 and var at ? states[at] : arguments[Loop.FirstStart + k]);
        int[] body = graph.Inline(loop.Body, inputs);
        int[] wanted = [.. kept, .. loop.HasGoing ? [loop.Carried] : (int[])[], .. read.SelectMany(result => loop.Results[result].Values())];
        int[] found = Without(graph, [.. wanted.Select(output => body[output])]);
        for (int i = 0; i < wanted.Length; i++) body[wanted[i]] = found[i];
        LoopResult[] results = [.. read.Select(result => loop.Results[result].Through(value => body[value], argument => arguments[argument]) switch
        {
            LoopResult.Last last => new LoopResult.Last(Array.IndexOf(kept, last.Carried)),
            LoopResult.All all => new LoopResult.All(Array.IndexOf(kept, all.Carried)),
            var other => other,
        })];
        int made = builder.Finish(arguments[Loop.Trips], [.. kept.Select(k => body[k])], results, loop.HasGoing ? body[loop.Carried] : -1, loop.IsBackwards);
        return graph.Loops[graph[made].Bits].Equals(loop) ? (node, places) : (graph[made], places);
    }

    // The carried values that the condition, the results that are read, or others that are needed, need.
    static SortedSet<int> Needed(Loop loop, SortedSet<int> read)
    {
        SortedSet<int> needed = [];
        Stack<int> open = [];
        void Add(int carried)
        {
            if (needed.Add(carried)) open.Push(loop.Body.Outputs[carried]);
        }

        if (loop.HasGoing) open.Push(loop.Body.Outputs[loop.Carried]);
        foreach (int number in read)
        {
            LoopResult result = loop.Results[number];
            if (result is LoopResult.Last last) Add(last.Carried);
            if (result is LoopResult.All all) Add(all.Carried);
            foreach (int value in result.Values()) open.Push(loop.Body.Outputs[value]);
        }
        while (open.TryPop(out int root))
        {
            bool[] live = Walk.Reachable(loop.Body.Nodes.AsSpan(), [root]);
            for (int i = 0; i < live.Length; i++)
            {
                if (live[i] && loop.Body.Nodes[i] is { Op: Op.Input } input && loop.Inputs[(int)input.Bits] is { Role: LoopRole.Carried, Argument: var carried }) Add(carried);
            }
        }
        return needed;
    }
}
