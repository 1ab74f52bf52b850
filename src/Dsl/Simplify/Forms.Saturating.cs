using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Differences of functions that saturate, and of their slopes, at two arguments whose difference is shorter than they are: <c>tanh (x + h) - tanh x</c>.</summary>
sealed partial class Write
{
    // m (tanh u - tanh v), also of sigmoids; of other functions that saturate one product over all of their denominators
    int? Saturating(Sum sum)
    {
        if (sum.Count > 3 || !Ring.Saturates(sum)) return null;
        if (sum.Count == 2 && sum.Coefficients[0] == -sum.Coefficients[1] && TangentOf(sum.Terms[0]) is { } first && TangentOf(sum.Terms[1]) is { } second && first.Factor == second.Factor)
        {
            return code.Multiply(code.Number(sum.Coefficients[0] * first.Factor), Difference(first.W, second.W));
        }
        return ring.Together(sum) is { } together ? Of(together) : null;
    }

    // w and c of a term that is c tanh w, but for a constant: sigmoid (2 w) is half of it
    (Sum W, Rational Factor)? TangentOf(Term term)
    {
        Sum? w = null;
        int odd = 0;
        foreach (Atom atom in term.Atoms)
        {
            if (atom.Kind != AtomKind.Base || PairOf(atom.Of) is not { } pair || (w is not null && !ReferenceEquals(w, pair.W))) return null;
            if (term.Of(atom) != (pair.Sign > 0 ? -1 : 1)) return null;
            if (pair.Sign < 0) odd = pair.Turn;
            w = pair.W;
        }
        if (w is null || (odd != 0) == term.HasE) return null;
        if (odd != 0) return (w, odd);
        Rational share = Share(term.E, w);
        return share.Abs().IsOne && ReferenceEquals(ring.Scale(w, share), term.E) ? (w, share * Rational.Half) : null;
    }

    // p (tanh u) - p (tanh v) for p = t ** k * (1 - t ** 2), the slopes of such functions: the difference of the two tangents is a factor
    void SecantsSquared(Addends terms)
    {
        Sum all = ring.Make(terms);
        for (int i = 0; i < all.Count; i++)
        {
            for (int k = 0; k < all.Count; k++)
            {
                if (all.Coefficients[i].Sign < 0 || all.Coefficients[i] != -all.Coefficients[k]) continue;
                if (SecantOf(all.Terms[i]) is not { } first || SecantOf(all.Terms[k]) is not { } second || first.Degree != second.Degree || first.Turn != second.Turn || !ReferenceEquals(first.Others, second.Others)) continue;
                if (!IsShorter(first.W, second.W)) continue;
                int product = code.Multiply(Difference(second.W, first.W), Quotient(Odd(Op.Tanh, first.W), Odd(Op.Tanh, second.W), first.Degree));
                terms.Remove(all.Terms[i]);
                terms.Remove(all.Terms[k]);
                terms.Add(ring.With(first.Others, Made(product), 1), all.Coefficients[i] * new Rational(first.Turn, 4));
                return;
            }
        }
    }

    // (p (t) - p (s)) / (s - t)
    int Quotient(int t, int s, int degree)
    {
        int sum = code.Add(t, s);
        if (degree == 0) return sum;
        int squares = code.Add(code.Power(t, 2), code.Power(s, 2));
        return degree == 1 ? code.Subtract(code.Add(squares, code.Multiply(t, s)), code.Number(1)) : code.Multiply(sum, code.Subtract(squares, code.Number(1)));
    }

    // w of a term with tanh w ** k / cosh w ** 2, k up to 2, and what else is in it
    (Sum W, int Degree, int Turn, Term Others)? SecantOf(Term term)
    {
        foreach (Atom even in term.Atoms)
        {
            if (even.Kind != AtomKind.Base || PairOf(even.Of) is not { Sign: > 0 } pair || term.Of(even) is var power && (!power.IsWhole || power > -2 || power < -4)) continue;
            var degree = (int)(-power.Numerator) - 2;
            Term rest = ring.Without(term, even);
            Atom odd = ring.Base(ring.Pair(pair.W, -1));
            if (term.Of(odd) != degree) continue;
            return (pair.W, degree, degree == 1 && PairOf(odd.Of) is { Turn: < 0 } ? -1 : 1, ring.Without(rest, odd));
        }
        return null;
    }

    // Whether something that both read is not in their difference.
    bool IsShorter(Sum u, Sum v)
    {
        List<Atom> inU = Leaves(u), inV = Leaves(v), left = Leaves(ring.Subtract(u, v));
        return inU.Exists(atom => inV.Contains(atom) && !left.Contains(atom));
    }

    static List<Atom> Leaves(Sum sum)
    {
        List<Atom> found = [];
        Ring.Collect(sum, atom => atom.Kind is AtomKind.Input or AtomKind.Ref, found, []);
        return found;
    }

    // tanh u - tanh v = -2 sigmoid (2 u) sigmoid (-2 v) expm1 (-2 (u - v)), where u is the larger: nothing overflows
    int Difference(Sum u, Sum v)
    {
        Sum d = ring.Subtract(u, v);
        if (d.IsNumber) return d.Number.Sign >= 0 ? Above(u, v, d, -2) : Above(v, u, ring.Negate(d), 2);
        int sign = Of(ring.Scale(d, d.Coefficients[0].Abs().Inverse()));
        return code.Choose(code.Make(Op.GreaterEqual, sign, code.Number(0)), Above(u, v, d, -2), Above(v, u, ring.Negate(d), 2));

        int Above(Sum high, Sum low, Sum by, int factor) =>
            code.Multiply(code.Multiply(code.Number(factor), code.Multiply(Sigmoid(high, 2), Sigmoid(low, -2))), code.Make(Op.Expm1, Of(ring.Scale(by, -2))));
    }
}
