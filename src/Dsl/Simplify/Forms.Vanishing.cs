using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Beside a logarithm of what goes to 0, the factor that vanishes wins: <c>x ** n * (1 + n * log x)</c> is written as <c>x ** n + n * xlogy (x ** n) x</c>, which is 0 at x = 0.
/// </summary>
sealed partial class Write
{
    const int MostBesideLogs = 24;

    /// <summary>Terms that are multiples of the same logarithms.</summary>
    sealed record LogGroup(Term Logs, Addends Factor);

    int? BesideLogs(Rational coefficient, Powers powers, Sum e)
    {
        HashSet<Atom> hot = [];
        List<Atom> holders = [];
        foreach (Atom atom in powers.Atoms())
        {
            if (powers[atom] is { IsWhole: true, Sign: > 0 } times && times <= 4 && HotLogs(atom, powers, e, hot, inSum: null)) holders.Add(atom);
        }
        if (holders.Count == 0) return null;

        // what vanishes, and what stays outside
        Powers outside = new(powers), vanishing = new();
        var all = new List<(Powers Powers, Sum E, Rational Number)> { (new Powers(), ring.Zero, Rational.One) };
        foreach (Atom holder in holders)
        {
            all[0].Powers[holder] = powers[holder];
            outside[holder] = 0;
        }
        IEnumerable<Atom> powersBeside = e.Terms.SelectMany(coordinate => coordinate.Atoms).Where(atom => atom.Is(Op.Log) && atom.Of.Count == 1);
        foreach (Atom atom in hot.Concat(powersBeside).SelectMany(log => log.Of.Terms[0].Atoms).Distinct())
        {
            vanishing[atom] = outside[atom];
            outside[atom] = 0;
        }
        if (!Open(all, hot) || Together(Groups(all, hot)) is not { } groups) return null;

        var parts = new List<(int Sign, int Node)>();
        foreach (LogGroup group in groups)
        {
            Sum factor = ring.Make(group.Factor);
            if (factor.IsZero) continue;
            int sign = 1;
            if (Array.TrueForAll(factor.Coefficients, c => c.Sign < 0)) (factor, sign) = (ring.Negate(factor), -1);
            int part = Besides(BesideTerm(vanishing, e, factor), group.Logs);
            parts.Add(code.IsNegated(part) ? (-sign, Graph[part].A) : (sign, part));
        }
        if (parts.Count == 0) return code.Number(0);
        int inner = Chain(parts);
        if (code.IsNumber(inner, 0)) return inner;
        outside[Made(inner)] += 1;
        return Product(coefficient, outside, ring.Zero);
    }

    // The product that vanishes, with a factor of its own.
    int BesideTerm(Powers vanishing, Sum exponent, Sum factor)
    {
        var product = new Powers(vanishing);
        if (factor.Count > 1)
        {
            product[ring.Base(factor)] += 1;
            return Product(1, product, exponent);
        }
        product.Multiply(factor.Terms[0]);
        return Product(factor.Coefficients[0], product, ring.Plainly(exponent, factor.Terms[0].E));
    }

    // factor * log u * log v …, 0 where the factor is
    int Besides(int factor, Term logs)
    {
        bool isTurned = false;
        for (int i = 0; i < logs.Atoms.Length; i++)
        {
            if (OverNumber(logs.Atoms[i]) is var (u, isBelow))
            {
                for (int n = (int)logs.Exponents[i].Numerator; n > 0; n--) factor = code.Make(Op.XLog1pY, factor, Of(u));
                isTurned ^= isBelow && logs.Exponents[i].IsOdd;
                continue;
            }
            Sum of = ArgumentOf(logs.Atoms[i]);
            int? less = of.Count > 1 && of[ring.Unit].IsOne ? Of(ring.Subtract(of, ring.One)) : LessOne(of);
            bool isNearOne = less is not null;
            int argument = less ?? Of(of);
            for (int n = (int)logs.Exponents[i].Numerator; n > 0; n--) factor = code.Make(isNearOne ? Op.XLog1pY : Op.XLogY, factor, argument);
        }
        return isTurned ? code.Negate(factor) : factor;
    }

    // u of log (k + k u) - log k, and of the same turned round
    (Sum U, bool IsBelow)? OverNumber(Atom logs)
    {
        if (logs.Is(Op.Log) || logs.Of.Count != 2) return null;
        Sum product = ring.Multiply(ring.Power(logs.Of.Terms[0].Alone!.Of, logs.Of.Coefficients[0]), ring.Power(logs.Of.Terms[1].Alone!.Of, logs.Of.Coefficients[1]));
        if (product.Count != 1 || product.Terms[0].HasE) return null;
        Term term = product.Terms[0];
        if (term.Atoms.Where(atom => atom.Kind == AtomKind.Base).ToArray() is not [var sum] || !term.Of(sum).Abs().IsOne) return null;
        int sign = term.Of(sum).Sign;
        Term beside = ring.Without(term, sum);
        var all = new Addends();
        for (int i = 0; i < sum.Of.Count; i++)
        {
            var powers = new Powers(sum.Of.Terms[i]);
            powers.Multiply(beside, sign);
            all.Add(ring.Raw(powers, sum.Of.Terms[i].E), sum.Of.Coefficients[i] * product.Coefficients[0].Power(sign));
        }
        Sum near = ring.Make(all);
        return near[ring.Unit].IsOne ? (ring.Subtract(near, ring.One), sign < 0) : null;
    }

    // u of log u, or of a difference of logarithms
    Sum ArgumentOf(Atom log)
    {
        if (log.Is(Op.Log)) return log.Of.Atom is { Kind: AtomKind.Base } sum ? sum.Of : log.Of;
        Sum product = ring.One;
        for (int i = 0; i < log.Of.Count; i++) product = ring.Multiply(product, ring.Power(log.Of.Terms[i].Alone!.Of, log.Of.Coefficients[i]));
        return ring.IsNonNegative(product) ? product : ring.Abs(product, 0);
    }

    // Whether a factor has logarithms of what vanishes beside it; which.
    bool HotLogs(Atom factor, Powers powers, Sum e, HashSet<Atom> into, Sum? inSum)
    {
        if (factor.Is(Op.Log))
        {
            if (!IsHot(factor, powers, e) || (inSum is not null && MayCancel(factor, inSum, e))) return false;
            into.Add(factor);
            return true;
        }
        if (factor.Kind != AtomKind.Base) return false;
        bool any = false;
        foreach (Term term in factor.Of.Terms)
        {
            foreach (Atom inner in term.Atoms)
            {
                if (term.Of(inner) is { IsWhole: true, Sign: > 0 }) any |= HotLogs(inner, powers, e, into, factor.Of);
            }
        }
        return any;
    }

    // A square of two logarithms in an exponent is a density of their difference, as in log (s / k): apart they would cancel.
    static bool IsBesideAnother(Atom log, Sum e) => Array.Exists(e.Terms, coordinate => Array.Exists(coordinate.Atoms, factor => factor.Kind == AtomKind.Base
        && Array.Exists(factor.Of.Terms, term => term.Has(log)) && Array.Exists(factor.Of.Terms, term => !term.Has(log) && Array.Exists(term.Atoms, other => other.Is(Op.Log)))));

    static bool IsHot(Atom log, Powers powers, Sum e) =>
        log.Of.Count == 1 && log.Of.Atom is not { Kind: AtomKind.Known } && !IsBesideAnother(log, e) && (Array.Exists(e.Terms, coordinate => coordinate.Has(log)) || Array.Exists(log.Of.Terms[0].Atoms, atom => powers[atom] is { Sign: > 0 }));

    // Whether other terms of a sum may cancel with a logarithm in it, so that it is not taken out: as (n + r) log (1 + r / n) - r.
    bool MayCancel(Atom log, Sum sum, Sum e)
    {
        if (IsOfOne(log.Of) && log.Of.Atom is not { Kind: AtomKind.Ref }) return false;
        if (!HasPowerOf(log, e)) return true;
        if (LessOne(log.Of) is null || read.Powers.Find(word => word.Node == (int)log.Of.Atom!.Bits) is not { } power) return false;
        List<Atom> inputs = [];
        Ring.Collect(power.Sum, atom => atom.Kind is AtomKind.Input or AtomKind.Ref, inputs, []);
        return Array.TrueForAll(sum.Terms, term => inputs.Exists(input => term.Has(input)) || term.Has(log));
    }

    // What a logarithm in a sum may be of so that it is taken out of the sum.
    static bool IsOfOne(Sum of) => of.Atom is { Kind: AtomKind.Base } sum ? Array.Exists(sum.Of.Terms, term => term.IsOne) && sum.Of.Coefficients[^1].IsOne : !Array.Exists(of.Terms[0].Atoms, atom => atom.Kind == AtomKind.Base);

    // log a - log b, of which one is hot
    static bool IsLog(Atom atom, HashSet<Atom> hot) => hot.Contains(atom)
        || (atom.Kind == AtomKind.Base && atom.Of.Count <= 4 && Array.TrueForAll(atom.Of.Coefficients, c => c.Abs().IsOne)
            && Array.TrueForAll(atom.Of.Terms, term => term.Alone is { } log && log.Is(Op.Log) && log.Of.Count == 1) && Array.Exists(atom.Of.Terms, term => hot.Contains(term.Alone!)));

    static bool Holds(Atom atom, HashSet<Atom> hot) =>
        atom.Kind == AtomKind.Base && Array.Exists(atom.Of.Terms, term => Array.Exists(term.Atoms, inner => term.Of(inner) is { IsWhole: true, Sign: > 0 } && (hot.Contains(inner) || Holds(inner, hot))));

    // Sums with such logarithms multiplied out; false where that becomes long.
    bool Open(List<(Powers Powers, Sum E, Rational Number)> all, HashSet<Atom> hot)
    {
        for (int i = 0; i < all.Count; i++)
        {
            var (powers, e, number) = all[i];
            if (Array.Find(powers.Atoms(), atom => powers[atom].Sign > 0 && !IsLog(atom, hot) && Holds(atom, hot)) is not { } sum) continue;
            ring.Spend(sum.Of.Count);
            Powers rest = powers.With(sum, powers[sum] - 1);
            all.RemoveAt(i--);
            for (int k = 0; k < sum.Of.Count; k++)
            {
                var product = new Powers(rest);
                product.Multiply(sum.Of.Terms[k]);
                all.Add((product, ring.Plainly(e, sum.Of.Terms[k].E), number * sum.Of.Coefficients[k]));
            }
            if (all.Count > MostBesideLogs) return false;
        }
        return true;
    }

    List<LogGroup> Groups(List<(Powers Powers, Sum E, Rational Number)> all, HashSet<Atom> hot)
    {
        List<LogGroup> groups = [];
        foreach (var (powers, e, number) in all)
        {
            Powers logs = new(), rest = new();
            foreach (Atom atom in powers.Atoms()) (IsLog(atom, hot) && powers[atom].Sign > 0 ? logs : rest)[atom] = powers[atom];
            Term key = ring.Raw(logs, ring.Zero);
            LogGroup? group = groups.Find(other => ReferenceEquals(other.Logs, key));
            if (group is null) groups.Add(group = new(key, new Addends()));
            group.Factor.Add(ring.Raw(rest, e), number);
        }
        return groups;
    }

    // m log a - m log b = m log (a / b)
    List<LogGroup> Together(List<LogGroup> groups)
    {
        for (int i = 0; i < groups.Count; i++)
        {
            Sum turned = ring.Negate(ring.Make(groups[i].Factor));
            for (int k = i + 1; k < groups.Count; k++)
            {
                var ratio = new Powers(groups[i].Logs);
                ratio.Multiply(groups[k].Logs, -1);
                if (ratio.Count != 2 || !ratio.At(0).Abs().IsOne || ratio.At(0) != -ratio.At(1) || !ReferenceEquals(ring.Make(groups[k].Factor), turned)) continue;
                var (a, b) = ratio.At(0).IsOne ? (ratio.AtomAt(0), ratio.AtomAt(1)) : (ratio.AtomAt(1), ratio.AtomAt(0));
                if (!a.Is(Op.Log) || !b.Is(Op.Log)) continue;
                Sum difference = ring.Plainly(ring.Bare(a), ring.Negate(ring.Bare(b)));
                Sum factor = ring.Make(groups[i].Factor);
                if (difference.LeadsNegative) (difference, factor) = (ring.Negate(difference), turned);
                var logs = new Powers(groups[i].Logs);
                logs[a] -= 1;
                logs[ring.Base(difference)] += 1;
                groups[i] = new(ring.Raw(logs, ring.Zero), new Addends(factor));
                groups.RemoveAt(k);
                break;
            }
        }
        return groups;
    }
}
