using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Loops of the same trips that need nothing of each other but elements at the same index are one loop: a map of a map, the sum over a map, a value and its gradient. The array
/// between them is not made where nobody else reads it. In bodies too.
/// </summary>
static class Fusion
{
    /// <summary>The most nodes of a body that comes about: more do not stay in registers.</summary>
    const int MostNodes = 900;

    const int MostRounds = 32;

    public static int[] Run(Graph graph, int[] outputs)
    {
        if (!graph.MayHaveArrays) return outputs;
        graph.Budget.BeginPass();
        try
        {
            using var scope = graph.Budget.Simplifying();
            return Bodies.Through(graph, outputs, level => Level(graph, level));
        }
        catch (Budget.GaveUp) { return outputs; }
    }

    static int[] Level(Graph graph, int[] outputs)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            var loops = new LevelOfLoops(graph, outputs);
            if (Group(graph, loops) is not { } group) break;
            outputs = new MergedLoops(graph, group, loops).Rebuilt(outputs);
        }
        return SumsOfResults.Joined(graph, outputs);
    }

    // The first loop that another one can join, with all that can.
    static List<int>? Group(Graph graph, LevelOfLoops loops)
    {
        foreach (int first in loops.All)
        {
            List<int> group = [first];
            int nodes = loops[first].Body.Nodes.Length;
            foreach (int other in loops.All)
            {
                if (other <= first || nodes + loops[other].Body.Nodes.Length > MostNodes || !Fits(graph, loops, group, other)) continue;
                group.Add(other);
                nodes += loops[other].Body.Nodes.Length;
            }
            if (group.Count > 1) return group;
        }
        return null;
    }

    static bool Fits(Graph graph, LevelOfLoops loops, List<int> group, int other)
    {
        graph.Budget.Spend(group.Count + graph.Count / Graph.NodesAStep);
        Loop loop = loops[other];
        return loops.TripsOf(other) == loops.TripsOf(group[0]) && loops.CheckedTrips([.. group, other]) >= 0
            && !Array.Exists([.. group, other], member => loops[member].HasGoing || loops[member].Results.Any(result => result is LoopResult.Some))
            && HaveOneDirection([.. group.Select(member => loops[member]), loop])
            && loops.NeedsOnlyElements(group, other)
            && (loops.IsAlwaysNeeded([.. group, other]) || loops.AreOnlyReadBy(group, other));
    }

    // What carries nothing can go either way, where the order of its sums does not matter.
    static bool HaveOneDirection(Loop[] group)
    {
        bool isForward = Array.Exists(group, loop => loop.Carried > 0 && !loop.IsBackwards), isBackward = Array.Exists(group, loop => loop.Carried > 0 && loop.IsBackwards);
        return !isBackward || (!isForward && Array.TrueForAll(group, loop => loop.Carried > 0 || loop.Results.All(result => result is LoopResult.Stacked)));
    }
}

/// <summary>The loops of one graph, or of one body, and how they hang together.</summary>
sealed class LevelOfLoops
{
    readonly Graph graph;
    readonly int[] outputs;
    readonly bool[] live, always;
    readonly Dictionary<int, int[]> arguments = [];

    public LevelOfLoops(Graph graph, int[] outputs)
    {
        (this.graph, this.outputs) = (graph, outputs);
        live = graph.ReachableFrom(outputs);
        always = new bool[live.Length];
        foreach (int output in outputs) always[output] = true;
        for (int i = live.Length - 1; i >= 0; i--)
        {
            Node node = graph[i];
            for (int k = 0; always[i] && k < node.Arity; k++) always[node[k]] |= k == 0 || node.Op is not (Op.Select or Op.And or Op.Or);
            if (live[i] && node.Op == Op.Loop) arguments.Add(i, ArrayNodes.Arguments(graph, i));
        }
        All = [.. arguments.Keys.Order()];
        for (int i = 0; i < live.Length; i++) if (always[i] && graph[i] is { Op: Op.Checked } check && (Fault)(check.Bits & CheckPlace.FaultMask) == Fault.Lengths) Unite(i);
    }

    // Lengths that are compared whatever conditions say are one; by which check.
    readonly Dictionary<int, int> same = [];
    readonly Dictionary<int, List<int>> checks = [];

    void Unite(int check)
    {
        int a = Find(ArrayNodes.Unchecked(graph, graph[check].A)), b = Find(ArrayNodes.Unchecked(graph, graph[check].B));
        List<int> all = [.. checks.GetValueOrDefault(a) ?? [], .. a == b ? [] : checks.GetValueOrDefault(b) ?? [], check];
        same[Math.Max(a, b)] = Math.Min(a, b);
        checks[Math.Min(a, b)] = all;
    }

    int Find(int length)
    {
        while (same.TryGetValue(length, out int next) && next != length) length = next;
        return length;
    }

    /// <summary>The loops, those that others depend on first.</summary>
    public int[] All { get; }

    public Loop this[int id] => graph.Loops[graph[id].Bits];

    public int[] Arguments(int id) => arguments[id];

    public bool IsLive(int id) => live[id];

    /// <summary>The number of trips, without what is checked of it; of lengths that are compared one.</summary>
    public int TripsOf(int id) => Find(Plain(id));

    int Plain(int id) => ArrayNodes.Unchecked(graph, arguments[id][Loop.Trips]);

    /// <summary>The one count that has all checks of some loops; -1: there is none.</summary>
    public int CheckedTrips(int[] group)
    {
        int plain = Plain(group[0]), found = plain;
        if (Array.Exists(group, member => Plain(member) != plain))
        {
            return checks[TripsOf(group[0])] is [var only] && Array.TrueForAll(group, member => arguments[member][Loop.Trips] is var own && (own == only || own == Plain(member))) ? only : -1;
        }
        foreach (int member in group)
        {
            int trips = arguments[member][Loop.Trips];
            if (trips == plain || trips == found) continue;
            if (found != plain) return -1;
            found = trips;
        }
        return found;
    }

    /// <summary>Whether a loop needs nothing of a group but elements at the same index.</summary>
    public bool NeedsOnlyElements(List<int> group, int other)
    {
        var tainted = new bool[other];
        for (int i = 0; i < other; i++)
        {
            if (!live[i]) continue;
            Node node = graph[i];
            tainted[i] = group.Contains(i);
            for (int k = 0; k < node.Arity; k++) tainted[i] |= tainted[node[k]];
        }
        int[] all = arguments[other];
        for (int place = 0; place < all.Length; place++) if (tainted[all[place]] && !(IsResult(group, all[place]) && IsElementOnly(other, place))) return false;
        return true;
    }

    /// <summary>Whether a node is a stacked result of one of a group.</summary>
    public bool IsResult(List<int> group, int node) => graph[node] is { Op: Op.Part } part && group.Contains(part.A) && this[part.A].Results[(int)part.Bits] is LoopResult.Stacked;

    // Whether an argument is read at the index, and by no other way.
    bool IsElementOnly(int id, int place)
    {
        Loop loop = this[id];
        if (place <= loop.Carried || loop.Results.Any(result => Refers(result, place))) return false;
        return loop.Inputs.All(input => (input.Argument != place || input.Role is not (LoopRole.Element or LoopRole.Captured) || input is { Role: LoopRole.Element, Offset: < 0, Stride: 1 }) && input.Offset != place);
    }

    static bool Refers(LoopResult result, int place)
    {
        bool refers = false;
        result.Through(value => value, argument =>
        {
            refers |= argument == place;
            return argument;
        });
        return refers;
    }

    /// <summary>Whether all of them are needed, whatever conditions say.</summary>
    public bool IsAlwaysNeeded(int[] group) => Array.TrueForAll(group, member => always[member]);

    /// <summary>Whether nobody but one loop reads what a group gives.</summary>
    public bool AreOnlyReadBy(List<int> group, int reader)
    {
        bool IsOf(int node) => graph[node] is { Op: Op.Part } part && group.Contains(part.A);
        if (group.Count != 1 || outputs.Any(IsOf)) return false;
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i] || graph[i].Op == Op.Pack) continue;
            Node node = graph[i];
            for (int k = 0; k < node.Arity; k++) if (IsOf(node[k])) return false;
        }
        foreach (var (id, all) in arguments) if (id != reader && Array.Exists(all, IsOf)) return false;
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && graph[i].Op is Op.Items or Op.Root && Array.Exists(ArrayNodes.Arguments(graph, i), IsOf)) return false;
        }
        return true;
    }
}
