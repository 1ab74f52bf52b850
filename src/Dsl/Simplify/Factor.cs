using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Sums as short code: numbers and common factors out, then groups that share a factor.</summary>
sealed partial class Write
{
    const int MostGrouped = 40, SmallNumber = 10_000;

    int Factored(Sum sum)
    {
        ring.Spend(sum.Count);
        Rational number = OuterNumber(sum);
        Powers common = Ring.Shared(sum);
        bool isOverTails = Array.Exists(sum.Terms, IsOverTail);
        for (int i = common.Count - 1; i >= 0; i--)
        {
            if (common.AtomAt(i).Kind == AtomKind.Choice || isOverTails && (common.AtomAt(i).Kind == AtomKind.Known || IsTail(common.AtomAt(i)))) common[common.AtomAt(i)] = 0;
        }
        Sum e = sum.Terms[0].E;
        // A denominator of exponentials bounds the exponential over it: they stay together.
        bool isCommon = Array.TrueForAll(sum.Terms, term => ReferenceEquals(term.E, e));
        if (Array.Exists(sum.Terms, IsOverPair)) e = isCommon && Array.Exists(common.Atoms(), IsPair) ? e : ring.Zero;
        else if (!isCommon) e = CommonPower(sum);
        // what a power with a variable exponent is divided by belongs into it, of all terms
        foreach (Term coordinate in e.Terms)
        {
            if (FactorOf(coordinate, Op.Log) is { Of.Atom: { } of } && of.Kind != AtomKind.Known) common[of] = sum.Terms.Aggregate(common[of], (least, term) => Rational.Min(least, term.Of(of)));
        }
        if (!number.IsOne || common.Count > 0 || !e.IsZero)
        {
            if (Array.TrueForAll(sum.Coefficients, c => c.Sign < 0)) number = -number;
            var body = new Addends();
            for (int i = 0; i < sum.Count; i++)
            {
                var powers = new Powers(sum.Terms[i]);
                powers.Multiply(common, -1);
                body.Add(ring.Raw(powers, e.IsZero ? sum.Terms[i].E : ring.Plainly(sum.Terms[i].E, ring.Negate(e))), sum.Coefficients[i] / number);
            }
            common[ring.Base(ring.Make(body))] += 1;
            return Product(number, common, e);
        }
        return sum.Count <= MostGrouped && Grouped(sum) is { } grouped ? grouped : Chain(Enumerable.Range(0, sum.Count).Select(i => (sum.Coefficients[i].Sign, Product(sum.Coefficients[i].Abs(), sum.Terms[i]))));
    }

    bool IsPair(Atom atom) => atom.Kind == AtomKind.Base && PairOf(atom.Of) is not null;

    /// <summary>1 + erf v.</summary>
    public bool IsTail(Atom atom) => atom.Kind == AtomKind.Base && TailOf(atom.Of) is not null;

    // x ** n that all terms have, and the exponential beside it that is the same in all: what the power is beside may vanish with it.
    Sum CommonPower(Sum sum)
    {
        Sum first = sum.Terms[0].E;
        var common = new Addends();
        bool hasPower = false;
        for (int i = 0; i < first.Count; i++)
        {
            Rational least = first.Coefficients[i], most = least;
            foreach (Term term in sum.Terms) (least, most) = (Rational.Min(least, term.E[first.Terms[i]]), Rational.Max(most, term.E[first.Terms[i]]));
            bool isPower = Array.Exists(first.Terms[i].Atoms, atom => atom.Is(Op.Log));
            if (least != most && (!isPower || least.Sign <= 0)) continue;
            common.Add(first.Terms[i], least);
            hasPower |= isPower;
        }
        return hasPower ? ring.Make(common) : ring.Zero;
    }

    // What all coefficients are whole multiples of, where that makes them simpler.
    static Rational OuterNumber(Sum sum)
    {
        Rational[] sizes = [.. sum.Coefficients.Select(c => c.Abs())];
        Rational first = sizes[0];
        if (Array.TrueForAll(sizes, c => c == first)) return first;
        if (Array.TrueForAll(sizes, c => c.IsShort(SmallNumber)))
        {
            Rational common = sizes.Aggregate(Rational.Zero, Rational.Common);
            return sizes.Count(c => !c.IsOne) > sizes.Count(c => c != common) ? common : 1;
        }
        return Array.TrueForAll(sizes, c => (c / first).IsShort(SmallNumber)) ? first : 1;
    }

    sealed record Group(Atom? Atom, Rational Exponent, Sum? E, List<int> Members);

    // The largest group with a common factor; groups with one cofactor are joined: (a - b) * (p - q).
    int? Grouped(Sum sum)
    {
        List<Group> groups = Groups(sum);
        if (groups.Count == 0) return null;
        groups.Sort(Rank);
        if (Joined(sum, groups) is { } joined) return joined;
        List<int> members = groups[0].Members;
        var inside = new Addends();
        foreach (int i in members) inside.Add(sum.Terms[i], sum.Coefficients[i]);
        Sum part = ring.Make(inside);
        int sign = 1;
        if (part.Coefficients[0].Sign < 0 && Array.TrueForAll(part.Coefficients, c => c.Sign < 0)) (part, sign) = (ring.Negate(part), -1);
        var parts = new List<(int, int)> { (sign, Factored(part)) };
        for (int i = 0; i < sum.Count; i++)
        {
            if (!members.Contains(i)) parts.Add((sum.Coefficients[i].Sign, Product(sum.Coefficients[i].Abs(), sum.Terms[i])));
        }
        return Chain(parts);
    }

    List<Group> Groups(Sum sum)
    {
        List<Group> groups = [];
        for (int i = 0; i < sum.Count; i++)
        {
            Term term = sum.Terms[i];
            for (int k = 0; k < term.Atoms.Length; k++)
            {
                if (term.Atoms[k].Kind is AtomKind.Known or AtomKind.Choice || (term.HasE && term.Exponents[k].Sign < 0 && IsTail(term.Atoms[k]))) continue;
                Atom atom = term.Atoms[k];
                Rational exponent = term.Exponents[k];
                Into(groups.Find(group => ReferenceEquals(group.Atom, atom) && group.Exponent == exponent), new(atom, exponent, null, []), i);
            }
            if (term.HasE && !IsOverPair(term)) Into(groups.Find(group => ReferenceEquals(group.E, term.E)), new(null, default, term.E, []), i);
        }
        groups.RemoveAll(group => group.Members.Count < 2);
        return groups;

        void Into(Group? found, Group fresh, int i)
        {
            if (found is null) groups.Add(found = fresh);
            found.Members.Add(i);
        }
    }

    // Most terms first, compounds before names.
    static int Rank(Group a, Group b)
    {
        if (a.Members.Count != b.Members.Count) return b.Members.Count.CompareTo(a.Members.Count);
        bool p = a.Atom is null || IsCompound(a.Atom), q = b.Atom is null || IsCompound(b.Atom);
        if (p != q) return p ? -1 : 1;
        if (a.Atom is null || b.Atom is null) return a.Atom is null ? b.Atom is null ? Algebra.Sum.Compare(a.E!, b.E!) : -1 : 1;
        int order = Atom.Compare(a.Atom, b.Atom);
        return order != 0 ? order : a.Exponent == b.Exponent ? 0 : a.Exponent > b.Exponent ? -1 : 1;
    }

    static bool IsCompound(Atom atom) => atom.Kind is not (AtomKind.Input or AtomKind.Known);

    int? Joined(Sum sum, List<Group> groups)
    {
        var byCofactor = new Dictionary<Sum, object>();
        foreach (Group group in groups)
        {
            if (group.Atom is null) continue;
            var rest = new Addends();
            foreach (int i in group.Members) rest.Add(ring.Without(sum.Terms[i], group.Atom), sum.Coefficients[i]);
            Sum cofactor = ring.Make(rest);
            if (cofactor.Count != group.Members.Count) continue;
            Rational lead = cofactor.Coefficients[0];
            cofactor = ring.Scale(cofactor, lead.Inverse());
            if (!byCofactor.TryGetValue(cofactor, out object? before)) byCofactor[cofactor] = before = new List<Group>();
            ((List<Group>)before).Add(group);
        }
        foreach (var (cofactor, value) in byCofactor)
        {
            var same = (List<Group>)value;
            if (same.Count < 2) continue;
            List<int> used = [.. same.SelectMany(group => group.Members)];
            if (used.Distinct().Count() != used.Count) continue;
            var other = new Addends();
            foreach (Group group in same)
            {
                int i = group.Members[0];
                // the coefficient that the group's first term has beside the cofactor's
                Rational lead = sum.Coefficients[i] / cofactor[ring.Without(sum.Terms[i], group.Atom!)];
                other.Add(ring.Raw(new Powers(group.Atom!, group.Exponent), ring.Zero), lead);
            }
            var powers = new Powers(ring.Base(cofactor), 1);
            powers[ring.Base(ring.Make(other))] += 1;
            var all = new Addends();
            all.Add(ring.Raw(powers, ring.Zero), 1);
            for (int i = 0; i < sum.Count; i++)
            {
                if (!used.Contains(i)) all.Add(sum.Terms[i], sum.Coefficients[i]);
            }
            return Sum(all);
        }
        return null;
    }

    // Terms one after another, a positive one first.
    int Chain(IEnumerable<(int Sign, int Node)> terms)
    {
        List<(int Sign, int Node)> all = [.. terms.Select(term => code.Positive(term.Node) is { } positive ? (-term.Sign, positive) : term)];
        int first = all.FindIndex(term => term.Sign > 0);
        if (first < 0) return code.Negate(Chain(all.Select(term => (1, term.Node))));
        int sum = all[first].Node;
        for (int i = 0; i < all.Count; i++)
        {
            if (i != first) sum = all[i].Sign > 0 ? code.Add(sum, all[i].Node) : code.Subtract(sum, all[i].Node);
        }
        return sum;
    }
}
