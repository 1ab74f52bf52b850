namespace GateDsl.Ir;

/// <summary>One circuit while it runs: the outermost, or a body in its trips. Values are computed one after the other, or, where the plan says so, when they are asked for.</summary>
sealed class Activation
{
    readonly Machine machine;
    readonly RunPlan plan;
    readonly Activation? outer;
    readonly Circuit circuit;
    readonly Cell[] values;
    readonly long[] made;                  // the trip in which a value was computed; Always: it is the same in all
    readonly Stack<int> open = [];
    readonly double[] small = new double[3];
    long trip;

    const long Always = long.MaxValue;

    public Activation(Machine machine, RunPlan plan, Activation? outer, Cell[] inputs)
    {
        (this.machine, this.plan, this.outer, Inputs) = (machine, plan, outer, inputs);
        circuit = plan.Circuit;
        values = new Cell[circuit.Nodes.Length];
        made = new long[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Node node = circuit.Nodes[i];
            if (node.Op is not (Op.Number or Op.Truth)) continue;
            values[i] = node.Op == Op.Number ? node.Number : node.Bits;
            made[i] = Always;
        }
    }

    /// <summary>What the inputs are, in this trip.</summary>
    public Cell[] Inputs { get; }

    /// <summary>Where the body's captured inputs come from: the nodes of the circuit around it; -1 of other inputs.</summary>
    public int[]? Captured { get; init; }

    /// <summary>The memory of what was made here, in this trip, because a body inside asked for it.</summary>
    public long Held { get; private set; }

    /// <summary>Begins a trip.</summary>
    public void Begin()
    {
        trip++;
        Held = 0;
        if (plan.IsLazy) return;
        for (int i = 0; i < values.Length; i++)
        {
            if (made[i] != Always && circuit.Nodes[i].Op != Op.Pack) Compute(i);
        }
    }

    /// <summary>The value of an output.</summary>
    public Cell Output(int place) => Value(circuit.Outputs[place]);

    /// <summary>The value of a node.</summary>
    public Cell Value(int id)
    {
        if (!IsMade(id)) Demand(id);
        return values[id];
    }

    bool IsMade(int id) => made[id] == trip || made[id] == Always;

    // By an own stack: nothing recurses over nodes.
    void Demand(int id)
    {
        int bottom = open.Count;
        open.Push(id);
        while (open.Count > bottom)
        {
            int next = open.Peek();
            if (IsMade(next) || !Asks(next)) open.Pop();
        }
    }

    // Puts on the stack what a node needs; where all of that is there, the node is computed.
    bool Asks(int id)
    {
        Node node = circuit.Nodes[id];
        int before = open.Count;
        switch (node.Op)
        {
            case Op.Select:
                if (Ask(node.A)) return true;
                if (Ask(values[node.A].Number != 0 ? node.B : node.C)) return true;
                break;
            case Op.And or Op.Or:
                if (Ask(node.A)) return true;
                if (values[node.A].Number != 0 == (node.Op == Op.And) && Ask(node.B)) return true;
                break;
            case Op.Loop:
                if (Ask(plan.Arguments[id][Loop.Trips])) return true;
                AskForLoop(id);
                if (open.Count > before) return true;
                break;
            case Op.Items or Op.Root:
                foreach (int argument in plan.Arguments[id]) Ask(argument);
                if (open.Count > before) return true;
                break;
            default:
                for (int k = node.Arity - 1; k >= 0; k--) Ask(node[k]);
                if (open.Count > before) return true;
                break;
        }
        Compute(id);
        return false;
    }

    // The arrays and starts of a loop; what its body captures is asked for by the body.
    void AskForLoop(int id)
    {
        Loop loop = circuit.Loops[circuit.Nodes[id].Bits];
        int[] arguments = plan.Arguments[id];
        for (int k = 0; k < loop.Carried; k++) Ask(arguments[Loop.FirstStart + k]);
        bool hasTrips = values[arguments[Loop.Trips]].Number > 0;
        foreach (LoopInput input in loop.Inputs)
        {
            if (input.Role != LoopRole.Element || !hasTrips) continue;
            Ask(arguments[input.Argument]);
            if (input.Offset >= 0) Ask(arguments[input.Offset]);
        }
        foreach (LoopResult result in loop.Results)
        {
            if (result is LoopResult.Scattered scattered) Ask(arguments[scattered.Like]);
        }
    }

    bool Ask(int id)
    {
        if (IsMade(id)) return false;
        open.Push(id);
        return true;
    }

    void Compute(int id)
    {
        Node node = circuit.Nodes[id];
        made[id] = trip;
        switch (node.Op)
        {
            case Op.Input: values[id] = Input(id, (int)node.Bits); break;
            case Op.Loop: values[id] = new(0, RunLoop(id, node)); break;
            case Op.Part: values[id] = ((Cell[])values[node.A].Object!)[(int)node.Bits]; break;
            case Op.Root: values[id] = Roots.Of(BodyOf(id), Arguments(id)[0].Number, Arguments(id)[1].Number); break;
            case Op.Select: values[id] = values[values[node.A].Number != 0 ? node.B : node.C]; break;
            case Op.And or Op.Or: values[id] = values[node.A].Number != 0 == (node.Op == Op.And) ? values[node.B].Number : values[node.A].Number; break;
            case Op.Items or Op.Length or Op.At or Op.Put or Op.Zeros or Op.Transpose or Op.Plus or Op.Order or Op.Locate or Op.Checked:
                values[id] = ArrayCode.Of(machine, node, node.Op == Op.Items ? Arguments(id) : [Argument(node.A), Argument(node.B), Argument(node.C)]);
                break;
            case Op.Pack: break;
            case Op.Held: values[id] = values[node.A]; break;
            case Op.Host:
                var numbers = new double[values.Length];
                foreach (int argument in HostCall.Arguments(circuit.Nodes.AsSpan(), circuit.Functions, node)) numbers[argument] = values[argument].Number;
                for (int rest = node.C; rest >= 0 && circuit.Nodes[rest].Op == Op.Argument; rest = circuit.Nodes[rest].B) numbers[rest] = values[rest].Number;
                values[id] = HostCall.Invoke(circuit, node, numbers);
                break;
            default:
                small[0] = Argument(node.A).Number;
                small[1] = Argument(node.B).Number;
                small[2] = Argument(node.C).Number;
                values[id] = Interpreter.Step(node.On(node.A < 0 ? -1 : 0, node.B < 0 ? -1 : 1, node.C < 0 ? -1 : 2), small, circuit.Reproducible);
                break;
        }
    }

    Cell Argument(int id) => id < 0 ? default : values[id];

    Cell[] Arguments(int id)
    {
        int[] arguments = plan.Arguments[id];
        var cells = new Cell[arguments.Length];
        for (int k = 0; k < cells.Length; k++) cells[k] = values[arguments[k]];
        return cells;
    }

    Cell Input(int id, int place)
    {
        if (Captured is null || Captured[place] < 0) return Inputs[place];
        made[id] = Always;
        long before = machine.Bytes;
        Cell value = outer!.Value(Captured[place]);
        outer.Held += machine.Bytes - before;
        return value;
    }

    /// <summary>The body of a loop or a root, with nothing captured yet.</summary>
    public Activation BodyOf(int id)
    {
        Loop loop = circuit.Loops[circuit.Nodes[id].Bits];
        int[] arguments = plan.Arguments[id];
        int[] captured = [.. loop.Inputs.Select(input => input.Role == LoopRole.Captured ? arguments[input.Argument] : -1)];
        return new(machine, plan.Bodies[id]!, this, new Cell[loop.Inputs.Length]) { Captured = captured };
    }

    Cell[] RunLoop(int id, Node node)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => RunLoop(id, node));
        CheckPlace place = machine.Place;
        Cell[] results = new LoopRun(machine, this, circuit.Loops[node.Bits], plan.Arguments[id], plan.Bodies[id]!.Weight).Run(BodyOf(id));
        machine.Place = place;
        return results;
    }
}
