using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>
/// What a batch kernel computes where. What depends on scalars only is uniform: computed once, before the rows.
/// The rest is one loop over the rows or, of a large circuit, several loops over a block of rows that pass their values through columns in the cache.
/// </summary>
sealed class BatchPlan
{
    /// <summary>The weight of one loop's steps: see <see cref="VectorOps.Weight"/>.</summary>
    const int PartWeight = 400;

    /// <summary>
    /// Cycles from the first to the last result of a loop's body at most. The processor looks some 400 instructions ahead: of a longer chain
    /// it sees too few rows at once to keep busy, unless the body is wide. Measured: a chain of functions cut so runs at twice the speed.
    /// </summary>
    const int LongestWait = 160;

    /// <summary>The weight below which a loop is not worth its stores and loads.</summary>
    const int SmallestPart = 30;

    /// <summary>The inner columns of a block should stay in the first-level cache.</summary>
    const int BlockBytes = 60_000;

    const int LargestBlock = 64, SmallestBlock = 16;

    /// <summary>More outputs than these that could follow do.</summary>
    const int MostPlain = 64;

    readonly bool[] uniform, step;
    bool[]? follows;
    readonly int[] part, slot;

    /// <param name="circuit">What to compute.</param>
    /// <param name="scalars">For each input, whether it is one number for all rows.</param>
    public BatchPlan(Circuit circuit, ReadOnlySpan<bool> scalars)
    {
        Circuit = circuit = Sharing.Of(circuit);
        int count = circuit.Nodes.Length;
        (uniform, step, part, slot) = (new bool[count], new bool[count], new int[count], new int[count]);
        slot.AsSpan().Fill(-1);
        FindUniform(scalars);
        FindSteps();
        UniformParts = Cut(uniformSteps: true);
        Parts = Cut(uniformSteps: false);
        if (Parts.Count == 0 || CallOf(Parts[^1]) >= 0) Parts.Add([]);   // somebody must write
        for (int i = 0; i < count; i++)
        {
            if (uniform[i] && step[i]) slot[i] = Uniforms++;
        }
        FindFollowers();
        AssignColumns();
        BlockRows = LargestBlock;
        while (BlockRows > SmallestBlock && (long)Columns * BlockRows * sizeof(double) > BlockBytes) BlockRows /= 2;
    }

    public Circuit Circuit { get; }

    /// <summary>The steps of the code before the rows.</summary>
    public List<List<int>> UniformParts { get; }

    /// <summary>The steps of each loop over rows.</summary>
    public List<List<int>> Parts { get; }

    /// <summary>How many uniform values are kept.</summary>
    public int Uniforms { get; private set; }

    /// <summary>How many inner columns a block of rows needs.</summary>
    public int Columns { get; private set; }

    /// <summary>Rows of a block, where there are several loops.</summary>
    public int BlockRows { get; }

    /// <summary>The weight of all loops' steps.</summary>
    public int Weight { get; private set; }

    /// <summary>
    /// Outputs that no loop writes because there are so many that the loop would be no code any longer: what is the same in every row, and what another output is too.
    /// A Hessian has many of both.
    /// </summary>
    public IReadOnlyList<Follower> Followers { get; private set; } = [];

    /// <summary>The call of the host that a part is, before the rows or over them; -1: it is a loop.</summary>
    public int CallOf(List<int> steps) => steps is [var only] && Circuit.Nodes[only].Op == Op.Host ? only : -1;

    /// <summary>Whether a loop writes an output.</summary>
    public bool IsWritten(int output) => follows is null || !follows[output];

    /// <summary>Whether a node has the same value in every row.</summary>
    public bool IsUniform(int node) => uniform[node];

    /// <summary>Whether the value of a node is kept; otherwise it is nested in the expression of its user.</summary>
    public bool IsStep(int node) => step[node];

    /// <summary>The loop that computes a node; the last one for what none computes.</summary>
    public int PartOf(int node) => uniform[node] || !step[node] ? Parts.Count - 1 : LoopFrom(part[node]);

    // A call writes no output: the next loop does.
    int LoopFrom(int from)
    {
        while (CallOf(Parts[from]) >= 0) from++;
        return from;
    }

    /// <summary>Among the uniform parts, the one that computes a node.</summary>
    public int UniformPartOf(int node) => part[node];

    /// <summary>The number of the uniform value or inner column that holds a node's value; -1 for what only its own loop reads.</summary>
    public int SlotOf(int node) => slot[node];

    public bool IsLeaf(int node) => Circuit.Nodes[node].Op is Op.Number or Op.Truth or Op.Input;

    void FindFollowers()
    {
        var first = new Dictionary<int, int>();
        List<Follower> found = [];
        for (int i = 0; i < Circuit.Outputs.Length; i++)
        {
            int node = Circuit.Outputs[i];
            if (first.TryGetValue(node, out int same)) found.Add(new(i, same, node));
            else if (uniform[node]) found.Add(new(i, -1, node));
            else first.Add(node, i);
        }
        if (found.Count <= MostPlain) return;
        Followers = found;
        follows = new bool[Circuit.Outputs.Length];
        foreach (Follower follower in found) follows[follower.Output] = true;
    }

    void FindUniform(ReadOnlySpan<bool> scalars)
    {
        for (int i = 0; i < uniform.Length; i++)
        {
            Node node = Circuit.Nodes[i];
            uniform[i] = node.Op == Op.Input ? scalars[(int)node.Bits]
                : (node.A < 0 || uniform[node.A]) && (node.B < 0 || uniform[node.B]) && (node.C < 0 || uniform[node.C]);
        }
    }

    void FindSteps()
    {
        var uses = new int[step.Length];
        var usedByRows = new bool[step.Length];
        for (int i = 0; i < step.Length; i++)
        {
            Node node = Circuit.Nodes[i];
            for (int argument = 0; argument < node.Arity; argument++)
            {
                uses[node[argument]]++;
                usedByRows[node[argument]] |= !uniform[i];
            }
        }
        int[] depth = new int[step.Length], latency = new int[step.Length];
        for (int i = 0; i < step.Length; i++)
        {
            if (IsLeaf(i)) continue;
            Node node = Circuit.Nodes[i];
            for (int argument = 0; argument < node.Arity; argument++)
            {
                if (step[node[argument]]) continue;
                depth[i] = Math.Max(depth[i], depth[node[argument]] + 1);
                latency[i] = Math.Max(latency[i], latency[node[argument]]);
            }
            latency[i] += VectorOps.Latency(node.Op);
            if (node.Op == Op.Argument) continue;   // what a call reads through such a node is a step, the node is none
            step[i] = node.Op == Op.Host || uses[i] > 1 || depth[i] >= Schedule.DeepestExpression || latency[i] > LongestWait / 2 || (uniform[i] && usedByRows[i]);
        }
        foreach (int output in Circuit.Outputs) step[output] = !IsLeaf(output);
        for (int i = 0; i < step.Length; i++)
        {
            if (Circuit.Nodes[i].Op != Op.Host) continue;
            foreach (int argument in ArgumentsOf(i)) step[argument] = !IsLeaf(argument);
        }
    }

    /// <summary>The arguments of a call of the host.</summary>
    public int[] ArgumentsOf(int call) => HostCall.Arguments(Circuit.Nodes.AsSpan(), Circuit.Functions, Circuit.Nodes[call]);

    List<List<int>> Cut(bool uniformSteps)
    {
        List<List<int>> parts = [];
        int weight = PartWeight + 1, nested = 0, work = 0, nestedWork = 0, start = 0;
        var wait = new int[step.Length];   // of steps: cycles until the node is known, from the start of its part
        for (int i = 0; i < step.Length; i++)
        {
            if (uniform[i] != uniformSteps || IsLeaf(i)) continue;
            Node node = Circuit.Nodes[i];
            nested += VectorOps.Weight(node.Op);
            nestedWork += VectorOps.Instructions(node.Op);
            if (!step[i]) continue;
            wait[i] = Wait(i, wait, start);
            bool isCall = node.Op == Op.Host;   // a part of its own: it takes and gives whole columns
            if (isCall || weight + nested > PartWeight || (weight >= SmallestPart && IsStarved(wait[i], work + nestedWork, nestedWork)))
            {
                parts.Add([]);
                weight = work = 0;
                start = i;
                wait[i] = Wait(i, wait, start);
            }
            parts[^1].Add(i);
            part[i] = parts.Count - 1;
            weight = isCall ? PartWeight + 1 : weight + nested;
            if (!uniformSteps) Weight += nested;
            work += nestedWork;
            nested = nestedWork = 0;
        }
        return parts;
    }

    /// <summary>Cycles until a node is known in a part that starts at a node. Recurses over nested nodes only, which are not deep.</summary>
    int Wait(int i, int[] wait, int start)
    {
        Node node = Circuit.Nodes[i];
        int longest = 0;
        for (int argument = 0; argument < node.Arity; argument++)
        {
            int of = node[argument];
            if (IsLeaf(of) || uniform[of] != uniform[i]) continue;
            longest = Math.Max(longest, !step[of] ? Wait(of, wait, start) : of >= start ? wait[of] : 0);
        }
        return longest + VectorOps.Latency(node.Op);
    }

    /// <summary>Whether a body has too long a chain for its width. Cut before a function, that gains more: what is before it is then known for many rows.</summary>
    static bool IsStarved(int wait, int work, int last)
    {
        const int Function = 18;
        return wait > LongestWait && wait > (last >= Function ? 1.5 : 3) * work;
    }

    /// <summary>Gives an inner column to each value that a later loop reads. A column is used again when its value is dead.</summary>
    void AssignColumns()
    {
        int[] lastRead = LastReads();
        for (int p = 0; p < Parts.Count; p++)
        {
            if (CallOf(Parts[p]) is >= 0 and var call) lastRead[call] = Math.Max(lastRead[call], LoopFrom(p));   // it may be an output
        }
        var free = new Stack<int>();
        var ends = new List<int>[Parts.Count];
        for (int p = 0; p < Parts.Count; p++)
        {
            foreach (int node in Parts[p])
            {
                if (lastRead[node] <= p) continue;
                slot[node] = free.TryPop(out int column) ? column : Columns++;
                (ends[lastRead[node]] ??= []).Add(slot[node]);
            }
            foreach (int column in ends[p] ?? []) free.Push(column);
        }
    }

    int[] LastReads()
    {
        var user = new int[step.Length];   // the part that a node is computed in, its own or that of the step it is nested in
        var lastRead = new int[step.Length];
        for (int i = step.Length - 1; i >= 0; i--)
        {
            if (uniform[i]) continue;
            if (step[i]) user[i] = part[i];
            Node node = Circuit.Nodes[i];
            for (int argument = 0; argument < node.Arity; argument++)
            {
                int of = node[argument];
                if (step[of]) lastRead[of] = Math.Max(lastRead[of], user[i]);
                else user[of] = user[i];
            }
        }
        return lastRead;
    }
}

/// <summary>An output that no loop writes.</summary>
/// <param name="Output">Which one.</param>
/// <param name="Same">An output that a loop writes and that is the same; -1: the node is the same in every row.</param>
/// <param name="Node">Its node.</param>
readonly record struct Follower(int Output, int Same, int Node);
