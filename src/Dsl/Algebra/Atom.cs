using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>What an atom is; in this order they stand in a product.</summary>
enum AtomKind : byte
{
    /// <summary>A prime, or a number with a name or a text of its own: it becomes a double last.</summary>
    Known,

    /// <summary>An input of the graph.</summary>
    Input,

    /// <summary>A node of the graph that is not looked into.</summary>
    Ref,

    /// <summary>A function of sums.</summary>
    Call,

    /// <summary>A primitive sum as a factor.</summary>
    Base,

    /// <summary>One sum or the other, by a condition of the graph.</summary>
    Choice,
}

/// <summary>A factor that is not taken apart. Interned by its ring: equality is identity.</summary>
sealed class Atom
{
    public required AtomKind Kind { get; init; }

    /// <summary>Of Input and Known, for the order; of others empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Of Call, the function.</summary>
    public Op Op { get; init; }

    /// <summary>Of Call, the order or the tie (the slope at 0: -1, 0 or 1); of Ref, Input and the condition of Choice, the node.</summary>
    public long Bits { get; init; }

    /// <summary>Of Known, the number where it is rational, else its bits as a double in <see cref="Bits"/>.</summary>
    public Rational Value { get; init; }

    public Sum[] Arguments { get; init; } = [];

    /// <summary>Of Choice, the hash of its condition.</summary>
    public ulong ConditionHash { get; init; }

    /// <summary>A hash of the structure: the same at every run, whatever the numbers of nodes and the order of parameters.</summary>
    public ulong Hash { get; init; }

    public int Size { get; init; }

    /// <summary>The first argument.</summary>
    public Sum Of => Arguments[0];

    public bool Is(Op op) => Kind == AtomKind.Call && Op == op;

    public override string ToString() => Kind switch
    {
        AtomKind.Known or AtomKind.Input => Name,
        AtomKind.Ref => $"#{Bits}",
        AtomKind.Base => $"[{Of}]",
        AtomKind.Choice => $"(#{Bits} ? {Arguments[0]} : {Arguments[1]})",
        _ => $"{Op}{(Bits != 0 ? Bits : "")}({string.Join(", ", (object[])Arguments)})",
    };

    public static int Compare(Atom a, Atom b)
    {
        if (ReferenceEquals(a, b)) return 0;
        if (a.Kind != b.Kind) return a.Kind.CompareTo(b.Kind);
        int order = string.CompareOrdinal(a.Name, b.Name);
        if (order == 0) order = a.Size.CompareTo(b.Size);
        if (order == 0) order = a.Op.CompareTo(b.Op);
        if (order == 0) order = a.Hash.CompareTo(b.Hash);
        return order != 0 ? order : a.Bits.CompareTo(b.Bits);
    }
}

/// <summary>Atoms to rational powers, times one exponential of a sum. Interned.</summary>
sealed class Term(Atom[] atoms, Rational[] exponents, Sum? e, ulong hash)
{
    /// <summary>In their order, each once.</summary>
    public readonly Atom[] Atoms = atoms;

    public readonly Rational[] Exponents = exponents;

    readonly Sum? e = e;

    public readonly ulong Hash = hash;

    /// <summary>The exponent of e; the empty sum where there is none.</summary>
    public Sum E => e!;

    public bool HasE => e!.Count > 0;

    public bool IsOne => Atoms.Length == 0 && !HasE;

    /// <summary>The exponent with its memo: the term with its exponent expanded and logarithms absorbed.</summary>
    public Term? Expanded;
    public Rational ExpandedFactor;

    public Rational Of(Atom atom)
    {
        for (int i = 0; i < Atoms.Length; i++)
        {
            if (ReferenceEquals(Atoms[i], atom)) return Exponents[i];
        }
        return Rational.Zero;
    }

    public bool Has(Atom atom) => !Of(atom).IsZero;

    /// <summary>The only atom, to the first power and with no exponential beside it; else null.</summary>
    public Atom? Alone => Atoms.Length == 1 && Exponents[0].IsOne && !HasE ? Atoms[0] : null;

    public override string ToString()
    {
        string text = string.Join("·", Atoms.Select((atom, i) => Exponents[i].IsOne ? $"{atom}" : $"{atom}^{Exponents[i]}"));
        return HasE ? $"{text}{(text == "" ? "" : "·")}e^({E})" : text == "" ? "1" : text;
    }

    // What is constant comes last; else by the first atoms, higher powers first.
    public static int Compare(Term a, Term b)
    {
        if (ReferenceEquals(a, b)) return 0;
        if (a.IsOne != b.IsOne) return a.IsOne ? 1 : -1;
        for (int i = 0; i < a.Atoms.Length && i < b.Atoms.Length; i++)
        {
            int order = Atom.Compare(a.Atoms[i], b.Atoms[i]);
            if (order != 0) return order;
            if (a.Exponents[i] != b.Exponents[i]) return a.Exponents[i] > b.Exponents[i] ? -1 : 1;
        }
        if (a.Atoms.Length != b.Atoms.Length) return a.Atoms.Length > b.Atoms.Length ? -1 : 1;
        return Sum.Compare(a.E, b.E);
    }
}

/// <summary>Terms with rational coefficients: an element of the ring. Interned.</summary>
sealed class Sum(Term[] terms, Rational[] coefficients, ulong hash, int size)
{
    /// <summary>In their order, each once, none with the coefficient 0.</summary>
    public readonly Term[] Terms = terms;

    public readonly Rational[] Coefficients = coefficients;

    public readonly ulong Hash = hash;

    public readonly int Size = size;

    public int Count => Terms.Length;

    public bool IsZero => Terms.Length == 0;

    public bool IsNumber => Terms.Length == 0 || (Terms.Length == 1 && Terms[0].IsOne);

    public bool IsOne => Terms.Length == 1 && Terms[0].IsOne && Coefficients[0].IsOne;

    /// <summary>Of a number, which.</summary>
    public Rational Number => Terms.Length == 0 ? Rational.Zero : Coefficients[0];

    public bool LeadsNegative => Terms.Length > 0 && Coefficients[0].Sign < 0;

    /// <summary>The atom that it is; else null.</summary>
    public Atom? Atom => Terms.Length == 1 && Coefficients[0].IsOne ? Terms[0].Alone : null;

    public Rational this[Term term]
    {
        get
        {
            for (int i = 0; i < Terms.Length; i++)
            {
                if (ReferenceEquals(Terms[i], term)) return Coefficients[i];
            }
            return Rational.Zero;
        }
    }

    // what has been found out about it
    public Sum? Negated, Collapsed, Opened;
    public Primitive? AsProduct;

    /// <summary>The node of the user's code that computes it, and what it is written as; -1: none.</summary>
    public int AsWritten = -1, Node = -1;

    public override string ToString() => Count == 0 ? "0" : string.Join(" + ", Terms.Select((term, i) => Coefficients[i].IsOne ? $"{term}" : term.IsOne ? $"{Coefficients[i]}" : $"{Coefficients[i]}·{term}"));

    public static int Compare(Sum a, Sum b)
    {
        if (ReferenceEquals(a, b)) return 0;
        for (int i = 0; i < a.Count && i < b.Count; i++)
        {
            int order = Term.Compare(a.Terms[i], b.Terms[i]);
            if (order != 0) return order;
        }
        if (a.Count != b.Count) return a.Count > b.Count ? -1 : 1;
        for (int i = 0; i < a.Count; i++)
        {
            if (a.Coefficients[i] != b.Coefficients[i]) return a.Coefficients[i] > b.Coefficients[i] ? -1 : 1;
        }
        return a.Hash.CompareTo(b.Hash);
    }
}

/// <summary>A sum as a product: coefficient, powers and exponential, and what is left as one primitive sum.</summary>
sealed record Primitive(Rational Coefficient, Powers Powers, Sum E);

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
