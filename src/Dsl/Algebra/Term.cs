using GateDsl.Ir;

namespace GateDsl.Algebra;

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
