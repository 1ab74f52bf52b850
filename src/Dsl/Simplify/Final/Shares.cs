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
        Wire m = Most(build, parts), sum = Less(build, parts, m);
        if (!rest.Equals(none)) sum = build.Graph.Wire(rest.Write(build)) * sum;
        return m.Apply(Op.Abs).With(Op.Greater, 600).Choose(m + sum.Apply(Op.Log), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    /// <summary>
    /// (a exp u + b exp v) / (c exp u + d exp v + e), a weighted mean, and other quotients and products of such sums, of exponentials and of densities: each is divided by its largest
    /// exponential, where one leaves the range, and the quotient of these is one exponential.
    /// </summary>
    public static int? Mean(Match match, Builder build)
    {
        Graph graph = build.Graph;
        Factors quotient = Factors.Of(graph, match.Root), rest = quotient;
        var sums = new List<(List<Part> Parts, int Power)>();
        foreach (var (id, halves) in quotient.Halves.Factors)
        {
            if (halves % 2 != 0 || Weighted(build, id) is not { } parts || Math.Abs(halves) > MostHalves) continue;
            sums.Add((parts, halves / 2));
            rest = rest.Without(id, halves);
        }
        if (!sums.Exists(sum => sum.Power < 0 && sum.Parts.Count > 1) || !sums.Exists(sum => sum.Power > 0) || IsSingle(sums)) return null;
        Wire? mean = rest.Equals(none) ? null : graph.Wire(rest.Write(build)), far = null;
        var exponents = new List<(Wire Exponent, int Power)>();
        foreach (var (parts, power) in sums)
        {
            Wire m = Most(build, parts), isFar = m.Apply(Op.Abs).With(Op.Greater, 600), less = Less(build, parts, m), factor = Math.Abs(power) == 1 ? less : less.Pow(Math.Abs(power));
            mean = power > 0 ? mean is { } product ? product * factor : factor : (mean ?? graph.Wire(graph.Number(1))) / factor;
            far = far is { } any ? any | isFar : isFar;
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
        return far!.Value.Choose(mean!.Value, graph.Wire(build.Same(match.Root))).Id;
    }

    const int MostHalves = 8;

    // One exponential above that the sum below has too.
    static bool IsSingle(List<(List<Part> Parts, int Power)> sums) =>
        sums.Where(sum => sum.Power > 0).ToArray() is [({ Count: 1 } only, 1)] && !only[0].IsDensity && sums.Exists(sum => sum.Power < 0 && sum.Parts.Exists(part => part.Exponent?.Id == only[0].Exponent?.Id));

    static readonly Factors none = new(1, default);

    // A sum with exponentials, and what stands beside it as factors.
    static (List<Part> Parts, Factors Beside)? Product(Builder build, int node)
    {
        Graph graph = build.Graph;
        if (Weighted(build, node) is { } alone) return (alone, none);
        if (graph[node].Op is not (Op.Multiply or Op.Divide)) return null;
        Factors product = Factors.Of(graph, node);
        foreach (var (id, halves) in product.Halves.Factors)
        {
            if (halves == 2 && Weighted(build, id) is { Count: >= 2 } parts) return (parts, product.Without(id, 2));
        }
        return null;
    }

    // The terms of a sum as weights and exponents, those of densities too; null where there is no exponential.
    static List<Part>? Weighted(Builder build, int sum)
    {
        Graph graph = build.Graph;
        List<Summand>? terms = graph[sum].Op is Op.Add or Op.Subtract ? Terms.Of(graph, sum) : [new(1, sum)];
        if (terms is null) return null;
        List<Part> parts = [];
        foreach (var (factor, core) in terms)
        {
            Factors term = core < 0 ? new(factor, default) : Factors.Of(graph, core) is var read ? read with { Constant = read.Constant * factor } : default;
            if (Exponential(graph, term, -1) is >= 0 and var exponential) parts.Add(new(term.Without(exponential, 2), graph.Wire(build.Now(graph[exponential].A))));
            else if (Density(graph, term) is >= 0 and var density) parts.Add(new(term.Without(density, 2) * new Factors(InverseRootTwoPi, default), -0.5 * graph.Wire(build.Now(graph[density].A)).Pow(2), IsDensity: true));
            else if (Difference(graph, term) is >= 0 and var difference)
            {
                Wire u = graph.Wire(build.Now(graph[difference].A));
                Factors beside = term.Without(difference, 2), half = beside with { Constant = 0.5 * beside.Constant };
                Op op = graph[difference].Op;
                parts.Add(new(op == Op.Expm1 ? beside : half, u));
                parts.Add(op == Op.Expm1 ? new(beside with { Constant = -beside.Constant }, null) : new(op == Op.Sinh ? half with { Constant = -half.Constant } : half, -u));
            }
            else parts.Add(new(term, null));
        }
        return parts.Exists(part => part.Exponent is not null) ? parts : null;
    }

    // Weight * e^Exponent, or the weight alone.
    readonly record struct Part(Factors Weight, Wire? Exponent, bool IsDensity = false);

    const double InverseRootTwoPi = 0.39894228040143267794;

    static int Density(Graph graph, Factors term) => Factor(graph, term, op => op == Op.NormPdf);

    // Two exponentials in one.
    static int Difference(Graph graph, Factors term) => Factor(graph, term, op => op is Op.Expm1 or Op.Sinh or Op.Cosh);

    static int Factor(Graph graph, Factors term, Func<Op, bool> fits)
    {
        foreach (var (id, halves) in term.Halves.Factors)
        {
            if (halves == 2 && fits(graph[id].Op)) return id;
        }
        return -1;
    }

    static Wire Most(Builder build, List<Part> parts) =>
        parts.Select(part => part.Exponent ?? build.Graph.Wire(build.Graph.Number(0))).Aggregate((most, u) => most.With(Op.Max, u));

    // The sum over exp m.
    static Wire Less(Builder build, List<Part> parts, Wire m) =>
        parts.Select(part => build.Graph.Wire(part.Weight.Write(build)) * (part.Exponent is { } u ? u - m : -m).Apply(Op.Exp)).Aggregate((sum, part) => sum + part);
}
