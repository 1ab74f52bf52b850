using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// A term of a sum, as a weight times an exponential: so are terms with exponentials, densities and hyperbolic functions, and differences of functions that have nearly reached a limit.
/// A term without an exponent is the weight.
/// </summary>
/// <param name="Weight">The weight.</param>
/// <param name="Exponent">The exponent.</param>
/// <param name="IsDensity">Whether it is a density.</param>
/// <param name="Only">Where it is so; null: everywhere.</param>
readonly record struct Weighted(Factors Weight, Wire? Exponent, bool IsDensity = false, Wire? Only = null)
{
    static readonly double inverseRootTwoPi = 0.39894228040143267794, inverseRootTwo = 0.70710678118654752440;

    /// <summary>The functions that are exponentials, by what their argument is.</summary>
    static readonly Dictionary<Op, Func<Wire, (double Weight, Wire? Exponent)[]>> exponentials = new()
    {
        [Op.Exp] = u => [(1, u)],
        [Op.NormPdf] = u => [(inverseRootTwoPi, -0.5 * u.Pow(2))],
        [Op.Expm1] = u => [(1, u), (-1, null)],
        [Op.Sinh] = u => [(0.5, u), (-0.5, -u)],
        [Op.Cosh] = u => [(0.5, u), (0.5, -u)],
    };

    /// <summary>
    /// The functions that go to limits: what they differ by from the limit that is nearer, as a weight and an exponent. Of a difference of two on the same side the limits cancel.
    /// </summary>
    static readonly Dictionary<Op, Func<Wire, (Wire Weight, Wire Exponent)>> saturating = new()
    {
        [Op.NormCdf] = u => (OnSide(u, w => 0.5 * (inverseRootTwo * w).Apply(Op.Erfcx)), -0.5 * u.Pow(2)),
        [Op.Erf] = u => (OnSide(u, w => w.Apply(Op.Erfcx)), -u.Pow(2)),
        [Op.Erfc] = u => (-OnSide(u, w => w.Apply(Op.Erfcx)), -u.Pow(2)),
        [Op.Sigmoid] = u => (OnSide(u, w => w.Apply(Op.Sigmoid)), -u.Apply(Op.Abs)),
        [Op.Tanh] = u => (OnSide(u, w => 2 * (2 * w).Apply(Op.Sigmoid)), -2 * u.Apply(Op.Abs)),
    };

    static Wire OnSide(Wire u, Func<Wire, Wire> tail) => u.With(Op.Less, 0).Choose(tail(-u), -tail(u));

    /// <summary>The terms of a sum, or the one of a product; null where there is no exponential.</summary>
    public static List<Weighted>? Of(Builder build, int sum)
    {
        Graph graph = build.Graph;
        // of a difference that is computed on both sides by tails, the one that is written
        if (graph[sum] is { Op: Op.Select } choice && graph[choice.C].Op is Op.Add or Op.Subtract && graph[choice.B].Op is Op.Add or Op.Subtract) return Of(build, choice.C) is { } written && written.Exists(term => term.Only is not null) ? written : null;
        if ((graph[sum].Op is Op.Add or Op.Subtract ? Terms.Of(graph, sum) : [new(1, sum)]) is not { } terms) return null;
        Factors[] all = [.. terms.Select(term => term.Core < 0 ? new(term.Factor, default) : Factors.Of(graph, term.Core) is var read ? read with { Constant = read.Constant * term.Factor } : default)];
        List<Weighted> parts = [];
        foreach (Factors term in all) Add(build, term, all, parts);
        return parts.Exists(part => part.Exponent is not null) ? parts : null;
    }

    static void Add(Builder build, Factors term, Factors[] all, List<Weighted> parts)
    {
        Graph graph = build.Graph;
        foreach (var (id, halves) in term.Halves.Factors)
        {
            if (halves != 2 || graph[id].Arity == 0) continue;
            Factors beside = term.Without(id, 2);
            Op op = graph[id].Op;
            if (exponentials.TryGetValue(op, out var made))
            {
                foreach (var (weight, exponent) in made(graph.Wire(build.Now(graph[id].A)))) parts.Add(new(beside with { Constant = weight * beside.Constant }, exponent, op == Op.NormPdf));
                return;
            }
            if (!saturating.TryGetValue(op, out var tail) || Other(graph, beside, op, all) is not (>= 0 and var other)) continue;
            Wire u = graph.Wire(build.Now(graph[id].A)), v = graph.Wire(build.Now(graph[other].A));
            if (u.Id > v.Id) (u, v) = (v, u);
            Wire only = u.With(Op.Less, 0) & v.With(Op.Less, 0) | u.With(Op.Greater, 0) & v.With(Op.Greater, 0);
            var (size, power) = tail(graph.Wire(build.Now(graph[id].A)));
            parts.Add(new(beside * new Factors(1, Monomial.Of(size.Id).Power(2)), power, Only: only));
            return;
        }
        parts.Add(new(term, null));
    }

    // The same function of another argument, with the opposite weight.
    static int Other(Graph graph, Factors beside, Op op, Factors[] all)
    {
        Factors opposite = beside with { Constant = -beside.Constant };
        foreach (Factors term in all)
        {
            foreach (var (id, halves) in term.Halves.Factors)
            {
                if (halves == 2 && graph[id].Op == op && term.Without(id, 2).Equals(opposite)) return id;
            }
        }
        return -1;
    }

    /// <summary>The largest exponent; 0 is that of a term without one.</summary>
    public static Wire Largest(Builder build, List<Weighted> parts) =>
        parts.Select(part => part.Exponent ?? build.Graph.Wire(build.Graph.Number(0))).Aggregate((most, u) => most.With(Op.Max, u));

    /// <summary>The sum over e^m.</summary>
    public static Wire Without(Builder build, List<Weighted> parts, Wire m) =>
        parts.Select(part => build.Graph.Wire(part.Weight.Write(build)) * (part.Exponent is { } u ? u - m : -m).Apply(Op.Exp)).Aggregate((sum, part) => sum + part);
}
