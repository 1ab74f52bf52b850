using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>Sums multiplied out, for finding what is equal or shorter; nothing is written this way.</summary>
sealed partial class Ring
{
    const int MostReduced = 8, MostExpanded = 48, MostPower = 6;

    /// <summary>Opens sums with whole positive powers, and cos² as 1 - sin²; null where that becomes too long.</summary>
    public Sum? Expand(Sum sum)
    {
        var done = new Addends();
        var open = new Stack<Sum>();
        open.Push(sum);
        for (int steps = 0; open.TryPop(out Sum? next);)
        {
            for (int i = 0; i < next.Count; i++)
            {
                Term term = next.Terms[i];
                if (++steps > 6 * MostExpanded || done.Count > 2 * MostExpanded) return null;
                Atom? inner = null, cosine = null;
                for (int k = 0; k < term.Atoms.Length; k++)
                {
                    Rational exponent = term.Exponents[k];
                    if (!exponent.IsWhole || exponent <= 0) continue;
                    if (term.Atoms[k].Kind == AtomKind.Base && exponent <= MostPower) inner ??= term.Atoms[k];
                    if (term.Atoms[k].Is(Op.Cos) && exponent >= 2) cosine ??= term.Atoms[k];
                }
                if (inner is not null)
                {
                    var rest = new Powers(term);
                    rest[inner] -= 1;
                    for (int k = 0; k < inner.Of.Count; k++) open.Push(Times(rest, term.E, next.Coefficients[i], inner.Of.Terms[k], inner.Of.Coefficients[k]));
                }
                else if (cosine is not null)
                {
                    var rest = new Powers(term);
                    rest[cosine] -= 2;
                    open.Push(Product(next.Coefficients[i], new Powers(rest), term.E));
                    rest[Call(Op.Sin, 0, cosine.Of)] += 2;
                    open.Push(Product(-next.Coefficients[i], rest, term.E));
                }
                else done.Add(term, next.Coefficients[i]);
            }
        }
        Sum made = Make(done);
        return made.Count > MostExpanded ? null : made;
    }

    /// <summary>The sum multiplied out, where that has fewer terms.</summary>
    public Sum Shortest(Sum sum) => Expand(sum) is { } open && open.Count < sum.Count + (sum.Count == 1 ? 1 : 0) ? open : sum.Count == 1 ? Expand(sum) ?? sum : sum;

    /// <summary>The quotient of two sums where it is exact and short; else null.</summary>
    public Sum? Quotient(Sum sum, Sum by)
    {
        if (Expand(by) is not { IsZero: false } divisor || divisor.Count > sum.Count) return null;
        var (lead, leadBy) = Leading(divisor);
        var quotient = new Addends();
        Sum rest = sum;
        for (int step = 0; step < 12; step++)
        {
            if (rest.IsZero) return Make(quotient);
            var (term, coefficient) = Leading(rest);
            var powers = new Powers(term);
            powers.Multiply(lead, -1);
            foreach (Atom atom in lead.Atoms)
            {
                if (powers[atom].Sign < 0) return null;
            }
            Sum part = Product(coefficient / leadBy, powers, Plainly(term.E, Negate(lead.E)));
            if (part.Count != 1) return null;
            quotient.Add(part, 1);
            var left = new Addends(rest);
            for (int i = 0; i < divisor.Count; i++) left.Add(Times(new Powers(part.Terms[0]), part.Terms[0].E, part.Coefficients[0], divisor.Terms[i], divisor.Coefficients[i]), -1);
            rest = Make(left);
            if (rest.Count > MostExpanded) return null;
        }
        return null;
    }

    /// <summary>Products without the sums of their denominators that divide a factor exactly, in branches too.</summary>
    public Sum Reduced(Sum sum)
    {
        if (sum.Count > MostReduced) return sum;
        var parts = new Sum[sum.Count];
        bool any = false;
        for (int i = 0; i < sum.Count; i++)
        {
            parts[i] = Reduced(sum.Terms[i]) is { } reduced ? Scale(reduced, sum.Coefficients[i]) : Single(sum.Terms[i], sum.Coefficients[i]);
            any |= !ReferenceEquals(parts[i], Single(sum.Terms[i], sum.Coefficients[i]));
        }
        return any ? Add(parts) : sum;
    }

    Sum? Reduced(Term term)
    {
        foreach (Atom over in term.Atoms)
        {
            if (over.Kind == AtomKind.Choice && term.Of(over).IsOne)
            {
                Sum[] branches = [.. over.Arguments.Select(Reduced)];
                if (!SameItems(branches, over.Arguments)) return Multiply(Single(Without(term, over), 1), Bare(Choice((int)over.Bits, over.Hash, branches[0], branches[1])));
            }
            if (over.Kind != AtomKind.Base || !term.Of(over).IsOne || over.Of.Count > MostReduced || Array.Exists(over.Of.Terms, inner => inner.HasE)) continue;
            foreach (Atom under in term.Atoms)
            {
                if (under.Kind != AtomKind.Base || term.Of(under) is not { IsWhole: true, Sign: < 0 } || under.Of.Count > over.Of.Count || Array.Exists(under.Of.Terms, inner => inner.HasE)) continue;
                if (Quotient(Expand(over.Of) ?? over.Of, under.Of) is not { } quotient) continue;
                Sum rest = Multiply(Single(With(Without(term, over), under, 1), 1), quotient);
                return Reduced(rest);
            }
        }
        return null;
    }

    // The largest term in an order that products respect: exponents of e first, then powers atom by atom.
    static (Term Term, Rational Coefficient) Leading(Sum sum)
    {
        int best = 0;
        for (int i = 1; i < sum.Count; i++)
        {
            if (CompareDegrees(sum.Terms[i], sum.Terms[best]) > 0) best = i;
        }
        return (sum.Terms[best], sum.Coefficients[best]);
    }

    static int CompareDegrees(Term a, Term b)
    {
        int order = Compare(a.E, b.E);
        if (order != 0) return order;
        int i = 0, k = 0;
        while (i < a.Atoms.Length || k < b.Atoms.Length)
        {
            int which = i == a.Atoms.Length ? 1 : k == b.Atoms.Length ? -1 : Atom.Compare(a.Atoms[i], b.Atoms[k]);
            Rational p = which <= 0 ? a.Exponents[i++] : 0, q = which >= 0 ? b.Exponents[k++] : 0;
            if (p != q) return p > q ? 1 : -1;
        }
        return 0;

        static int Compare(Sum p, Sum q)
        {
            int i = 0, k = 0;
            while (i < p.Count || k < q.Count)
            {
                int which = i == p.Count ? 1 : k == q.Count ? -1 : Term.Compare(p.Terms[i], q.Terms[k]);
                Rational x = which <= 0 ? p.Coefficients[i++] : 0, y = which >= 0 ? q.Coefficients[k++] : 0;
                if (x != y) return x > y ? 1 : -1;
            }
            return 0;
        }
    }
}
