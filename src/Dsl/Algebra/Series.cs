using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>
/// Power series with elements of the ring as coefficients: T^First (c0 + c1 T + …), c0 not 0. Powers and exponentials by recurrences, sine with cosine, any other function by
/// integrating the series of its slope: so no function has a series of its own, and what cancels, cancels exactly.
/// </summary>
sealed class Series
{
    readonly Ring ring;
    readonly int length;

    Series(Ring ring, int length, int first, Sum[] terms) => (this.ring, this.length, First, Terms) = (ring, length, first, terms);

    /// <summary>There is no series: a pole of a function, or a function without slopes.</summary>
    public sealed class None : Exception;

    public int First { get; }

    public Sum[] Terms { get; }

    public bool IsZero => Terms.Length == 0;

    /// <summary>The coefficient of a power of T.</summary>
    public Sum this[int power] => power >= First && power - First < Terms.Length ? Terms[power - First] : ring.Zero;

    /// <summary>The series of a sum in an atom, to some terms.</summary>
    public static Series Of(Ring ring, Sum sum, Atom t, int length) => new Expander(ring, t, length).Of(sum);

    Series Normal(int first, Sum[] terms)
    {
        int zeros = 0;
        while (zeros < terms.Length && terms[zeros].IsZero) zeros++;
        return new(ring, length, first + zeros, terms[zeros..]);
    }

    public Series Plus(Series other)
    {
        if (IsZero) return other;
        if (other.IsZero) return this;
        int first = Math.Min(First, other.First), end = Math.Min(First + Terms.Length, other.First + other.Terms.Length);
        var sums = new Sum[Math.Max(0, end - first)];
        for (int i = 0; i < sums.Length; i++) sums[i] = ring.Add(this[first + i], other[first + i]);
        return Normal(first, sums);
    }

    Series Times(Series other)
    {
        if (IsZero || other.IsZero) return new(ring, length, 0, []);
        var products = new Sum[Math.Min(Terms.Length, other.Terms.Length)];
        for (int n = 0; n < products.Length; n++) products[n] = Convolved(n, 0, (j, k) => Terms[j].IsZero || other.Terms[k].IsZero ? ring.Zero : ring.Multiply(Terms[j], other.Terms[k]));
        return Normal(First + other.First, products);
    }

    Sum Convolved(int n, int from, Func<int, int, Sum> product)
    {
        List<Sum> parts = [];
        Rational number = 0;
        for (int j = from; j <= n; j++)
        {
            ring.Spend(2);
            Sum part = product(j, n - j);
            if (part.IsNumber) number += part.Number;
            else parts.Add(part);
        }
        if (parts.Count == 0) return ring.Number(number);
        parts.Add(ring.Number(number));
        return ring.Add(parts);
    }

    // n b_n = Σ (e j - (n - j)) r_j b_(n-j) of (1 + r)^e
    Series Power(Rational exponent, Sum? leading = null)
    {
        if (IsZero || !(First * exponent).IsWhole) throw new None();
        Sum inverse = ring.Power(Terms[0], -1), factor = leading ?? ring.Power(Terms[0], exponent);
        Sum[] ratio = [.. Terms.Select(term => ring.Multiply(inverse, term))];
        var b = new Sum[Terms.Length];
        b[0] = ring.One;
        for (int n = 1; n < b.Length; n++)
        {
            int at = n;
            b[n] = Convolved(n, 1, (j, k) => ratio[j].IsZero || b[k].IsZero ? ring.Zero : ring.Scale(ring.Multiply(ratio[j], b[k]), (exponent * j - (at - j)) / at));
        }
        return Normal((int)(First * exponent).Numerator, [.. b.Select(term => ring.Multiply(factor, term))]);
    }

    // (c0 + c1 T) ** e of any e, by the binomial series
    Series Binomial(Sum exponent)
    {
        if (IsZero || First != 0 || Array.Exists(Terms[Math.Min(2, Terms.Length)..], term => !term.IsZero)) throw new None();
        Sum ratio = Terms.Length > 1 ? ring.Divide(Terms[1], Terms[0]) : ring.Zero;
        var b = new Sum[Terms.Length];
        b[0] = ring.Exp(ring.Multiply(exponent, ring.Log(Terms[0])));
        for (int n = 1; n < b.Length; n++) b[n] = ring.Scale(ring.Multiply(b[n - 1], ring.Multiply(ratio, ring.Subtract(exponent, ring.Number(n - 1)))), Rational.Of(1, n));
        return Normal(0, b);
    }

    // With zeros up front, from T^0 on.
    Sum[] Whole()
    {
        if (!IsZero && First < 0) throw new None();
        var whole = new Sum[length];
        for (int i = 0; i < length; i++) whole[i] = this[i];
        return IsZero ? whole : whole[..Math.Min(length, First + Terms.Length)];
    }

    Series Exp()
    {
        Sum[] u = Whole();
        var b = new Sum[u.Length];
        b[0] = ring.One;
        for (int n = 1; n < b.Length; n++)
        {
            int at = n;
            b[n] = Convolved(n, 1, (j, k) => u[j].IsZero || b[k].IsZero ? ring.Zero : ring.Scale(ring.Multiply(u[j], b[k]), Rational.Of(j, at)));
        }
        Sum factor = ring.Exp(u[0]);
        return Normal(0, [.. b.Select(term => ring.Multiply(factor, term))]);
    }

    (Series Sine, Series Cosine) Circular()
    {
        Sum[] u = Whole(), s = new Sum[u.Length], c = new Sum[u.Length];
        (s[0], c[0]) = (ring.Odd(Op.Sin, u[0]), ring.Even(Op.Cos, u[0]));
        for (int n = 1; n < u.Length; n++)
        {
            int at = n;
            s[n] = Convolved(n, 1, (j, k) => u[j].IsZero || c[k].IsZero ? ring.Zero : ring.Scale(ring.Multiply(u[j], c[k]), Rational.Of(j, at)));
            c[n] = Convolved(n, 1, (j, k) => u[j].IsZero || s[k].IsZero ? ring.Zero : ring.Scale(ring.Multiply(u[j], s[k]), Rational.Of(-j, at)));
        }
        return (Normal(0, s), Normal(0, c));
    }

    sealed class Expander(Ring ring, Atom t, int length)
    {
        readonly Dictionary<Sum, object> known = [];
        readonly Derive slope = new(ring, t);

        public Series Of(Sum sum)
        {
            if (known.TryGetValue(sum, out object? made)) return (Series)made;
            if (!DeepStack.HasRoom) throw new Ring.TooLong();
            Series series = new(ring, length, 0, []);
            for (int i = 0; i < sum.Count; i++) series = series.Plus(Of(sum.Terms[i], sum.Coefficients[i]));
            known[sum] = series;
            return series;
        }

        public Series Of(Term term, Rational coefficient)
        {
            var rest = new Powers();
            Series product = Constant(ring.One);
            Powers together = Together(term, out Sum over);
            if (together.Count > 0) product = Taylor(ring.Product(1, together, over));
            Rational order = 0;      // of broken powers: sqrt (sin t) * t ** -0.5 begins with t ** 0
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                if (!together[term.Atoms[i]].IsZero) continue;
                if (!Has(term.Atoms[i])) rest[term.Atoms[i]] += term.Exponents[i];
                else if (term.Exponents[i].IsOne) product = product.Times(Of(term.Atoms[i]));
                else
                {
                    Series of = Of(term.Atoms[i]);
                    if (of.IsZero) throw new None();
                    order += of.First * term.Exponents[i];
                    product = product.Times(of.First == 0 && IsHeavy(term.Atoms[i], of) ? Taylor(ring.Product(1, new Powers(term.Atoms[i], term.Exponents[i]), ring.Zero))
                        : new Series(ring, length, 0, of.Terms).Power(term.Exponents[i]));
                }
            }
            if (!order.IsWhole) throw new None();
            product = new(ring, length, product.First + (int)order.Numerator, product.Terms);
            Sum e = ring.Plainly(term.E, ring.Negate(over));
            if (!e.IsZero && Has(e))
            {
                (Sum left, product) = WithPowers(e, product);
                if (!left.IsZero) product = product.Times(Of(left).Exp());
                e = ring.Zero;
            }
            return Constant(ring.Product(coefficient, rest, e)).Times(product);
        }

        // tanh w and the like, as a quotient of exponentials: its slopes are short, those of its factors are not.
        Powers Together(Term term, out Sum e)
        {
            var powers = new Powers();
            e = ring.Zero;
            bool isUnder = false;
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                Atom atom = term.Atoms[i];
                if (!term.Exponents[i].IsWhole || !Has(atom) || atom.Kind != AtomKind.Base || Of(atom) is not { IsZero: false, First: 0 } of || !IsHeavy(atom, of)) continue;
                powers[atom] = term.Exponents[i];
                isUnder |= term.Exponents[i].Sign < 0;
            }
            bool hasE = term.HasE && Has(term.E) && !Array.Exists(term.E.Terms, coordinate => Array.Exists(coordinate.Atoms, atom => atom.Is(Op.Log)));
            if (!isUnder || powers.Count + (hasE ? 1 : 0) < 2) return new();
            if (hasE) e = term.E;
            return powers;
        }

        Series Of(Atom atom)
        {
            if (ReferenceEquals(atom, t)) return new(ring, length, 1, Padded(ring.One));
            if (atom.Kind == AtomKind.Base) return Of(atom.Of);
            if (atom.Is(Op.Power)) return Of(atom.Of).Power(Rational.Half);
            if (atom.Kind != AtomKind.Call || atom.Arguments.Length != 1 || atom.Op is Op.Abs or Op.Sign or Op.Floor or Op.Ceil or Op.Round or Op.Truncate) throw new None();
            Series u = Of(atom.Of);
            if (atom.Op is Op.Sin or Op.Cos) return u.Circular() is var (sine, cosine) && atom.Op == Op.Sin ? sine : u.Circular().Cosine;
            if (atom.Op == Op.Cbrt) return u.IsZero ? u : u.Power(new(1, 3), ring.Odd(Op.Cbrt, u.Terms[0]));
            Sum at = u.Whole()[0];
            if (atom.Op is Op.Log or Op.Lgamma or Op.Digamma or Op.Polygamma && at.IsZero) throw new None();
            Sum first = slope.Of(ring.Bare(atom));
            if (!at.IsNumber && HasExponential(first)) return Taylor(ring.Bare(atom));
            Series d = Of(first);
            Sum[] whole = d.Whole();
            var terms = new Sum[Math.Min(length, whole.Length + 1)];
            terms[0] = Functions.Of(ring, atom.Op, atom.Bits, at);
            for (int i = 1; i < terms.Length; i++) terms[i] = ring.Scale(whole[i - 1], Rational.Of(1, i));
            return new Series(ring, length, 0, terms).Normal(0, terms);
        }

        // e^(n log u) of a u that is linear in t, each as a power; the exponent that is left
        (Sum Left, Series Product) WithPowers(Sum e, Series product)
        {
            for (int i = 0; i < e.Count; i++)
            {
                Term coordinate = e.Terms[i];
                if (Array.Find(coordinate.Atoms, atom => atom.Is(Op.Log) && coordinate.Of(atom).IsOne && Has(atom)) is not { } log) continue;
                Sum exponent = ring.Single(ring.Without(coordinate, log), e.Coefficients[i]);
                Series u = Of(log.Of);
                if (Has(exponent) || u.IsZero || u.First != 0 || Array.Exists(u.Terms[Math.Min(2, u.Terms.Length)..], term => !term.IsZero)) continue;
                product = product.Times(u.Binomial(exponent));
                e = ring.Plainly(e, ring.Negate(ring.Single(coordinate, e.Coefficients[i])));
                i--;
            }
            return (e, product);
        }

        // Sums of exponentials with other inputs: their powers by recurrence would be long.
        static bool IsHeavy(Atom atom, Series of) => atom.Kind == AtomKind.Base && !of.Terms[0].IsNumber && Array.Exists(atom.Of.Terms, term => term.HasE);

        static bool HasExponential(Sum sum) => Array.Exists(sum.Terms, term => term.HasE || Array.Exists(term.Atoms, atom => atom.Kind == AtomKind.Base && HasExponential(atom.Of)));

        // Slope by slope at t = 0.
        Series Taylor(Sum sum)
        {
            var terms = new Sum[length];
            Rational factor = 1;
            for (int i = 0; i < terms.Length; i++)
            {
                terms[i] = ring.Scale(ring.Substitute(sum, atom => ReferenceEquals(atom, t) ? ring.Zero : null), factor);
                if (i + 1 == terms.Length) break;
                sum = slope.Of(sum);
                factor /= i + 1;
            }
            return new Series(ring, length, 0, terms).Normal(0, terms);
        }

        Series Constant(Sum value) => value.IsZero ? new(ring, length, 0, []) : new(ring, length, 0, Padded(value));

        Sum[] Padded(Sum first)
        {
            var terms = new Sum[length];
            Array.Fill(terms, ring.Zero);
            terms[0] = first;
            return terms;
        }

        bool Has(Sum sum)
        {
            List<Atom> found = [];
            Ring.Collect(sum, atom => ReferenceEquals(atom, t), found, []);
            return found.Count > 0;
        }

        bool Has(Atom atom) => ReferenceEquals(atom, t) || Array.Exists(atom.Arguments, Has);
    }
}
