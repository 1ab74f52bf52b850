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

    readonly bool[] uniform, step;
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
        if (Parts.Count == 0) Parts = [[]];
        for (int i = 0; i < count; i++)
        {
            if (uniform[i] && step[i]) slot[i] = Uniforms++;
        }
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

    /// <summary>Whether a node has the same value in every row.</summary>
    public bool IsUniform(int node) => uniform[node];

    /// <summary>Whether the value of a node is kept; otherwise it is nested in the expression of its user.</summary>
    public bool IsStep(int node) => step[node];

    /// <summary>The loop that computes a node; the last one for what none computes.</summary>
    public int PartOf(int node) => uniform[node] || !step[node] ? Parts.Count - 1 : part[node];

    /// <summary>Among the uniform parts, the one that computes a node.</summary>
    public int UniformPartOf(int node) => part[node];

    /// <summary>The number of the uniform value or inner column that holds a node's value; -1 for what only its own loop reads.</summary>
    public int SlotOf(int node) => slot[node];

    public bool IsLeaf(int node) => Circuit.Nodes[node].Op is Op.Number or Op.Truth or Op.Input;

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
            step[i] = uses[i] > 1 || depth[i] >= Schedule.DeepestExpression || latency[i] > LongestWait / 2 || (uniform[i] && usedByRows[i]);
        }
        foreach (int output in Circuit.Outputs) step[output] = !IsLeaf(output);
    }

    List<List<int>> Cut(bool uniformSteps)
    {
        List<List<int>> parts = [];
        int weight = PartWeight, nested = 0, work = 0, nestedWork = 0, start = 0;
        var wait = new int[step.Length];   // of steps: cycles until the node is known, from the start of its part
        for (int i = 0; i < step.Length; i++)
        {
            if (uniform[i] != uniformSteps || IsLeaf(i)) continue;
            Node node = Circuit.Nodes[i];
            nested += VectorOps.Weight(node.Op);
            nestedWork += VectorOps.Instructions(node.Op);
            if (!step[i]) continue;
            wait[i] = Wait(i, wait, start);
            if (weight + nested > PartWeight || (weight >= SmallestPart && IsStarved(wait[i], work + nestedWork, nestedWork)))
            {
                parts.Add([]);
                weight = work = 0;
                start = i;
                wait[i] = Wait(i, wait, start);
            }
            parts[^1].Add(i);
            part[i] = parts.Count - 1;
            weight += nested;
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
