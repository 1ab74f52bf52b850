namespace GateDsl.Ir;

/// <summary>Nodes of arrays, in a form that is the same however they come about: a length is that of what an array is made of, an element of items is the item.</summary>
static class ArrayNodes
{
    /// <summary>Whether an op has to do with arrays and loops, or is a check, which is computed as they are.</summary>
    public static bool IsOfArrays(this Op op) => op == Op.Checked || op.IsOfLoops();

    /// <summary>Whether an op has to do with arrays and loops. Checks of ints are not among them.</summary>
    public static bool IsOfLoops(this Op op) => op is Op.Pack or Op.Loop or Op.Part or Op.Root or Op.Items or Op.Length or Op.At or Op.Put or Op.Zeros or Op.Transpose or Op.Plus or Op.Order or Op.Locate or Op.Held;

    /// <summary>Whether one of the nodes that outputs need has.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="checks">Whether a check of an int counts.</param>
    public static bool HasArrays(this Graph graph, ReadOnlySpan<int> outputs, bool checks = false)
    {
        if (!graph.MayHaveArrays) return false;
        bool[] live = graph.ReachableFrom(outputs);
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && (graph[i].Op.IsOfLoops() || (checks && graph[i].Op == Op.Checked) || graph.KindOf(i).IsArray())) return true;
        }
        return false;
    }

    /// <summary>Whether something is checked where a node is computed.</summary>
    public static bool MayFail(Graph graph, int id)
    {
        if (!graph.MayHaveArrays) return false;
        HashSet<int> seen = [id];
        Stack<int> open = new(seen);
        while (open.TryPop(out int next))
        {
            graph.Budget.Spend(1);
            Node node = graph[next];
            if (node.Op is Op.At or Op.Checked or Op.Locate || (node.Op is Op.Loop or Op.Root && graph.Loops[node.Bits].MayFail)) return true;
            for (int k = 0; k < node.Arity; k++) if (seen.Add(node[k])) open.Push(node[k]);
        }
        return false;
    }

    /// <summary>The kind of a node of an array op, of a loop or of its results.</summary>
    public static Kind KindOf(Graph graph, in Node node) => node.Op switch
    {
        Op.Pack or Op.Loop => Kind.List,
        Op.Part => graph.Loops[graph[node.A].Bits] is var loop ? loop.Results[(int)node.Bits].KindIn(loop.Body) : default,
        Op.Items => graph.KindOf(graph[node.A].A).ArrayOf(),
        Op.At => graph.KindOf(node.A).Element(),
        Op.Order => Kind.Float.ArrayOf(),
        _ => graph.KindOf(node.A),
    };

    /// <summary>Adds a node that may be one of these.</summary>
    public static int Make(Graph graph, in Node node) => node.Op switch
    {
        Op.Length => Length(graph, node.A, (int)node.Bits),
        Op.At => At(graph, node.A, node.B, node.Bits),
        Op.Transpose => Transpose(graph, node.A),
        Op.Part => LoopBuilder.Part(graph, node.A, (int)node.Bits),
        Op.Plus => Plus(graph, node.A, node.B),
        Op.Zeros => Zeros(graph, node.A),
        Op.Put => Put(graph, node.A, node.B, node.C, node.Bits),
        Op.Checked => Checked(graph, node.A, node.B, node.Bits),
        Op.Order when graph.IsExact => ExactInts.Order(graph, node) ?? graph.Add(node),
        Op.Locate when graph.IsExact => ExactInts.Locate(graph, node) ?? graph.Add(node),
        _ => graph.Add(node),
    };

    /// <summary>A list of arguments; -1 of none.</summary>
    public static int Pack(Graph graph, ReadOnlySpan<int> arguments)
    {
        int list = -1;
        for (int k = arguments.Length - 1; k >= 0; k--) list = graph.Add(new(Op.Pack, arguments[k], list));
        return list;
    }

    /// <summary>What is in a list.</summary>
    public static int[] Unpack(ReadOnlySpan<Node> nodes, int list)
    {
        List<int> arguments = [];
        for (; list >= 0; list = nodes[list].B) arguments.Add(nodes[list].A);
        return [.. arguments];
    }

    /// <summary>The arguments of a loop, a root, or the items of an array.</summary>
    public static int[] Arguments(Graph graph, int id) => Unpack(graph.Nodes, graph[id].A);

    /// <summary>An array of these; there must be one.</summary>
    public static int Items(Graph graph, ReadOnlySpan<int> items) => graph.Add(new(Op.Items, Pack(graph, items)));

    /// <summary>How many elements an array has in one of its dimensions.</summary>
    public static int Length(Graph graph, int array, int dimension = 0)
    {
        while (true)
        {
            Node node = graph[array];
            switch (node.Op)
            {
                case Op.Zeros or Op.Put or Op.Plus: array = node.A; continue;
                case Op.Transpose when dimension < 2:
                    (array, dimension) = (node.A, 1 - dimension);
                    continue;
                case Op.Transpose: array = node.A; continue;
                case Op.At: (array, dimension) = (node.A, dimension + 1); continue;
                case Op.Order: array = node.A; continue;
                case Op.Items when dimension == 0: return graph.Number(Unpack(graph.Nodes, node.A).Length);
                case Op.Items: (array, dimension) = (graph[node.A].A, dimension - 1); continue;
                case Op.Select:
                    int left = Length(graph, node.B, dimension), right = Length(graph, node.C, dimension);
                    return left == right ? left : graph.Add(new(Op.Length, array, Bits: dimension));
                case Op.Input when graph.MeaningOf(array) is (var of, var deeper) && of >= 0: (array, dimension) = (of, dimension + deeper); continue;
                case Op.Part when Result(graph, node, ref array, ref dimension) is { } done:
                    if (done >= 0) return done;
                    continue;
            }
            return graph.Add(new(Op.Length, array, Bits: dimension));
        }
    }

    // The length of a loop's result: a node; or -1, of another array; or null, nothing is known.
    static int? Result(Graph graph, in Node part, ref int array, ref int dimension)
    {
        Loop loop = graph.Loops[graph[part.A].Bits];
        int[] arguments = Arguments(graph, part.A);
        switch (loop.Results[(int)part.Bits])
        {
            case LoopResult.Stacked when dimension == 0 && !loop.HasGoing: return arguments[Loop.Trips];
            case LoopResult.Stacked stacked when dimension > 0 && stacked.Row.Length > 0: return arguments[stacked.Row[dimension - 1]];
            case LoopResult.All when dimension == 0 && !loop.HasGoing: return graph.Wire(arguments[Loop.Trips]) is var trips ? Sum(graph, trips.Id, 1) : null;
            case LoopResult.Summed summed: array = arguments[summed.Like]; return -1;
            case LoopResult.Scattered scattered: array = arguments[scattered.Like]; return -1;
            default: return null;
        }
    }

    /// <summary>A count and a constant, in the form (n + c).</summary>
    public static int Sum(Graph graph, int count, double constant)
    {
        if (constant == 0) return count;
        Node node = graph[count];
        if (node.Op == Op.Number) return graph.Number(node.Number + constant);
        if (node.Op == Op.Add && graph[node.B] is { Op: Op.Number } before) return Sum(graph, node.A, before.Number + constant);
        return graph.Add(new(Op.Add, count, graph.Number(constant)));
    }

    /// <summary>The element at a position; of a matrix a row.</summary>
    public static int At(Graph graph, int array, int position, long bits)
    {
        Node node = graph[array];
        if (graph.IsExact && node.Op == Op.Items && ExactInts.Value(graph, position) is { } place) position = graph.Number(place);
        if (node.Op == Op.Items && graph[position] is { Op: Op.Number } number)
        {
            int[] items = Unpack(graph.Nodes, node.A);
            if (number.Number >= 0 && number.Number < items.Length && number.Number == Math.Floor(number.Number)) return items[(int)number.Number];
        }
        if (node.Op == Op.Items && graph[position] is { Op: Op.Select } choice && IsKnown(graph, position)) return graph.Add(new(Op.Select, choice.A, At(graph, array, choice.B, bits), At(graph, array, choice.C, bits)));
        return graph.Add(new(Op.At, array, position, Bits: bits));
    }

    // A choice of numbers.
    static bool IsKnown(Graph graph, int position) => graph[position].Op == Op.Number || (graph.IsExact && ExactInts.Value(graph, position) is not null) || (graph[position] is { Op: Op.Select } choice && DeepStack.HasRoom && IsKnown(graph, choice.B) && IsKnown(graph, choice.C));

    public static int At(Graph graph, int array, int position) => At(graph, array, position, graph.Loops.At(CheckPlace.None));

    /// <summary>Zeros of the lengths of an array, with a value at a position.</summary>
    public static int Put(Graph graph, int like, int value, int position, long bits)
    {
        if (graph[position] is not { Op: Op.Number, Number: var at } || Wires(graph, like) is not { } items || !(at >= 0 && at < items.Length)) return graph.Add(new(Op.Put, like, value, position, bits));
        return Items(graph, [.. items.Select((item, i) => i == at ? value : ZeroLike(graph, item))]);
    }

    // The elements of a small array of nodes, of matrices those of rows of such; null of any other.
    static int[]? Wires(Graph graph, int array)
    {
        if (graph[array].Op != Op.Items) return null;
        int[] items = Unpack(graph.Nodes, graph[array].A);
        return items.Length <= SmallLoops.MostTrips && (!graph.KindOf(items[0]).IsArray() || Array.TrueForAll(items, item => Wires(graph, item) is not null)) ? items : null;
    }

    /// <summary>Zeros of the lengths of an array, which is not computed for that where its lengths are known without.</summary>
    public static int Zeros(Graph graph, int like)
    {
        while (true)
        {
            Node node = graph[like];
            switch (node.Op)
            {
                case Op.Zeros: return like;
                case Op.Items when Wires(graph, like) is { } items: return Items(graph, [.. items.Select(item => ZeroLike(graph, item))]);
                case Op.Put or Op.Plus: like = node.A; continue;
                case Op.Part when graph.Loops[graph[node.A].Bits].Results[(int)node.Bits] is LoopResult.Scattered or LoopResult.Summed:
                    int dimension = 0;
                    Result(graph, node, ref like, ref dimension);
                    continue;
                case Op.Part or Op.At or Op.Transpose or Op.Order: return Filled(graph, like) ?? graph.Add(new(Op.Zeros, like));
                case Op.Select: return Filled(graph, like) ?? graph.Add(new(Op.Select, node.A, Zeros(graph, node.B), Zeros(graph, node.C)));
                default: return graph.Add(new(Op.Zeros, like));
            }
        }
    }

    // Zeros from lengths, by a loop for each dimension; null where a length is only known of the array itself.
    static int? Filled(Graph graph, int like)
    {
        int rank = graph.KindOf(like).Rank();
        Span<int> lengths = stackalloc int[rank];
        for (int d = 0; d < rank; d++)
        {
            lengths[d] = Length(graph, like, d);
            if (graph[lengths[d]] is { Op: Op.Length } node && node.A == like) return null;
        }
        int zeros = graph.KindOf(like).Scalar() == Kind.Bool ? graph.Truth(false) : graph.Number(0);
        for (int d = rank - 1; d >= 0; d--)
        {
            var builder = new LoopBuilder(graph);
            zeros = LoopBuilder.Part(graph, builder.Finish(lengths[d], [], [new LoopResult.Stacked(zeros, [.. lengths[(d + 1)..]])]), 0);
        }
        return zeros;
    }

    public static int Transpose(Graph graph, int matrix) => Wires(graph, matrix) is { } rows && Columns(graph, rows) is { } columns ? columns : graph[matrix].Op == Op.Transpose ? graph[matrix].A : graph.Add(new(Op.Transpose, matrix));

    static int? Columns(Graph graph, int[] rows)
    {
        int[][] all = [.. rows.Select(row => Wires(graph, row)!)];
        if (all.Any(row => row.Length != all[0].Length)) return null;
        return Items(graph, [.. Enumerable.Range(0, all[0].Length).Select(k => Items(graph, [.. all.Select(row => row[k])]))]);
    }

    /// <summary>The sum of two numbers, or of two arrays.</summary>
    public static int Plus(Graph graph, int a, int b)
    {
        if (!graph.KindOf(a).IsArray()) return graph.Add(new(Op.Add, a, b));
        if (Wires(graph, a) is { } left && Wires(graph, b) is { } right && left.Length == right.Length) return Items(graph, [.. left.Select((item, i) => IsZero(graph, item) ? right[i] : IsZero(graph, right[i]) ? item : Plus(graph, item, right[i]))]);
        return graph[a].Op == Op.Zeros ? b : graph[b].Op == Op.Zeros ? a : graph.Add(new(Op.Plus, a, b));
    }

    static bool IsZero(Graph graph, int id) => graph[id] is { Op: Op.Number, Number: 0 };

    /// <summary>0, or an array of zeros.</summary>
    public static int ZeroLike(Graph graph, int value) => graph.KindOf(value).IsArray() ? Zeros(graph, value) : graph.Number(0);

    /// <summary>A number that is checked.</summary>
    public static int Checked(Graph graph, int value, int other, long bits)
    {
        var fault = (Fault)(bits & CheckPlace.FaultMask);
        if (graph.IsExact && ExactInts.Value(graph, value) is { } known) value = graph.Number(known);
        if (graph.IsExact && fault is Fault.Overflow or Fault.Divisor or Fault.Knots or Fault.Position && graph[value].Op != Op.Number) return value;       // what they would not let pass is not decided
        if (fault == Fault.Lengths && SameLength(graph, value, other)) return value;
        if (graph[value] is { Op: Op.Number } number && !RunFaults.IsWrong(fault, number.Number, other >= 0 && graph[other] is { Op: Op.Number } second ? second.Number : double.NaN)) return value;
        if (fault == Fault.Negative && IsLength(graph, value)) return value;
        return graph.Add(new(Op.Checked, value, other, Bits: bits));
    }

    /// <summary>The same count without what is checked of it.</summary>
    public static int Unchecked(Graph graph, int count)
    {
        double constant = 0;
        while (true)
        {
            Node node = graph[count];
            if (node.Op == Op.Checked) count = node.A;
            else if (node.Op == Op.Add && graph[node.B] is { Op: Op.Number } number) (count, constant) = (node.A, constant + number.Number);
            else return Sum(graph, count, constant);
        }
    }

    // Two lengths that have been compared are one.
    static bool SameLength(Graph graph, int a, int b)
    {
        if (a == b) return true;
        return (IsCompared(a) && (graph[a].A == b || graph[a].B == b)) || (IsCompared(b) && (graph[b].A == a || graph[b].B == a));

        bool IsCompared(int id) => graph[id] is { Op: Op.Checked } node && (node.Bits & CheckPlace.FaultMask) == (long)Fault.Lengths;
    }

    static bool IsLength(Graph graph, int id) => graph[id].Op == Op.Length || (graph[id] is { Op: Op.Checked } check && (Fault)(check.Bits & CheckPlace.FaultMask) is not (Fault.Divisor or Fault.Overflow or Fault.Knots or Fault.Step));
}
