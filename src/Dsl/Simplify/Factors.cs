using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>A node as a constant times a product of powers of nodes, with exponents counted in halves so that a square root is a power too.</summary>
readonly record struct Factors(double Constant, Monomial Halves)
{
    const int Most = 24, MostHalves = 1 << 12;

    public static Factors Of(Graph graph, int root) => Of(graph, root, 3);

    static Factors Of(Graph graph, int root, int depth)
    {
        double constant = 1;
        Monomial product = default;
        int count = 0;
        Stack<(int Id, int Halves)> open = new([(root, 2)]);
        while (open.TryPop(out var next))
        {
            graph.Budget.Spend(2 + product.Factors.Length);
            Node node = graph[next.Id];
            bool whole = next.Halves % 2 == 0;
            if (++count > Most) { product *= Monomial.Of(next.Id).Power(next.Halves); continue; }
            switch (node.Op)
            {
                case Op.Number when whole && node.Number != 0 && double.IsFinite(node.Number): constant *= Math.Pow(node.Number, next.Halves / 2); break;
                case Op.Negate when whole: constant = next.Halves / 2 % 2 == 0 ? constant : -constant; open.Push((node.A, next.Halves)); break;
                case Op.Multiply when whole: open.Push((node.B, next.Halves)); open.Push((node.A, next.Halves)); break;
                case Op.Divide when whole: open.Push((node.B, -next.Halves)); open.Push((node.A, next.Halves)); break;
                case Op.PowerInt when Math.Abs(node.Bits) <= 16 && Math.Abs(next.Halves) <= MostHalves: open.Push((node.A, next.Halves * (int)node.Bits)); break;
                case Op.Sqrt when whole: product *= Monomial.Of(node.A).Power(next.Halves / 2); break;
                case Op.Add or Op.Subtract when depth > 0 && whole && Together(graph, node, depth - 1) is { Constant: not 0 } like:
                    constant *= Math.Pow(like.Constant, next.Halves / 2);
                    product *= like.Halves.Power(next.Halves / 2);
                    break;
                default: product *= Monomial.Of(next.Id).Power(next.Halves); break;
            }
        }
        return new(constant, product);
    }

    // x + x and the like, which sharing leaves behind
    static Factors? Together(Graph graph, Node sum, int depth)
    {
        if (graph[sum.A].Op == Op.Input || graph[sum.B].Op is Op.Input or Op.Number) return null;
        Factors a = Of(graph, sum.A, depth), b = Of(graph, sum.B, depth);
        return a.Halves.Equals(b.Halves) ? a with { Constant = sum.Op == Op.Add ? a.Constant + b.Constant : a.Constant - b.Constant } : null;
    }

    public static Factors operator *(Factors a, Factors b) => new(a.Constant * b.Constant, a.Halves * b.Halves);

    public static Factors operator /(Factors a, Factors b) => new(a.Constant / b.Constant, a.Halves / b.Halves);

    /// <summary>The exponent of a node, in halves.</summary>
    public int Of(int node)
    {
        foreach (var (id, halves) in Halves.Factors)
        {
            if (id == node) return halves;
        }
        return 0;
    }

    /// <summary>Without a power of a node.</summary>
    public Factors Without(int node, int halves) => this with { Halves = Halves / Monomial.Of(node).Power(halves) };

    /// <summary>The product as a node.</summary>
    /// <param name="build">Where it is made.</param>
    /// <param name="now">What has become of the nodes; by default what the builder says.</param>
    public int Write(Builder build, Func<int, int>? now = null)
    {
        now ??= build.Now;
        if (HasPowerOfLength(build.Graph)) return WriteInTurn(build, now);
        int? over = null, under = null;
        foreach (var (id, halves) in Halves.Factors)
        {
            int size = Math.Abs(halves);
            int node = now(id);
            if (size >= 2) Times(build, ref halves > 0 ? ref over : ref under, size < 4 ? node : build.Make(Op.PowerInt, node, bits: size / 2));
            if (size % 2 != 0) Times(build, ref halves > 0 ? ref over : ref under, build.Make(Op.Sqrt, node));
        }
        int top = over is { } a ? Terms.Scaled(build, Constant, a) : build.Number(Constant);
        return under is { } b ? build.Make(Op.Divide, top, b) : top;
    }

    bool HasPowerOfLength(Graph graph)
    {
        foreach (var (id, halves) in Halves.Factors)
        {
            if (halves <= -4 && graph[id].Op == Op.Hypot) return true;
        }
        return false;
    }

    // x / h * y / h: a power of a length overflows where the quotients do not
    int WriteInTurn(Builder build, Func<int, int> now)
    {
        Queue<int> over = [], under = [];
        foreach (var (id, halves) in Halves.Factors)
        {
            Queue<int> side = halves > 0 ? over : under;
            int node = now(id);
            for (int i = Math.Abs(halves); i >= 2; i -= 2) side.Enqueue(node);
            if (halves % 2 != 0) side.Enqueue(build.Make(Op.Sqrt, node));
        }
        int product = over.TryDequeue(out int first) ? Terms.Scaled(build, Constant, first) : build.Number(Constant);
        while (over.Count + under.Count > 0)
        {
            if (under.TryDequeue(out int divisor)) product = build.Make(Op.Divide, product, divisor);
            if (over.TryDequeue(out int factor)) product = build.Make(Op.Multiply, product, factor);
        }
        return product;
    }

    static void Times(Builder build, ref int? product, int node) => product = product is { } before ? build.Make(Op.Multiply, before, node) : node;
}
