using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Orders the steps of a circuit with branches: a topological order that stays in a region as long as anything there is ready,
/// then goes to the other side of the same condition, then to the outermost region with work. So a condition is tested as few times as possible.
/// </summary>
sealed class BranchOrder(Schedule schedule)
{
    readonly List<Step> steps = [];
    readonly List<int>[] waiting = new List<int>[schedule.Circuit.Nodes.Length];   // for each node, the steps that read it
    readonly int[] pendingOfNode = new int[schedule.Circuit.Nodes.Length];         // how many steps must run before it is known: 2 for a choice
    int[] missing = [];
    readonly Dictionary<int, PriorityQueue<int, int>> ready = [];                  // by region
    readonly SortedSet<(int Depth, int Region)> withWork = [];

    public List<Step> Order()
    {
        MakeSteps();
        Connect();
        for (int s = 0; s < steps.Count; s++)
        {
            if (missing[s] == 0) MakeReady(s);
        }
        var order = new List<Step>(steps.Count);
        int current = 0;
        while (Next(current) is { } region)
        {
            current = region;
            int s = Take(region);
            order.Add(steps[s]);
            Done(steps[s].Node);
        }
        if (order.Count != steps.Count) throw new InvalidOperationException("the schedule has a cycle");
        return order;
    }

    void MakeSteps()
    {
        Circuit circuit = schedule.Circuit;
        for (int i = 0; i < circuit.Nodes.Length; i++)
        {
            if (!schedule.IsStep(i)) continue;
            int region = schedule.Regions.Of(i);
            if (!schedule.IsSplitSelect(i)) { Add(i, i, region); continue; }
            Node node = circuit.Nodes[i];
            Add(i, node.B, schedule.Regions.Side(region, node.A, true));
            Add(i, node.C, schedule.Regions.Side(region, node.A, false));
        }

        void Add(int node, int source, int region)
        {
            steps.Add(new(node, source, region));
            pendingOfNode[node]++;
        }
    }

    void Connect()
    {
        missing = new int[steps.Count];
        var reads = new List<int>();
        for (int s = 0; s < steps.Count; s++)
        {
            reads.Clear();
            schedule.ReadsOf(steps[s], reads);
            missing[s] = reads.Count;
            foreach (int node in reads) (waiting[node] ??= []).Add(s);
        }
    }

    int? Next(int current)
    {
        if (HasWork(current)) return current;
        if (current > 0)
        {
            Region side = schedule.Regions[current];
            int other = schedule.Regions.Side(side.Parent, side.Condition, !side.Truth);
            if (HasWork(other)) return other;
        }
        return withWork.Count == 0 ? null : withWork.Min.Region;
    }

    bool HasWork(int region) => ready.TryGetValue(region, out var queue) && queue.Count > 0;

    int Take(int region)
    {
        var queue = ready[region];
        int s = queue.Dequeue();
        if (queue.Count == 0) withWork.Remove((schedule.Regions[region].Depth, region));
        return s;
    }

    void MakeReady(int s)
    {
        int region = steps[s].Region;
        if (!ready.TryGetValue(region, out var queue)) ready.Add(region, queue = new());
        queue.Enqueue(s, s);
        withWork.Add((schedule.Regions[region].Depth, region));
    }

    void Done(int node)
    {
        if (--pendingOfNode[node] > 0 || waiting[node] is not { } readers) return;
        foreach (int s in readers)
        {
            if (--missing[s] == 0) MakeReady(s);
        }
    }
}
