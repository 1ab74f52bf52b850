using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>Products and powers in normal form.</summary>
sealed partial class Ring
{
    const int MostOpened = 6, MostDistributed = 12;

    /// <summary>coefficient · powers · e^E. The powers are consumed.</summary>
    public Sum Product(Rational coefficient, Powers powers, Sum e)
    {
        if (coefficient.IsZero) return Zero;
        Spend(1);
        if (!e.IsZero) e = Absorbed(Opened(e), ref coefficient, powers);
        Numbers(ref coefficient, powers);
        if (Kinks(ref coefficient, powers, e) is { } simpler) return simpler;
        if (powers.Count == 1 && e.IsZero && powers.AtomAt(0) is { Kind: AtomKind.Base } sum && powers.At(0).IsOne) return Scale(sum.Of, coefficient);
        if (!e.IsZero && Distributed(coefficient, powers, e) is { } open) return open;
        return Single(Make(powers, e), coefficient);
    }

    /// <summary>The sum times a power of one term.</summary>
    Sum Times(Powers powers, Sum e, Rational coefficient, Term term, Rational factor)
    {
        var product = new Powers(powers);
        product.Multiply(term);
        return Product(coefficient * factor, product, Plainly(e, term.E));
    }

    Sum Of(Term term, Rational coefficient) => Single(term, coefficient);

    // c log a in an exponent is a^c beside it, where a is known to be no less than 0; else the whole part of c is.
    Sum Absorbed(Sum e, ref Rational coefficient, Powers powers)
    {
        Addends? kept = null;
        for (int i = 0; i < e.Count; i++)
        {
            if (e.Terms[i].Alone is not { } log || !log.Is(Op.Log)) continue;
            if (log.Of.Atom is not { } of)
            {
                // of a product that is not split, where it has no other exponent
                if (log.Of.Count != 1 || log.Of.Terms[0].HasE || !e.Coefficients[i].IsWhole || e.Terms.Count(term => term.Has(log)) > 1) continue;
                (kept ??= new Addends(e)).Remove(e.Terms[i]);
                coefficient *= log.Of.Coefficients[0].Power(e.Coefficients[i]);
                for (int k = 0; k < log.Of.Terms[0].Atoms.Length; k++) powers[log.Of.Terms[0].Atoms[k]] += log.Of.Terms[0].Exponents[k] * e.Coefficients[i];
                continue;
            }
            Rational exponent = IsNonNegative(of) ? e.Coefficients[i] : e.Coefficients[i].Floor();
            if (exponent.IsZero) continue;
            (kept ??= new Addends(e)).Add(e.Terms[i], -exponent);
            powers[of] += exponent;
        }
        return kept is null ? e : Make(kept);
    }

    // Primes have powers in [0, 1); numbers fold.
    void Numbers(ref Rational coefficient, Powers powers)
    {
        for (int i = powers.Count - 1; i >= 0; i--)
        {
            Atom atom = powers.AtomAt(i);
            if (atom.Kind != AtomKind.Known || atom.Value.IsZero) continue;
            Rational exponent = powers.At(i), whole = exponent.Floor();
            if (whole.IsZero) continue;
            coefficient *= atom.Value.Power(whole);
            powers[atom] = exponent - whole;
        }
    }

    // abs² is the square, so is the square of a root its argument, sign² is 1, u sign u is abs u, abs u sign u is u, abs u / u is sign u.
    Sum? Kinks(ref Rational coefficient, Powers powers, Sum e)
    {
        for (int i = 0; i < powers.Count; i++)
        {
            Atom kink = powers.AtomAt(i);
            Rational exponent = powers.At(i);
            if (kink.Is(Op.Sign))
            {
                if (!exponent.IsOne && exponent.IsWhole)
                {
                    powers[kink] = exponent.IsOdd ? 1 : 0;
                    return Product(coefficient, powers, e);
                }
                Atom abs = Call(Op.Abs, kink.Bits, kink.Of);
                if (powers[abs] >= 1)
                {
                    powers[abs] -= 1;
                    powers[kink] = 0;
                    return Multiply(Product(coefficient, powers, e), kink.Of);
                }
                if (kink.Of.Atom is { } of && powers[of] >= 1 && powers[of].IsWhole)
                {
                    powers[of] -= 1;
                    powers[kink] = 0;
                    powers[abs] += 1;
                    return Product(coefficient, powers, e);
                }
            }
            else if (kink.Kind == AtomKind.Base && exponent > 1 && exponent.IsWhole && IsStep(kink.Of))
            {
                // (sign ± 1)² = ±2 (sign ± 1)
                coefficient *= (2 * kink.Of.Coefficients[1]).Power(exponent - 1);
                powers[kink] = 1;
                return Product(coefficient, powers, e);
            }
            else if (kink.Kind == AtomKind.Choice && exponent > 1 && exponent.IsWhole && Array.TrueForAll(kink.Arguments, branch => branch.IsZero || branch.IsOne))
            {
                powers[kink] = 1;
                return Product(coefficient, powers, e);
            }
            else if (kink.Is(Op.Power) && exponent.IsEven)
            {
                powers[kink] = 0;
                return Multiply(Product(coefficient, powers, e), Power(kink.Of, exponent * Rational.Half));
            }
            else if (kink.Is(Op.Power) && exponent.Sign < 0 && kink.Of.Count == 1 && kink.Of.Terms[0] is { HasE: false } under)
            {
                // x y / sqrt (x y) is the root, y / sqrt (x y)³ is 1 / (x sqrt (x y))
                bool isAll = Array.TrueForAll(under.Atoms, atom => powers[atom].Sign == under.Of(atom).Sign && powers[atom].Abs() >= under.Of(atom).Abs());
                if (!isAll && (exponent >= -2 || !Array.Exists(under.Atoms, atom => powers[atom].Sign > 0 && under.Of(atom).Sign > 0))) continue;
                powers.Multiply(under, -1);
                powers[kink] += 2;
                return Product(coefficient * kink.Of.Coefficients[0].Inverse(), powers, e);
            }
            else if (kink.Is(Op.Abs))
            {
                if (exponent.IsEven)
                {
                    powers[kink] = 0;
                    return Multiply(Product(coefficient, powers, e), Power(kink.Of, exponent));
                }
                if (exponent >= 1 && AsBase(kink.Of) is { } of && powers[of] <= -1 && powers[of].IsWhole)
                {
                    powers[kink] -= 1;
                    powers[of] += 1;
                    powers[Call(Op.Sign, kink.Bits, kink.Of)] += 1;
                    return Product(coefficient, powers, e);
                }
            }
        }
        return null;
    }

    /// <summary>c ± c sign u: 0 on one side.</summary>
    public static bool IsStep(Sum sum) => sum.Count == 2 && sum.Terms[1].IsOne && sum.Terms[0].Alone is { } sign && sign.Is(Op.Sign) && sum.Coefficients[0].Abs() == sum.Coefficients[1].Abs();

    // The atom that a sum is as a factor, if it is one alone.
    Atom? AsBase(Sum sum) => sum.Atom ?? (sum.Count > 1 && AsProduct(sum) is { Powers.Count: 1 } p && p.Coefficient.IsOne && p.E.IsZero && p.Powers.At(0).IsOne ? p.Powers.AtomAt(0) : null);

    // An exponential beside one sum that holds exponentials goes into it.
    Sum? Distributed(Rational coefficient, Powers powers, Sum e)
    {
        Atom? only = null;
        for (int i = 0; i < powers.Count; i++)
        {
            if (powers.AtomAt(i).Kind != AtomKind.Base) continue;
            if (only is not null || !powers.At(i).IsOne) return null;
            only = powers.AtomAt(i);
        }
        if (only is null || IsExponentials(only) || only.Of.Count > MostDistributed || !Array.Exists(only.Of.Terms, term => term.HasE)) return null;
        var rest = powers.With(only, 0);
        var all = new Addends();
        for (int i = 0; i < only.Of.Count; i++) all.Add(Times(rest, e, coefficient, only.Of.Terms[i], only.Of.Coefficients[i]), 1);
        return Make(all);
    }

    /// <summary>A sum of exponentials and numbers: e^w + e^-w and the like.</summary>
    static bool IsExponentials(Atom atom) => atom.Kind == AtomKind.Base && atom.Of.Count <= 4 && Array.TrueForAll(atom.Of.Terms, term => term.Atoms.Length == 0);

    // An exponent is written out: sums of degree one are distributed.
    Sum Opened(Sum e)
    {
        if (e.Opened is { } known) return known;
        Sum opened = e.Count > 1 ? Flatten(e) : OpenedTerm(e);
        e.Opened = opened;
        opened.Opened = opened;
        return opened;
    }

    Sum OpenedTerm(Sum e)
    {
        if (e.Count == 0) return e;
        Term term = e.Terms[0];
        Atom? only = null;
        for (int i = 0; i < term.Atoms.Length; i++)
        {
            if (term.Atoms[i].Kind != AtomKind.Base) continue;
            if (only is not null || !term.Exponents[i].IsOne) return e;
            only = term.Atoms[i];
        }
        if (only is null || only.Of.Count > MostOpened) return e;
        var rest = new Powers(term) { [only] = 0 };
        var all = new Addends();
        for (int i = 0; i < only.Of.Count; i++) all.Add(Times(rest, term.E, e.Coefficients[0], only.Of.Terms[i], only.Of.Coefficients[i]), 1);
        return Opened(Make(all));
    }

    /// <summary>A sum to a rational power; of a broken one, only factors that are known to be no less than 0 leave, and one of unknown sign.</summary>
    public Sum Power(Sum sum, Rational exponent)
    {
        if (exponent.IsZero) return One;
        if (exponent.IsOne) return sum;
        if (sum.IsZero) return exponent.Sign > 0 ? Zero : Of(Symbol("infinity", double.PositiveInfinity));
        Primitive product = AsProduct(sum);
        if (exponent.IsWhole)
        {
            var powers = new Powers();
            powers.Multiply(product.Powers, exponent);
            return Product(product.Coefficient.Power(exponent), powers, Scale(product.E, exponent));
        }
        return Broken(sum, product, exponent);
    }

    Sum Broken(Sum sum, Primitive product, Rational exponent)
    {
        var powers = new Powers(product.Powers);
        Rational coefficient = product.Coefficient;
        if (coefficient.Sign < 0 && !Turn(ref coefficient, powers)) return Unsplit(sum, exponent);
        int unknown = 0;
        for (int i = 0; i < powers.Count; i++) unknown += !IsNonNegative(powers.AtomAt(i)) && !powers.At(i).IsEven && powers.At(i).Denominator % 2 != 0 ? 1 : 0;
        if (unknown > 1) return Unsplit(sum, exponent);
        Sum result = Multiply(NumberPower(coefficient, exponent), Product(1, new Powers(), Scale(product.E, exponent)));
        for (int i = 0; i < powers.Count; i++)
        {
            Atom atom = powers.AtomAt(i);
            Rational e = powers.At(i);
            bool isSquare = e.IsEven && !IsNonNegative(atom);
            result = Multiply(result, isSquare && !(e * exponent).IsEven ? Power(Abs(Bare(atom), 0), e * exponent) : Product(1, new Powers(atom, e * exponent), Zero));
        }
        return result;
    }

    // A product of factors of unknown sign, that has one sign only as a whole: a power of its root.
    Sum Unsplit(Sum sum, Rational exponent)
    {
        Rational size = AsProduct(sum).Coefficient.Abs();
        return Multiply(NumberPower(size, exponent), Product(1, new Powers(Call(Op.Power, 0, Scale(sum, size.Inverse()), Half), 2 * exponent), Zero));
    }

    // A positive rational to a broken power: primes.
    Sum NumberPower(Rational number, Rational exponent)
    {
        if (number.IsOne) return One;
        if (!number.IsShort(1_000_000_000)) return Product(1, new Powers(Prime(number), exponent), Zero);
        Sum result = One;
        foreach (var (prime, times) in Primes(number)) result = Multiply(result, Product(1, new Powers(Prime(prime), times * exponent), Zero));
        return result;
    }

    // The primes of a positive short number, those of the denominator with negative exponents.
    static IEnumerable<(Rational Prime, Rational Times)> Primes(Rational number)
    {
        for (int side = 1; side >= -1; side -= 2)
        {
            long n = (long)(side > 0 ? number.Numerator : number.Denominator);
            for (int p = 2; (long)p * p <= n && p < 2000; p++)
            {
                int times = 0;
                for (; n % p == 0; n /= p) times++;
                if (times > 0) yield return (p, side * times);
            }
            if (n > 1) yield return (new Rational(n, 1), side);
        }
    }
}
