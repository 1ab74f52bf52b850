using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>
/// Makes a loop of nodes. Its index, elements and carried values are fresh inputs of the same graph; what is computed from them is the body, and whatever else the body reads is
/// captured. So tracing, differentiation and simplification know nothing of bodies: they work on nodes, and this takes them out.
/// </summary>
sealed class LoopBuilder(Graph graph)
{
    readonly int mark = graph.Count;
    readonly Dictionary<int, (LoopRole Role, int Argument, int Offset, int Stride, bool IsWhole)> fresh = [];   // what the fresh inputs are; arguments are nodes
    readonly Dictionary<(int Array, int Offset, int Stride), int> elements = [];
    readonly Dictionary<int, int> captured = [];
    readonly List<int> starts = [];
    int index = -1;

    public Graph Graph { get; } = graph;

    /// <summary>Where the loop stands in the source.</summary>
    public CheckPlace Place { get; init; } = CheckPlace.None;

    /// <summary>The number of the trip.</summary>
    public int Index()
    {
        if (index >= 0) return index;
        index = Graph.NewInput("", Kind.Float);
        Graph.IsIndex(index);
        fresh.Add(index, (LoopRole.Index, -1, -1, 1, false));
        return index;
    }

    /// <summary>An array read at the position Stride * index + Offset.</summary>
    /// <param name="array">The array.</param>
    /// <param name="offset">A node; -1: it is 0.</param>
    /// <param name="stride">By how much the position moves with the index.</param>
    /// <param name="isWhole">Whether the trips read every element of the array, once and in order.</param>
    public int Element(int array, int offset = -1, int stride = 1, bool isWhole = false)
    {
        if (offset >= 0 && Graph[offset] is { Op: Op.Number, Number: 0 }) offset = -1;
        if (elements.TryGetValue((array, offset, stride), out int known))
        {
            if (isWhole) fresh[known] = fresh[known] with { IsWhole = true };
            return known;
        }
        int id = Graph.NewInput("", array, 1);
        fresh.Add(id, (LoopRole.Element, array, offset, stride, isWhole));
        Graph.Elements[id] = this;
        return elements[(array, offset, stride)] = id;
    }

    /// <summary>
    /// The same, seen through a loop that does nothing but read: of a part of an array, of its reverse or of pairs, the element of that array; of an array of equal elements the
    /// one. Derivatives in the array itself ask for <see cref="Element"/>.
    /// </summary>
    public int Read(int array, int offset = -1, int stride = 1, bool isWhole = false)
    {
        if (Graph[array] is not { Op: Op.Part } part) return Element(array, offset, stride, isWhole);
        Loop loop = Graph.Loops[Graph[part.A].Bits];
        if (loop.IsOrdered || loop.Results[(int)part.Bits] is not LoopResult.Stacked stacked) return Element(array, offset, stride, isWhole);
        Node element = loop.Body.Nodes[loop.Body.Outputs[stacked.Value]];
        if (element.Op is Op.Number or Op.Truth) return Graph.Add(element);
        if (element.Op != Op.Input) return Element(array, offset, stride, isWhole);
        LoopInput input = loop.Inputs[(int)element.Bits];
        int[] arguments = ArrayNodes.Arguments(Graph, part.A);
        switch (input.Role)
        {
            case LoopRole.Captured: return arguments[input.Argument];
            case LoopRole.Element:
                int inner = input.Offset < 0 ? -1 : arguments[input.Offset];
                return Read(arguments[input.Argument], Moved(offset, input.Stride, inner), stride * input.Stride, isWhole && input.IsWhole);
            default: return Element(array, offset, stride, isWhole);
        }
    }

    // stride * offset + more, of counts of which either may be missing
    int Moved(int offset, int stride, int more)
    {
        if (offset < 0) return more;
        Wire moved = Graph.Wire(offset);
        if (stride != 1) moved = Graph[offset] is { Op: Op.Number } number ? moved.Number(number.Number * stride) : stride == -1 ? -moved : moved * Graph.Wire(Graph.Number(stride));
        if (more < 0) return moved.Id;
        if (Graph[more] is { Op: Op.Number } constant) return ArrayNodes.Sum(Graph, moved.Id, constant.Number);
        if (Graph[moved.Id] is { Op: Op.Number } known) return ArrayNodes.Sum(Graph, more, known.Number);
        return (moved + Graph.Wire(more)).Id;
    }

    /// <summary>A value that is the same in all trips, as an input of its own: so that it can be differentiated in.</summary>
    public int Captured(int value)
    {
        if (Graph[value].Op is Op.Number or Op.Truth) return value;
        if (captured.TryGetValue(value, out int known)) return known;
        int id = Graph.NewInput("", value, 0);
        fresh.Add(id, (LoopRole.Captured, value, -1, 1, false));
        return captured[value] = id;
    }

    /// <summary>What is handed from trip to trip.</summary>
    public int Carried(int start)
    {
        int id = Graph.NewInput("", Graph.KindOf(start));
        fresh.Add(id, (LoopRole.Carried, starts.Count, -1, 1, false));
        starts.Add(start);
        return id;
    }

    public delegate int OfCarried(int number);

    /// <summary>The inputs of the body of another loop, in this one: so its body is among the nodes of the graph again.</summary>
    /// <param name="loop">The other loop.</param>
    /// <param name="arguments">What it is applied to.</param>
    /// <param name="carried">What its carried values are here.</param>
    /// <param name="isCapturedFresh">Whether what it captures is an input of its own.</param>
    public int[] Inputs(Loop loop, int[] arguments, OfCarried carried, bool isCapturedFresh = true) => [.. loop.Inputs.Select(input => input.Role switch
    {
        LoopRole.Index => Index(),
        LoopRole.Element => Element(arguments[input.Argument], input.Offset < 0 ? -1 : arguments[input.Offset], input.Stride, input.IsWhole),
        LoopRole.Captured => isCapturedFresh ? Captured(arguments[input.Argument]) : arguments[input.Argument],
        _ => carried(input.Argument),
    })];

    /// <summary>The node that a captured input of the builder stands for; any other node itself.</summary>
    public int Outside(int node) => fresh.TryGetValue(node, out var role) && role.Role == LoopRole.Captured ? role.Argument : node;

    /// <summary>The array whose element of the same index a fresh input is; -1 of any other node.</summary>
    public int ArrayOf(int node) => fresh.TryGetValue(node, out var role) && role is { Role: LoopRole.Element, Offset: < 0, Stride: 1 } ? role.Argument : -1;

    /// <summary>The array that an element is read from, at any position.</summary>
    public int Source(int element) => fresh[element].Argument;

    /// <summary>Whether the trips read every element of the array, once and in order.</summary>
    public bool IsWhole(int element) => fresh[element].IsWhole;

    /// <summary>What another array of the same length has where an element is read.</summary>
    public int Beside(int element, int array)
    {
        var (_, _, offset, stride, isWhole) = fresh[element];
        return Element(array, offset, stride, isWhole);
    }

    /// <summary>Whether trips differ in a node.</summary>
    public bool Depends(int node)
    {
        if (node < mark) return false;
        bool[] depends = Dependents();
        return depends[node - mark];
    }

    /// <summary>A value that is the same in all trips, as a node outside; -1 where trips differ in it.</summary>
    public int Outward(int node)
    {
        if (node < mark) return node;
        bool[] depends = Dependents(captured: false);
        if (depends[node - mark]) return -1;
        return Graph.Substitute([node], captured.ToDictionary(pair => pair.Value, pair => pair.Key))[0];
    }

    /// <summary>The rows of a value that is stacked, as <see cref="LoopResult.Stacked"/> wants them.</summary>
    public LoopResult.Stacked Stacked(int value)
    {
        var row = ImmutableArray.CreateBuilder<int>();
        for (int d = 0; d < Graph.KindOf(value).Rank(); d++) row.Add(ArrayNodes.Length(Graph, value, d));
        bool isFixed = row.All(length => !Depends(length));
        return new(value, isFixed ? row.ToImmutable() : []);
    }

    /// <summary>Adds the loop.</summary>
    /// <param name="trips">How many trips there are.</param>
    /// <param name="nexts">What each carried value becomes.</param>
    /// <param name="results">What comes out, in nodes: their shapes and starts are nodes outside.</param>
    /// <param name="going">The condition that is asked before a trip; -1: there is none.</param>
    /// <param name="isBackwards">Whether the index goes down.</param>
    /// <returns>The node of the loop.</returns>
    public int Finish(int trips, ReadOnlySpan<int> nexts, IReadOnlyList<LoopResult> results, int going = -1, bool isBackwards = false)
    {
        List<int> outputs = [.. nexts];
        if (going >= 0) outputs.Add(going);
        Dictionary<int, int> places = [];
        for (int k = 0; k < outputs.Count; k++) places.TryAdd(outputs[k], k);
        foreach (LoopResult result in results)
        {
            foreach (int value in result.Values())
            {
                if (places.TryAdd(value, outputs.Count)) outputs.Add(value);
            }
        }
        var arguments = new Arguments([trips, .. starts]);
        var (body, inputs) = Body(outputs, arguments);
        ImmutableArray<LoopResult> ends = [.. results.Select(result => result.Through(value => places[value], argument => arguments.PlaceOf(Outside(argument))))];
        var loop = new Loop(body, inputs, nexts.Length, ends, going >= 0, isBackwards) { Place = Place };
        return Graph.Add(new(Op.Loop, ArrayNodes.Pack(Graph, arguments.All), Bits: Graph.Loops.Add(loop)));
    }

    /// <summary>Adds a root of what one carried value, which has no start, makes of itself.</summary>
    public int Root(int value, int low, int high)
    {
        var arguments = new Arguments([low, high]);
        var (body, inputs) = Body([value], arguments);
        var loop = new Loop(body, inputs, 0, [], false, false);
        return Graph.Add(new(Op.Root, ArrayNodes.Pack(Graph, arguments.All), Bits: Graph.Loops.Add(loop)));
    }

    /// <summary>The same; the array itself, where each element of the result is that of an array. What is checked of the lengths of others is left to the value.</summary>
    public static int Whole(Graph graph, int loop, int result)
    {
        Loop made = graph.Loops[graph[loop].Bits];
        if (made.HasGoing || made.Results[result] is not LoopResult.Stacked stacked) return Part(graph, loop, result);
        Node element = made.Body.Nodes[made.Body.Outputs[stacked.Value]];
        return element.Op == Op.Input && made.Inputs[(int)element.Bits] is { Role: LoopRole.Element, IsWhole: true, Offset: < 0, Stride: 1, Argument: var array }
            ? ArrayNodes.Arguments(graph, loop)[array] : Part(graph, loop, result);
    }

    /// <summary>One result of a loop; of a small one, as straight code.</summary>
    public static int Part(Graph graph, int loop, int result) => graph.Straight(loop) is { } results ? results[result] : graph.Add(new(Op.Part, loop, Bits: result));

    // The nodes that the outputs need and that differ from trip to trip, as a circuit; inputs are numbered by first use, so that equal bodies are equal.
    (Circuit Body, ImmutableArray<LoopInput> Inputs) Body(List<int> outputs, Arguments arguments)
    {
        bool[] depends = Dependents(), live = new bool[depends.Length];
        foreach (int output in outputs)
        {
            if (output >= mark) live[output - mark] = true;
        }
        for (int i = live.Length - 1; i >= 0; i--)
        {
            Node node = Graph[i + mark];
            for (int k = 0; live[i] && depends[i] && k < node.Arity; k++)
            {
                if (node[k] >= mark) live[node[k] - mark] = true;
            }
        }
        var taken = new BodyNodes(this, arguments);
        for (int i = 0; i < live.Length; i++)
        {
            Graph.Budget.Spend(1);
            if (live[i] && depends[i]) taken.Take(i + mark);
        }
        return taken.Close(outputs);
    }

    // captured: whether what is captured counts
    bool[] Dependents(bool captured = true)
    {
        Graph.Budget.Spend((Graph.Count - mark) / Graph.NodesAStep);
        var depends = new bool[Graph.Count - mark];
        for (int i = 0; i < depends.Length; i++)
        {
            Node node = Graph[i + mark];
            depends[i] = node.Op == Op.Input && fresh.TryGetValue(i + mark, out var role) && (captured || role.Role != LoopRole.Captured);
            for (int k = 0; k < node.Arity; k++) depends[i] |= node[k] >= mark && depends[node[k] - mark];
        }
        return depends;
    }

    // The arguments of a loop, each once.
    sealed class Arguments(IEnumerable<int> first)
    {
        readonly List<int> all = [.. first];
        readonly Dictionary<int, int> places = [];

        public int[] All => [.. all];

        public int PlaceOf(int node)
        {
            if (places.TryGetValue(node, out int place)) return place;
            places.Add(node, all.Count);
            all.Add(node);
            return all.Count - 1;
        }
    }

    // The nodes of a body while they are taken out of the graph.
    sealed class BodyNodes(LoopBuilder builder, Arguments arguments)
    {
        readonly Graph graph = builder.Graph;
        readonly ImmutableArray<Node>.Builder nodes = ImmutableArray.CreateBuilder<Node>();
        readonly ImmutableArray<Kind>.Builder kinds = ImmutableArray.CreateBuilder<Kind>();
        readonly ImmutableArray<CircuitInput>.Builder names = ImmutableArray.CreateBuilder<CircuitInput>();
        readonly ImmutableArray<LoopInput>.Builder inputs = ImmutableArray.CreateBuilder<LoopInput>();
        readonly Dictionary<int, int> map = [];
        readonly Dictionary<LoopInput, int> known = [];

        public void Take(int id)
        {
            Node node = graph[id];
            if (builder.fresh.TryGetValue(id, out var role)) map[id] = Input(id, role.Role switch
            {
                LoopRole.Element => new(role.Role, arguments.PlaceOf(role.Argument), role.Offset < 0 ? -1 : arguments.PlaceOf(role.Offset), role.Stride, role.IsWhole),
                LoopRole.Captured => new(role.Role, arguments.PlaceOf(role.Argument)),
                _ => new(role.Role, role.Argument),
            });
            else map[id] = Add(id, node.On(node.A < 0 ? -1 : Of(node.A), node.B < 0 ? -1 : Of(node.B), node.C < 0 ? -1 : Of(node.C)));
        }

        public (Circuit, ImmutableArray<LoopInput>) Close(List<int> outputs)
        {
            int[] ends = [.. outputs.Select(Of)];
            var body = new Circuit(nodes.ToImmutable(), kinds.ToImmutable(), names.ToImmutable(), [.. ends], Reproducible: true)
            {
                Functions = graph.Functions,
                Reals = [.. graph.Reals],
                Loops = graph.Loops,
                HasArrays = true,
            };
            return (body, inputs.ToImmutable());
        }

        // What a node outside is in the body: a constant, a list of such, or captured.
        int Of(int id)
        {
            if (map.TryGetValue(id, out int known)) return known;
            if (graph[id].Op is Op.Number or Op.Truth or Op.Real) return map[id] = Add(id, graph[id]);
            if (graph[id].Op is not (Op.Pack or Op.Argument)) return map[id] = Input(id, new(LoopRole.Captured, arguments.PlaceOf(id)));
            List<int> list = [];
            for (int rest = id; rest >= 0 && graph[rest].Op is Op.Pack or Op.Argument && !map.ContainsKey(rest); rest = graph[rest].B) list.Add(rest);
            for (int k = list.Count - 1; k >= 0; k--)
            {
                Node pack = graph[list[k]];
                map[list[k]] = Add(list[k], pack.On(Of(pack.A), pack.B < 0 ? -1 : Of(pack.B), -1));
            }
            return map[id];
        }

        int Input(int id, LoopInput input)
        {
            if (known.TryGetValue(input with { IsWhole = false }, out int node)) return node;
            names.Add(new(graph[id].Op == Op.Input ? graph.Inputs[(int)graph[id].Bits].Name : "", graph.KindOf(id)));
            inputs.Add(input);
            return known[input with { IsWhole = false }] = Add(id, new(Op.Input, Bits: inputs.Count - 1));
        }

        int Add(int id, Node node)
        {
            nodes.Add(node);
            kinds.Add(graph.KindOf(id));
            return nodes.Count - 1;
        }
    }
}
