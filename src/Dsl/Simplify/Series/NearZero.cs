using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Simplification;

/// <summary>
/// Computes by its power series, near the point where it happens, what would lose digits there by cancellation: <c>x - sin x</c>, <c>exp x - 1 - x</c>,
/// <c>log (cos x)</c>, the slope of <c>log (1 + x) / x</c>. A node is expanded in powers of the argument t of a function, its loss of digits is estimated
/// (a sum of errors of order t^a that has order t^b loses like t^(a - b)), and where there is a loss the node becomes <c>if abs t &lt; r then polynomial else node</c>.
/// </summary>
/// <remarks>The last pass: what is printed and what is differentiated is the closed form.</remarks>
sealed class NearZero(Graph graph)
{
    const int Leading = 2, Screening = 10, Full = 56, MostDegree = 40, MostCandidates = 24;

    /// <summary>Mends the nodes that lose digits.</summary>
    /// <param name="outputs">What is computed: values, then derivatives.</param>
    /// <param name="values">How many of the outputs are values.</param>
    /// <param name="asWritten">Whether values stay as they are; else a node of theirs is mended where nothing else reads its intermediates.</param>
    /// <returns>The outputs with the mended nodes in their places.</returns>
    public int[] Run(int[] outputs, int values, bool asWritten)
    {
        graph.Budget.BeginPass();
        try
        {
            using var scope = graph.Budget.Simplifying();
            foreach (var (variable, scale) in Variables(graph.ReachableFrom(outputs)))
            {
                bool[] live = graph.ReachableFrom(outputs);
                var readers = new ValueReaders(graph, outputs.AsSpan(0, values));
                Dictionary<int, int> mended = Mend(live, variable, scale, (id, cone, hasFunction) => !readers.IsValue(id) || (!asWritten && hasFunction && readers.AllIn(cone)));
                if (mended.Count > 0) outputs = graph.Substitute(outputs, mended);
            }
        }
        catch (Budget.GaveUp)
        {
            // what is mended near 0 of some variables is mended
        }
        return outputs;
    }

    Dictionary<int, int> Mend(bool[] live, Monomial variable, int scale, Func<int, List<int>, bool, bool> mayChange)
    {
        var mended = new Dictionary<int, int>();
        bool[] depends = DependentOn(variable, live);
        if (NothingIsLost(depends, live, variable, scale)) return mended;
        var screen = new Expander(graph, variable, scale, Screening);
        for (int i = variable.Factors[0].Node; i < live.Length; i++)
        {
            if (!live[i] || !depends[i]) continue;
            graph.Budget.Spend(1);
            Expansion expansion = screen.Expand(i);
            if (expansion.Loss == 0) continue;
            List<int> cone = Cone(i, depends);
            if (!mayChange(i, cone, expansion.HasFunction) || Polynomial(i, variable, scale, expansion.Loss, cone) is not { } made) continue;
            mended[i] = made;
            screen.Mend(i);
        }
        return mended;
    }

    // Most formulas lose nothing, and leading terms say so: a sum loses where those of its terms cancel, and a function where it is 0 at an argument that is not.
    bool NothingIsLost(bool[] depends, bool[] live, Monomial variable, int scale)
    {
        var leading = new Expander(graph, variable, scale, Leading);
        for (int i = variable.Factors[0].Node; i < live.Length; i++)
        {
            if (live[i] && depends[i] && (leading.Expand(i).Loss != 0 || leading.IsUnsure)) return false;
        }
        return true;
    }

    bool[] DependentOn(Monomial variable, bool[] live)
    {
        var depends = new bool[live.Length];
        foreach (var (node, _) in variable.Factors) depends[node] = true;
        for (int i = variable.Factors[0].Node; i < live.Length; i++) depends[i] = live[i] ? DependsOnArgument(depends, i) : depends[i];
        return depends;
    }

    bool DependsOnArgument(bool[] depends, int id)
    {
        if (depends[id]) return true;
        Node node = graph[id];
        return (node.A >= 0 && depends[node.A]) || (node.B >= 0 && depends[node.B]) || (node.C >= 0 && depends[node.C]);
    }

    // The arguments of functions, as products; of sums, their terms.
    List<(Monomial Variable, int Scale)> Variables(bool[] live)
    {
        var found = new Dictionary<Monomial, int>();
        for (int i = 0; i < live.Length && found.Count < MostCandidates; i++)
        {
            if (!live[i] || IsArithmetic(graph[i])) continue;
            for (int k = 0; k < graph[i].Arity; k++) Collect(graph[i][k], found, 3);
        }
        return [.. found.Select(pair => (pair.Key, pair.Value))];
    }

    // What is no function: leaves, choices, logic, comparisons, arithmetic.
    static bool IsArithmetic(Node node) =>
        node.Arity == 0 || node.Op is Op.Select or Op.Modulo or Op.Fma || PrimitiveTable.Find(node.Op) is { Operator: not null } or { Kind: Kind.Bool };

    void Collect(int id, Dictionary<Monomial, int> found, int depth)
    {
        Node node = graph[id];
        if (node.Op is Op.Add or Op.Subtract && depth > 0)
        {
            Collect(node.A, found, depth - 1);
            Collect(node.B, found, depth - 1);
            return;
        }
        var expansion = new Expander(graph, default, 0, 1);
        foreach (int part in Products(id)) expansion.Expand(part);
        Expansion product = expansion[id];
        foreach (var (factor, _) in product.Factor.Factors)
        {
            if (factor != id && depth > 0) Collect(factor, found, depth - 1);
        }
        if (product.Factor.IsOne || graph[id].Op is Op.Add or Op.Subtract || product.Factor.Factors.Length > 4) return;
        var (root, power) = product.Factor.Root();
        int scale = product.Series[0].Exponent / power;
        if (found.TryGetValue(root, out int before)) scale = Math.Max(scale, before);
        found[root] = scale;
    }

    // The products, quotients, powers and signs that a node is made of, arguments first.
    List<int> Products(int id)
    {
        var parts = new SortedSet<int>();
        Stack<int> open = new([id]);
        while (open.TryPop(out int next) && parts.Count < 32)
        {
            graph.Budget.Spend(2);
            Node node = graph[next];
            if (node.Op is not (Op.Multiply or Op.Divide or Op.Negate or Op.PowerInt) || !parts.Add(next)) continue;
            for (int k = 0; k < node.Arity; k++) open.Push(node[k]);
        }
        return [.. parts];
    }

    // The node with its polynomial near 0; null where no polynomial of moderate degree will do.
    int? Polynomial(int id, Monomial variable, int scale, int loss, List<int> cone)
    {
        var expander = new Expander(graph, variable, scale, Full);
        foreach (int part in cone) expander.Expand(part);
        Expansion expansion = expander[id];
        PowerSeries series = expansion.Series;
        if (Fit(series, loss) is not var (radius, degree)) return null;

        // factor * t^first * (c0 + c1 t + …), the power of t joined with the factor
        Wire t = Product(variable), sizeOfT = t;
        if (scale != 0) t = t * t.Number(Math.ScaleB(1, scale));
        bool isEven = true;
        for (int i = 1; i <= degree; i += 2) isEven &= series[i].IsZero;
        Wire step = isEven ? t * t : t;
        int stride = isEven ? 2 : 1, last = degree - degree % stride;
        Wire sum = t.Number(Coefficient(last));
        for (int i = last - stride; i >= 0; i -= stride) sum = sum * step + Coefficient(i);
        Monomial rest = expansion.Factor * variable.Power(series.First);
        if (!rest.IsOne) sum = Product(rest) * sum;
        Wire isNear = sizeOfT.Apply(Op.Abs).With(Op.Less, Math.ScaleB(radius, -scale));
        return isNear.Choose(sum, graph.Wire(id)).Id;

        double Coefficient(int i) => Math.ScaleB(series[i].ToDouble(), scale * series.First);
    }

    // How far the polynomial is used and of what degree it is: so far that the node as it stands loses no more than 8 bits there.
    static (double Radius, int Degree)? Fit(PowerSeries series, int loss)
    {
        double first = Math.Abs(series[0].ToDouble()), natural = double.PositiveInfinity;
        for (int i = 1; i < Math.Min(series.Count, 8); i++)
        {
            if (!series[i].IsZero) natural = Math.Min(natural, Math.Pow(first / Math.Abs(series[i].ToDouble()), 1.0 / i));
        }
        if (double.IsInfinity(natural)) natural = 1;
        double[] size = [.. Enumerable.Range(0, series.Count).Select(i => Math.Abs(series[i].ToDouble()))];
        for (double radius = natural * Math.Pow(200, -1.0 / loss); radius > natural * 1e-3; radius *= 0.85)
        {
            // from the end on: the lowest degree whose tail, the sum of all terms above it, does not count
            int fits = -1;
            double tail = 0;
            for (int degree = series.Count - 1; degree >= 2 && tail <= first * 1.1e-16; degree--)
            {
                if (degree <= Math.Min(MostDegree, series.Count - 9)) fits = degree;
                tail += size[degree] * Math.Pow(radius, degree);
            }
            if (fits >= 0) return (radius, fits);
        }
        return null;
    }

    List<int> Cone(int id, bool[] depends)
    {
        var cone = new SortedSet<int>();
        Stack<int> open = new([id]);
        while (open.TryPop(out int next))
        {
            graph.Budget.Spend(2);
            if (!depends[next] || !cone.Add(next)) continue;
            for (int k = 0; k < graph[next].Arity; k++) open.Push(graph[next][k]);
        }
        return [.. cone];
    }

    Wire Product(Monomial monomial)
    {
        Wire? over = null, under = null;
        foreach (var (node, exponent) in monomial.Factors)
        {
            Wire power = Math.Abs(exponent) == 1 ? graph.Wire(node) : graph.Wire(node).Pow(Math.Abs(exponent));
            if (exponent > 0) over = over is { } a ? a * power : power;
            else under = under is { } b ? b * power : power;
        }
        Wire top = over ?? graph.Wire(graph.Number(1));
        return under is { } bottom ? top / bottom : top;
    }
}
