using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Rewrites derivative code, by rules and by collecting factors and terms. What the user wrote is left as it is, so that a derivative shares it with the value;
/// but products and sums may be taken apart where a factor or term of the derivative meets them.
/// </summary>
sealed class DerivativePass : Builder
{
    const int MostDepth = 64;

    readonly Names names;
    readonly RuleSet rules;
    readonly bool reproducible;
    readonly Products products;
    readonly Sums sums;
    readonly HashSet<int> shared = [];
    readonly Dictionary<int, int> simple = [];
    bool[] written = [];
    bool alone;
    int depth;

    public DerivativePass(Graph graph, Names names, RuleSet rules, bool reproducible) : base(graph)
    {
        (this.names, this.rules, this.reproducible) = (names, rules, reproducible);
        products = new(graph, IsOpen);
        sums = new(graph, products, IsOpen);
    }

    /// <summary>Simplifies derivatives.</summary>
    /// <param name="outputs">The derivatives.</param>
    /// <param name="values">What was differentiated.</param>
    /// <param name="valuesKept">Whether the values are computed too, beside the derivatives: then what they have computed is used as it is.</param>
    public int[] Run(ReadOnlySpan<int> outputs, ReadOnlySpan<int> values, bool valuesKept)
    {
        alone = !valuesKept;
        Graph.Budget.BeginPass();
        written = Graph.ReachableFrom(values);
        bool[] live = Graph.ReachableFrom(outputs);
        int[] uses = Graph.UsesFrom(outputs, live);
        var map = new int[live.Length];
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Graph.Budget.Spend(1);
            Node node = Graph[i];
            map[i] = IsWritten(i) || node.Arity == 0 ? i
                : Simplified(node.Through(map));
            if (uses[i] > 1) shared.Add(map[i]);
            names.Follow(Graph, i, map[i]);
        }
        var result = new int[outputs.Length];
        for (int i = 0; i < result.Length; i++) result[i] = map[outputs[i]];
        return result;
    }

    int Simplified(Node node)
    {
        if (Graph.Budget.CanSimplify)
        {
            try
            {
                using var scope = Graph.Budget.Simplifying();
                return Make(node);
            }
            catch (Budget.GaveUp) { depth = 0; }
        }
        return Fold.Always(Graph, node, reproducible) ?? ArrayNodes.Make(Graph, node);
    }

    public override int Make(Node node)
    {
        if (Fold.Always(Graph, node, reproducible) is { } folded) return folded;
        int id = ArrayNodes.Make(Graph, node);
        if (IsWritten(id)) return id;
        if (simple.TryGetValue(id, out int known)) return known;
        if (depth == MostDepth) return id;
        depth++;
        Graph.Budget.Spend(4);
        int collected = Collected(id);
        int result = simple.TryGetValue(collected, out int better) ? better : Rewritten(collected) is { } made ? made : collected;
        depth--;
        simple[id] = result;
        simple[collected] = result;
        simple.TryAdd(result, result);
        return result;
    }

    int? Rewritten(int id)
    {
        var match = new Match(Graph);
        int tried = 0;
        foreach (var (left, rule) in rules.For(Graph[id].Op))
        {
            if (tried++ % ValuePass.RulesAStep == 0) Graph.Budget.Spend(1);
            if (match.Try(left, id) && Apply(rule, match) is { } made && made != id) return made;
        }
        return null;
    }

    int Collected(int id) => Graph[id].Op switch
    {
        Op.Multiply or Op.Divide or Op.Negate => Product(id),
        Op.Add or Op.Subtract => sums.Simplify(id),
        _ => id,
    };

    int Product(int id)
    {
        Product product = products.Read(id);
        return product.Under == 0 || !double.IsFinite(product.Coefficient) ? id : products.Write(product);
    }

    bool IsWritten(int id) => id < written.Length && written[id];

    // Where nobody computes the values, a product of inputs is read as one, however often it is used.
    bool IsOpen(int id) => alone ? !shared.Contains(id) || IsMonomial(id) : !shared.Contains(id) && !IsWritten(id);

    bool IsMonomial(int id)
    {
        Node node = Graph[id];
        return node.Op is Op.Multiply or Op.Divide or Op.PowerInt or Op.Negate && IsPower(node.A) && (node.B < 0 || IsPower(node.B));
    }

    bool IsPower(int id) => Graph[id] is { Op: Op.Input } || (Graph[id] is { Op: Op.PowerInt } power && Graph[power.A].Op == Op.Input) || products.IsConstant(id);
}
