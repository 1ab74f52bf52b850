using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// The identity behind the option formulas: with w = u - d, normpdf w = normpdf u * exp (u * d - d ** 2 / 2). Where the exponent, written out, is a logarithm
/// and what another exponential of the same term takes back, the two densities are one: s * normpdf d1 = k * exp (-r * t) * normpdf d2 in Black–Scholes.
/// </summary>
sealed class NormalPairs(Graph graph, Products products, Sums sums)
{
    /// <summary>Expresses the densities of a sum's terms by one another where the identity leaves no exponential behind.</summary>
    /// <returns>Whether any was.</returns>
    public bool Unite(List<Product> terms)
    {
        if (terms.Count is < 2 or > 6) return false;
        bool any = false;
        foreach (Product term in terms)
        {
            if (DensityIn(term) is not { } w) continue;
            foreach (Product other in terms)
            {
                if (other != term && DensityIn(other) is { } u && u != w && Replace(term, w, u))
                {
                    any = true;
                    break;
                }
            }
        }
        return any;
    }

    int? DensityIn(Product term)
    {
        foreach (var (id, halves) in term.Factors)
        {
            if (halves == 2 && graph[id].Op == Op.NormPdf) return id;
        }
        return null;
    }

    // term * normpdf w * exp c  ->  term * q * normpdf u, where c + u * d - d ** 2 / 2 is log q
    bool Replace(Product term, int w, int u)
    {
        if (Step(graph[u].A, graph[w].A) is not { } d) return false;
        List<Summand> exponent = [];
        sums.AddTerms(Times(graph[u].A, 2, d, 2), 1, exponent);
        sums.AddTerms(Times(d, 4, -1, 0), -0.5, exponent);
        int power = -1;
        foreach (var (id, halves) in term.Factors)
        {
            if (halves == 2 && graph[id].Op == Op.Exp) power = id;
        }
        if (power >= 0) sums.AddTerms(graph[power].A, 1, exponent);
        List<Summand> rest = Sums.Together(exponent);
        if (rest is not [(1 or -1, var core)] || core < 0 || graph[core].Op != Op.Log) return false;
        term.Times(w, -2);
        term.Times(u, 2);
        if (power >= 0) term.Times(power, -2);
        products.Multiply(term, graph[core].A, rest[0].Factor > 0 ? 2 : -2, isRoot: true, _ => false);
        return true;
    }

    // u - w where that is simple
    int? Step(int u, int w)
    {
        if (graph[w] is { Op: Op.Subtract } difference && difference.A == u) return difference.B;
        if (graph[u] is { Op: Op.Add } sum && (sum.A == w || sum.B == w)) return sum.A == w ? sum.B : sum.A;
        if (graph[u] is { Op: Op.Subtract } back && back.A == w) return Negative(back.B);
        if (graph[w] is { Op: Op.Add } more && (more.A == u || more.B == u)) return Negative(more.A == u ? more.B : more.A);
        if (graph[u] is not { Op: Op.Divide } p || graph[w] is not { Op: Op.Divide } q || p.B != q.B) return null;
        List<Summand> above = [];
        sums.AddTerms(p.A, 1, above);
        sums.AddTerms(q.A, -1, above);
        above = Sums.Together(above);
        return above.Count <= 2 ? Times(sums.Write(above), 2, p.B, -2) : null;
    }

    int Negative(int id)
    {
        Product product = products.Read(id);
        product.Over = -product.Over;
        return products.Write(product);
    }

    int Times(int a, int aHalves, int b, int bHalves)
    {
        var product = new Product();
        products.Multiply(product, a, aHalves, isRoot: true, _ => true);
        if (b >= 0) products.Multiply(product, b, bHalves, isRoot: true, _ => true);
        return products.Write(product);
    }
}
