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

    /// <summary>c exp (v) ** m / expm1 v ** n, above 1.</summary>
    public static int? OverDifference(Match match, Builder build)
    {
        Factors quotient = Factors.Of(build.Graph, match.Root);
        foreach (var (id, power) in quotient.Halves.Factors)
        {
            if (power < 0 && power % 2 == 0 && build.Graph[id] is { Op: Op.Expm1 } s && OverDifference(quotient, build, match, id, s) is { } done) return done;
        }
        return null;
    }

    static int? OverDifference(Factors quotient, Builder build, Match match, int below, Node s)
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

    /// <summary>sigmoid u / softplus u, which is 1 far below 0.</summary>
    public static int? OverSoftplus(Match match, Builder build)
    {
        Factors quotient = Factors.Of(build.Graph, match.Root);
        foreach (var (below, power) in quotient.Halves.Factors)
        {
            if (build.Graph[below].Op != Op.Softplus || power > -2 || power % 2 != 0) continue;
            foreach (var (above, times) in quotient.Halves.Factors)
            {
                if (build.Graph[above] is not { Op: Op.Sigmoid } sigmoid || sigmoid.A != build.Graph[below].A || times != -power) continue;
                int rest = quotient.Without(below, power).Without(above, times).Write(build);
                return build.Graph.Wire(build.Now(sigmoid.A)).With(Op.Less, -40).Choose(build.Graph.Wire(rest), build.Graph.Wire(build.Same(match.Root))).Id;
            }
        }
        return null;
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
        if (Product(build, match[Shape.x]) is not ({ Count: >= 2 } parts, var rest)) return null;
        Wire m = Weighted.Largest(build, parts), sum = Weighted.Without(build, parts, m);
        if (!rest.Equals(none)) sum = build.Graph.Wire(rest.Write(build)) * sum;
        Wire far = m.Apply(Op.Abs).With(Op.Greater, 600);
        foreach (Weighted part in parts) if (part.Only is { } only) far &= only;
        return far.Choose(m + sum.Apply(Op.Log), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    /// <summary>
    /// (a exp u + b exp v) / (c exp u + d exp v + e), a weighted mean, and other quotients and products of such sums, of exponentials and of densities: each is divided by its largest
    /// exponential, where one leaves the range, and the quotient of these is one exponential.
    /// </summary>
    public static int? Mean(Match match, Builder build)
    {
        Graph graph = build.Graph;
        Factors quotient = Factors.Of(graph, match.Root), rest = quotient;
        var sums = new List<(List<Weighted> Parts, int Power)>();
        foreach (var (id, halves) in quotient.Halves.Factors)
        {
            if (halves % 2 != 0 || Weighted.Of(build, id) is not { } parts || Math.Abs(halves) > MostHalves) continue;
            sums.Add((parts, halves / 2));
            rest = rest.Without(id, halves);
        }
        if (!sums.Exists(sum => sum.Power < 0 && sum.Parts.Count > 1) || !sums.Exists(sum => sum.Power > 0) || IsSingle(sums)) return null;
        Wire? mean = rest.Equals(none) ? null : graph.Wire(rest.Write(build)), far = null;
        var exponents = new List<(Wire Exponent, int Power)>();
        var conditions = new List<Wire>();
        foreach (var (parts, power) in sums)
        {
            Wire m = Weighted.Largest(build, parts), isFar = m.Apply(Op.Abs).With(Op.Greater, 600), less = Weighted.Without(build, parts, m), factor = Math.Abs(power) == 1 ? less : less.Pow(Math.Abs(power));
            mean = power > 0 ? mean is { } product ? product * factor : factor : (mean ?? graph.Wire(graph.Number(1))) / factor;
            far = far is { } any ? any | isFar : isFar;
            foreach (Weighted part in parts) if (part.Only is { } only && !conditions.Contains(only)) conditions.Add(only);
            int known = exponents.FindIndex(other => other.Exponent == m);
            if (known >= 0) exponents[known] = (m, exponents[known].Power + power);
            else exponents.Add((m, power));
        }
        Wire? largest = null;
        foreach (var (m, power) in exponents)
        {
            if (power == 0) continue;
            Wire share = Math.Abs(power) == 1 ? m : Math.Abs(power) * m;
            largest = power > 0 ? largest is { } sum ? sum + share : share : largest is { } less ? less - share : -share;
        }
        if (largest is { } left) mean = mean!.Value * left.Apply(Op.Exp);
        return conditions.Aggregate(far!.Value, (all, only) => all & only).Choose(mean!.Value, graph.Wire(build.Same(match.Root))).Id;
    }

    const int MostHalves = 8;

    // One exponential above that the sum below has too.
    static bool IsSingle(List<(List<Weighted> Parts, int Power)> sums) =>
        sums.Where(sum => sum.Power > 0).ToArray() is [({ Count: 1 } only, 1)] && !only[0].IsDensity && sums.Exists(sum => sum.Power < 0 && sum.Parts.Exists(part => part.Exponent?.Id == only[0].Exponent?.Id));

    static readonly Factors none = new(1, default);

    // A sum with exponentials, and what stands beside it as factors.
    static (List<Weighted> Parts, Factors Beside)? Product(Builder build, int node)
    {
        Graph graph = build.Graph;
        if (Weighted.Of(build, node) is { } alone) return (alone, none);
        if (graph[node].Op is not (Op.Multiply or Op.Divide)) return null;
        Factors product = Factors.Of(graph, node);
        foreach (var (id, halves) in product.Halves.Factors)
        {
            if (halves == 2 && Weighted.Of(build, id) is { Count: >= 2 } parts) return (parts, product.Without(id, 2));
        }
        return null;
    }
}
