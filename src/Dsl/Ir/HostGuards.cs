namespace GateDsl.Ir;

/// <summary>
/// Says of each call of the host where it is needed: not for a branch that is not taken, nor for the right side of a connective that the left decides. Every route then makes
/// the same calls, however it works through the circuit: a loop over nodes or over vectors computes both branches, compiled code one.
/// </summary>
sealed class HostGuards
{
    /// <summary>The most work: calls times nodes. A circuit beyond it makes all of its calls.</summary>
    const long MostWork = 50_000_000;

    const int Never = 0, Always = 1;

    /// <summary>Conditions nested deeper than this are left out: the call is made where the others hold.</summary>
    const int Deepest = 50;

    readonly Circuit circuit;
    readonly int[] needOf;        // of the calls: where they are needed
    readonly List<Need> needs = [default, default];
    readonly Dictionary<Need, int> known = [];
    readonly Dictionary<int, int> made = [];
    readonly Graph graph;
    readonly int[] map;

    HostGuards(Circuit circuit)
    {
        this.circuit = circuit;
        needOf = new int[circuit.Nodes.Length];
        map = new int[circuit.Nodes.Length];
        graph = new(Budget.Unlimited, circuit.Functions);
    }

    /// <summary>The circuit with guarded calls; the same if all are needed always.</summary>
    public static Circuit Of(Circuit circuit)
    {
        if (circuit.HasArrays) return circuit;               // it computes what is needed, and nothing else
        int[] calls = [.. Enumerable.Range(0, circuit.Nodes.Length).Where(i => circuit.Nodes[i].Op == Op.Host && !circuit.Nodes[i].IsGuarded)];
        if (calls.Length == 0 || (long)calls.Length * circuit.Nodes.Length > MostWork) return circuit;
        var guards = new HostGuards(circuit);
        foreach (int call in calls) guards.needOf[call] = guards.NeedOf(call);
        return calls.All(call => guards.needOf[call] == Always) ? circuit : guards.Rebuilt();
    }

    /// <summary>
    /// Where a call is needed, in conditions that do not depend on it. A condition that does is needed itself wherever its choice is, and so is the call: there
    /// what stands behind the condition adds nothing.
    /// </summary>
    int NeedOf(int call)
    {
        int count = circuit.Nodes.Length;
        var depends = new bool[count];
        depends[call] = true;
        for (int i = call + 1; i < count; i++)
        {
            Node node = circuit.Nodes[i];
            for (int k = 0; k < node.Arity; k++) depends[i] |= depends[node[k]];
        }
        var need = new int[count];
        foreach (int output in circuit.Outputs) need[output] = Always;
        for (int i = count - 1; i > call; i--)
        {
            if (!depends[i] || need[i] == Never) continue;
            Node node = circuit.Nodes[i];
            for (int k = 0; k < node.Arity; k++)
            {
                if (depends[node[k]]) need[node[k]] = Either(need[node[k]], For(node, k, need[i]));
            }
        }
        return need[call];

        int For(in Node node, int k, int whole) => k == 0 || depends[node.A] ? whole : node.Op switch
        {
            Op.Select => Under(whole, node.A, k == 1),
            Op.And => Under(whole, node.A, true),
            Op.Or => Under(whole, node.A, false),
            _ => whole,
        };
    }

    int Under(int whole, int condition, bool truth) => needs[whole].Depth >= Deepest ? whole : Known(new(whole, condition, truth, -1, needs[whole].Depth + 1));

    int Either(int p, int q)
    {
        if (p == Never || q == Always || p == q) return q;
        if (q == Never || p == Always) return p;
        Need a = needs[p], b = needs[q];
        if (a.Other < 0 && a.Whole == q) return q;
        if (b.Other < 0 && b.Whole == p) return p;
        if (a.Other < 0 && b.Other < 0 && a.Whole == b.Whole && a.Condition == b.Condition) return a.Whole;
        int depth = Math.Max(a.Depth, b.Depth) + 1;
        return depth > Deepest ? Always : Known(new(p, -1, true, q, depth));
    }

    int Known(Need need)
    {
        if (known.TryGetValue(need, out int id)) return id;
        needs.Add(need);
        known.Add(need, needs.Count - 1);
        return needs.Count - 1;
    }

    /// <summary>The circuit with each call after what guards it.</summary>
    Circuit Rebuilt()
    {
        int[] inputs = [.. circuit.Inputs.Select(input => graph.NewInput(input.Name, input.Kind))];
        foreach (int node in Order()) map[node] = Made(node, inputs);
        return graph.Finish([.. circuit.Outputs.Select(output => map[output])], inputs, circuit.Reproducible);
    }

    int Made(int index, int[] inputs)
    {
        Node node = circuit.Nodes[index];
        if (node.Op == Op.Input) return inputs[(int)node.Bits];
        if (node.Op != Op.Host || needOf[index] is Always or Never) return graph.Add(node.Through(map));
        int[] arguments = [.. HostCall.Arguments(circuit.Nodes.AsSpan(), circuit.Functions, node).Select(argument => map[argument])];
        Wire guard = graph.Wire(Condition(needOf[index]));
        return HostCall.Add(graph, Node.Guarded(node.Bits), [.. arguments, guard.Choose(guard.Number(1), guard.Number(0)).Id]);
    }

    int Condition(int need)
    {
        if (need == Always) return graph.Truth(true);
        if (made.TryGetValue(need, out int known)) return known;
        Need n = needs[need];
        Wire left = graph.Wire(Condition(n.Whole)), right = graph.Wire(n.Other >= 0 ? Condition(n.Other) : map[n.Condition]);
        if (n.Other < 0 && !n.Truth) right = !right;
        return made[need] = (n.Other >= 0 ? left | right : n.Whole == Always ? right : left & right).Id;
    }

    /// <summary>
    /// An order in which arguments and guards come first. Where calls guard each other in a circle, those in it are made always, which is the same by every route too.
    /// </summary>
    List<int> Order()
    {
        while (true)
        {
            var order = new List<int>();
            var state = new byte[circuit.Nodes.Length];   // 1: begun, 2: done
            var open = new Stack<(int Node, int[] Before, int Next)>();
            bool circle = false;
            for (int i = 0; i < state.Length && !circle; i++)
            {
                if (state[i] == 0) Begin(i);
                while (open.TryPop(out var top) && !circle)
                {
                    if (top.Next == top.Before.Length)
                    {
                        state[top.Node] = 2;
                        order.Add(top.Node);
                        continue;
                    }
                    open.Push(top with { Next = top.Next + 1 });
                    int before = top.Before[top.Next];
                    if (state[before] == 0) Begin(before);
                    circle = state[before] == 1 && before != open.Peek().Node;
                }
            }
            if (!circle) return order;
            foreach (var (node, _, _) in open) needOf[node] = Always;

            void Begin(int node)
            {
                state[node] = 1;
                open.Push((node, Before(node), 0));
            }
        }
    }

    int[] Before(int index)
    {
        Node node = circuit.Nodes[index];
        HashSet<int> before = [];
        if (node.Op == Op.Host) Conditions(needOf[index], before, []);
        for (int k = 0; k < node.Arity; k++) before.Add(node[k]);
        return [.. before];
    }

    void Conditions(int need, HashSet<int> found, HashSet<int> seen)
    {
        if (need <= Always || !seen.Add(need)) return;
        Need n = needs[need];
        if (n.Condition >= 0) found.Add(n.Condition);
        Conditions(n.Whole, found, seen);
        if (n.Other >= 0) Conditions(n.Other, found, seen);
    }

    /// <summary>Where a whole is needed and a condition is one truth value; or, with another, where either is.</summary>
    readonly record struct Need(int Whole, int Condition, bool Truth, int Other, int Depth);
}
