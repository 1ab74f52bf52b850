using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Differences in the gamma family, as in log (beta a b) = lgamma a + lgamma b - lgamma (a + b): of large arguments that differ by little by the difference of Stirling's series,
/// in which nothing cancels. Of several that are subtracted, the largest is taken together with the one that they are subtracted from.
/// </summary>
static class GammaDifferences
{
    /// <summary>From here on the terms of the series that are left out are below the rounding.</summary>
    const double Large = 32;

    const int MostTerms = 8;

    sealed record Member(Factors Term, int Function);

    public static int? Make(int root, Builder build)
    {
        Graph graph = build.Graph;
        if (!HasGamma(graph, root) || Terms.Of(graph, root) is not { Count: >= 2 and <= MostTerms } terms) return null;
        List<Factors> all = [.. terms.Select(term => term.Core < 0 ? new(term.Factor, default) : Factors.Of(graph, term.Core) is var f ? f with { Constant = f.Constant * term.Factor } : default)];
        Member? whole = null;
        List<Member> against = [];
        foreach (Factors one in all)
        {
            if (MemberOf(graph, one) is not { } candidate) continue;
            List<Member> others = [.. all.Select(other => MemberOf(graph, other)).OfType<Member>().Where(part => IsOpposite(graph, candidate, part) && Step(build, candidate, part) is not null)];
            if (others.Count is > 0 and <= 3 && others.Count > against.Count) (whole, against) = (candidate, others);
        }
        if (whole is null) return null;
        List<Factors> rest = [.. all.Where(term => !term.Equals(whole.Term) && !against.Exists(part => part.Term.Equals(term)))];
        return rest.Count == all.Count - 1 - against.Count ? Written(build, whole, against, rest, root) : null;
    }

    // The difference of two arguments, where it is simpler than they are, or rounded once.
    static int? Step(Builder build, Member whole, Member part)
    {
        Graph graph = build.Graph;
        int u = graph[whole.Function].A, v = graph[part.Function].A;
        if (graph[u].Arity == 0 && graph[v].Arity == 0) return build.Make(Op.Subtract, build.Now(u), build.Now(v));
        if (Terms.Of(graph, u) is not { } left || Terms.Of(graph, v) is not { } right) return null;
        List<Summand> all = Sums.Together([.. left, .. right.Select(term => term with { Factor = -term.Factor })]);
        return all.Count < Math.Max(2, left.Count + right.Count - 1) || all.Count < Math.Max(left.Count, right.Count) ? Terms.Write(build, all) : null;
    }

    static bool HasGamma(Graph graph, int root)
    {
        Node node = graph[root];
        for (int k = 0; k < node.Arity; k++)
        {
            Node part = graph[node[k]];
            if (IsGamma(part.Op)) return true;
            for (int i = 0; part.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Divide && i < part.Arity; i++)
            {
                if (IsGamma(graph[part[i]].Op) || graph[part[i]].Op is Op.Add or Op.Subtract or Op.Multiply) return true;
            }
        }
        return false;
    }

    static bool IsGamma(Op op) => op is Op.Lgamma or Op.Digamma or Op.Polygamma;

    static Member? MemberOf(Graph graph, Factors term)
    {
        foreach (var (id, halves) in term.Halves.Factors)
        {
            if (halves == 2 && IsGamma(graph[id].Op)) return new(term, id);
        }
        return null;
    }

    // c f u and -c f v
    static bool IsOpposite(Graph graph, Member a, Member b)
    {
        Node f = graph[a.Function], g = graph[b.Function];
        Factors p = a.Term.Without(a.Function, 2), q = b.Term.Without(b.Function, 2);
        return f.Op == g.Op && f.Bits == g.Bits && p.Constant == -q.Constant && p.Halves.Equals(q.Halves);
    }

    static int Written(Builder build, Member whole, List<Member> against, List<Factors> rest, int root)
    {
        Graph graph = build.Graph;
        Node f = graph[whole.Function];
        Wire u = graph.Wire(build.Now(f.A)), same = graph.Wire(build.Same(root)), result = same;
        Wire largest = graph.Wire(build.Now(graph[against[0].Function].A));
        for (int i = 1; i < against.Count; i++) largest = largest.With(Op.Max, graph.Wire(build.Now(graph[against[i].Function].A)));
        for (int i = against.Count - 1; i >= 0; i--)
        {
            Wire v = graph.Wire(build.Now(graph[against[i].Function].A)), d = graph.Wire(Step(build, whole, against[i])!.Value);
            Wire sum = Times(build, whole.Term.Without(whole.Function, 2), Near(f, u, v, d));
            foreach (Member other in against)
            {
                if (other != against[i]) sum += graph.Wire(other.Term.Write(build));
            }
            foreach (Factors term in rest) sum += graph.Wire(term.Write(build));
            Wire isNear = u.With(Op.Greater, Large) & v.With(Op.Greater, Large);
            if (against.Count > 1) isNear &= v.With(Op.GreaterEqual, largest);
            result = isNear.Choose(sum, result);
        }
        return result.Id;
    }

    static Wire Times(Builder build, Factors c, Wire node) => c.Halves.IsOne ? c.Constant == 1 ? node : c.Constant == -1 ? -node : c.Constant * node : build.Graph.Wire(c.Write(build)) * node;

    // f u - f v of large u and v, d = u - v
    static Wire Near(Node f, Wire u, Wire v, Wire d)
    {
        Wire p = 1 / u, q = 1 / v, log = (d / v).Apply(Op.Log1p), step = -(d * p * q);      // step is 1 / u - 1 / v
        if (f.Op == Op.Lgamma) return (v - 0.5) * log + d * (u.Apply(Op.Log) - 1) + step * Series([0, 1.0 / 12, 0, -1.0 / 360, 0, 1.0 / 1260, 0, -1.0 / 1680]);
        if (f.Op == Op.Digamma) return log + step * Series([0, -0.5, -1.0 / 12, 0, 1.0 / 120, 0, -1.0 / 252, 0, 1.0 / 240]);

        // (n - 1)! / z^n + n! / (2 z^(n + 1)) + Σ B_2k (2k + n - 1)! / ((2k)! z^(2k + n)), of changing sign
        int n = (int)f.Bits;
        var terms = new double[n + 9];
        (terms[n], terms[n + 1]) = (Factorial(n - 1), Factorial(n) / 2);
        double[] bernoulli = [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30];
        for (int k = 1; k <= 4; k++) terms[n + 2 * k] = bernoulli[k - 1] * Factorial(2 * k + n - 1) / Factorial(2 * k);
        return n % 2 == 1 ? step * Series(terms) : -(step * Series(terms));

        // Σ c_j (p^j - q^j) / (p - q)
        Wire Series(double[] c)
        {
            Wire sum = u.Number(0), quotient = u.Number(1), power = p;
            bool isFirst = true;
            for (int j = 1; j < c.Length; j++)
            {
                if (j > 1)
                {
                    quotient = quotient * q + power;
                    power *= p;
                }
                if (c[j] == 0) continue;
                Wire term = j == 1 ? u.Number(c[j]) : c[j] * quotient;
                sum = isFirst ? term : sum + term;
                isFirst = false;
            }
            return sum;
        }
    }

    static double Factorial(int n)
    {
        double product = 1;
        for (int i = 2; i <= n; i++) product *= i;
        return product;
    }
}
