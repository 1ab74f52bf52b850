using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Terms of a sum that have a form of their own together: two terms that cancel, and what keeps their digits.</summary>
sealed partial class Write
{
    void InPairs(Addends terms, bool hyperbolic)
    {
        SignsIntoFunctions(terms);
        Distributions(terms);
        Arcs(terms);
        Steps(terms);
        LogarithmsOfPairs(terms);
        TangentsOfPairs(terms);
        Residuals(terms);
        Powers(terms);
        Reciprocals(terms);
        LogarithmsOfTails(terms);
        LogarithmsOverNumbers(terms);
        Cosines(terms);
        if (Live(terms) is >= 2 and <= 6) Roots(terms);
        SecantsSquared(terms);
        if (hyperbolic)
        {
            Exponentials(terms);
            Hyperbolics(terms);
        }
        Logarithms(terms);
    }

    readonly record struct Found(Term Term, Rational Coefficient, Atom Atom, Term Rest);

    // The terms with a function as a factor.
    List<Found> Each(Addends terms, Op op, long bits = 0)
    {
        List<Found> found = [];
        for (int i = 0; i < terms.Count; i++)
        {
            if (!terms.At(i).IsZero && FactorOf(terms.TermAt(i), op, bits) is { } atom) found.Add(new(terms.TermAt(i), terms.At(i), atom, ring.Without(terms.TermAt(i), atom)));
        }
        return found;
    }

    static Atom? FactorOf(Term term, Op op, long bits = 0)
    {
        for (int i = 0; i < term.Atoms.Length; i++)
        {
            if (term.Atoms[i].Is(op) && term.Atoms[i].Bits == bits && term.Exponents[i].IsOne) return term.Atoms[i];
        }
        return null;
    }

    // sign v * f (|v| …) = f (v …) of an odd function
    void SignsIntoFunctions(Addends terms)
    {
        foreach (Found found in Each(terms, Op.Sign))
        {
            if ((FactorOf(found.Term, Op.Erf) ?? FactorOf(found.Term, Op.Sin)) is not { } odd || odd.Of.Count != 1 || found.Atom.Of.Atom is not { } v) continue;
            Rational exponent = odd.Of.Terms[0].Of(v);
            if (!exponent.IsOdd) continue;
            var powers = new Powers(odd.Of.Terms[0]) { [v] = 0 };
            powers[ring.Call(Op.Abs, 0, found.Atom.Of)] += exponent;
            Atom whole = ring.Call(odd.Op, 0, ring.Single(ring.Raw(powers, odd.Of.Terms[0].E), odd.Of.Coefficients[0]));
            terms.Remove(found.Term);
            terms.Add(ring.With(ring.Without(found.Rest, odd), whole, 1), found.Coefficient);
        }
    }

    // 1 + erf v = 2 normcdf (√2 v); erf b - erf a as the difference of two tails
    void Distributions(Addends terms)
    {
        foreach (Found found in Each(terms, Op.Erf))
        {
            Rational constant = terms[found.Rest];
            if (constant.Abs() != found.Coefficient.Abs()) continue;
            int sign = constant.Sign * found.Coefficient.Sign;
            terms.Remove(found.Term);
            terms.Remove(found.Rest);
            var (atom, factor) = Tail(ring.Scale(found.Atom.Of, sign));
            terms.Add(ring.With(found.Rest, atom, 1), found.Coefficient * sign * factor);
        }
        List<Found> all = Each(terms, Op.Erf);
        for (int i = 0; i < all.Count; i++)
        {
            for (int k = i + 1; k < all.Count; k++)
            {
                Found p = all[i], q = all[k];
                if (!terms.Has(p.Term) || !terms.Has(q.Term) || !ReferenceEquals(p.Rest, q.Rest) || p.Coefficient.Abs() != q.Coefficient.Abs()) continue;
                Sum high = p.Atom.Of, low = p.Coefficient == -q.Coefficient ? q.Atom.Of : ring.Negate(q.Atom.Of);
                terms.Remove(p.Term);
                terms.Remove(q.Term);
                terms.Add(ring.With(p.Rest, Made(Tails(low, high)), 1), p.Coefficient);
            }
        }
    }

    // 1 + erf v, as a function that has no complement and a factor
    (Atom Atom, Rational Factor) Tail(Sum v) => IsOverRootTwo(v)
        ? (ring.Call(Op.NormCdf, 0, ring.Multiply(v, ring.RootTwo)), 2)
        : (ring.Call(Op.Erfc, 0, ring.Negate(v)), 1);

    bool IsOverRootTwo(Sum v) => Array.Exists(ring.AsProduct(v).Powers.Atoms(), atom => atom.Kind == AtomKind.Known && atom.Value == 2);

    // erf b - erf a
    int Tails(Sum a, Sum b)
    {
        int Upper(Sum v) => Of(ring.Negate(v)) is var minus && IsOverRootTwo(v)
            ? code.Multiply(code.Number(2), code.Make(Op.NormCdf, Of(ring.Multiply(ring.Negate(v), ring.RootTwo)))) : code.Make(Op.Erfc, Of(v));
        int Lower(Sum v) => Upper(ring.Negate(v));
        int zero = code.Number(0);
        int above = code.Make(Op.And, code.Make(Op.Greater, Of(a), zero), code.Make(Op.Greater, Of(b), zero));
        return code.Choose(above, code.Subtract(Upper(a), Upper(b)), code.Subtract(Lower(b), Lower(a)));
    }

    /// <summary>Code that is made already, as an atom.</summary>
    Atom Made(int node) => ring.Ref(node, (ulong)node);

    // π / 2 - asin u
    void Arcs(Addends terms)
    {
        Atom pi = ring.Pi.Atom!;
        foreach (Found found in Each(terms, Op.Asin))
        {
            Term constant = ring.With(found.Rest, pi, 1);
            if (terms[constant] != -found.Coefficient * Rational.Half) continue;
            terms.Remove(found.Term);
            terms.Remove(constant);
            terms.Add(ring.With(found.Rest, ring.Call(Op.Acos, 0, found.Atom.Of), 1), -found.Coefficient);
        }
    }

    // 1 + sign u = if u >= 0 then 2 else 0
    void Steps(Addends terms)
    {
        for (int tie = -1; tie <= 1; tie += 2)
        {
            foreach (Found found in Each(terms, Op.Sign, tie))
            {
                Rational constant = terms[found.Rest];
                if (constant.Abs() != found.Coefficient.Abs() || !terms.Has(found.Term)) continue;
                int above = Above(found.Atom);
                bool same = constant.Sign == found.Coefficient.Sign;
                terms.Remove(found.Term);
                terms.Remove(found.Rest);
                Atom step = ring.Choice(above, found.Atom.Hash, same ? ring.One : ring.Zero, same ? ring.Zero : ring.One);
                terms.Add(ring.With(found.Rest, step, 1), 2 * constant);
            }
        }
    }

    // m tanh w ± m = ±2 m e^(±w) / (e^w + e^-w)
    void TangentsOfPairs(Addends terms)
    {
        Sum all = ring.Make(terms);
        for (int i = 0; i < all.Count; i++)
        {
            Term term = all.Terms[i];
            foreach (Atom odd in term.Atoms)
            {
                if (odd.Kind != AtomKind.Base || !term.Of(odd).IsOne || PairOf(odd.Of) is not { Sign: < 0 } pair) continue;
                Atom even = ring.Base(ring.Pair(pair.W, 1));
                if (term.Of(even) != -1) continue;
                Term rest = ring.Without(ring.Without(term, odd), even);
                Rational coefficient = all.Coefficients[i] * pair.Turn, beside = terms[rest];
                if (beside.Abs() != coefficient.Abs() || !terms.Has(term)) continue;
                int sign = beside.Sign * coefficient.Sign;
                terms.Remove(term);
                terms.Remove(rest);
                terms.Add(ring.Raw(Times(rest, ring.Raw(new Powers(even, -1), ring.Zero)), ring.Plainly(rest.E, ring.Scale(pair.W, sign))), 2 * beside);
            }
        }
    }

    // y - sigmoid u = y sigmoid (-u) - (1 - y) sigmoid u: a target may be 1
    void Residuals(Addends terms)
    {
        Sum all = ring.Make(terms);
        if (all.Count != 2) return;
        for (int i = 0; i < 2; i++)
        {
            Rational c = all.Coefficients[i];
            if (all.Terms[1 - i].Alone is not { Kind: AtomKind.Input } target || SigmoidOf(all.Terms[i]) is not { } u || all.Coefficients[1 - i] != -c) continue;
            int up = Atomic(ring.Call(Op.Sigmoid, 0, u)), down = Atomic(ring.Call(Op.Sigmoid, 0, ring.Negate(u))), y = Atomic(target);
            terms.Remove(all.Terms[0]);
            terms.Remove(all.Terms[1]);
            terms.Add(ring.Raw(new Powers(Made(code.Subtract(code.Multiply(code.Subtract(code.Number(1), y), up), code.Multiply(y, down))), 1), ring.Zero), c);
        }
    }

    // u of a term that is sigmoid u
    Sum? SigmoidOf(Term term)
    {
        if (term.Alone is { } atom) return atom.Is(Op.Sigmoid) ? atom.Of : null;
        if (term.Atoms.Length != 1 || term.Exponents[0] != -1 || term.Atoms[0].Kind != AtomKind.Base || PairOf(term.Atoms[0].Of) is not { Sign: > 0 } pair) return null;
        Rational share = Share(term.E, pair.W);
        return share.Abs().IsOne && ReferenceEquals(ring.Scale(pair.W, share), term.E) ? ring.Scale(pair.W, 2 * share) : null;
    }

    // a ** q - b ** q, together for what keeps the digits of such a difference
    void Powers(Addends terms)
    {
        Sum all = ring.Make(terms);
        for (int i = 0; i < all.Count; i++)
        {
            for (int k = i + 1; k < all.Count; k++)
            {
                if (all.Coefficients[i] != -all.Coefficients[k] || !ReferenceEquals(all.Terms[i].E, all.Terms[k].E)) continue;
                var (p, q) = (new Powers(all.Terms[i]), new Powers(all.Terms[k]));
                p.Multiply(all.Terms[k], -1);
                q.Multiply(all.Terms[i], -1);
                if (p.Count != 2 || p.At(0) != -p.At(1) || p.At(0).IsWhole || p.At(0).Denominator == 2 && p.At(0).Sign == all.Terms[i].Of(p.AtomAt(0)).Sign && p.At(0).Abs() == Rational.Half) continue;
                var (a, b) = all.Terms[i].Has(p.AtomAt(0)) ? (p.AtomAt(0), p.AtomAt(1)) : (p.AtomAt(1), p.AtomAt(0));
                Rational exponent = all.Terms[i].Of(a);
                if (exponent != all.Terms[k].Of(b) || all.Terms[k].Has(a) || a.Kind == AtomKind.Known || b.Kind == AtomKind.Known) continue;
                int made = code.Subtract(code.Make(Op.Power, Atomic(a), code.Number(exponent.ToDouble())), code.Make(Op.Power, Atomic(b), code.Number(exponent.ToDouble())));
                terms.Remove(all.Terms[i]);
                terms.Remove(all.Terms[k]);
                terms.Add(ring.With(ring.Without(all.Terms[i], a), Made(made), 1), all.Coefficients[i]);
                return;
            }
        }
    }

    // 1 / (x + a) - 1 / (x + b) = (b - a) / (x + a) / (x + b), which keeps the digits of what the two have not in common
    void Reciprocals(Addends terms)
    {
        Sum all = ring.Make(terms);
        for (int i = 0; i < all.Count; i++)
        {
            for (int k = i + 1; k < all.Count; k++)
            {
                if (all.Coefficients[i] != -all.Coefficients[k] || !ReferenceEquals(all.Terms[i].E, all.Terms[k].E)) continue;
                var ratio = new Powers(all.Terms[i]);
                ratio.Multiply(all.Terms[k], -1);
                if (ratio.Count != 2 || !ratio.At(0).Abs().IsOne || ratio.At(0) != -ratio.At(1)) continue;
                var (a, b) = ratio.At(0).Sign < 0 ? (ratio.AtomAt(0), ratio.AtomAt(1)) : (ratio.AtomAt(1), ratio.AtomAt(0));
                if (a.Kind != AtomKind.Base || b.Kind != AtomKind.Base || all.Terms[i].Of(a) != -1 || all.Terms[k].Of(b) != -1 || all.Terms[i].Has(b) || all.Terms[k].Has(a)) continue;
                Sum difference = ring.Subtract(b.Of, a.Of);
                if (difference.IsZero || difference.Count > Math.Min(a.Of.Count, b.Of.Count) || Array.Exists(difference.Terms, term => term.HasE)) continue;
                int made = code.Divide(code.Divide(Of(difference), Atomic(a)), Atomic(b));
                terms.Remove(all.Terms[i]);
                terms.Remove(all.Terms[k]);
                terms.Add(ring.With(ring.Without(all.Terms[i], a), Made(made), 1), all.Coefficients[i]);
                return;
            }
        }
    }

    // 1 - cos u = 2 sin² (u / 2)
    void Cosines(Addends terms)
    {
        foreach (Found found in Each(terms, Op.Cos))
        {
            if (terms[found.Rest] != -found.Coefficient) continue;
            terms.Remove(found.Term);
            terms.Remove(found.Rest);
            terms.Add(ring.With(found.Rest, ring.Call(Op.Sin, 0, ring.Scale(found.Atom.Of, Rational.Half)), 2), -2 * found.Coefficient);
        }
    }

    // m e^u - m = m expm1 u
    void Exponentials(Addends terms)
    {
        for (int i = 0; i < terms.Count; i++)
        {
            Term term = terms.TermAt(i);
            Rational coefficient = terms.At(i);
            if (coefficient.IsZero || !term.HasE || Array.Exists(term.Atoms, atom => atom.Is(Op.NormCdf))) continue;
            Term rest = ring.Raw(new Powers(term), ring.Zero);
            if (terms[rest] != -coefficient) continue;
            terms.Remove(term);
            terms.Remove(rest);
            terms.Add(ring.With(rest, ring.Call(Op.Expm1, 0, term.E), 1), coefficient);
        }
    }

    // m e^u ± m e^-u
    void Hyperbolics(Addends terms)
    {
        for (int i = 0; i < terms.Count; i++)
        {
            Term term = terms.TermAt(i);
            Rational coefficient = terms.At(i);
            if (coefficient.IsZero || !term.HasE || term.E.LeadsNegative) continue;
            Term other = ring.Raw(new Powers(term), ring.Negate(term.E));
            Rational against = terms[other];
            if (against.Abs() != coefficient.Abs()) continue;
            terms.Remove(term);
            terms.Remove(other);
            Op op = against == coefficient ? Op.Cosh : Op.Sinh;
            terms.Add(ring.With(ring.Raw(new Powers(term), ring.Zero), ring.Call(op, 0, term.E), 1), 2 * coefficient);
        }
    }
}
