using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Code into the ring: the sum of each node of a formula.</summary>
sealed partial class Read
{
    /// <summary>Nodes of a formula that is looked into as a whole; longer ones are left to rules over code.</summary>
    public const int MostNodes = 300;

    readonly Graph graph;
    readonly Ring ring;
    readonly Dictionary<int, object> sums = [];

    /// <summary>What was compared by max and min, by the difference of the two: a slope compares the same.</summary>
    public Dictionary<Sum, object> Compared { get; } = [];

    /// <summary>A node of the code with its sum.</summary>
    public sealed record Word(int Node, Sum Sum);

    /// <summary>Logarithms of the code that are several terms in the ring.</summary>
    public List<Word> Logs { get; } = [];

    /// <summary>Sums and differences of the code.</summary>
    public List<Sum> Differences { get; } = [];

    /// <summary>Exponentials and powers of the code.</summary>
    public List<Word> Exponentials { get; } = [];

    /// <summary>What the code takes exponentials of.</summary>
    public HashSet<Sum> Exponents { get; } = [];

    /// <summary>What powers with variable exponents are powers of.</summary>
    public List<Word> Powers { get; } = [];

    Read(Graph graph, Ring ring) => (this.graph, this.ring) = (graph, ring);

    /// <summary>Reads a node and all below it.</summary>
    /// <exception cref="Ring.TooLong">It is too long, or has operations that the ring does not know.</exception>
    public static (Sum Value, Read Read) Of(Graph graph, Ring ring, int node)
    {
        var read = new Read(graph, ring);
        bool[] live = read.Region(node);
        read.Size = live.Count(isLive => isLive);
        if (read.Size > MostNodes) throw new Ring.TooLong();
        for (int i = 0; i < live.Length; i++) if (live[i] && graph[i].Op == Op.Input) read.inputs.Add(i);
        if (read.Facts(live, node)) ring.Forget();
        read.Clear();
        read.All(live);
        return (ring.Smooth(read[node]), read);
    }

    /// <summary>Nodes that the ring takes for variables: elements and results of loops, lengths, checked ints.</summary>
    public IReadOnlyCollection<int> Leaves => leaves;

    /// <summary>Whether some of these are only needed in a branch: nobody may ask for them, or for what their slopes lead to, in another.</summary>
    public bool HasBranchLeaves { get; private set; }

    readonly HashSet<int> leaves = [];

    /// <summary>The inputs that the formula reads.</summary>
    public IReadOnlyList<int> Inputs => inputs;

    readonly List<int> inputs = [];

    /// <summary>How many nodes the formula has.</summary>
    public int Size { get; private set; }

    // What is below a node, but not what is below leaves.
    bool[] Region(int node)
    {
        if (!graph.MayHaveArrays) return graph.ReachableFrom([node]);
        bool[] live = new bool[node + 1], always = new bool[node + 1];
        live[node] = always[node] = true;
        graph.Budget.Spend(node / Graph.NodesAStep);
        for (int i = node; i >= 0; i--)
        {
            if (!live[i]) continue;
            Node next = graph[i];
            if (next.Op.IsOfArrays())
            {
                leaves.Add(i);
                HasBranchLeaves |= !always[i] && next.Op != Op.Checked;
                continue;
            }
            for (int k = 0; k < next.Arity; k++)
            {
                live[next[k]] = true;
                always[next[k]] |= always[i] && (next.Op != Op.Select || k == 0);
            }
        }
        return live;
    }

    void Clear()
    {
        sums.Clear();
        Logs.Clear();
        Differences.Clear();
        Exponentials.Clear();
        Exponents.Clear();
        Powers.Clear();
        Compared.Clear();
    }

    /// <summary>A multiple of max or min of what the code compares: which; null of another sum.</summary>
    public Multiple? Chosen(Sum sum)
    {
        if (Compared.Count == 0 || sum.Count is < 2 or > 8) return null;
        for (int i = 0; i < sum.Count; i++)
        {
            Atom? abs = sum.Terms[i].Alone;
            if (abs is null || !abs.Is(Op.Abs) || abs.Bits == 0) continue;
            foreach (object compared in Compared.Values)
            {
                var node = (Node)compared;
                Sum whole = Call(node);
                Rational factor = whole[sum.Terms[i]];
                if (factor.IsZero) continue;
                factor = sum.Coefficients[i] / factor;
                if (ReferenceEquals(ring.Scale(whole, factor), sum)) return new(factor, node);
            }
        }
        return null;
    }

    /// <summary>Whether a node was read.</summary>
    public bool Has(int node) => sums.ContainsKey(node);

    /// <summary>A node times a number.</summary>
    public sealed record Multiple(Rational Factor, Node Node);

    public Sum this[int node] => (Sum)sums[node];

    void All(bool[] live)
    {
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && graph.KindOf(i) == Kind.Float) Node(i);
        }
    }

    // What stands under logarithms and broken powers is no less than 0: known before anything is read for good, but not what only a branch needs.
    bool Facts(bool[] live, int root)
    {
        bool[] always = new bool[live.Length];
        always[root] = true;
        List<int> stated = [];
        for (int i = live.Length - 1; i >= 0; i--)
        {
            if (!always[i]) continue;
            Node node = graph[i];
            for (int k = 0; k < node.Arity; k++) always[node[k]] |= node.Op != Op.Select || k == 0;
            if (States(node)) stated.Add(i);
        }
        if (stated.Count == 0) return false;
        stated.Reverse();
        foreach (int i in stated)
        {
            bool[] below = Region(i);
            below[i] = false;
            All(below);
            foreach (Sum sum in Stated(graph[i])) ring.AssumeNonNegative(sum);
        }
        return true;
    }

    static bool States(Node node) => node.Op is Op.Sqrt or Op.Power or Op.Log or Op.Log2 or Op.Log10 or Op.Log1p or Op.XLogY or Op.XLog1pY or Op.Atanh or Op.Asin or Op.Acos or Op.Acosh;

    IEnumerable<Sum> Stated(Node node)
    {
        Sum x = this[node.A];
        switch (node.Op)
        {
            case Op.Sqrt or Op.Log or Op.Log2 or Op.Log10: yield return x; break;
            case Op.XLogY: yield return this[node.B]; break;
            case Op.Log1p: yield return ring.Add(ring.One, x); break;
            case Op.XLog1pY: yield return ring.Add(ring.One, this[node.B]); break;
            case Op.Power when this[node.B] is { IsNumber: true, Number.IsWhole: false }: yield return x; break;
            case Op.Acosh: yield return ring.Subtract(x, ring.One); break;
            case Op.Atanh or Op.Asin or Op.Acos:
                yield return ring.Add(ring.One, x);
                yield return ring.Subtract(ring.One, x);
                break;
        }
    }

    void Node(int i)
    {
        if (sums.ContainsKey(i)) return;
        Node node = graph[i];
        Sum sum = node.Op switch
        {
            Op.Number => Number(node.Number),
            Op.Input => ring.Of(ring.Input(graph.Inputs[(int)node.Bits].Name, i)),
            _ when leaves.Contains(i) => ring.Of(ring.Input("", i)),
            Op.Select => Choice(node.A, this[node.B], this[node.C]),
            Op.Clamp => Clamp(node),
            _ => Call(node),
        };
        sums[i] = sum;
        if (node.Op is Op.Add or Op.Subtract && sum.Count > 1) Differences.Add(sum);
        if (node.Op is Op.Log or Op.Log1p && sum.Count > 1) Logs.Add(new(i, sum));
        if (node.Op is Op.Exp or Op.Expm1) Exponents.Add(ring.AsArgument(this[node.A]));
        if (node.Op == Op.Power && !this[node.B].IsNumber) Powers.Add(new(node.A, this[node.A]));
        if (node.Op is Op.XLogY or Op.XLog1pY) LogOf(graph.Add(new(node.Op == Op.XLogY ? Op.Log : Op.Log1p, node.B)));
        if ((node.Op is Op.Exp or Op.Exp2 or Op.NormPdf || (node.Op == Op.Power && !Array.Exists(this[node.A].Terms, term => term.HasE))) && sum is { Count: 1 } && sum.Terms[0].HasE) Exponentials.Add(new(i, sum));
        if (sum.IsNumber || !IsKept(node.Op)) return;
        if (sum.AsWritten < 0) sum.AsWritten = i;
        Sum factored = ring.AsArgument(sum);
        if (factored.AsWritten < 0) factored.AsWritten = i;
    }

    // a log that stands beside a factor
    void LogOf(int log)
    {
        if (Call(graph[log]) is { Count: > 1 } sum) Logs.Add(new(log, sum));
    }

    // Forms of the table stand for these.
    static bool IsKept(Op op) => op is not (Op.Input or Op.Erf or Op.Erfc or Op.Abs or Op.Sign or Op.Log1p or Op.Expm1 or Op.LogSumExp or Op.Log10 or Op.Log2 or Op.XLogY or Op.XLog1pY or Op.Select or Op.Clamp);

    Sum Call(Node node)
    {
        if (Functions.Find(node.Op) is not { } function) throw new Ring.TooLong();
        var x = new Sum[node.Arity];
        for (int k = 0; k < x.Length; k++) x[k] = this[node[k]];
        // an abs or sign of the language has slope 0 at 0
        Sum sum = function.Form(ring, x, node.Op is Op.PowerInt or Op.Polygamma ? node.Bits : 0);
        if (node.Op is Op.Max or Op.Min) Compared.TryAdd(SideOf(ring.Subtract(x[0], x[1])), node);
        return sum;
    }

    // What the sign of a difference is the sign of.
    Sum SideOf(Sum difference)
    {
        if (difference.IsZero || ring.AsProduct(difference) is not { Powers.Count: 1, E.IsZero: true } product) return ring.AsArgument(difference);
        Atom atom = product.Powers.AtomAt(0);
        Sum side = atom.Kind == AtomKind.Base ? atom.Of : ring.Bare(atom);
        return product.Coefficient.Sign < 0 ? ring.Negate(side) : side;
    }

    Sum Choice(int condition, Sum whenTrue, Sum whenFalse) =>
        ReferenceEquals(whenTrue, whenFalse) ? whenTrue : ring.Of(ring.Choice(condition, HashOf(condition), whenTrue, whenFalse));

    // x, but not below low and not above high; where they cross, high. At its ends the inside slope.
    Sum Clamp(Node node)
    {
        Wire x = graph.Wire(node.A), low = graph.Wire(node.B), high = graph.Wire(node.C);
        Wire inside = x.With(Op.GreaterEqual, low) & x.With(Op.LessEqual, high), below = x.With(Op.Less, low) & low.With(Op.LessEqual, high);
        return Choice(inside.Id, this[node.A], Choice(below.Id, this[node.B], this[node.C]));
    }

    // By structure, so that it does not depend on the order in which nodes were made.
    ulong HashOf(int id)
    {
        if (!DeepStack.HasRoom) throw new Ring.TooLong();
        Node node = graph[id];
        ulong hash = Ring.Mix((ulong)node.Op, node.Op == Op.Input ? Ring.HashOf(graph.Inputs[(int)node.Bits].Name) : (ulong)node.Bits);
        for (int k = 0; k < node.Arity; k++) hash = Ring.Mix(hash, graph.KindOf(node[k]) == Kind.Float && sums.TryGetValue(node[k], out object? sum) ? ((Sum)sum).Hash : HashOf(node[k]));
        return hash;
    }
}
