using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// What is known of a node near t = 0: it is Factor * Series (t), exactly, and computed as it stands it loses digits like t^-Loss as t goes to 0.
/// A node that is not analytic in t is its own factor.
/// </summary>
readonly record struct Expansion(PowerSeries Series, Monomial Factor, int Loss, bool HasFunction);

/// <summary>Expands nodes in powers of a variable t, which is a constant times a product of powers of nodes.</summary>
/// <param name="variable">The product.</param>
/// <param name="scale">t is the product times 2 to this power.</param>
/// <param name="terms">How many terms to compute.</param>
sealed class Expander(Graph graph, Monomial variable, int scale, int terms)
{
    const int MostExponent = 256;

    readonly Dictionary<int, Expansion> known = [];
    readonly PowerSeries one = PowerSeries.Constant(Wide.One, terms);

    /// <summary>Whether there was a node of which the leading terms did not tell all that more terms would.</summary>
    public bool IsUnsure { get; private set; }

    public Expansion this[int id] => known.TryGetValue(id, out Expansion expansion) ? expansion : Leaf(id);

    /// <summary>Expands a node whose arguments have been expanded where they depend on the variable.</summary>
    public Expansion Expand(int id)
    {
        graph.Budget.Spend(CostOf(graph[id]));
        Expansion? expansion = Node(id);
        if (expansion is not { Series.IsZero: true }) return known[id] = expansion ?? Opaque(id);
        IsUnsure = true;
        return known[id] = Opaque(id);
    }

    // Sums cost a number for each term, products for each pair of terms, functions for several times as many.
    int CostOf(Node node) => node.Op switch
    {
        Op.Number or Op.Truth or Op.Input or Op.Select => 1,
        Op.Negate or Op.Add or Op.Subtract => terms + this[node.A].Factor.Factors.Length,
        Op.Multiply or Op.Divide or Op.Fma => terms * terms + this[node.A].Factor.Factors.Length + this[node.B].Factor.Factors.Length,
        _ => 3 * terms * terms,
    };

    /// <summary>Says that a node will be computed without loss.</summary>
    public void Mend(int id) => known[id] = known[id] with { Loss = 0 };

    Expansion Opaque(int id) => Unfold(new(one, Monomial.Of(id), 0, false));

    Expansion Leaf(int id)
    {
        if (graph[id] is not { Op: Op.Number } node) return IsConstant(id, 4) ? Expand(id) : Opaque(id);
        return Wide.Of(node.Number) is { } number ? new(PowerSeries.Constant(number, terms), default, 0, false) : Opaque(id);
    }

    bool IsConstant(int id, int depth)
    {
        Node node = graph[id];
        if (node.Arity == 0 || depth == 0) return node.Op == Op.Number;
        for (int k = 0; k < node.Arity; k++)
        {
            if (!IsConstant(node[k], depth - 1)) return false;
        }
        return true;
    }

    // A factor that is a power of the variable becomes one of t.
    Expansion Unfold(Expansion expansion) => !expansion.Factor.IsOne && expansion.Factor.AsPowerOf(variable) is { } power && Scaled(expansion.Series, power) is { } series
        ? expansion with { Series = series, Factor = default }
        : expansion;

    // Times a power of the product, as a power of t; null where that is beyond every double.
    PowerSeries? Scaled(PowerSeries series, int power) => Math.Abs((long)scale * power) > 1_024 ? null
        : scale * power == 0 ? series.Shift(power) : Wide.One.Scale(-scale * power) * series.Shift(power);

    // Exponents beyond are none that a power series near 0 would help, and products of them would overflow.
    Expansion? Moderated(Expansion expansion)
    {
        foreach (var (_, exponent) in expansion.Factor.Factors)
        {
            if (Math.Abs(exponent) > MostExponent) return null;
        }
        return Math.Abs(expansion.Series.First) > MostExponent ? null : Unfold(expansion);
    }

    Expansion? Node(int id)
    {
        Node node = graph[id];
        switch (node.Op)
        {
            case Op.Negate: return this[node.A] is var a ? a with { Series = -1 * a.Series } : null;
            case Op.Add: return Sum(this[node.A], this[node.B], 1);
            case Op.Subtract: return Sum(this[node.A], this[node.B], -1);
            case Op.Multiply: return Product(this[node.A], this[node.B], id, inverse: false);
            case Op.Divide: return Product(this[node.A], this[node.B], id, inverse: true);
            case Op.Fma: return Product(this[node.A], this[node.B], id, inverse: false) is { } product ? Sum(product, this[node.C], 1) : null;
            case Op.XLogY or Op.XLog1pY:
                // the factor before the logarithm need not be analytic
                Expansion y = this[node.B];
                if (!y.Factor.IsOne || y.Series.First < 0) return null;
                Op function = node.Op == Op.XLogY ? Op.Log : Op.Log1p;
                return SeriesOf.Function(function, [y.Series], terms) is { } log
                    ? Product(this[node.A], new(log, default, LossOf(log, [y.Series], y.Loss), true), id, inverse: false) : null;
            case Op.PowerInt when Math.Abs(node.Bits) <= 64:
                Expansion x = this[node.A];
                return x.Series.Power((int)node.Bits, terms) is { } power ? Moderated(x with { Series = power, Factor = x.Factor.Power((int)node.Bits), HasFunction = x.HasFunction || Math.Abs(node.Bits) > 2 }) : null;
            case Op.Select: return Truth(node.A) is { } isFirst ? this[isFirst ? node.B : node.C] : null;
            case Op.Number or Op.Truth or Op.Input: return null;
        }
        var arguments = new PowerSeries[node.Arity];
        int loss = 0;
        for (int k = 0; k < arguments.Length; k++)
        {
            Expansion argument = this[node[k]];
            if (!argument.Factor.IsOne || argument.Series.First < 0) return null;
            arguments[k] = argument.Series;
            loss = Math.Max(loss, argument.Loss);
        }
        if (SeriesOf.Function(node.Op, arguments, terms) is not { } series) return null;
        IsUnsure |= arguments.Length > 1 && !IsConstant(node.A, 4) && !IsConstant(node.B, 4);
        return new(series, default, LossOf(series, arguments, loss), true);
    }

    // Whether a number is, near t = 0, another one that it does not tend to.
    bool? Truth(int id)
    {
        Node node = graph[id];
        if (node.Op is not (Op.Equal or Op.NotEqual) || graph[node.B].Op != Op.Number || this[node.A] is not { Factor.IsOne: true, Series: var x } || x.First < 0 || x.IsZero) return null;
        double limit = x.First > 0 ? 0 : x[0].ToDouble();
        return limit == graph[node.B].Number ? null : node.Op == Op.NotEqual;
    }

    Expansion? Sum(Expansion a, Expansion b, int sign)
    {
        if (!a.Factor.Equals(b.Factor))
        {
            // x + y exp (k x) / k, with t = k x: both are something times 1 / k
            if ((a.Factor / b.Factor).AsPowerOf(variable) is not { } power || Scaled(a.Series, power) is not { } scaled) return null;
            a = a with { Series = scaled, Factor = b.Factor };
        }
        PowerSeries sum = a.Series + sign * b.Series;
        int error = Math.Min(Math.Min(a.Series.First - a.Loss, b.Series.First - b.Loss), sum.First);
        return Unfold(new(sum, a.Factor, sum.First - error, a.HasFunction || b.HasFunction));
    }

    Expansion? Product(Expansion a, Expansion b, int id, bool inverse)
    {
        if ((inverse ? a.Series / b.Series : a.Series * b.Series) is not { } series) return null;
        return Moderated(new(series, inverse ? a.Factor / b.Factor : a.Factor * b.Factor, Math.Max(a.Loss, b.Loss), a.HasFunction || b.HasFunction));
    }

    // An error of an argument w is carried on by f'(w) = (f(w))' / w'.
    static int LossOf(PowerSeries f, PowerSeries[] arguments, int loss)
    {
        int error = f.First;
        PowerSeries slope = f.Derivative();
        foreach (PowerSeries w in arguments)
        {
            PowerSeries by = w.Derivative();
            if (slope.IsZero || by.IsZero) continue;
            error = Math.Min(error, slope.First - by.First + w.First - loss);
        }
        return f.First - error;
    }
}
