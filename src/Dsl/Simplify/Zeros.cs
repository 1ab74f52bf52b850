using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Where divisors vanish: <c>x</c> of <c>sin x</c> and <c>exp x - 1</c>, <c>a - b</c> of <c>log a - log b</c>, <c>exp a - exp b</c> and <c>sinh (a - b)</c>.</summary>
sealed class Zeros(Ring ring)
{
    const int MostTerms = 40, MostInputs = 4;

    readonly List<Sum> found = [];

    /// <summary>What may be 0 where something that a sum divides by vanishes: inputs, squared lengths, sums that are linear in an input, and exponentials of such sums.</summary>
    public static List<Sum> Of(Ring ring, Sum sum)
    {
        var zeros = new Zeros(ring);
        zeros.Divisors(sum);
        return zeros.found;
    }

    void Divisors(Sum sum)
    {
        if (sum.Count > MostTerms) return;
        foreach (Term term in sum.Terms)
        {
            if (Array.Exists(term.E.Terms, coordinate => coordinate.HasE || Array.Exists(coordinate.Atoms, atom => atom.Kind == AtomKind.Call))) Divisors(term.E);
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                if (term.Atoms[i].Is(Op.Power))
                {
                    Divisors(term.Atoms[i].Of);
                    if (term.Exponents[i].Sign < 0) Factors(term.Atoms[i].Of);
                }
                else if (term.Exponents[i].Sign < 0) OfDivisor(term.Atoms[i]);
                else if (term.Atoms[i].Kind == AtomKind.Base && term.Exponents[i].IsOne) Divisors(term.Atoms[i].Of);
            }
        }
    }

    void OfDivisor(Atom atom)
    {
        int before = found.Count;
        OfForm(atom);
        if (found.Count == before && atom.Kind is AtomKind.Base or AtomKind.Call) Inputs(atom);
    }

    // Of no known form: an input with which it vanishes.
    void Inputs(Atom atom)
    {
        List<Atom> inputs = [];
        Sum of = ring.Bare(atom);
        Ring.Collect(of, inner => inner.Kind is AtomKind.Input or AtomKind.Ref, inputs, []);
        if (inputs.Count > MostInputs) return;
        foreach (Atom input in inputs)
        {
            if (ring.Substitute(of, inner => ReferenceEquals(inner, input) ? ring.Zero : null).IsZero) Add(input);
        }
    }

    void OfForm(Atom atom)
    {
        if (atom.Kind == AtomKind.Input) Add(atom);
        else if (atom.Is(Op.Log)) OfLogarithms(atom.Of, ring.One);
        else if (atom.Kind == AtomKind.Call && atom.Op is Op.Sin or Op.Asin or Op.Atan or Op.Asinh or Op.Erf or Op.Cbrt) Factors(atom.Of);
        else if (atom.Kind != AtomKind.Base) return;
        else if (Linear(ring, atom.Of) is not null || IsSquaredLength(ring, atom)) Add(atom);
        else if (Array.TrueForAll(atom.Of.Terms, term => term.Alone is { } log && log.Is(Op.Log)))
        {
            // c log a - c log b
            Rational by = atom.Of.Coefficients[0].Inverse();
            Sum product = ring.One;
            for (int i = 0; i < atom.Of.Count; i++) product = ring.Multiply(product, ring.Power(atom.Of.Terms[i].Alone!.Of, atom.Of.Coefficients[i] * by));
            OfLogarithms(product, ring.One);
        }
        else if (atom.Of.Count == 2 && Root(atom.Of, 0) is { } p && Root(atom.Of, 1) is { } q && atom.Of.Coefficients[0].Sign != atom.Of.Coefficients[1].Sign)
        {
            // p² - q²
            Factors(ring.Subtract(p, q));
            Factors(ring.Add(p, q));
        }
        else if (atom.Of.Count == 2 && atom.Of.Coefficients[0] == -atom.Of.Coefficients[1]) OfDifference(atom.Of.Terms[0], atom.Of.Terms[1]);
    }

    // Of a term that is the square of a product, or minus that, the product.
    Sum? Root(Sum sum, int i)
    {
        Term term = sum.Terms[i];
        if (term.HasE || !Array.TrueForAll(term.Exponents, exponent => exponent.IsEven) || sum.Coefficients[i].Abs().Root() is not { } number) return null;
        var powers = new Powers();
        for (int k = 0; k < term.Atoms.Length; k++) powers[term.Atoms[k]] = term.Exponents[k] * Rational.Half;
        return ring.Product(number, powers, ring.Zero);
    }

    // p / q - 1, and p / q - r, over one denominator
    void OfLogarithms(Sum quotient, Sum minus)
    {
        Primitive product = ring.AsProduct(quotient);
        Powers over = new(), under = new();
        for (int i = 0; i < product.Powers.Count; i++) (product.Powers.At(i).Sign > 0 ? over : under)[product.Powers.AtomAt(i)] = product.Powers.At(i).Abs();
        Factors(ring.Subtract(ring.Product(product.Coefficient, over, product.E), ring.Multiply(minus, ring.Product(1, under, ring.Zero))));
    }

    // e^u - e^v, f u - f v, a^q - b^q, 1 - cos u
    void OfDifference(Term a, Term b)
    {
        var ratio = new Powers(a);
        ratio.Multiply(b, -1);
        if (ratio.Count == 0) Logarithmic(ring.Plainly(a.E, ring.Negate(b.E)));
        // x x ** k - 1
        else if (!ReferenceEquals(a.E, b.E)) Logarithmic(ring.Add(ring.Log(ring.Product(1, ratio, ring.Zero)), ring.Plainly(a.E, ring.Negate(b.E))));
        else if (ratio.Count == 1 && ratio.AtomAt(0) is { } cosine && cosine.Is(Op.Cos)) Factors(cosine.Of);
        else if (ratio.Count == 2 && ratio.At(0) == -ratio.At(1))
        {
            Atom p = ratio.AtomAt(0), q = ratio.AtomAt(1);
            if (p.Kind == AtomKind.Call && q.Kind == AtomKind.Call && p.Op == q.Op && p.Bits == q.Bits && p.Arguments.Length == 1) Factors(ring.Subtract(p.Of, q.Of));
            else if (p.Kind != AtomKind.Call && q.Kind != AtomKind.Call) Factors(ring.Subtract(Opened(p), Opened(q)));
        }
    }

    static Sum Opened(Ring ring, Atom atom) => atom.Kind == AtomKind.Base ? atom.Of : ring.Bare(atom);

    Sum Opened(Atom atom) => Opened(ring, atom);

    // n log a - n log b vanishes with a - b
    void Logarithmic(Sum w)
    {
        Powers powers = ring.AsProduct(w).Powers;
        for (int i = 0; i < powers.Count; i++)
        {
            Atom atom = powers.AtomAt(i);
            if (powers.At(i).Sign > 0 && atom.Kind == AtomKind.Base && Array.TrueForAll(atom.Of.Terms, term => term.Alone is { } log && log.Is(Op.Log))) OfDivisor(atom);
        }
        Factors(w);
    }

    // Each factor of a product vanishes by itself.
    void Factors(Sum w)
    {
        if (w.IsZero) return;
        Primitive product = ring.AsProduct(w);
        Powers powers = product.Powers;
        if (!product.E.IsZero && Linear(ring, product.E) is not null) Add(ring.Exp(product.E));
        for (int i = 0; i < powers.Count; i++)
        {
            Atom atom = powers.AtomAt(i);
            if (powers.At(i).Sign > 0 && atom.Is(Op.Log)) OfLogarithms(atom.Of, ring.One);
            if (powers.At(i).Sign > 0 && (atom.Kind == AtomKind.Input || (atom.Kind == AtomKind.Base && (Linear(ring, atom.Of) is not null || IsSquaredLength(ring, atom))))) Add(atom);
        }
    }

    void Add(Atom atom) => Add(ring.Bare(atom));

    void Add(Sum zero)
    {
        if (!found.Contains(zero)) found.Add(zero);
    }

    /// <summary>x² + y² and the like: its root is a length.</summary>
    public static bool IsSquaredLength(Ring ring, Atom atom) => atom.Kind == AtomKind.Base && atom.Of.Count <= 4 && ring.IsNonNegative(atom)
        && Array.TrueForAll(atom.Of.Terms, term => !term.HasE && term.Atoms.Length > 0 && Array.TrueForAll(term.Exponents, exponent => exponent.IsEven));

    /// <summary>c x + rest, where neither holds the input x. Of several inputs the wanted one, the one whose factor is a number, then the first.</summary>
    public static Line? Linear(Ring ring, Sum sum, Atom? wanted = null)
    {
        Line? best = null, other = null;
        for (int i = 0; i < sum.Count; i++)
        {
            Term term = sum.Terms[i];
            if (term.HasE) continue;
            foreach (Atom x in term.Atoms)
            {
                if (x.Kind != AtomKind.Input || !term.Of(x).IsOne) continue;
                Sum rest = ring.Plainly(sum, ring.Negate(ring.Single(term, sum.Coefficients[i]))), factor = ring.Single(ring.Without(term, x), sum.Coefficients[i]);
                if (Holds(rest, x) || Holds(factor, x)) continue;
                if (ReferenceEquals(x, wanted)) return new(x, factor, rest);
                if (factor.IsNumber) best ??= new(x, factor, rest);
                else other ??= new(x, factor, rest);
            }
        }
        return best ?? other;
    }

    static bool Holds(Sum sum, Atom x)
    {
        List<Atom> found = [];
        Ring.Collect(sum, atom => ReferenceEquals(atom, x), found, []);
        return found.Count > 0;
    }

    /// <summary>factor * x + rest.</summary>
    public sealed record Line(Atom X, Sum Factor, Sum Rest);
}
