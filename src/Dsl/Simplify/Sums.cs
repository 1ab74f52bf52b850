using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Collects like terms of sums, takes out what is common to all, and writes the rest as a person would.</summary>
sealed class Sums(Graph graph, Products products, Func<int, bool> isOpen)
{
    const int MostTerms = 12;

    // Reads products to the ground, also those that are shared or that the user wrote.
    readonly Products opened = new(graph, _ => true);

    /// <summary>The node of a sum or difference, simplified.</summary>
    public int Simplify(int id)
    {
        List<Summand> terms = Complemented(Together(United(Read(id))));
        return OverOneDenominator(terms) ?? WithCommonFactor(terms) ?? Write(terms);
    }

    // (1 - p) - p is 1 - 2 * p and (1 - p) - 1 is -p, also where others share 1 - p: near 1 / 2 and near 0 its rounding would be all that is left.
    List<Summand> Complemented(List<Summand> terms)
    {
        if (!terms.Exists(IsComplement)) return terms;
        List<Summand> flat = [];
        foreach (Summand term in terms)
        {
            if (IsComplement(term)) flat.AddRange([new(term.Factor, -1), new(-term.Factor, graph[term.Core].A)]);
            else flat.Add(term);
        }
        flat = Together(flat);
        return flat.Count <= terms.Count ? flat : terms;
    }

    bool IsComplement(Summand term) => term.Core >= 0 && graph[term.Core].Op == Op.Complement;

    // Densities of the normal distribution that differ by a known factor become one.
    List<Summand> United(List<Summand> terms)
    {
        if (terms.Count(term => term.Core >= 0 && HasDensity(term.Core)) < 2) return terms;
        List<Product> parts = [.. terms.Select(term => PartsOf(term, opened))];
        return new NormalPairs(graph, opened, new Sums(graph, opened, _ => true)).Unite(parts) ? [.. parts.Select(part => new Summand(part.Coefficient, Core(part)))] : terms;
    }

    bool HasDensity(int core) => opened.Read(core).Factors.Any(factor => graph[factor.Base].Op == Op.NormPdf);

    /// <summary>Adds the terms of a node, products of sums multiplied out, to some others.</summary>
    public void AddTerms(int id, double factor, List<Summand> into)
    {
        List<Summand> terms = [];
        Read(id, factor, terms, _ => true);
        foreach (Summand term in terms)
        {
            if (term.Core < 0) { into.Add(term); continue; }
            List<Summand> expanded = [];
            Expand(PartsOf(term), expanded);
            into.AddRange(expanded);
        }
    }

    /// <summary>Like terms added up; those that vanish are gone.</summary>
    public static List<Summand> Together(List<Summand> terms)
    {
        List<Summand> collected = [];
        foreach (Summand term in terms)
        {
            int at = collected.FindIndex(other => other.Core == term.Core);
            if (at < 0) collected.Add(term);
            else collected[at] = term with { Factor = collected[at].Factor + term.Factor };
        }
        collected.RemoveAll(term => term.Factor == 0);
        return collected;
    }

    /// <summary>The difference of two nodes where collecting terms leaves fewer of them than were there; else null.</summary>
    public int? Difference(int p, int q)
    {
        List<Summand> left = [], right = [];
        Read(p, 1, left, _ => true);
        Read(q, -1, right, _ => true);
        List<Summand> all = Together([.. left, .. right]);
        return all.Count < Math.Max(2, left.Count + right.Count - 1) || all.Count < Math.Max(left.Count, right.Count) ? Write(all) : null;
    }

    /// <summary>A part of a sum that is still to be read.</summary>
    sealed record Part(int Id, double Sign, bool Open);

    List<Summand> Read(int id)
    {
        List<Summand> terms = [];
        Read(id, 1, terms, isOpen);
        return terms;
    }

    void Read(int root, double sign, List<Summand> terms, Func<int, bool> open)
    {
        Stack<Part> rest = [];
        rest.Push(new(root, sign, true));
        while (rest.TryPop(out var next))
        {
            graph.Budget.Spend(1);
            Node node = graph[next.Id];
            bool opened = next.Open || (open(next.Id) && terms.Count + rest.Count < MostTerms);
            if (node.Op == Op.Number) terms.Add(new(next.Sign * node.Number, -1));
            else if (opened && node.Op is Op.Add or Op.Subtract)
            {
                rest.Push(new(node.B, node.Op == Op.Add ? next.Sign : -next.Sign, false));
                rest.Push(new(node.A, next.Sign, false));
            }
            else terms.Add(TermOf(next.Id, next.Sign));
        }
    }

    Summand TermOf(int id, double sign)
    {
        if (graph[id].Op is not (Op.Multiply or Op.Divide or Op.Negate)) return new(sign, id);
        Product product = products.Read(id);
        double factor = product.Coefficient;
        if (!double.IsFinite(factor)) return new(sign, id);
        if (factor == 0) return new(0, -1);
        (product.Over, product.Under) = (1, 1);
        return product.Factors.Count == 0 ? new(sign * factor, -1) : new(sign * factor, products.Write(product));
    }

    /// <summary>The node of some terms.</summary>
    public int Write(List<Summand> terms)
    {
        if (terms.Count == 0) return graph.Number(0);
        int first = Math.Max(0, terms.FindIndex(term => term.Factor > 0));
        int sum = Scaled(terms[first]);
        for (int i = 0; i < terms.Count; i++)
        {
            if (i == first) continue;
            Summand term = terms[i];
            sum = term.Factor < 0
                ? graph.Add(new(Op.Subtract, sum, Scaled(term with { Factor = -term.Factor })))
                : graph.Add(new(Op.Add, sum, Scaled(term)));
        }
        return sum;
    }

    int Scaled(Summand term)
    {
        if (term.Core < 0) return graph.Number(term.Factor);
        Product product = products.Read(term.Core);
        product.Over *= term.Factor;
        return products.Write(product);
    }

    // x * y + x * z = x * (y + z); 2 * x + 2 * y = 2 * (x + y). Of inputs only equal powers: 2 * x * sin x + x ** 2 * cos x stays as textbooks have it.
    int? WithCommonFactor(List<Summand> terms)
    {
        if (terms.Count < 2) return null;
        List<Product> parts = [.. terms.Select(PartsOf)];
        var common = new Product();
        foreach (var (id, halves) in parts[0].Factors)
        {
            int shared = SharedPower(parts, id, halves);
            bool same = parts.TrueForAll(part => part.HalvesOf(id) == halves);
            if (shared != 0 && (same || shared < 0 || graph[id].Arity > 0)) common.Times(id, shared);
        }
        double size = Math.Abs(terms[0].Factor);
        if (size != 1 && terms.TrueForAll(term => Math.Abs(term.Factor) == size)) common.Over = size;
        if (common.Factors.Count == 0 && common.Over == 1) return null;

        List<Summand> rest = [];
        foreach (Product part in parts)
        {
            double factor = part.Coefficient / common.Over;
            foreach (var (id, halves) in common.Factors) part.Times(id, -halves);
            (part.Over, part.Under) = (1, 1);
            rest.Add(new(factor, part.Factors.Count == 0 ? -1 : products.Write(part)));
        }
        int sum = Write(Flattened(Together(rest)));
        products.Multiply(common, sum, 2, isRoot: false, _ => false);
        return products.Write(common);
    }

    // t - (t - r) is r: sums among the terms taken apart, where that leaves fewer terms.
    List<Summand> Flattened(List<Summand> terms)
    {
        if (!terms.Exists(term => term.Core >= 0 && graph[term.Core].Op is Op.Add or Op.Subtract)) return terms;
        List<Summand> flat = [];
        foreach (Summand term in terms)
        {
            if (term.Core >= 0 && flat.Count < MostTerms) Distribute(term.Core, term.Factor, -1, flat);
            else flat.Add(term);
        }
        flat = Together(flat);
        return flat.Count < terms.Count ? flat : terms;
    }

    Product PartsOf(Summand term) => PartsOf(term, products);

    static Product PartsOf(Summand term, Products reader)
    {
        Product part = term.Core < 0 ? new() : reader.Read(term.Core);
        part.Over *= term.Factor;
        return part;
    }

    // The power of a base that all terms have, 0 if one lacks it or has it on the other side of the fraction.
    static int SharedPower(List<Product> parts, int id, int halves)
    {
        int shared = halves;
        foreach (Product part in parts)
        {
            int here = part.HalvesOf(id);
            if (here == 0 || here < 0 != halves < 0) return 0;
            if (Math.Abs(here) < Math.Abs(shared)) shared = here;
        }
        return shared;
    }

    // 1 / d - 2 * x ** 2 / d ** 2 with d = 1 + x ** 2 is (1 - x ** 2) / d ** 2, and -1 - (1 - p) / p is -1 / p: over one denominator like terms meet.
    int? OverOneDenominator(List<Summand> terms)
    {
        if (terms.Count is < 2 or > 4) return null;
        List<Product> parts = [.. terms.Select(term => Opened(PartsOf(term)))];
        var below = new Product();
        foreach (var (id, halves) in parts.SelectMany(part => part.Factors))
        {
            if (halves < below.HalvesOf(id)) below.Times(id, halves - below.HalvesOf(id));
        }
        if (below.Factors.Count is 0 or > 3 || below.Factors.Any(factor => factor.Halves % 2 != 0)) return null;

        List<Summand> above = [];
        foreach (Product part in parts)
        {
            foreach (var (id, halves) in below.Factors) part.Times(id, -halves);
            if (!Expand(part, above)) return null;
        }
        List<Summand> collected = Together(above);
        if (collected.Count >= above.Count || collected.Count > terms.Count || collected.Count == terms.Count && above.Count == terms.Count) return null;
        int top = WithCommonFactor(collected) ?? Write(collected);
        products.Multiply(below, top, 2, isRoot: true, _ => false);
        return products.Write(below);
    }

    // Quotients among the factors taken apart, also where others share them.
    Product Opened(Product product)
    {
        foreach (var (id, halves) in product.Factors.ToArray())
        {
            if (halves != 2 || graph[id].Op != Op.Divide || graph[graph[id].B].Op == Op.Hypot) continue;
            product.Times(id, -halves);
            products.Multiply(product, id, halves, isRoot: true, _ => false);
        }
        return product;
    }

    // The terms of a numerator: one, or with a sum among few factors those of the product with each of its terms.
    bool Expand(Product part, List<Summand> into)
    {
        double factor = part.Coefficient;
        Factor? sum = part.Factors.Find(candidate => candidate.Halves == 2 && graph[candidate.Base].Op is Op.Add or Op.Subtract);
        if (sum is not null && part.Factors.Count <= 3)
        {
            part.Times(sum.Base, -2);
            Distribute(sum.Base, factor, Core(part), into);
        }
        else into.Add(new(factor, Core(part)));
        return into.Count <= MostTerms;
    }

    void Distribute(int sum, double factor, int times, List<Summand> into)
    {
        List<Summand> terms = [];
        Read(sum, 1, terms, _ => true);
        foreach (Summand term in terms)
        {
            Product product = term.Core < 0 ? new() : products.Read(term.Core);
            if (times >= 0) products.Multiply(product, times, 2, isRoot: true, _ => false);
            double scale = term.Factor * factor * product.Coefficient;
            into.Add(new(scale, Core(product)));
        }
    }

    int Core(Product product)
    {
        (product.Over, product.Under) = (1, 1);
        return product.Factors.Count == 0 ? -1 : products.Write(product);
    }
}
