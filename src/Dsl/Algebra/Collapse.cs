using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>
/// The only search: terms over one denominator, or with like exponentials, that become fewer when they are multiplied out. What does not become shorter stays as it is.
/// </summary>
sealed partial class Ring
{
    const int MostRounds = 6, MostTogether = 14, MostLike = 40;

    Sum Collapse(Sum sum)
    {
        if (sum.Count < 2) return sum;
        if (Known(sum) is { } known) return known;
        Sum current = sum.Count <= MostLike ? WithLikeExponentials(sum) : sum;
        for (int round = 0; round < MostRounds && current.Count > 1 && Once(current) is { } next; round++) current = next;
        Remember(sum, current);
        Remember(current, current);
        return current;
    }

    Sum? Known(Sum sum) => trial is null ? sum.Collapsed : trial.Collapsed.GetValueOrDefault(sum) as Sum;

    void Remember(Sum sum, Sum collapsed)
    {
        if (trial is null) sum.Collapsed = collapsed;
        else trial.Collapsed[sum] = collapsed;
    }

    // Terms whose exponentials differ by powers of atoms are terms over one exponential.
    Sum WithLikeExponentials(Sum sum)
    {
        var groups = new Dictionary<Sum, object>();
        bool any = false;
        foreach (Term term in sum.Terms)
        {
            if (!term.HasE) continue;
            Sum key = Expanded(term).E;
            if (!groups.TryGetValue(key, out object? first)) groups[key] = term;
            else
            {
                any |= !ReferenceEquals(((Term)first).E, term.E);
                if (IsSimpler(term, (Term)first)) groups[key] = term;
            }
        }
        if (!any) return sum;
        var all = new Addends();
        for (int i = 0; i < sum.Count; i++)
        {
            Term term = sum.Terms[i];
            if (!term.HasE || (Term)groups[Expanded(term).E] is var common && ReferenceEquals(common.E, term.E)) all.Add(term, sum.Coefficients[i]);
            else
            {
                Term mine = Expanded(term), theirs = Expanded(common);
                var powers = new Powers(mine);
                powers.Multiply(theirs, -1);
                powers.Multiply(common);
                all.Add(Product(sum.Coefficients[i] * term.ExpandedFactor / common.ExpandedFactor, powers, common.E), 1);
            }
        }
        return Make(all);
    }

    static bool IsSimpler(Term a, Term b) => a.E.Count != b.E.Count ? a.E.Count < b.E.Count : a.E.Size != b.E.Size ? a.E.Size < b.E.Size : Sum.Compare(a.E, b.E) < 0;

    // With its exponent multiplied out and logarithms absorbed.
    Term Expanded(Term term)
    {
        if (term.Expanded is { } known) return known;
        Sum made = Product(1, new Powers(term), Expand(term.E) ?? term.E);
        if (made.Count != 1) made = Single(term, 1);
        term.ExpandedFactor = made.Coefficients[0];
        return term.Expanded = made.Terms[0];
    }

    Sum? Once(Sum sum)
    {
        bool any = false;
        var bases = new List<Atom>();
        foreach (Term term in sum.Terms)
        {
            any |= term.HasE;
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                Atom atom = term.Atoms[i];
                any |= atom.Kind == AtomKind.Base || atom.Is(Op.Sin) || atom.Is(Op.Cos);
                if (atom.Kind == AtomKind.Base && !bases.Contains(atom)) bases.Add(atom);
            }
        }
        if (!any) return null;
        bases.Sort(Atom.Compare);
        var tried = new HashSet<Sum>();
        foreach (Atom atom in bases.Take(8))
        {
            if (Part(sum, term => term.Has(atom)) is { } part && part.Count <= MostTogether && Try(sum, part, tried) is { } shorter) return shorter;
        }
        if (sum.Count <= MostTogether && Try(sum, sum, tried) is { } whole) return whole;
        foreach (Atom atom in bases.Where(atom => Array.Exists(sum.Terms, term => term.Of(atom).Sign < 0)).Take(4))
        {
            if (Part(sum, term => term.Of(atom).Sign < 0) is { Count: <= 6 } part && InPairs(sum, part, tried) is { } shorter) return shorter;
        }
        return sum.Count is > 2 and <= 6 ? InPairs(sum, sum, tried) : null;
    }

    Sum? InPairs(Sum sum, Sum part, HashSet<Sum> tried)
    {
        for (int i = 0; i < part.Count; i++)
        {
            for (int k = i + 1; k < part.Count; k++)
            {
                var pair = new Addends();
                pair.Add(part.Terms[i], part.Coefficients[i]);
                pair.Add(part.Terms[k], part.Coefficients[k]);
                if (Try(sum, Make(pair), tried) is { } shorter) return shorter;
            }
        }
        return null;
    }

    Sum? Part(Sum sum, Func<Term, bool> where)
    {
        var some = new Addends();
        for (int i = 0; i < sum.Count; i++)
        {
            if (where(sum.Terms[i])) some.Add(sum.Terms[i], sum.Coefficients[i]);
        }
        return some.Count < 2 ? null : Make(some);
    }

    Sum? Try(Sum sum, Sum part, HashSet<Sum> tried)
    {
        if (part.Count < 2 || !tried.Add(part) || Joined(part) is not { } joined) return null;
        var rest = new Addends(sum);
        rest.Add(part, -1);
        rest.Add(joined, 1);
        return Flatten(Make(rest));
    }

    // Terms over their common content, multiplied out: worth it where they become fewer, or are divided exactly by a sum of the denominator.
    Sum? Joined(Sum part, bool overPairs = false)
    {
        var (content, e) = Content(part, overPairs: true);
        if (!overPairs && IsOverPairs(part, content)) return null;
        if (Expand(Divided(part, content, e)) is not { } open) return null;
        Sum? divided = Cancelled(open, content);
        if (open.Count >= part.Count)
        {
            if (divided is null ? !IsPairPower(part, open, content) && !IsPaired(part, open, content) : divided.Count >= part.Count && divided.Count > 1) return null;
        }
        open = divided ?? open;
        if (open.IsZero) return Zero;
        bool hasSum = false;
        for (int i = 0; i < content.Count; i++) hasSum |= content.AtomAt(i).Kind == AtomKind.Base;
        if (open.Count > 1 && !hasSum) return Put(open, content, e);
        var outside = new Powers();
        if (open.Count > 1)
        {
            // the content stays outside only as far as it is a sum
            var inside = new Powers();
            for (int i = 0; i < content.Count; i++) (content.AtomAt(i).Kind == AtomKind.Base ? outside : inside)[content.AtomAt(i)] = content.At(i);
            (open, e) = (Seal(Put(open, inside, e)), Zero);
        }
        else outside = content;
        Primitive inner = AsProduct(open);
        var powers = new Powers(inner.Powers);
        powers.Multiply(outside, 1);
        return Product(inner.Coefficient, powers, Plainly(e, inner.E));
    }

    // Whether terms over different e^w + e^-w would come over the product of all: tanh a - tanh b is short so, but its slopes are those of two functions that are bounded by themselves.
    static bool IsOverPairs(Sum part, Powers content)
    {
        List<Atom> under = [];
        for (int i = 0; i < content.Count; i++)
        {
            if (content.At(i).Sign < 0 && IsBounding(content.AtomAt(i))) under.Add(content.AtomAt(i));
        }
        if (under.Count == 0 || under.Count > 1 && Array.Exists(part.Terms, term => under.TrueForAll(atom => term.Of(atom).Sign < 0))) return false;
        return Array.Exists(part.Terms, term => under.Exists(atom => term.Of(atom).Sign >= 0 && HasOtherPair(term, atom)));
    }

    // What a density or an exponential over it vanishes as fast as.
    static bool IsBounding(Atom atom) => IsExponentials(atom) || IsTail(atom);

    // 1 ± erf v
    static bool IsTail(Atom atom) => atom.Kind == AtomKind.Base && atom.Of.Count == 2 && atom.Of.Terms[1].IsOne && atom.Of.Terms[0].Alone is { } call && call.Is(Op.Erf) && atom.Of.Coefficients[0].Abs() == atom.Of.Coefficients[1].Abs();

    // Whether a term is over another e^w + e^-w, or a sum in it is.
    static bool HasOtherPair(Term term, Atom pair)
    {
        for (int i = 0; i < term.Atoms.Length; i++)
        {
            Atom atom = term.Atoms[i];
            if (atom.Kind != AtomKind.Base) continue;
            if (term.Exponents[i].Sign < 0 && IsBounding(atom) && !ReferenceEquals(atom, pair)) return true;
            if (Array.Exists(atom.Of.Terms, inner => inner.Atoms.Any(under => inner.Of(under).Sign < 0 && IsBounding(under) && !ReferenceEquals(under, pair)))) return true;
        }
        return false;
    }

    /// <summary>Whether no term dies away where an exponential of its denominator grows: of such terms digits are lost, of tanh a - tanh b, but not of the squares of secants.</summary>
    public static bool Saturates(Sum sum)
    {
        foreach (Term term in sum.Terms)
        {
            Rational degree = 0;
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                if (IsExponentials(term.Atoms[i])) degree += term.Exponents[i];
                else if (term.Atoms[i].Kind != AtomKind.Known) return false;
            }
            if (!degree.IsZero && !(term.HasE && degree.Sign < 0)) return false;
        }
        return true;
    }

    /// <summary>A sum of terms over different e^w ± e^-w as one term over the product of all; null where it does not become one.</summary>
    public Sum? Together(Sum sum) => sum.Count is > 1 and <= MostTogether && Joined(sum, overPairs: true) is { Count: 1 } joined ? joined : null;

    // The same with whatever sum is over them, for what takes it apart by its factors.
    Sum OverPairs(Sum sum)
    {
        if (sum.Count < 2 || Content(sum, overPairs: true) is var (content, e) && !IsOverPairs(sum, content)) return sum;
        if (Together(sum) is { } together) return together;
        Primitive inner = AsProduct(Divided(sum, content, e));
        var powers = new Powers(inner.Powers);
        powers.Multiply(content, 1);
        return Product(inner.Coefficient, powers, Plainly(inner.E, e));
    }

    Sum Put(Sum sum, Powers content, Sum e)
    {
        var all = new Addends();
        for (int i = 0; i < sum.Count; i++) all.Add(Times(content, e, sum.Coefficients[i], sum.Terms[i], 1), 1);
        return Make(all);
    }

    // Over powers of e^w + e^-w, as many terms that are exponentials alone.
    static bool IsPairPower(Sum part, Sum open, Powers content)
    {
        if (open.Count != part.Count || open.Count > 3 || Array.Exists(open.Terms, term => term.Atoms.Length > 0)) return false;
        bool under = false;
        for (int i = 0; i < content.Count; i++) under |= IsExponentials(content.AtomAt(i)) && content.At(i).Sign < 0;
        if (!under) return false;
        for (int i = 0; i < content.Count; i++)
        {
            Atom atom = content.AtomAt(i);
            if (atom.Kind == AtomKind.Base && Array.Exists(part.Terms, term => term.Of(atom) != part.Terms[0].Of(atom))) return true;
        }
        return false;
    }

    // Over powers of e^w ± e^-w, all terms in pairs e^w ± e^-w, fewer than what the part had with its sums opened.
    bool IsPaired(Sum part, Sum open, Powers content)
    {
        bool under = false;
        for (int i = 0; i < content.Count; i++) under |= IsExponentials(content.AtomAt(i)) && content.At(i).Sign < 0;
        if (!under || open.Count > 8 || open.Count % 2 != 0) return false;
        foreach (Term term in open.Terms)
        {
            bool paired = false;
            for (int i = 0; i < open.Count && !paired; i++)
            {
                paired = term.HasE && ReferenceEquals(open.Terms[i].E, Negate(term.E)) && SameItems(open.Terms[i].Atoms, term.Atoms) && SameNumbers(open.Terms[i].Exponents, term.Exponents)
                    && open.Coefficients[i].Abs() == open[term].Abs();
            }
            if (!paired) return false;
        }
        int weight = 0;
        foreach (Term term in part.Terms)
        {
            int inside = 1;
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                if (term.Atoms[i].Kind == AtomKind.Base && term.Exponents[i] > 0 && !IsExponentials(term.Atoms[i])) inside *= term.Atoms[i].Of.Count;
            }
            weight += inside;
        }
        return open.Count / 2 < weight && weight > part.Count;
    }

    // The sum divided by the sums of the denominator that divide it, which leave the content.
    Sum? Cancelled(Sum sum, Powers content)
    {
        Sum? result = null;
        foreach (Atom atom in content.Atoms())
        {
            while (atom.Kind == AtomKind.Base && content[atom] <= -1 && Quotient(sum, atom.Of) is { } quotient)
            {
                result = sum = quotient;
                content[atom] += 1;
            }
        }
        return result;
    }
}
