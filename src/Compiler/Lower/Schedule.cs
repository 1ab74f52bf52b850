using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// What is computed where and when in one call. Nodes used once are nested in the expression of their user, unless that grows too deep;
/// the others are steps, in an order in which branches that belong together stand together.
/// </summary>
sealed class Schedule
{
    /// <summary>Deeper expressions are cut: the compilers below recurse over them.</summary>
    public const int DeepestExpression = 24;

    readonly Circuit circuit;
    readonly int[] uses;
    readonly bool[] step;      // the node has a local of its own
    readonly bool[] splitSelect;   // the select is assigned inside its branches

    public Schedule(Circuit circuit)
    {
        this.circuit = circuit = Sharing.Of(circuit);
        Regions = new(circuit);
        uses = Uses(circuit);
        step = new bool[circuit.Nodes.Length];
        splitSelect = new bool[circuit.Nodes.Length];
        FindSteps();
        bool branches = FindSplitSelects();
        Steps = branches ? new BranchOrder(this).Order() : StepsAsWritten();
    }

    public Circuit Circuit => circuit;

    public Regions Regions { get; }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Constants and inputs cost nothing to repeat.</summary>
    public bool IsLeaf(int node) => circuit.Nodes[node].Op is Op.Number or Op.Truth or Op.Input;

    /// <summary>Whether the node has a step, so that its value is found in a local or a workspace.</summary>
    public bool IsStep(int node) => step[node];

    public bool IsSplitSelect(int node) => splitSelect[node];

    public int UsesOf(int node) => uses[node];

    static int[] Uses(Circuit circuit)
    {
        var uses = new int[circuit.Nodes.Length];
        foreach (Node node in circuit.Nodes)
        {
            for (int argument = 0; argument < node.Arity; argument++) uses[node[argument]]++;
            if (ScalarOps.IsProduct(node)) uses[node.A]++;   // written more than once
        }
        foreach (int output in circuit.Outputs) uses[output]++;
        return uses;
    }

    void FindSteps()
    {
        var depth = new int[step.Length];
        for (int i = 0; i < step.Length; i++)
        {
            if (IsLeaf(i)) continue;
            Node node = circuit.Nodes[i];
            for (int argument = 0; argument < node.Arity; argument++)
            {
                if (!step[node[argument]]) depth[i] = Math.Max(depth[i], depth[node[argument]] + 1);
            }
            // What a call or a loop reads through a list is nested in it. Arrays, and what may fail, are statements.
            step[i] = node.Op is not (Op.Argument or Op.Pack) && (uses[i] > 1 || depth[i] >= DeepestExpression || node.Op is Op.Loop or Op.At or Op.Checked || circuit.Kinds[i].IsArray());
        }
        foreach (int output in circuit.Outputs) step[output] = !IsLeaf(output);
    }

    /// <summary>A choice with a step inside one of its sides is a statement; it and its condition are then steps themselves.</summary>
    bool FindSplitSelects()
    {
        var holdsSteps = new bool[Regions.Count];
        for (int i = 0; i < step.Length; i++) holdsSteps[Regions.Of(i)] |= step[i];
        bool any = false;
        var split = new HashSet<(int Parent, int Condition)>();
        for (int region = Regions.Count - 1; region > 0; region--)
        {
            if (!holdsSteps[region]) continue;
            Region side = Regions[region];
            split.Add((side.Parent, side.Condition));
            holdsSteps[side.Parent] = any = true;
        }
        if (!any) return false;
        for (int i = 0; i < step.Length; i++)
        {
            Node node = circuit.Nodes[i];
            if (node.Op != Op.Select || !split.Contains((Regions.Of(i), node.A))) continue;
            step[i] = splitSelect[i] = true;
            step[node.A] = !IsLeaf(node.A);
        }
        return true;
    }

    List<Step> StepsAsWritten()
    {
        var steps = new List<Step>();
        for (int i = 0; i < step.Length; i++)
        {
            if (step[i]) steps.Add(new(i, i, 0));
        }
        return steps;
    }

    /// <summary>The steps whose values a step reads: those of its expression, and the conditions of the branches that it is in.</summary>
    public void ReadsOf(Step step, List<int> found)
    {
        for (int region = step.Region; region > 0; region = Regions[region].Parent)
        {
            if (this.step[Regions[region].Condition]) found.Add(Regions[region].Condition);
        }
        if (step.Source != step.Node && this.step[step.Source]) { found.Add(step.Source); return; }
        foreach (int i in Nested(step.Source))
        {
            Node node = circuit.Nodes[i];
            for (int argument = 0; argument < node.Arity; argument++)
            {
                if (this.step[node[argument]]) found.Add(node[argument]);
            }
        }
    }

    /// <summary>What computing a step costs, roughly in additions.</summary>
    public int WeightOf(Step step)
    {
        int weight = 3;   // for its local: the JIT keeps track of 1,024
        if (step.Source != step.Node && this.step[step.Source]) return weight;
        foreach (int i in Nested(step.Source)) weight += ScalarOps.Weight(circuit.Nodes[i].Op);
        return weight;
    }

    /// <summary>A node and the nodes nested in its expression.</summary>
    IEnumerable<int> Nested(int root)
    {
        var open = new Stack<int>([root]);
        while (open.TryPop(out int i))
        {
            yield return i;
            Node node = circuit.Nodes[i];
            for (int argument = 0; argument < node.Arity; argument++)
            {
                if (!step[node[argument]] && !IsLeaf(node[argument])) open.Push(node[argument]);
            }
        }
    }
}

/// <summary>The value of a node is computed from an expression and kept. The two differ for a choice: each of its sides is a step of its own.</summary>
/// <param name="Node">The node whose value it is.</param>
/// <param name="Source">The node whose expression is computed.</param>
/// <param name="Region">Where.</param>
readonly record struct Step(int Node, int Source, int Region);
