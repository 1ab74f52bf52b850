using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Sums that rise exponentially beside what dies away as fast: each of their terms takes its share of the denominator, so that nothing is infinity times 0 far out.
/// <c>(a e^w + b) / (p + q e^w) ** 3</c> is <c>(a / (p e^-w + q) + b / (p + q e^w)) / …</c>.
/// </summary>
sealed partial class Write
{
    const int MostExponents = 12, MostRising = 4;

    /// <summary>A factor that rises: its exponents, and the exponential that it takes to be bounded.</summary>
    /// <param name="Atom">The sum.</param>
    /// <param name="Times">Its power.</param>
    /// <param name="Exponents">The exponents of all of its exponentials, multiplied out.</param>
    sealed record Rising(Atom Atom, Rational Times, List<Sum> Exponents)
    {
        /// <summary>What dies away, how much of it the factor takes, and the exponent besides.</summary>
        public (Atom Under, Rational Times, Sum Shift) Share { get; set; }
    }

    /// <param name="coefficient">Of the product.</param>
    /// <param name="powers">Its powers.</param>
    /// <param name="e">Its exponent.</param>
    /// <param name="isSingle">Whether there is one such sum, all of whose exponentials are in its own terms.</param>
    void Bounded(ref Rational coefficient, Powers powers, ref Sum e, bool isSingle)
    {
        if (IsLogarithmic(e)) return;
        List<Atom> unders = [.. powers.Atoms().Where(atom => powers[atom] is { IsWhole: true, Sign: < 0 } && IsDenominator(atom))];
        if (unders.Count == 0)
        {
            if (isSingle && Array.Exists(e.Terms, coordinate => coordinate.HasE)) IntoSum(powers, ref e);
            return;
        }
        AsPairs(ref coefficient, powers, ref e);
        List<Rising> all = [];
        Sum outer = e;
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || powers[atom].Sign <= 0 || !HasExponentials(atom.Of)) continue;
            List<Sum> exponents = [];
            if (!powers[atom].IsWhole || powers[atom] > 2 || atom.Of.Count > MostGrouped || !Exponents(atom.Of, ring.Zero, exponents)) return;
            if (exponents.Count == 1) outer = ring.Plainly(outer, ring.Scale(exponents[0], powers[atom]));
            else all.Add(new(atom, powers[atom], exponents));
        }
        if (isSingle != (all.Count == 1 && !Array.Exists(all[0].Atom.Of.Terms, term => Array.Exists(term.Atoms, atom => atom.Kind == AtomKind.Base && HasExponentials(atom.Of))))) return;
        if (all.Count is 0 or > MostRising || all.TrueForAll(rising => PairOf(rising.Atom.Of) is { } pair && (pair.Sign > 0 || unders.Exists(under => IsOfPair(under, pair.W)))) || !Assign(all, 0, unders, [.. unders.Select(under => -powers[under])], outer)) return;
        foreach (Rising rising in all)
        {
            var (under, times, shift) = rising.Share;
            var pair = PairOf(rising.Atom.Of);
            // the difference of a pair cancels: over its sum it is a tangent
            if (pair is { Sign: < 0 } own && IsOfPair(under, own.W)) continue;
            int made = pair is { Sign: < 0 } odd ? Difference(odd.W, odd.Turn, under, times, shift) : Chain(Alike(rising.Atom.Of).Select(part => Shared(part, under, times, shift)));
            powers[Made(made)] += rising.Times;
            powers[rising.Atom] = 0;
            powers[under] += times * rising.Times;
            e = ring.Plainly(e, ring.Scale(shift, -rising.Times));
        }
    }

    // e^v (a e^u + b), v with an exponential of its own: each term takes it
    void IntoSum(Powers powers, ref Sum e)
    {
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !powers[atom].IsOne || atom.Of.Count > MostGrouped || PairOf(atom.Of) is not null || !Array.Exists(atom.Of.Terms, term => term.HasE)) continue;
            Sum shift = e;
            int made = Chain(Alike(atom.Of).Select(part => Shared(part, atom, 0, shift)));
            powers[atom] = 0;
            powers[Made(made)] += 1;
            e = ring.Zero;
            return;
        }
    }

    bool IsOfPair(Atom under, Sum w) => PairOf(under.Of) is { } pair && ReferenceEquals(pair.W, w);

    // (e^w - e^-w) e^shift / P ** n, by the larger of the two: of -e^w expm1 (-2 w) the first factor has its share of P, and the other is bounded
    int Difference(Sum w, int turn, Atom under, Rational times, Sum shift)
    {
        int isAbove = code.Make(Op.GreaterEqual, Of(ring.Scale(w, w.Coefficients[0].Abs().Inverse())), code.Number(0));
        return code.Choose(isAbove, Larger(w, -turn), Larger(ring.Negate(w), turn));

        int Larger(Sum high, int sign) => Product(sign, new Powers(under, -times) { [Made(Expm1(high, -2))] = 1 }, ring.Plainly(high, shift));
    }

    // m e^u - m e^v as m times the difference of a pair.
    void AsPairs(ref Rational coefficient, Powers powers, ref Sum e)
    {
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !powers[atom].IsOne || atom.Of.Count is < 4 or > MostGrouped || !HasExponentials(atom.Of)) continue;
            (Sum Factor, Term Common)[] parts = [.. Alike(atom.Of).Take(3)];
            if (parts.Length != 2 || parts[0].Common.Atoms.Length > 0 || parts[1].Common.Atoms.Length > 0 || !ReferenceEquals(parts[0].Factor, ring.Negate(parts[1].Factor))) continue;
            Sum middle = ring.Scale(ring.Plainly(parts[0].Common.E, parts[1].Common.E), Rational.Half), w = ring.Plainly(parts[0].Common.E, ring.Negate(middle));
            powers[atom] = 0;
            Primitive product = ring.AsProduct(ring.Multiply(parts[0].Factor, ring.Pair(w, -1)));
            powers.Multiply(product.Powers, 1);
            (coefficient, e) = (coefficient * product.Coefficient, ring.Plainly(e, ring.Plainly(middle, product.E)));
        }
    }

    // Terms with the same exponential and the same sums with exponentials: what is left of them, and that.
    IEnumerable<(Sum Factor, Term Common)> Alike(Sum sum) => Enumerable.Range(0, sum.Count).GroupBy(i => Risen(sum.Terms[i])).Select(alike =>
    {
        var left = new Addends();
        foreach (int i in alike)
        {
            var powers = new Powers(sum.Terms[i]);
            powers.Multiply(alike.Key, -1);
            left.Add(ring.Raw(powers, ring.Zero), sum.Coefficients[i]);
        }
        return (ring.Make(left), alike.Key);
    });

    Term Risen(Term term)
    {
        var powers = new Powers();
        foreach (Atom atom in term.Atoms) if (atom.Kind == AtomKind.Base && HasExponentials(atom.Of)) powers[atom] = term.Of(atom);
        return ring.Raw(powers, term.E);
    }

    (int Sign, int Node) Shared((Sum Factor, Term Common) part, Atom under, Rational times, Sum shift)
    {
        int sign = part.Factor.LeadsNegative ? -1 : 1;
        Sum factor = sign < 0 ? ring.Negate(part.Factor) : part.Factor;
        var powers = new Powers(part.Common);
        powers[under] -= times;
        if (factor.Count == 1) powers.Multiply(factor.Terms[0]);
        else powers[ring.Base(factor)] += 1;
        return (sign, Product(factor.Count == 1 ? factor.Coefficients[0] : 1, powers, ring.Plainly(part.Common.E, shift)));
    }

    // Of exponentials of which none is in a sum of its own.
    static bool IsDenominator(Atom atom) => atom.Kind == AtomKind.Base && atom.Of.Count <= MostShared && Array.Exists(atom.Of.Terms, term => term.HasE)
        && Array.TrueForAll(atom.Of.Terms, term => !IsLogarithmic(term.E) && !Array.Exists(term.Atoms, inner => inner.Kind == AtomKind.Base && HasExponentials(inner.Of)));

    static bool HasExponentials(Sum sum) => Array.Exists(sum.Terms, term => term.HasE || Array.Exists(term.Atoms, atom => atom.Kind == AtomKind.Base && HasExponentials(atom.Of)));

    // The exponents of all exponentials of a sum, multiplied out; false where they are too many.
    bool Exponents(Sum sum, Sum beside, List<Sum> into)
    {
        foreach (Term term in sum.Terms)
        {
            if (IsLogarithmic(term.E)) return false;
            List<Sum> own = [ring.Plainly(beside, term.E)];
            foreach (Atom atom in term.Atoms)
            {
                if (atom.Kind != AtomKind.Base || !HasExponentials(atom.Of)) continue;
                if (term.Of(atom) is not { IsWhole: true, Sign: > 0 } times || times > 3) return false;
                for (int n = 0; n < times.Numerator; n++)
                {
                    List<Sum> next = [];
                    foreach (Sum outer in own) if (!Exponents(atom.Of, outer, next)) return false;
                    own = next;
                }
            }
            foreach (Sum exponent in own) if (!into.Contains(exponent)) into.Add(exponent);
            if (into.Count > MostExponents) return false;
        }
        return true;
    }

    // Shares for all of them from the given one on, so that what is left of the denominators bounds the exponential that is left.
    bool Assign(List<Rising> all, int from, List<Atom> unders, Rational[] left, Sum outer)
    {
        ring.Spend(4);
        if (from == all.Count) return IsBounded(outer, unders, left);
        Rising rising = all[from];
        for (int i = 0; i < unders.Count; i++)
        {
            foreach (var (times, shift) in Shares(rising.Exponents, unders[i].Of))
            {
                if (left[i] < times * rising.Times) continue;
                left[i] -= times * rising.Times;
                if (Assign(all, from + 1, unders, left, ring.Plainly(outer, ring.Scale(shift, -rising.Times))))
                {
                    rising.Share = (unders[i], times, shift);
                    return true;
                }
                left[i] += times * rising.Times;
            }
        }
        return false;
    }

    // How much of a denominator bounds terms with the exponents, and the exponents that they take besides.
    IEnumerable<(Rational Times, Sum Shift)> Shares(List<Sum> risen, Sum under)
    {
        if (LineOf(under) is var (unit, low, high))
        {
            if (Line(risen, unit) is not var (from, to)) yield break;
            Rational times = -((from - to) / (high - low)).Floor();
            Sum aside = ring.Plainly(ring.Scale(Aside(under.Terms[0].E, unit), times), ring.Negate(Aside(risen[0], unit)));
            // those by which the terms become products of exponentials of the denominator come first
            Rational least = times * low - from, most = times * high - to;
            for (Rational shift = least; shift <= most; shift += 1) yield return (times, ring.Plainly(ring.Scale(unit, shift), aside));
            for (Rational shift = least + Rational.Half; shift <= most; shift += 1) yield return (times, ring.Plainly(ring.Scale(unit, shift), aside));
            yield break;
        }
        foreach (Term term in under.Terms)
        {
            Sum shift = ring.Plainly(term.E, ring.Negate(risen[0]));
            if (risen.TrueForAll(exponent => IsExponentOf(under, ring.Plainly(exponent, shift)))) yield return (1, shift);
        }
    }

    static bool IsExponentOf(Sum under, Sum exponent) => Array.Exists(under.Terms, term => ReferenceEquals(term.E, exponent));

    bool IsBounded(Sum outer, List<Atom> unders, Rational[] left)
    {
        for (int i = 0; i < unders.Count; i++)
        {
            if (LineOf(unders[i].Of) is not var (unit, low, high)) return unders.Count == 1 && left[i] <= 9 && Parts(outer, unders[i].Of, (int)left[i].Numerator) is not null;
            Rational share = Share(outer, unit);
            if (share < left[i] * low || share > left[i] * high) return false;
            outer = Aside(outer, unit);
        }
        return true;
    }

    // Of a sum whose exponents lie on one line: the unit along it, and the ends.
    (Sum Unit, Rational Low, Rational High)? LineOf(Sum sum)
    {
        Sum first = sum.Terms[0].E, unit = Array.Find(sum.Terms, term => !ReferenceEquals(term.E, first)) is { } other ? ring.Plainly(other.E, ring.Negate(first)) : ring.Zero;
        return !unit.IsZero && Line(sum.Terms.Select(term => term.E), unit) is var (low, high) ? (unit, low, high) : null;
    }

    // The least and the most of exponents along a line; null where they do not lie on one.
    (Rational Low, Rational High)? Line(IEnumerable<Sum> exponents, Sum unit)
    {
        Sum? aside = null;
        Rational low = 0, high = 0;
        foreach (Sum exponent in exponents)
        {
            Rational share = Share(exponent, unit);
            if (aside is not null && !ReferenceEquals(aside, Aside(exponent, unit))) return null;
            (low, high) = aside is null ? (share, share) : (Rational.Min(low, share), Rational.Max(high, share));
            aside = Aside(exponent, unit);
        }
        return (low, high);
    }

    Sum Aside(Sum exponent, Sum unit) => ring.Plainly(exponent, ring.Scale(unit, -Share(exponent, unit)));
}
