using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>A sum over a denominator that each of its terms can take: bounded factors instead of an overflow over an overflow.</summary>
sealed partial class Write
{
    const int MostShared = 8, MostOverTail = 24;

    int? Shared(Rational coefficient, Powers powers, Sum e)
    {
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !powers[atom].IsOne || atom.Of.Count > MostOverTail) continue;
            foreach (Atom under in powers.Atoms())
            {
                if (under.Kind != AtomKind.Base || powers[under].Sign >= 0 || !(2 * powers[under]).IsWhole) continue;
                if (OverTail(coefficient, powers, e, atom, under) is { } tail) return tail;
                if (atom.Of.Count > MostShared) continue;
                if (OverLength(coefficient, powers, e, atom, under) is { } apart) return apart;
                if ((PairOf(atom.Of) is { } itself && (PairOf(under.Of) is not { } wider || ReferenceEquals(wider.W, itself.W)) && under.Of.Count < 3)) continue;
                if (OverPair(coefficient, powers, e, atom, under) is { } made) return made;
            }
        }
        return null;
    }

    // A sum of products of legs over powers of their length: each product by itself, where each is bounded at the origin or the power is high
    int? OverLength(Rational coefficient, Powers powers, Sum e, Atom sum, Atom under)
    {
        if (sum.Of.Count > 3 || LengthOf(under, isRoot: (2 * powers[under]).IsOdd) is null) return null;
        Atom[] legs = [.. under.Of.Terms.Where(term => term.Atoms.Length == 1 && term.Exponents[0] == 2 && !term.HasE).Select(term => term.Atoms[0])];
        if (!sum.Of.Terms.Any(term => legs.Any(leg => term.Of(leg) >= 1))) return null;
        if (powers[under] > -Rational.Half * 3 && !Array.TrueForAll(sum.Of.Terms, term => Degree(term) >= -2 * powers[under])) return null;
        Powers rest = powers.With(sum, 0);
        var all = new Addends();
        for (int i = 0; i < sum.Of.Count; i++)
        {
            var product = new Powers(rest);
            product.Multiply(sum.Of.Terms[i]);
            all.Add(ring.Raw(product, ring.Plainly(e, sum.Of.Terms[i].E)), coefficient * sum.Of.Coefficients[i]);
        }
        return ChainOf(ring.Make(all));

        Rational Degree(Term term) => 2 * term.Of(under) + legs.Aggregate(Rational.Zero, (degree, leg) => degree + term.Of(leg));
    }

    // m (x² + y²) + n sqrt (x² + y²) over sqrt (x² + y²): the length is seen in the sum
    void LengthsInside(Powers powers)
    {
        foreach (Atom under in powers.Atoms())
        {
            if (under.Kind != AtomKind.Base || powers[under].Sign >= 0 || powers[under].Denominator != 2) continue;
            foreach (Atom sum in powers.Atoms())
            {
                if (sum.Kind != AtomKind.Base || !powers[sum].IsOne || sum.Of.Count < under.Of.Count || sum.Of.Count > MostShared) continue;
                var terms = new Addends(sum.Of);
                for (int i = 0; i < terms.Count; i++)
                {
                    if (terms.At(i).IsZero || Multiple(terms, terms.TermAt(i), terms.At(i), under.Of) is not { } factor) continue;
                    Rational scale = terms.At(i) / under.Of.Coefficients[0];
                    for (int k = 0; k < under.Of.Count; k++) terms.Remove(ring.Raw(Times(factor, under.Of.Terms[k]), ring.Plainly(factor.E, under.Of.Terms[k].E)));
                    terms.Add(ring.With(factor, under, 1), scale);
                }
                Sum made = ring.Make(terms);
                Rational common = made.Terms.Min(term => (double)term.Of(under).Numerator / (double)term.Of(under).Denominator) is > 0 ? Rational.Half : 0;
                if (common.IsZero) continue;
                var rest = new Addends();
                for (int i = 0; i < made.Count; i++) rest.Add(ring.With(made.Terms[i], under, -common), made.Coefficients[i]);
                powers[sum] = 0;
                powers[under] += common;
                powers[ring.Base(ring.Make(rest))] += 1;
                break;
            }
        }
    }

    int ChainOf(Sum sum) => Chain(Enumerable.Range(0, sum.Count).Select(i => (sum.Coefficients[i].Sign, Product(sum.Coefficients[i].Abs(), sum.Terms[i]))));

    // S * P^-n e^E of a sum P of exponentials: what P divides is divided, every other term has its share, e^v P^-n as e^(v1) / P * e^(v2) / P * … of exponents v of P itself
    int? OverPair(Rational coefficient, Powers powers, Sum e, Atom sum, Atom under)
    {
        Rational n = -powers[under];
        if (Array.Exists(under.Of.Terms, term => IsLogarithmic(term.E)) || !Array.Exists(under.Of.Terms, term => term.HasE) || !n.IsShort(9)) return null;
        Sum outer = HullOf(under.Of) is { } w ? ring.Plainly(e, ring.Scale(w, -Share(e, w))) : ring.Zero, shift = ring.Plainly(e, ring.Negate(outer));
        Powers rest = powers.With(sum, 0).With(under, 0);
        Sum open = Array.Exists(sum.Of.Terms, term => Array.Exists(term.Atoms, atom => atom.Kind == AtomKind.Base)) ? ring.Shortest(ring.Single(ring.Raw(new Powers(sum, 1), ring.Zero), 1)) : sum.Of;
        var parts = new Addends();
        var left = new Addends();
        bool any = PairOf(under.Of) is not null && n.IsWhole && Divided(open, under, n, powers, shift, parts, left);
        if (!any) left = new Addends(sum.Of);
        else
        {
            foreach (Atom other in UnderPairs(powers)) rest[other] = 0;
        }
        InPairs(left, hyperbolic: false);
        Sum remainder = ring.Make(left);
        if (!any)
        {
            if (!Array.Exists(remainder.Terms, term => term.HasE) || (PairOf(under.Of) is { Sign: < 0 } && n < 3)) return null;
            bool Fits(Rational power) => remainder.Terms.All(term => Fit(ring.Plainly(term.E, shift), under.Of, power));
            if (!Fits(n))
            {
                if (!(n > 1 && PairOf(under.Of) is not null && Fits(n - 1))) return null;
                // 1 / cosh is left outside
                rest[under] -= 1;
                n -= 1;
            }
            if (remainder.Terms.Select(term => term.E).Distinct().Count() < 2) return null;
        }
        for (int i = 0; i < remainder.Count; i++) Bounded(parts, remainder.Terms[i], remainder.Coefficients[i], under, n, shift);
        if (any) InPairs(parts, hyperbolic: false);
        Residuals(parts);
        Sum all = ring.Make(parts);
        if (all.IsZero) return code.Number(0);
        rest[Made(all.Count > 1 ? Factored(all) : Product(all.Coefficients[0], all.Terms[0]))] += 1;
        return Product(coefficient, rest, outer);
    }

    /// <summary>Whether an exponent is of powers.</summary>
    public static bool IsLogarithmic(Sum e) => Array.Exists(e.Terms, coordinate => Array.Exists(coordinate.Atoms, atom => atom.Is(Op.Log)));

    // e^w ± e^-w under the line.
    IEnumerable<Atom> UnderPairs(Powers powers) =>
        powers.Atoms().Where(atom => atom.Kind == AtomKind.Base && powers[atom] is { Sign: < 0, IsWhole: true } && PairOf(atom.Of) is not null);

    // Terms that are alike but for their exponents, as multiples of powers of P, of its like with the other sign, and of others under the line: those are parts, the rest is left.
    bool Divided(Sum sum, Atom under, Rational n, Powers all, Sum shift, Addends parts, Addends left)
    {
        bool any = false;
        Atom[] unders = [.. UnderPairs(all)], pairs = [.. unders.Select(atom => PairOf(atom.Of)!.Value.W).Distinct()
            .SelectMany(w => (Atom[])[ring.Base(ring.Pair(w, 1)), ring.AsProduct(ring.Pair(w, -1)).Powers.AtomAt(0)])];
        foreach (var alike in Enumerable.Range(0, sum.Count).GroupBy(i => ring.Raw(new Powers(sum.Terms[i]), ring.Zero)))
        {
            var part = new Addends();
            foreach (int i in alike) part.Add(ring.Raw(new Powers(), sum.Terms[i].E), sum.Coefficients[i]);
            Sum exponentials = ring.Make(part);
            var powers = new Powers(alike.Key);
            foreach (Atom by in pairs)
            {
                while (exponentials.Count > 1 && ring.Quotient(exponentials, by.Of) is { } quotient && quotient.Count <= exponentials.Count)
                {
                    exponentials = quotient;
                    powers[by] += 1;
                }
            }
            bool isPart = exponentials.IsNumber;
            any |= isPart && alike.Count() > 1;
            foreach (Atom other in unders)
            {
                if (other != under) powers[other] += all[other];
            }
            if (!isPart)
            {
                foreach (int i in alike)
                {
                    var own = new Powers(sum.Terms[i]);
                    foreach (Atom other in unders)
                    {
                        if (other != under) own[other] += all[other];
                    }
                    left.Add(ring.Raw(own, sum.Terms[i].E), sum.Coefficients[i]);
                }
                continue;
            }
            Rational less = powers[under] > 0 && powers[under] <= n ? powers[under] : 0;
            powers[under] -= less;
            Bounded(parts, ring.Raw(powers, ring.Zero), exponentials.Number, under, n - less, shift);
        }
        if (!any)
        {
            for (int i = 0; i < parts.Count; i++) parts.Remove(parts.TermAt(i));
        }
        return any;
    }

    bool Fit(Sum v, Sum by, Rational n) => n.IsWhole ? Parts(v, by, (int)n.Numerator) is not null
        : PairOf(by) is { Sign: > 0 } pair && Share(v, pair.W) is var j && j.Abs() <= n && ReferenceEquals(ring.Scale(pair.W, j), v);

    // v as a sum of n exponents of P; null where it is none
    Sum[]? Parts(Sum v, Sum by, int n, int from = 0)
    {
        if (n == 0) return v.IsZero ? [] : null;
        for (int i = from; i < by.Count; i++)
        {
            if (Parts(ring.Plainly(v, ring.Negate(by.Terms[i].E)), by, n - 1, i) is { } rest) return [by.Terms[i].E, .. rest];
        }
        return null;
    }

    // term * P^-n e^shift as bounded shares; what does not fit stays
    void Bounded(Addends into, Term term, Rational coefficient, Atom under, Rational n, Sum shift)
    {
        Sum e = ring.Plainly(term.E, shift);
        var powers = new Powers(term);
        if (!n.IsWhole && Fit(e, under.Of, n))
        {
            // sigmoid u ** q = exp (-q softplus (-u))
            Sum w = PairOf(under.Of)!.Value.W;
            Rational j = Share(e, w);
            Sum Power(int sign) => ring.Scale(ring.Bare(ring.Call(Op.Softplus, 0, ring.Scale(w, -2 * sign))), (n + sign * j) * -Rational.Half);
            into.Add(ring.Raw(powers, ring.Plainly(Power(1), Power(-1))), coefficient);
            return;
        }
        if (!n.IsWhole || Parts(e, under.Of, (int)n.Numerator) is not { } parts)
        {
            powers[under] -= n;
            into.Add(ring.Raw(powers, e), coefficient);
            return;
        }
        foreach (Sum part in parts)
        {
            if (PairOf(under.Of) is not { } pair) powers[ring.Base(ShiftedBy(under.Of, ring.Negate(part)))] -= 1;
            else
            {
                bool up = ReferenceEquals(part, pair.W);
                if (pair.Sign > 0) powers[ring.Call(Op.Sigmoid, 0, ring.Scale(pair.W, up ? 2 : -2))] += 1;
                else
                {
                    // e^w / (e^w - e^-w) = -1 / expm1 (-2 w)
                    powers[ring.Call(Op.Expm1, 0, ring.Scale(pair.W, up ? -2 : 2))] -= 1;
                    if (up != pair.Turn < 0) coefficient = -coefficient;
                }
            }
        }
        into.Add(ring.Raw(powers, ring.Zero), coefficient);
    }

    Sum ShiftedBy(Sum sum, Sum shift)
    {
        var inner = new Addends();
        for (int i = 0; i < sum.Count; i++) inner.Add(ring.Product(sum.Coefficients[i], new Powers(sum.Terms[i]), ring.Plainly(sum.Terms[i].E, shift)), 1);
        return ring.Make(inner);
    }

    /// <summary>w of a sum of exponentials from e^w down to e^-w, which all are powers of one; null of another sum.</summary>
    Sum? HullOf(Sum sum)
    {
        if (sum.Count is < 2 or > 8) return null;
        Sum? w = null;
        Rational high = 0, low = 0;
        foreach (Term term in sum.Terms)
        {
            if (!term.HasE) continue;
            if (w is null)
            {
                w = term.E;
                if (Array.Exists(w.Terms, coordinate => Array.Exists(coordinate.Atoms, atom => atom.Is(Op.Log)))) return null;
                if (w.LeadsNegative) w = ring.Negate(w);
            }
            Rational share = Share(term.E, w);
            if (!ReferenceEquals(ring.Scale(w, share), term.E)) return null;
            (high, low) = (Rational.Max(high, share), Rational.Min(low, share));
        }
        return w is not null && high.Sign > 0 && low == -high ? ring.Scale(w, high) : null;
    }
}
