using System.Runtime.InteropServices;

namespace GateDsl.Ir;

/// <summary>
/// Operations under construction. Nodes are immutable and interned: adding a node that exists returns it, so equality is identity
/// and sharing is free. They stand in creation order, which is an order in which they can be computed.
/// No span, name or type of the source is here; who needs one keeps an array beside the graph.
/// </summary>
/// <param name="budget">What it may cost.</param>
/// <param name="functions">What nodes of the op Host call; null: there are none.</param>
/// <param name="isExact">Whether real numbers that no double is are kept as they are.</param>
/// <param name="loops">The loops that its nodes may be; null: a table of its own.</param>
sealed class Graph(Budget budget, HostFunctions? functions = null, bool isExact = false, LoopTable? loops = null)
{
    /// <summary>A pass over all nodes, most of which it may not need, costs a step for so many.</summary>
    public const int NodesAStep = 16;

    readonly List<Node> nodes = [];
    readonly List<Kind> kinds = [];
    readonly NodeTable known = new();
    readonly List<CircuitInput> inputs = [];
    readonly Dictionary<RealNumber, int> reals = [];
    readonly Dictionary<int, (int Of, int Deeper)> meanings = [];
    readonly HashSet<int> indices = [];

    public Budget Budget { get; } = budget;

    public HostFunctions Functions { get; } = functions ?? HostFunctions.Empty;

    public LoopTable Loops { get; } = loops ?? new();

    /// <summary>Whether the graph is for real arithmetic: nothing in it is rewritten, and every number is what it stands for.</summary>
    public bool IsExact { get; } = isExact;

    /// <summary>Makes derivatives simpler, in a body that is about to be taken out; null: as they are. The second argument is what was differentiated.</summary>
    public Func<int[], int[], int[]>? Tidy { get; set; }

    /// <summary>The slopes of a number in what its formula reads, from the formula as a whole; null: by the chain rule.</summary>
    public LocalSlopes? Local { get; set; }

    /// <summary>Whether sums are added one by one.</summary>
    public bool AddsOneByOne { get; set; }

    /// <summary>Whether loops over small arrays stay loops.</summary>
    public bool KeepsLoops { get; set; }

    /// <summary>What loops are as straight code; null: they stay loops.</summary>
    public int[]? Straight(int loop)
    {
        if (KeepsLoops) return null;
        if (!straight.TryGetValue(loop, out int[]? known)) straight[loop] = known = SmallLoops.Of(this, loop);
        return known;
    }

    readonly Dictionary<int, int[]?> straight = [];

    /// <summary>Whether an array or a loop has ever been in it.</summary>
    public bool MayHaveArrays { get; private set; }

    public int Count => nodes.Count;

    public IReadOnlyList<CircuitInput> Inputs => inputs;

    public Node this[int id] => nodes[id];

    public ReadOnlySpan<Node> Nodes => CollectionsMarshal.AsSpan(nodes);

    public Kind KindOf(int id) => kinds[id];

    /// <summary>The number of this node, made if it is new. No rule is applied: see <see cref="Wire"/> and Simplify for building with rules.</summary>
    public int Add(Node node)
    {
        Budget.Spend(1);
        int id = known.Find(Nodes, node);
        if (id >= 0) return id;
        Budget.SpendNode();
        id = nodes.Count;
        nodes.Add(node);
        known.Add(Nodes);
        kinds.Add(KindFor(node));
        if (kinds[id] is not (Kind.Float or Kind.Bool) || node.Op.IsOfArrays()) MayHaveArrays = true;
        return id;
    }

    Kind KindFor(in Node node)
    {
        return node.Op switch
        {
            Op.Input => inputs[(int)node.Bits].Kind,
            Op.Select => kinds[node.B],
            Op.Pack or Op.Loop or Op.Part or Op.Items or Op.At or Op.Put or Op.Zeros or Op.Transpose or Op.Plus or Op.Order => ArrayNodes.KindOf(this, node),
            _ => node.Kind,
        };
    }

    /// <summary>The number of a node that exists; -1 of one that does not.</summary>
    public int Find(Node node) => known.Find(Nodes, node);

    public int Number(double value) => Add(Node.OfNumber(value));

    /// <summary>A real number: itself in an exact graph, the nearest double in every other.</summary>
    public int Real(RealNumber value)
    {
        if (!IsExact) return Number(value.Nearest);
        if (!reals.TryGetValue(value, out int place)) reals.Add(value, place = reals.Count);
        return Add(new(Op.Real, Bits: place));
    }

    public int Truth(bool value) => Add(Node.OfTruth(value));

    /// <summary>A new input, unlike every other one: also the fresh variable that a derivative is taken in.</summary>
    public int NewInput(string name, Kind kind)
    {
        inputs.Add(new(name, kind));
        return Add(new(Op.Input, Bits: inputs.Count - 1));
    }

    /// <summary>A fresh input that stands for a value while a loop is built, or for the rows of an array: its lengths are known.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="of">The value.</param>
    /// <param name="deeper">How many of its dimensions are gone.</param>
    public int NewInput(string name, int of, int deeper)
    {
        Kind kind = KindOf(of);
        for (int i = 0; i < deeper; i++) kind = kind.Element();
        int id = NewInput(name, kind);
        meanings[id] = (of, deeper);
        return id;
    }

    /// <summary>What a fresh input stands for; -1: for nothing in particular.</summary>
    public (int Of, int Deeper) MeaningOf(int input) => meanings.TryGetValue(input, out var meaning) ? meaning : (-1, 0);

    /// <summary>Says that an input is the number of a trip.</summary>
    public void IsIndex(int input) => indices.Add(input);

    /// <summary>The fresh inputs that are numbers of trips.</summary>
    public IReadOnlySet<int> Indices => indices;

    /// <summary>How nodes of derivatives that print shorter, as a density does, are to run: by what the values have computed already.</summary>
    public Dictionary<int, int> Spellings => spellings ??= [];

    Dictionary<int, int>? spellings;

    /// <summary>Nodes as they are to run.</summary>
    public int[] AsSpelled(int[] outputs) => spellings is null ? outputs : this.Map(outputs, (int id, in Node mapped) => spellings.TryGetValue(id, out int spelled) ? spelled : this.Unless(id, mapped));

    /// <summary>Who made the fresh inputs that are elements of arrays, while loops are built.</summary>
    public Dictionary<int, LoopBuilder> Elements => elements ??= [];

    Dictionary<int, LoopBuilder>? elements;

    public Wire Wire(int id) => new(this, id);

    /// <summary>What nodes of the op Real are, by their Bits.</summary>
    public IEnumerable<RealNumber> Reals => reals.Keys;
}

/// <summary>The slopes of a number in those of its variables, which are inputs and what comes from arrays, that somebody asks for; null: nothing better is known than the chain rule.</summary>
delegate List<LocalSlope>? LocalSlopes(int value, Predicate<int> isAsked);

/// <summary>The slope of a formula in one of its variables.</summary>
readonly record struct LocalSlope(int Variable, int Slope);
