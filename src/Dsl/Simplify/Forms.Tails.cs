using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>A sum over powers of a normal tail: densities stand over as many distributions.</summary>
sealed partial class Write
{
    // S * D^-n of a D that is linear in some erf v: S as a polynomial in D, whose terms have each its own power of D below it. So densities stand over as many distributions.
    int? OverTail(Rational coefficient, Powers powers, Sum e, Atom sum, Atom under)
    {
        int at = Array.FindIndex(under.Of.Terms, term => term.Alone is { } call && call.Is(Op.Erf));
        if (!powers[under].IsWhole || at < 0 || under.Of.Count > 3 || ring.Expand(sum.Of) is not { } open) return null;
        Atom erf = under.Of.Terms[at].Alone!;
        if (powers.Atoms().Any(other => other != under && other.Kind == AtomKind.Base && powers[other].Sign < 0 && Array.Exists(other.Of.Terms, term => term.Has(erf)))) return OverTailOnce(coefficient, powers, e, sum, under);
        Rational lead = under.Of.Coefficients[at].Inverse();
        if (!Array.Exists(open.Terms, term => term.Has(erf))) return null;

        // erf = (D - rest) / lead
        Sum rest = ring.Scale(ring.Plainly(under.Of, ring.Negate(ring.Single(under.Of.Terms[at], under.Of.Coefficients[at]))), -lead);
        var inD = new Addends[5];
        for (int i = 0; i < inD.Length; i++) inD[i] = new();
        for (int i = 0; i < open.Count; i++)
        {
            Rational degree = open.Terms[i].Of(erf);
            if (!degree.IsWhole || degree.Sign < 0 || degree >= inD.Length) return null;
            int n = (int)degree.Numerator;
            Sum part = ring.Single(ring.With(open.Terms[i], erf, -degree), open.Coefficients[i]);
            for (int k = n; k >= 0; k--)
            {
                // C (n, k) D^k rest^(n - k)
                Rational choose = 1;
                for (int j = 0; j < k; j++) choose = choose * (n - j) / (j + 1);
                if (ring.Expand(ring.Multiply(part, ring.Power(rest, n - k))) is not { } product) return null;
                inD[k].Add(product, choose * lead.Power(k));
            }
        }
        Sum[] all = [.. inD.Select(ring.Make)];
        if (Array.Exists(all, part => Array.Exists(part.Terms, term => Array.Exists(under.Of.Terms, other => other.Alone is { } call && call.Is(Op.Erf) && term.Has(call)))) || all.Sum(part => part.Count) > 2 * Math.Max(open.Count, sum.Of.Count)) return null;
        var parts = new List<(int Sign, int Node)>();
        for (int k = 0; k < all.Length; k++)
        {
            foreach (var alike in Enumerable.Range(0, all[k].Count).GroupBy(i => all[k].Terms[i].E))
            {
                var factor = new Addends();
                foreach (int i in alike) factor.Add(ring.Raw(new Powers(all[k].Terms[i]), ring.Zero), all[k].Coefficients[i]);
                Powers product = powers.With(sum, 0);
                product[under] += k;
                Sum made = ring.Make(factor);
                int sign = made.LeadsNegative ? -1 : 1;
                if (sign < 0) made = ring.Negate(made);
                Powers common = Ring.Shared(made);
                if (made.Count == 1) product.Multiply(made.Terms[0]);
                else
                {
                    var inside = new Addends();
                    for (int i = 0; i < made.Count; i++)
                    {
                        var own = new Powers(made.Terms[i]);
                        own.Multiply(common, -1);
                        inside.Add(ring.Raw(own, ring.Zero), made.Coefficients[i]);
                    }
                    product.Multiply(common, 1);
                    product[ring.Base(ring.Make(inside))] += 1;
                }
                parts.Add((sign, Product(made.Count == 1 ? coefficient * made.Coefficients[0] : coefficient, product, ring.Plainly(e, alike.Key))));
            }
        }
        return Chain(parts);
    }

    // S * D^-n of D = 1 + erf v: S = Q D + R
    int? OverTailOnce(Rational coefficient, Powers powers, Sum e, Atom sum, Atom under)
    {
        if (!powers[under].IsWhole || TailOf(under.Of) is null) return null;
        Term first = under.Of.Terms[0];
        Atom erf = first.Alone!;
        var quotient = new Addends();
        for (int i = 0; i < sum.Of.Count; i++)
        {
            if (sum.Of.Terms[i].Of(erf).IsOne) quotient.Add(ring.Without(sum.Of.Terms[i], erf), sum.Of.Coefficients[i] / under.Of.Coefficients[0]);
        }
        Sum q = ring.Make(quotient);
        if (q.IsZero || Array.Exists(q.Terms, term => term.Has(erf))) return null;
        Sum r = ring.Plainly(sum.Of, ring.Negate(ring.Shortest(ring.Multiply(q, under.Of))));
        if (q.Count + r.Count >= sum.Of.Count + 1) return null;
        Powers rest = powers.With(sum, 0);
        var all = new Addends();
        for (int i = 0; i < q.Count; i++) Into(q.Terms[i], q.Coefficients[i], 1);
        for (int i = 0; i < r.Count; i++) Into(r.Terms[i], r.Coefficients[i], 0);
        return ChainOf(ring.Make(all));

        void Into(Term term, Rational c, int more)
        {
            var product = new Powers(rest);
            product[under] += more;
            product.Multiply(term);
            all.Add(ring.Raw(product, ring.Plainly(e, term.E)), coefficient * c);
        }
    }
}
