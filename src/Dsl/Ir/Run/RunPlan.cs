using System.Runtime.CompilerServices;

namespace GateDsl.Ir;

/// <summary>What is known of a circuit with arrays before it runs: the arguments of its loops, their plans, and whether its nodes may be computed one after the other.</summary>
sealed class RunPlan
{
    static readonly ConditionalWeakTable<Circuit, RunPlan> known = [];

    /// <param name="circuit">The circuit.</param>
    /// <param name="risky">Whether what an input stands for must not be computed where it is not needed; null: no input is so.</param>
    /// <param name="isAsked">Whether a condition among the outputs says if the rest is needed at all.</param>
    RunPlan(Circuit circuit, bool[]? risky, bool isAsked)
    {
        Circuit = circuit;
        ReadOnlySpan<Node> nodes = circuit.Nodes.AsSpan();
        Arguments = new int[nodes.Length][];
        Bodies = new RunPlan?[nodes.Length];
        var mayFail = new bool[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            Node node = nodes[i];
            mayFail[i] = node.Op is Op.At or Op.Put or Op.Checked or Op.Loop or Op.Root or Op.Items or Op.Locate or Op.Host or Op.Plus || (node.Op == Op.Input && risky is not null && risky[(int)node.Bits]);
            if (node.Op is Op.Loop or Op.Root or Op.Items) Arguments[i] = ArrayNodes.Unpack(nodes, node.A);
        }
        var faulty = new bool[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            faulty[i] = mayFail[i] && (nodes[i].Op != Op.Loop || circuit.Loops[nodes[i].Bits].MayFail);
            for (int k = 0; k < nodes[i].Arity; k++) faulty[i] |= faulty[nodes[i][k]];
        }
        var depends = (bool[])mayFail.Clone();
        for (int i = 0; i < nodes.Length; i++)
        {
            for (int k = 0; k < nodes[i].Arity; k++) depends[i] |= depends[nodes[i][k]];
            if (nodes[i].Op is not (Op.Loop or Op.Root)) continue;
            Loop loop = circuit.Loops[nodes[i].Bits];
            int[] arguments = Arguments[i];
            Bodies[i] = new(loop.Body, [.. loop.Inputs.Select(input => input.Role == LoopRole.Captured && depends[arguments[input.Argument]])], loop.HasGoing);
        }
        bool[] always = Always(circuit, faulty);
        for (int i = 0; i < nodes.Length; i++) IsLazy |= mayFail[i] && (!always[i] || isAsked);
        Weight = 1 + nodes.Length - circuit.Inputs.Length;
    }

    public Circuit Circuit { get; }

    /// <summary>Of loops, roots and items, what is in their lists.</summary>
    public int[][] Arguments { get; }

    /// <summary>Of loops and roots, the plans of their bodies.</summary>
    public RunPlan?[] Bodies { get; }

    /// <summary>Whether something may fail, or cost much, that is not needed always: then each value is computed when it is asked for.</summary>
    public bool IsLazy { get; }

    /// <summary>How many steps one run of it is: its operations, and one to begin it.</summary>
    public int Weight { get; }

    public static RunPlan Of(Circuit circuit) => known.GetValue(circuit, static circuit => new(circuit, null, false));

    // The nodes that are needed whatever conditions say. Of a loop without trips, what its trips would read is not.
    bool[] Always(Circuit circuit, bool[] faulty)
    {
        ReadOnlySpan<Node> nodes = circuit.Nodes.AsSpan();
        var always = new bool[nodes.Length];
        foreach (int output in circuit.Outputs) always[output] = true;
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            if (!always[i]) continue;
            Node node = nodes[i];
            switch (node.Op)
            {
                case Op.Select or Op.And or Op.Or: always[node.A] = true; break;
                case Op.Loop:
                    Loop loop = circuit.Loops[node.Bits];
                    var isCaptured = new bool[Arguments[i].Length];
                    foreach (LoopInput input in loop.Inputs) if (input.Role == LoopRole.Captured) isCaptured[input.Argument] = true;
                    foreach (LoopInput input in loop.Inputs) if (input.Role == LoopRole.Element) isCaptured[input.Argument] = faulty[Arguments[i][input.Argument]];
                    for (int k = 0; k < isCaptured.Length; k++) if (!isCaptured[k] || k <= loop.Carried) always[Arguments[i][k]] = true;
                    break;
                case Op.Root or Op.Items:
                    foreach (int argument in Arguments[i]) always[argument] = true;
                    break;
                default:
                    for (int k = 0; k < node.Arity; k++) always[node[k]] = true;
                    break;
            }
        }
        return always;
    }
}
