using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>Where in a workspace the values stand that one part of a split circuit computes and another reads. A place is used again when its value is dead.</summary>
sealed class Slots
{
    readonly int[] slot, first, last;

    public Slots(Schedule schedule, List<List<Step>> parts, int start)
    {
        int count = schedule.Circuit.Nodes.Length;
        slot = new int[count];
        first = new int[count];
        last = new int[count];
        slot.AsSpan().Fill(-1);
        first.AsSpan().Fill(-1);
        last.AsSpan().Fill(parts.Count - 1);   // constants and inputs that are outputs: written by the last part
        for (int part = 0; part < parts.Count; part++)
        {
            foreach (Step step in parts[part])
            {
                if (first[step.Node] < 0) first[step.Node] = part;
                last[step.Node] = part;
            }
        }
        Length = Assign(schedule, parts, LastReads(schedule, parts), start);
    }

    public int Length { get; }

    /// <summary>The place of a node's value, -1 if only one part knows it.</summary>
    public int Of(int node) => slot[node];

    /// <summary>The part that computes a node, or its first side.</summary>
    public int FirstPart(int node) => first[node];

    /// <summary>The part after which the value is known.</summary>
    public int LastPart(int node) => last[node];

    static int[] LastReads(Schedule schedule, List<List<Step>> parts)
    {
        var lastRead = new int[schedule.Circuit.Nodes.Length];
        lastRead.AsSpan().Fill(-1);
        var reads = new List<int>();
        for (int part = 0; part < parts.Count; part++)
        {
            reads.Clear();
            foreach (Step step in parts[part]) schedule.ReadsOf(step, reads);
            foreach (int node in reads) lastRead[node] = part;
        }
        return lastRead;
    }

    int Assign(Schedule schedule, List<List<Step>> parts, int[] lastRead, int start)
    {
        int length = start;
        var free = new Stack<int>();
        var ends = new List<int>[parts.Count];
        for (int part = 0; part < parts.Count; part++)
        {
            foreach (Step step in parts[part])
            {
                int node = step.Node, end = Math.Max(lastRead[node], last[node]);
                if (slot[node] >= 0 || end == first[node]) continue;
                slot[node] = free.TryPop(out int place) ? place : length++;
                (ends[end] ??= []).Add(slot[node]);
            }
            foreach (int place in ends[part] ?? []) free.Push(place);
        }
        return length;
    }
}
