using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>Atoms with exponents while a product is put together.</summary>
sealed class Powers
{
    Atom[] atoms = new Atom[4];
    Rational[] exponents = new Rational[4];

    public int Count { get; private set; }

    public Powers() { }

    public Powers(Term term)
    {
        for (int i = 0; i < term.Atoms.Length; i++) Append(term.Atoms[i], term.Exponents[i]);
    }

    public Powers(Powers other)
    {
        for (int i = 0; i < other.Count; i++) Append(other.atoms[i], other.exponents[i]);
    }

    public Powers(Atom atom, Rational exponent) => Append(atom, exponent);

    public Atom AtomAt(int i) => atoms[i];

    public Rational At(int i) => exponents[i];

    public Rational this[Atom atom]
    {
        get => IndexOf(atom) is >= 0 and var i ? exponents[i] : Rational.Zero;
        set
        {
            int i = IndexOf(atom);
            if (i < 0)
            {
                if (!value.IsZero) Append(atom, value);
            }
            else if (value.IsZero) RemoveAt(i);
            else exponents[i] = value;
        }
    }

    public Powers With(Atom atom, Rational exponent)
    {
        var copy = new Powers(this);
        copy[atom] = exponent;
        return copy;
    }

    public void Multiply(Term term, int sign = 1)
    {
        for (int i = 0; i < term.Atoms.Length; i++) this[term.Atoms[i]] += sign * term.Exponents[i];
    }

    public void Multiply(Powers other, Rational power)
    {
        for (int i = 0; i < other.Count; i++) this[other.atoms[i]] += other.exponents[i] * power;
    }

    public void Sort()
    {
        for (int i = 1; i < Count; i++)
        {
            Atom atom = atoms[i];
            Rational exponent = exponents[i];
            int k = i;
            for (; k > 0 && Atom.Compare(atoms[k - 1], atom) > 0; k--) (atoms[k], exponents[k]) = (atoms[k - 1], exponents[k - 1]);
            (atoms[k], exponents[k]) = (atom, exponent);
        }
    }

    public Atom[] Atoms() => atoms[..Count];

    public Rational[] Exponents() => exponents[..Count];

    int IndexOf(Atom atom)
    {
        for (int i = 0; i < Count; i++)
        {
            if (ReferenceEquals(atoms[i], atom)) return i;
        }
        return -1;
    }

    void Append(Atom atom, Rational exponent)
    {
        if (Count == atoms.Length)
        {
            Array.Resize(ref atoms, 2 * Count);
            Array.Resize(ref exponents, 2 * Count);
        }
        (atoms[Count], exponents[Count]) = (atom, exponent);
        Count++;
    }

    void RemoveAt(int i)
    {
        Count--;
        for (; i < Count; i++) (atoms[i], exponents[i]) = (atoms[i + 1], exponents[i + 1]);
    }
}

/// <summary>Terms with coefficients while a sum is put together.</summary>
sealed class Addends
{
    Term[] terms = new Term[8];
    Rational[] coefficients = new Rational[8];
    Dictionary<Term, object>? index;

    public int Count { get; private set; }

    public Addends() { }

    public Addends(Sum sum) => Add(sum, Rational.One);

    public Term TermAt(int i) => terms[i];

    public Rational At(int i) => coefficients[i];

    public Rational this[Term term] => IndexOf(term) is >= 0 and var i ? coefficients[i] : Rational.Zero;

    public bool Has(Term term) => !this[term].IsZero;

    public void Add(Sum sum, Rational factor)
    {
        for (int i = 0; i < sum.Count; i++) Add(sum.Terms[i], factor * sum.Coefficients[i]);
    }

    public void Add(Term term, Rational coefficient)
    {
        int i = IndexOf(term);
        if (i >= 0) coefficients[i] += coefficient;
        else if (!coefficient.IsZero) Append(term, coefficient);
    }

    public void Remove(Term term)
    {
        int i = IndexOf(term);
        if (i >= 0) coefficients[i] = Rational.Zero;
    }

    /// <summary>Drops what has become 0 and puts the rest in order.</summary>
    public void Sort()
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (coefficients[i].IsZero) continue;
            (terms[kept], coefficients[kept]) = (terms[i], coefficients[i]);
            kept++;
        }
        Count = kept;
        index = null;
        if (Count > 24)
        {
            Term[] ordered = terms[..Count];
            Rational[] numbers = coefficients[..Count];
            Array.Sort(ordered, numbers, Comparer<Term>.Create(Term.Compare));
            (terms, coefficients) = (ordered, numbers);
            return;
        }
        for (int i = 1; i < Count; i++)
        {
            Term term = terms[i];
            Rational coefficient = coefficients[i];
            int k = i;
            for (; k > 0 && Term.Compare(terms[k - 1], term) > 0; k--) (terms[k], coefficients[k]) = (terms[k - 1], coefficients[k - 1]);
            (terms[k], coefficients[k]) = (term, coefficient);
        }
    }

    public Term[] ToTerms() => terms[..Count];

    public Rational[] ToCoefficients() => coefficients[..Count];

    int IndexOf(Term term)
    {
        if (index is not null) return index.TryGetValue(term, out object? at) ? (int)at : -1;
        for (int i = 0; i < Count; i++)
        {
            if (ReferenceEquals(terms[i], term)) return i;
        }
        return -1;
    }

    void Append(Term term, Rational coefficient)
    {
        if (Count == terms.Length)
        {
            Array.Resize(ref terms, 2 * Count);
            Array.Resize(ref coefficients, 2 * Count);
        }
        (terms[Count], coefficients[Count]) = (term, coefficient);
        Count++;
        if (Count < 32) return;
        if (index is not null) index[term] = Count - 1;
        else
        {
            index = [];
            for (int i = 0; i < Count; i++) index[terms[i]] = i;
        }
    }
}
