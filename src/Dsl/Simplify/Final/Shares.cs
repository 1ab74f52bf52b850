using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Exponentials with weights that are not constants, so that their signs are not known: divided by the largest exponential where that would overflow.
/// </summary>
static class Shares
{
    /// <summary>c exp v / s ** n where s is a sum with exp v among its terms: c / (s exp (-v)) / s ** (n - 1) for v above 0.</summary>
    public static int? Quotient(Match match, Builder build)
    {
        Graph graph = build.Graph;
        Factors quotient = Factors.Of(graph, match.Root);
        foreach (var (id, power) in quotient.Halves.Factors)
        {
            if (power < 0 && power % 2 == 0 && graph[id] is { Op: Op.Expm1 } s && Sole(quotient, build, match, id, s) is { } done) return done;
            if (power < 2 || power % 2 != 0 || graph[id].Op != Op.Exp || Absorbed(build, quotient, id, 2) is not { } made) continue;
            return graph.Wire(build.Now(graph[id].A)).With(Op.Greater, 0).Choose(graph.Wire(made), graph.Wire(build.Same(match.Root))).Id;
        }
        return null;
    }

    // A product without its exponential, which sums in its denominator have taken in, or all terms of a sum in its numerator.
    static int? Absorbed(Builder build, Factors product, int exponential, int depth)
    {
        Graph graph = build.Graph;
        int v = graph[exponential].A;
        Factors rest = product;
        Wire? reduced = null;
        foreach (var (s, power) in product.Halves.Factors)
        {
            int left = rest.Of(exponential);
            if (left == 0 || power > -2 || power % 2 != 0 || graph[s].Op is not (Op.Add or Op.Subtract) || Reduced(build, s, v) is not { } by) continue;
            int share = Math.Min(left, -power);
            rest = rest.Without(exponential, share).Without(s, -share);
            Wire divisor = share == 2 ? graph.Wire(by) : graph.Wire(by).Pow(share / 2);
            reduced = reduced is { } before ? before * divisor : divisor;
        }
        if (rest.Of(exponential) == 0) return reduced is { } divided ? (graph.Wire(rest.Write(build)) / divided).Id : rest.Write(build);
        if (depth == 0 || reduced is not null) return null;
        foreach (var (s, power) in product.Halves.Factors)
        {
            if (power != 2 || graph[s].Op is not (Op.Add or Op.Subtract) || Terms.Of(graph, s) is not { Count: <= 4 } terms) continue;
            Factors outer = product.Without(s, 2).Without(exponential, product.Of(exponential));
            Factors power0 = new(1, Monomial.Of(exponential).Power(product.Of(exponential)));
            int? sum = null;
            foreach (var (factor, core) in terms)
            {
                if (core < 0 || Absorbed(build, Factors.Of(graph, core) * power0 * new Factors(factor, default), exponential, depth - 1) is not { } part) { sum = null; break; }
                sum = sum is { } before ? build.Make(Op.Add, before, part) : part;
            }
            if (sum is { } made) return build.Make(Op.Multiply, outer.Write(build), made);
        }
        return null;
    }

    // c exp (v) ** m / expm1 v ** n, above 1
    static int? Sole(Factors quotient, Builder build, Match match, int below, Node s)
    {
        Graph graph = build.Graph;
        int power = -quotient.Of(below), exp = -1;
        foreach (var (id, _) in quotient.Halves.Factors)
        {
            if (graph[id].Op == Op.Exp && graph[id].A == s.A) exp = id;
        }
        int left = (exp < 0 ? 0 : quotient.Of(exp)) - power;
        if (left > 0 || left % 2 != 0) return null;
        Factors rest = quotient.Without(below, -power);
        if (exp >= 0) rest = rest.Without(exp, quotient.Of(exp));
        Wire v = graph.Wire(build.Now(s.A)), other = graph.Wire(rest.Write(build)), reduced = -(-v).Apply(Op.Expm1);
        other /= power == 2 ? reduced : reduced.Pow(power / 2);
        // in halves, so that a result below the normal range is rounded once
        Wire half = (-v / 2).Apply(Op.Exp);
        for (int i = left; i < 0; i += 2) other = other * half * half;
        return v.With(Op.Greater, 1).Choose(other, graph.Wire(build.Same(match.Root))).Id;
    }

    // s * exp (-v) where a term of s has exp v; null where none has
    static int? Reduced(Builder build, int s, int v)
    {
        Graph graph = build.Graph;
        if (Terms.Of(graph, s) is not { } terms) return null;
        int? sum = null;
        bool found = false;
        foreach (var (factor, core) in terms)
        {
            Factors term = core < 0 ? new(factor, default) : Factors.Of(graph, core) is var read ? read with { Constant = read.Constant * factor } : default;
            int minus = build.Make(Op.Negate, build.Now(v));
            int part;
            if (Exponential(graph, term, v) is >= 0 and var own)
            {
                found = true;
                part = term.Without(own, 2).Write(build);
            }
            else if (Exponential(graph, term, -1) is >= 0 and var other)
            {
                int difference = build.Make(Op.Subtract, build.Now(graph[other].A), build.Now(v));
                part = build.Make(Op.Multiply, term.Without(other, 2).Write(build), build.Make(Op.Exp, difference));
            }
            else part = build.Make(Op.Multiply, term.Write(build), build.Make(Op.Exp, minus));
            sum = sum is { } before ? build.Make(Op.Add, before, part) : part;
        }
        return found ? sum : null;
    }

    // The factor exp v of a term; any exponential for v = -1.
    static int Exponential(Graph graph, Factors term, int v)
    {
        foreach (var (id, halves) in term.Halves.Factors)
        {
            if (halves == 2 && graph[id].Op == Op.Exp && (v < 0 || graph[id].A == v)) return id;
        }
        return -1;
    }

    /// <summary>log (a exp u + b exp v + …) with any factors: m + log (a exp (u - m) + …) with the largest exponent m, where the exponentials leave the range.</summary>
    public static int? LogOfWeighted(Match match, Builder build)
    {
        if (Weighted(build, match[Shape.x]) is not { Count: >= 2 } parts) return null;
        Wire m = Most(build, parts);
        return m.Apply(Op.Abs).With(Op.Greater, 600).Choose(m + Less(build, parts, m).Apply(Op.Log), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    /// <summary>
    /// (a exp u + b exp v) / (c exp u + d exp v + e), a weighted mean, and a density over such a sum: both divided by the largest exponential, where the exponentials leave the range.
    /// </summary>
    public static int? Mean(Match match, Builder build)
    {
        Graph graph = build.Graph;
        if (Weighted(build, match[Shape.y]) is not { Count: >= 2 } under || Weighted(build, match[Shape.x]) is not { } over || (over.Count == 1 && graph[match[Shape.x]].Op == Op.Exp)) return null;
        if (!over.TrueForAll(part => under.Exists(other => other.Exponent?.Id == part.Exponent?.Id))) return null;
        Wire m = Most(build, under);
        return m.Apply(Op.Abs).With(Op.Greater, 600).Choose(Less(build, over, m) / Less(build, under, m), graph.Wire(build.Same(match.Root))).Id;
    }

    // The terms of a sum as weights and exponents, those of densities too; null where there is no exponential.
    static List<(Factors Weight, Wire? Exponent)>? Weighted(Builder build, int sum)
    {
        Graph graph = build.Graph;
        List<Summand>? terms = graph[sum].Op is Op.Add or Op.Subtract ? Terms.Of(graph, sum) : [new(1, sum)];
        if (terms is null) return null;
        List<(Factors Weight, Wire? Exponent)> parts = [];
        foreach (var (factor, core) in terms)
        {
            Factors term = core < 0 ? new(factor, default) : Factors.Of(graph, core) is var read ? read with { Constant = read.Constant * factor } : default;
            if (Exponential(graph, term, -1) is >= 0 and var exponential) parts.Add((term.Without(exponential, 2), graph.Wire(build.Now(graph[exponential].A))));
            else if (Density(graph, term) is >= 0 and var density) parts.Add((term.Without(density, 2) * new Factors(InverseRootTwoPi, default), -0.5 * graph.Wire(build.Now(graph[density].A)).Pow(2)));
            else parts.Add((term, null));
        }
        return parts.Exists(part => part.Exponent is not null) ? parts : null;
    }

    const double InverseRootTwoPi = 0.39894228040143267794;

    static int Density(Graph graph, Factors term)
    {
        foreach (var (id, halves) in term.Halves.Factors)
        {
            if (halves == 2 && graph[id].Op == Op.NormPdf) return id;
        }
        return -1;
    }

    static Wire Most(Builder build, List<(Factors Weight, Wire? Exponent)> parts) =>
        parts.Select(part => part.Exponent ?? build.Graph.Wire(build.Graph.Number(0))).Aggregate((most, u) => most.With(Op.Max, u));

    // The sum over exp m.
    static Wire Less(Builder build, List<(Factors Weight, Wire? Exponent)> parts, Wire m) =>
        parts.Select(part => build.Graph.Wire(part.Weight.Write(build)) * (part.Exponent is { } u ? u - m : -m).Apply(Op.Exp)).Aggregate((sum, part) => sum + part);
}
