using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>A root and what is near it: where they cancel, sqrt p + q is (p - q²) / (sqrt p - q).</summary>
sealed partial class Write
{
    /// <param name="apart">Whether p - q² stays a factor of its own, that may cancel.</param>
    void Roots(Addends terms, bool apart = false)
    {
        Sum all = ring.Make(terms);
        if (SquareOfRoot(all) is var (factor, square))
        {
            for (int i = 0; i < all.Count; i++) terms.Remove(all.Terms[i]);
            terms.Add(ring.Raw(new Powers(ring.Base(square), 2), ring.Zero), factor);
            return;
        }
        for (int i = 0; i < all.Count; i++)
        {
            Term term = all.Terms[i];
            for (int k = 0; k < term.Atoms.Length; k++)
            {
                Rational twice = 2 * term.Exponents[k];
                if (term.Atoms[k].Kind != AtomKind.Base || !twice.IsOdd) continue;
                foreach (Sum group in Groups(all, i))
                {
                    if (Root(ring.Single(term, all.Coefficients[i]), term.Atoms[k], twice.Sign > 0, group, apart) is not { } made) continue;
                    terms.Remove(term);
                    terms.Add(group, -1);
                    terms.Add(made, 1);
                    return;
                }
            }
        }
    }

    // p + q² ± 2 q sqrt p = (sqrt p ± q)²
    (Rational Factor, Sum Root)? SquareOfRoot(Sum all)
    {
        if (all.Count is < 3 or > 8) return null;
        for (int i = 0; i < all.Count; i++)
        {
            Term term = all.Terms[i];
            foreach (Atom under in term.Atoms)
            {
                if (under.Kind != AtomKind.Base || term.Of(under) != Rational.Half || term.HasE) continue;
                Sum root = ring.Product(1, new Powers(under, Rational.Half), ring.Zero), q = ring.Single(ring.Without(term, under), 1);
                Sum rest = ring.Plainly(all, ring.Negate(ring.Single(term, all.Coefficients[i])));
                if (ring.Expand(ring.Plainly(under.Of, ring.Power(q, 2))) is not { } squares || ring.Expand(rest) is not { } open) continue;
                foreach (int sign in (int[])[1, -1])
                {
                    Rational factor = all.Coefficients[i] * sign * Rational.Half;
                    if (ReferenceEquals(open, ring.Scale(squares, factor))) return (factor, ring.Plainly(root, ring.Scale(q, sign)));
                }
            }
        }
        return null;
    }

    // Each other term, and all of them.
    IEnumerable<Sum> Groups(Sum all, int except)
    {
        for (int i = 0; i < all.Count; i++)
        {
            if (i != except) yield return ring.Single(all.Terms[i], all.Coefficients[i]);
        }
        if (all.Count is < 3 or > 5) yield break;
        yield return ring.Plainly(all, ring.Negate(ring.Single(all.Terms[except], all.Coefficients[except])));
    }

    Sum? Root(Sum term, Atom under, bool isOver, Sum group, bool apart)
    {
        Sum root = ring.Product(1, new Powers(under, Rational.Half), ring.Zero), multiple, rest;
        if (isOver)
        {
            // term = multiple * sqrt p, group = multiple * q
            if (Array.Exists(group.Terms, other => other.Has(under))) return null;
            multiple = ring.Divide(term, root);
            rest = ring.Divide(group, multiple);
        }
        else
        {
            // group = multiple * sqrt p, term = multiple * q
            if (group.Count != 1) return null;
            multiple = ring.Divide(group, root);
            rest = ring.Divide(term, multiple);
            if (rest.Count is 0 or > 4 || Array.Exists(rest.Terms, t => t.Has(under) || Array.Exists(t.Exponents, e => e.Sign < 0))) return null;
        }
        if (rest.Count == 0 || (rest.Count == 1 && !Array.Exists(rest.Terms[0].Atoms, atom => atom.Kind is AtomKind.Input or AtomKind.Base))) return null;
        if (isOver && Array.Exists(rest.Terms, t => Array.Exists(t.Exponents, e => e.Sign < 0))) return null;
        Sum square = ring.Power(rest, 2), difference = ring.Shortest(ring.Subtract(under.Of, square));
        if (difference.IsZero || difference.Count >= under.Of.Count) return null;
        bool isKnown = ring.IsNonNegative(rest) || ring.IsNonNegative(ring.Negate(rest));
        if (isKnown && ring.IsNonNegative(rest)) return null;
        int q = Of(rest), p = Of(root);
        if (isKnown && difference.Count == 1 && (apart || Array.Exists(difference.Terms[0].Atoms, atom => Array.Exists(multiple.Terms, term => term.Of(atom).Sign < 0))))
        {
            // x² / (sqrt p + q) over x²
            return ring.Multiply(ring.Multiply(multiple, difference), ring.Power(ring.Bare(Made(code.Subtract(p, q))), -1));
        }
        int near = Quotient(difference, code.Subtract(p, q));
        int made = isKnown ? near : code.Choose(code.Make(Op.GreaterEqual, q, code.Number(0)), code.Add(p, q), near);
        return ring.Multiply(multiple, ring.Bare(Made(made)));
    }

    // x² / y as x * (x / y), which does not overflow
    int Quotient(Sum over, int under)
    {
        if (over.Count == 1 && over.Terms[0].Atoms.Length > 0 && ring.RootOf(over.Terms[0], over.Coefficients[0]) is { } leg)
        {
            int x = Of(leg);
            return code.Multiply(x, code.Divide(x, under));
        }
        return code.Divide(Of(over), under);
    }
}
