using GateDsl.Primitives;

namespace GateDsl.Ir;

/// <summary>What a circuit costs, with its loops as often as they run: polynomials in lengths and counts.</summary>
/// <param name="circuit">The circuit, or the body of a loop.</param>
/// <param name="parent">Of a body: the circuit in which the loop is.</param>
/// <param name="loop">Of a body: the loop.</param>
/// <param name="arguments">Of a body: the arguments of the loop, nodes of the parent.</param>
sealed class LoopCosts(Circuit circuit, LoopCosts? parent = null, Loop? loop = null, int[]? arguments = null)
{
    /// <summary>Counts that are computed in more steps are known by a name of their own.</summary>
    const int Deepest = 64;

    readonly LoopCosts? parent = parent;
    readonly Dictionary<int, SizePolynomial> sizes = [];
    int depth, unknown;

    /// <summary>How often a zero asks for a value of its function: a bisection down to the last bit is the longest way.</summary>
    const int ValuesOfRoot = 64;

    /// <summary>Operations, and those among them that are functions.</summary>
    public (SizePolynomial Operations, SizePolynomial Calls) Count()
    {
        SizePolynomial operations = SizePolynomial.Of(0), calls = SizePolynomial.Of(0);
        long plain = 0, functions = 0;
        for (int id = 0; id < circuit.Nodes.Length; id++)
        {
            Node node = circuit.Nodes[id];
            if (node.Op is Op.Number or Op.Truth or Op.Input or Op.Argument or Op.Pack or Op.Part or Op.Length) continue;
            if (node.Op is Op.Loop or Op.Root)
            {
                Loop inner = circuit.Loops[node.Bits];
                int[] given = ArrayNodes.Unpack(circuit.Nodes.AsSpan(), node.A);
                var body = new LoopCosts(inner.Body, this, inner, given).Count();
                SizePolynomial trips = node.Op == Op.Root ? SizePolynomial.Of(ValuesOfRoot) : SizeOf(given[Loop.Trips]);
                (operations, calls) = (operations + trips * (body.Operations + SizePolynomial.Of(AddedEachTrip(inner))), calls + trips * body.Calls);
            }
            else if (node.Op is Op.Plus) operations += Elements(id);
            else plain++;
            if (IsFunction(node)) functions++;
        }
        return (operations + SizePolynomial.Of(plain), calls + SizePolynomial.Of(functions));
    }

    /// <summary>Whether a node is a function, of the language or of the application: small powers are products.</summary>
    public static bool IsFunction(Node node) => node.Op == Op.Host || (PrimitiveTable.Find(node.Op)?.Lanes is not null && node is not { Op: Op.PowerInt, Bits: >= -1 and <= 4 });

    static int AddedEachTrip(Loop loop) => loop.Results.Sum(result => result switch { LoopResult.Summed { Like: < 0 } => 1, LoopResult.Scattered scattered => scattered.Contributions.Length, _ => 0 });

    SizePolynomial Elements(int array)
    {
        SizePolynomial all = SizePolynomial.Of(1);
        for (int dimension = 0; dimension < circuit.Kinds[array].Rank(); dimension++) all *= LengthOf(array, dimension);
        return all;
    }

    // A count: of inputs and lengths by sums and products, or else by a name of its own.
    SizePolynomial SizeOf(int id)
    {
        if (sizes.TryGetValue(id, out SizePolynomial? known)) return known;
        depth++;
        SizePolynomial size = depth > Deepest ? Unknown() : Size(id);
        depth--;
        return sizes[id] = size;
    }

    SizePolynomial Size(int id)
    {
        Node node = circuit.Nodes[id];
        return node.Op switch
        {
            Op.Number => SizePolynomial.Of((long)Math.Clamp(node.Number, 0, long.MaxValue / 2)),
            Op.Input when parent is null => SizePolynomial.Of(circuit.Inputs[(int)node.Bits].Name),
            Op.Input when loop!.Inputs[(int)node.Bits] is { Role: LoopRole.Captured } input => parent.SizeOf(arguments![input.Argument]),
            Op.Add when circuit.Nodes[node.B] is { Op: Op.Number } constant => SizeOf(node.A) + SizePolynomial.Of((long)Math.Clamp(constant.Number, -1e15, 1e15)),
            Op.Add => SizeOf(node.A) + SizeOf(node.B),
            Op.Subtract => SizeOf(node.A) - SizeOf(node.B),
            Op.Multiply => SizeOf(node.A) * SizeOf(node.B),
            Op.Max when circuit.Nodes[node.B] is { Op: Op.Number, Number: <= 0 } => SizeOf(node.A),    // at least no trip
            Op.Checked or Op.Held => SizeOf(node.A),
            Op.Length => LengthOf(node.A, (int)node.Bits),
            _ => Unknown(),
        };
    }

    SizePolynomial LengthOf(int array, int dimension)
    {
        Node node = circuit.Nodes[array];
        switch (node.Op)
        {
            case Op.Input when parent is null:
                return SizePolynomial.Of(circuit.Inputs[(int)node.Bits].Name + string.Concat(Enumerable.Repeat("[0]", dimension)) + ".Length");
            case Op.Input when loop!.Inputs[(int)node.Bits] is { Role: LoopRole.Captured or LoopRole.Element } input:
                return parent.LengthOf(arguments![input.Argument], dimension + (input.Role == LoopRole.Element ? 1 : 0));
            case Op.Items when dimension == 0: return SizePolynomial.Of(ArrayNodes.Unpack(circuit.Nodes.AsSpan(), node.A).Length);
            case Op.Items: return LengthOf(circuit.Nodes[node.A].A, dimension - 1);
            case Op.At: return LengthOf(node.A, dimension + 1);
            case Op.Transpose when dimension < 2: return LengthOf(node.A, 1 - dimension);
            case Op.Transpose or Op.Plus or Op.Put or Op.Zeros or Op.Order or Op.Checked or Op.Held: return LengthOf(node.A, dimension);
            case Op.Part: return LengthOf(circuit.Nodes[node.A], (int)node.Bits, dimension);
            default: return Unknown();
        }
    }

    // The length of a loop's result.
    SizePolynomial LengthOf(Node made, int part, int dimension)
    {
        Loop maker = circuit.Loops[made.Bits];
        int[] given = ArrayNodes.Unpack(circuit.Nodes.AsSpan(), made.A);
        return maker.Results[part] switch
        {
            LoopResult.Stacked when dimension == 0 => SizeOf(given[Loop.Trips]),
            LoopResult.Stacked { Row.Length: > 0 } stacked => SizeOf(given[stacked.Row[dimension - 1]]),
            LoopResult.Stacked stacked => new LoopCosts(maker.Body, this, maker, given).LengthOf(maker.Body.Outputs[stacked.Value], dimension - 1),
            LoopResult.All when dimension == 0 => SizeOf(given[Loop.Trips]) + SizePolynomial.Of(1),
            LoopResult.All all => LengthOf(given[Loop.FirstStart + all.Carried], dimension - 1),
            LoopResult.Last last => LengthOf(given[Loop.FirstStart + last.Carried], dimension),
            LoopResult.Summed { Like: >= 0 } summed => LengthOf(given[summed.Like], dimension),
            LoopResult.Scattered scattered => LengthOf(given[scattered.Like], dimension),
            _ => Unknown(),
        };
    }

    // A number of trips that the gate computes: from what it reads, by a choice, by a quotient.
    SizePolynomial Unknown()
    {
        LoopCosts top = this;
        while (top.parent is { } outer) top = outer;
        return SizePolynomial.Of($"trips {++top.unknown}");
    }
}
