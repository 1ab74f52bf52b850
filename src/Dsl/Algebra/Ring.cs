using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>
/// Sums of terms; a term is a rational, times atoms to rational powers, times one exponential of a sum. Everything is interned: two elements that are made here and have one
/// normal form are one object. Add, Multiply, Power and Exp are the ways to make elements.
/// </summary>

sealed partial class Ring
{
    /// <summary>Forms become too long: the ring is no help for this formula.</summary>
    public sealed class TooLong : Exception;

    /// <summary>What a step here costs of the budget's, which are a tenth of a microsecond: terms are interned, and rationals are not small.</summary>
    const int StepsOfTheBudget = 4;

    const int ShortNumber = 1_000_000;

    readonly Dictionary<Atom, Atom> atoms = new(new SameAtom());
    readonly Dictionary<Term, Term> terms = new(new SameTerm());
    readonly Dictionary<Sum, Sum> sums = new(new SameSum());
    readonly Budget budget;
    long stepsLeft;

    public Ring(Budget budget, long steps = 400_000)
    {
        (this.budget, stepsLeft) = (budget, steps);
        Zero = Intern(new Sum([], [], 0x51ED270B, 0));
        unit = Intern([], [], Zero);
        One = Number(1);
        Half = Number(Rational.Half);
        Pi = Of(Symbol("pi", Math.PI));
        RootTwo = Power(Number(2), Rational.Half);
    }

    readonly Term unit;

    public Term Unit => unit;

    public Sum Zero { get; }
    public Sum One { get; }
    public Sum Half { get; }
    public Sum Pi { get; }
    public Sum RootTwo { get; }

    public void Spend(int steps)
    {
        budget.Spend(StepsOfTheBudget * steps);
        if ((stepsLeft -= steps) < 0) throw new TooLong();
    }

    /// <summary>Steps for something that may fail: what was left is the result, to be given back.</summary>
    public long Lend(long steps)
    {
        long left = stepsLeft;
        stepsLeft = steps;
        return left;
    }

    // ---- atoms

    public Atom Input(string name, int node) => Intern(new Atom { Kind = AtomKind.Input, Name = name, Bits = node, Hash = Mix(HashOf(name), 1), Size = 1 });

    public Atom Ref(int node, ulong hash) => Intern(new Atom { Kind = AtomKind.Ref, Bits = node, Hash = Mix(hash, 2), Size = 1 });

    /// <summary>A number that has a name or a text: it is a double where it runs.</summary>
    public Atom Symbol(string name, double value) =>
        Intern(new Atom { Kind = AtomKind.Known, Name = name, Bits = BitConverter.DoubleToInt64Bits(value), Hash = Mix(HashOf(name), 3), Size = 1 });

    Atom Prime(Rational value) => Intern(new Atom { Kind = AtomKind.Known, Name = value.ToString(), Value = value, Hash = Mix(value.Hash, 4), Size = 1 });

    public Atom Call(Op op, long bits, params Sum[] arguments)
    {
        ulong hash = Mix(((ulong)op << 8) ^ (ulong)bits, 5);
        int size = 1;
        foreach (Sum argument in arguments) (hash, size) = (Mix(hash, argument.Hash), size + argument.Size);
        return Intern(new Atom { Kind = AtomKind.Call, Op = op, Bits = bits, Arguments = arguments, Hash = hash, Size = size });
    }

    public Atom Base(Sum sum) => Intern(new Atom { Kind = AtomKind.Base, Arguments = [sum], Hash = Mix(sum.Hash, 6), Size = sum.Size + 1 });

    public Atom Choice(int condition, ulong hash, Sum whenTrue, Sum whenFalse) => Intern(new Atom
    {
        Kind = AtomKind.Choice,
        Bits = condition,
        Arguments = [whenTrue, whenFalse],
        ConditionHash = hash,
        Hash = Mix(Mix(Mix(hash, 7), whenTrue.Hash), whenFalse.Hash),
        Size = whenTrue.Size + whenFalse.Size + 2,
    });

    // ---- elements

    public Sum Number(Rational value) => value.IsZero ? Zero : Intern(new Sum([unit], [value], Mix(value.Hash, unit.Hash), 1));

    public Sum Of(Atom atom) => Product(1, new Powers(atom, 1), Zero);

    /// <summary>The atom by itself, a sum not opened.</summary>
    public Sum Bare(Atom atom) => Single(Intern([atom], [Rational.One], Zero), Rational.One);

    /// <summary>One term, not brought into normal form.</summary>
    public Sum Single(Term term, Rational coefficient)
    {
        var one = new Addends();
        one.Add(term, coefficient);
        return Make(one);
    }

    public Sum Make(Addends of)
    {
        of.Sort();
        Spend(1 + of.Count);
        if (of.Count == 0) return Zero;
        Term[] made = of.ToTerms();
        Rational[] coefficients = of.ToCoefficients();
        ulong hash = 0x2545F491;
        int size = 0;
        for (int i = 0; i < made.Length; i++)
        {
            hash = Mix(Mix(hash, made[i].Hash), coefficients[i].Hash);
            size += 1 + made[i].E.Size;
            foreach (Atom atom in made[i].Atoms) size += atom.Size;
        }
        if (size > MostSize) throw new TooLong();
        return Intern(new Sum(made, coefficients, hash, size));
    }

    const int MostSize = 60_000;

    /// <summary>A term as it is given, not brought into normal form: for writing.</summary>
    public Term Raw(Powers powers, Sum e) => Make(powers, e);

    public Term Without(Term term, Atom atom) => Make(new Powers(term) { [atom] = 0 }, term.E);

    public Term With(Term term, Atom atom, Rational exponent)
    {
        var powers = new Powers(term);
        powers[atom] += exponent;
        return Make(powers, term.E);
    }

    Term Make(Powers powers, Sum e)
    {
        Spend(1 + powers.Count / 8);
        powers.Sort();
        return Intern(powers.Atoms(), powers.Exponents(), e);
    }

    public Sum Scale(Sum sum, Rational factor)
    {
        if (factor.IsOne) return sum;
        if (factor.IsZero) return Zero;
        if (factor == -1) return Negate(sum);
        var scaled = new Addends();
        scaled.Add(sum, factor);
        return Make(scaled);
    }

    public Sum Negate(Sum sum)
    {
        if (sum.Negated is { } known) return known;
        var turned = new Addends();
        turned.Add(sum, -1);
        Sum made = Make(turned);
        (sum.Negated, made.Negated) = (made, sum);
        return made;
    }

    /// <summary>Like terms added and nothing else.</summary>
    public Sum Plainly(Sum a, Sum b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        var all = new Addends(a);
        all.Add(b, 1);
        return Make(all);
    }

    public Sum Plainly(IEnumerable<Sum> parts)
    {
        var all = new Addends();
        foreach (Sum part in parts) all.Add(part, 1);
        return Make(all);
    }

    /// <summary>A sum: like terms together, then what collapses, then as a product where all terms share a factor.</summary>
    public Sum Add(params Sum[] parts) => Add((IEnumerable<Sum>)parts);

    public Sum Add(IEnumerable<Sum> parts) => Seal(Collapse(Flatten(Plainly(parts))));

    public Sum Subtract(Sum a, Sum b) => Add(a, Negate(b));

    public Sum Multiply(Sum a, Sum b)
    {
        if (a.IsZero || b.IsZero) return Zero;
        if (a.IsNumber) return Scale(b, a.Number);
        if (b.IsNumber) return Scale(a, b.Number);
        Primitive p = AsProduct(a), q = AsProduct(b);
        var powers = new Powers(p.Powers);
        powers.Multiply(q.Powers, 1);
        return Product(p.Coefficient * q.Coefficient, powers, p.E.IsZero && q.E.IsZero ? Zero : Add(p.E, q.E));
    }

    public Sum Divide(Sum a, Sum b) => Multiply(a, Power(b, -1));

    public Sum Exp(Sum e) => Product(1, new Powers(), e);

    // ---- interning

    Atom Intern(Atom atom)
    {
        if (atoms.TryGetValue(atom, out Atom? known)) return known;
        Spend(1);
        return atoms[atom] = atom;
    }

    Term Intern(Atom[] factors, Rational[] exponents, Sum e)
    {
        ulong hash = Mix(e.Hash, 0x165667B1);
        for (int i = 0; i < factors.Length; i++) hash = Mix(Mix(hash, factors[i].Hash), exponents[i].Hash);
        var term = new Term(factors, exponents, e, hash);
        if (terms.TryGetValue(term, out Term? known)) return known;
        return terms[term] = term;
    }

    Sum Intern(Sum sum)
    {
        if (sums.TryGetValue(sum, out Sum? known)) return known;
        return sums[sum] = sum;
    }

    public static ulong Mix(ulong a, ulong b)
    {
        ulong x = (a ^ (b * 0x9E3779B97F4A7C15)) * 0xBF58476D1CE4E5B9;
        return x ^ (x >> 29);
    }

    public static ulong HashOf(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in text) hash = (hash ^ c) * 0x100000001B3;
        return hash;
    }

    /// <summary>Forgets what was found out about elements: new facts have come to be known.</summary>
    public void Forget()
    {
        foreach (Sum sum in sums.Values) (sum.Negated, sum.Collapsed, sum.Opened, sum.AsProduct, sum.AsWritten) = (null, null, null, null, -1);
        foreach (Term term in terms.Values) term.Expanded = null;
    }

    sealed class SameAtom : IEqualityComparer<Atom>
    {
        public int GetHashCode(Atom atom) => (int)(atom.Hash ^ (atom.Hash >> 32));

        public bool Equals(Atom? a, Atom? b) =>
            a!.Hash == b!.Hash && a.Kind == b.Kind && a.Op == b.Op && a.Bits == b.Bits && a.Value == b.Value && a.Name == b.Name && SameItems(a.Arguments, b.Arguments);
    }

    sealed class SameTerm : IEqualityComparer<Term>
    {
        public int GetHashCode(Term term) => (int)(term.Hash ^ (term.Hash >> 32));

        public bool Equals(Term? a, Term? b) =>
            a!.Hash == b!.Hash && ReferenceEquals(a.E, b.E) && SameItems(a.Atoms, b.Atoms) && SameNumbers(a.Exponents, b.Exponents);
    }

    sealed class SameSum : IEqualityComparer<Sum>
    {
        public int GetHashCode(Sum sum) => (int)(sum.Hash ^ (sum.Hash >> 32));

        public bool Equals(Sum? a, Sum? b) => a!.Hash == b!.Hash && SameItems(a.Terms, b.Terms) && SameNumbers(a.Coefficients, b.Coefficients);
    }

    static bool SameItems(object[] a, object[] b)
    {
        if (a.Length != b.Length) return false;
        for (int i = 0; i < a.Length; i++)
        {
            if (!ReferenceEquals(a[i], b[i])) return false;
        }
        return true;
    }

    static bool SameNumbers(Rational[] a, Rational[] b)
    {
        if (a.Length != b.Length) return false;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i]) return false;
        }
        return true;
    }
}
