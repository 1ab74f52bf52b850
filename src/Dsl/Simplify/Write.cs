using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Elements of the ring as code: by the table of stable forms (<c>Forms</c>), factored, and with the words of the user's own code.</summary>
sealed partial class Write
{
    readonly Ring ring;
    readonly Code code;
    readonly Read read;
    readonly List<Atom> words = [];

    /// <param name="graph">Where the code goes.</param>
    /// <param name="ring">Where the elements are.</param>
    /// <param name="read">How the user's code was read: what it compares, and the words it has.</param>
    /// <param name="value">What the user's code computes: its sums are tried as factors.</param>
    public Write(Graph graph, Ring ring, Read read, Sum value)
    {
        (this.ring, code, this.read) = (ring, new(graph), read);
        Ring.Collect(value, IsWord, words, []);
        // what stands under an exponential is multiplied out there, and a word all the same
        foreach (Sum sum in read.Differences)
        {
            foreach (Atom atom in ring.AsProduct(sum).Powers.Atoms()) if (IsWord(atom) && !words.Contains(atom)) words.Add(atom);
        }
        words.Sort((a, b) => a.Of.Count != b.Of.Count ? b.Of.Count.CompareTo(a.Of.Count) : Atom.Compare(a, b));
    }

    static bool IsWord(Atom atom) => atom.Kind == AtomKind.Base
        && Array.TrueForAll(atom.Of.Terms, term => !term.HasE && !Array.Exists(term.Atoms, factor => factor.Kind == AtomKind.Call) && Array.TrueForAll(term.Exponents, exponent => exponent.IsWhole));

    Graph Graph => code.Graph;

    /// <summary>The node that computes a sum.</summary>
    public int Of(Sum sum)
    {
        if (sum.Node >= 0) return sum.Node;
        if (!DeepStack.HasRoom) throw new Ring.TooLong();
        ring.Spend(4);
        int made = sum.IsZero ? code.Number(0) : sum.Count == 1 ? Product(sum.Coefficients[0], sum.Terms[0]) : OfSum(sum);
        if (sum.AsWritten is >= 0 and var written && IsBetter(written, made, 1)) made = written;
        else if (sum.AsWritten < 0 && sum.Negated is { AsWritten: >= 0 } negated && code.Negate(negated.AsWritten) is var turned && IsBetter(turned, made, 0)) made = turned;
        return sum.Node = made;
    }

    // The user's own words, if they are not longer and need the same functions.
    bool IsBetter(int written, int made, int longer) => written != made && code.Count(written) <= code.Count(made) + longer && code.SameFunctions(written, made);

    int OfSum(Sum sum)
    {
        if (read.Chosen(sum) is { } chosen) return Chosen(chosen);
        if (Saturating(sum) is { } saturating) return saturating;
        var terms = new Addends(sum);
        InWords(terms);
        LogsAsWritten(terms);
        if (Only(terms) is { } only) return Product(terms[only], only);
        InPairs(terms, hyperbolic: true);
        return Sum(terms);
    }

    int Sum(Addends terms)
    {
        Sum sum = ring.Make(terms);
        return sum.IsZero ? code.Number(0) : sum.Count == 1 ? Product(sum.Coefficients[0], sum.Terms[0]) : Factored(sum);
    }

    static Term? Only(Addends terms)
    {
        Term? only = null;
        for (int i = 0; i < terms.Count; i++)
        {
            if (terms.At(i).IsZero) continue;
            if (only is not null) return null;
            only = terms.TermAt(i);
        }
        return only;
    }

    // a multiple of max a b as that
    int Chosen(Read.Multiple chosen) => code.Multiply(code.Number(chosen.Factor), Graph.Add(chosen.Node));

    // m * B for a sum B of the value is written with B
    void InWords(Addends terms)
    {
        foreach (Atom word in words)
        {
            Sum sum = word.Of;
            if (sum.Count > terms.Count || sum.Count > 6) continue;
            for (int i = 0; i < terms.Count; i++)
            {
                if (terms.At(i).IsZero || Multiple(terms, terms.TermAt(i), terms.At(i), sum) is not { } factor) continue;
                Rational scale = terms.At(i) / sum.Coefficients[0];
                bool isAll = Live(terms) == sum.Count;
                if (isAll && factor.Atoms.Length == 0) continue;
                for (int k = 0; k < sum.Count; k++) terms.Remove(ring.Raw(Times(factor, sum.Terms[k]), ring.Plainly(factor.E, sum.Terms[k].E)));
                terms.Add(ring.With(factor, word, 1), scale);
                break;
            }
        }
    }

    // m * L for a logarithm L of the user's code that is several terms here
    void LogsAsWritten(Addends terms)
    {
        foreach (Read.Word log in read.Logs)
        {
            if (log.Sum.Count > terms.Count) continue;
            for (int i = 0; i < terms.Count; i++)
            {
                if (terms.At(i).IsZero || Multiple(terms, terms.TermAt(i), terms.At(i), log.Sum) is not { } factor) continue;
                Rational scale = terms.At(i) / log.Sum.Coefficients[0];
                for (int k = 0; k < log.Sum.Count; k++) terms.Remove(ring.Raw(Times(factor, log.Sum.Terms[k]), ring.Plainly(factor.E, log.Sum.Terms[k].E)));
                terms.Add(ring.With(factor, Made(log.Node), 1), scale);
            }
        }
    }

    // The factor m of m * sum where all of its terms are there and the first is the given one.
    Term? Multiple(Addends terms, Term first, Rational coefficient, Sum sum)
    {
        var powers = new Powers(first);
        powers.Multiply(sum.Terms[0], -1);
        for (int i = 0; i < sum.Terms[0].Atoms.Length; i++)
        {
            Atom atom = sum.Terms[0].Atoms[i];
            if ((powers[atom] * sum.Terms[0].Exponents[i]).Sign < 0 || powers[atom].Abs() > first.Of(atom).Abs()) return null;
        }
        Term factor = ring.Raw(powers, ring.Plainly(first.E, ring.Negate(sum.Terms[0].E)));
        for (int k = 0; k < sum.Count; k++)
        {
            Term term = ring.Raw(Times(factor, sum.Terms[k]), ring.Plainly(factor.E, sum.Terms[k].E));
            if (terms[term] != sum.Coefficients[k] * coefficient / sum.Coefficients[0]) return null;
        }
        return factor;
    }

    static Powers Times(Term a, Term b)
    {
        var powers = new Powers(a);
        powers.Multiply(b);
        return powers;
    }

    static int Live(Addends terms)
    {
        int live = 0;
        for (int i = 0; i < terms.Count; i++) live += terms.At(i).IsZero ? 0 : 1;
        return live;
    }

    // ---- atoms

    int Atomic(Atom atom)
    {
        switch (atom.Kind)
        {
            case AtomKind.Known: return atom.Value.IsZero ? code.Number(BitConverter.Int64BitsToDouble(atom.Bits)) : code.Number(atom.Value);
            case AtomKind.Input or AtomKind.Ref: return (int)atom.Bits;
            case AtomKind.Base: return Of(atom.Of);
            case AtomKind.Choice: return code.Choose((int)atom.Bits, Of(atom.Arguments[0]), Of(atom.Arguments[1]));
        }
        if (atom.Is(Op.Log)) return Logarithm(atom);
        if (atom.Is(Op.Sign) && atom.Bits != 0) return code.Choose(Above(atom), code.Number(1), code.Number(-1));
        if (atom.Is(Op.Sigmoid) && atom.Of.LeadsNegative) return code.Make(Op.Sigmoid, code.Negate(Of(ring.Negate(atom.Of))));
        if (atom.Is(Op.Power)) return code.Power(Of(atom.Of), Rational.Half);
        if (atom.Of.AsWritten < 0 && atom.Of.Negated is { AsWritten: >= 0 } turned && (IsOdd(atom.Op) || atom.Op is Op.Cos or Op.Cosh or Op.Sech2))
        {
            int f = code.Make(atom.Op, Of(turned));
            return IsOdd(atom.Op) ? code.Negate(f) : f;
        }
        int a = Argument(atom.Of);
        if (code.IsNegated(a) && IsOdd(atom.Op)) return code.Negate(code.Make(atom.Op, Graph[a].A));
        if (code.IsNegated(a) && atom.Op is Op.Cos or Op.Cosh or Op.Abs or Op.Sech2) a = Graph[a].A;
        return Graph.Add(new(atom.Op, a, atom.Arguments.Length > 1 ? Argument(atom.Arguments[1]) : -1, Bits: atom.Is(Op.Polygamma) ? atom.Bits : 0));
    }

    int Argument(Sum sum) => Of(sum);

    static bool IsOdd(Op op) => op is Op.Sin or Op.Sinh or Op.Tanh or Op.Asin or Op.Atan or Op.Asinh or Op.Atanh or Op.Erf or Op.Cbrt;

    int Odd(Op op, Sum u) => Atomic(ring.Call(op, 0, u));

    // The condition under which a sign with a tie is 1: of what max or min compares where there is such.
    int Above(Atom sign)
    {
        bool atTie = sign.Bits > 0;
        if (read.Compared.TryGetValue(sign.Of, out object? compared)) return Compare((Node)compared, atTie ? Op.GreaterEqual : Op.Greater);
        if (read.Compared.TryGetValue(ring.Negate(sign.Of), out object? turned)) return Compare((Node)turned, atTie ? Op.LessEqual : Op.Less);
        return code.Make(atTie ? Op.GreaterEqual : Op.Greater, Of(sign.Of), code.Number(0));

        int Compare(Node node, Op op)
        {
            if (Graph[node.A].Op != Op.Number) return code.Make(op, node.A, node.B);
            return code.Make(op switch { Op.Greater => Op.Less, Op.GreaterEqual => Op.LessEqual, Op.Less => Op.Greater, _ => Op.GreaterEqual }, node.B, node.A);
        }
    }

    // log of one atom, or of a product that is not split
    int Logarithm(Atom log)
    {
        Sum of = log.Of.Atom is { Kind: AtomKind.Base } sum ? sum.Of : log.Of;
        if (PairOf(of) is { } pair)
        {
            if (pair.Sign > 0) return Of(ring.Subtract(ring.Bare(ring.Call(Op.Softplus, 0, ring.Scale(pair.W, 2))), pair.W));
            return LogSinh(Of(pair.W));
        }
        if (of.Count >= 2)
        {
            if (LogOfTails(of) is { } tails) return tails;
            if (of[ring.Unit].IsOne) return code.Make(Op.Log1p, Of(ring.Subtract(of, ring.One)));
            if (Legs(of) is { } legs) return code.Multiply(code.Number(2), code.Make(Op.Log, code.Make(Op.Hypot, Of(legs.A), Of(legs.B))));
        }
        return LessOne(of) is { } less ? code.Make(Op.Log1p, less) : code.Make(Op.Log, Of(of));
    }

    // u of the user's word 1 + u
    int? LessOne(Sum word) => word.Atom is not { Kind: AtomKind.Ref } atom ? null : Graph[(int)atom.Bits] switch
    {
        { Op: Op.Add } sum when code.IsNumber(sum.A, 1) => sum.B,
        { Op: Op.Add } sum when code.IsNumber(sum.B, 1) => sum.A,
        { Op: Op.Subtract } difference when code.IsNumber(difference.A, 1) => code.Negate(difference.B),
        _ => null,
    };

    // log |2 sinh w| = |w| + log (1 - e^(-2 |w|))
    int LogSinh(int w)
    {
        int size = code.Make(Op.Abs, w);
        int inner = code.Negate(code.Make(Op.Expm1, code.Multiply(code.Number(-2), size)));
        return code.Add(size, code.Make(Op.Log, inner));
    }

    // The two legs of a sum of squares.
    (Sum A, Sum B)? Legs(Sum sum, bool isRoot = false)
    {
        if (sum.Count != 2 || sum.Terms[0].HasE || sum.Terms[1].HasE) return null;
        int squares = sum.Terms.Count(term => Array.TrueForAll(term.Exponents, exponent => exponent.IsEven));
        // under a root also x² + e, where e has a root
        if (squares != 2 && !(isRoot && squares == 1 && Array.Exists(sum.Terms, term => term.Alone is { Kind: AtomKind.Input }))) return null;
        return Leg(sum, 0) is { } a && Leg(sum, 1) is { } b ? (a, b) : null;
    }

    // The root of a term, where its factors are squares or are known to be no less than 0.
    Sum? Leg(Sum sum, int i)
    {
        Term term = sum.Terms[i];
        if (sum.Coefficients[i].Sign < 0) return null;
        if (sum.Coefficients[i].Root() is not { } number)
        {
            return Leg(ring.Single(term, 1), 0) is { } plain && sum.Coefficients[i].IsShort(1000) ? ring.Multiply(ring.Power(ring.Number(sum.Coefficients[i]), Rational.Half), plain) : null;
        }
        var powers = new Powers();
        for (int k = 0; k < term.Atoms.Length; k++)
        {
            if (!term.Exponents[k].IsEven && !ring.IsNonNegative(term.Atoms[k])) return null;
            powers[term.Atoms[k]] = term.Exponents[k] * Rational.Half;
        }
        return ring.Single(ring.Raw(powers, ring.Zero), number);
    }

    /// <summary>w and the sign of e^w ± e^-w, w with a positive first term; the sum may be a factor of its own.</summary>
    public (Sum W, int Sign, int Turn)? PairOf(Sum sum)
    {
        if (sum.Atom is { Kind: AtomKind.Base } atom) sum = atom.Of;
        if (sum.Count != 2 || sum.Terms[0].Atoms.Length > 0 || sum.Terms[1].Atoms.Length > 0 || !ReferenceEquals(sum.Terms[0].E, ring.Negate(sum.Terms[1].E))) return null;
        if (!sum.Coefficients[0].Abs().IsOne || !sum.Coefficients[1].Abs().IsOne) return null;
        int up = sum.Terms[0].E.LeadsNegative ? 1 : 0;
        Rational high = sum.Coefficients[up], low = sum.Coefficients[1 - up];
        return high.Sign == low.Sign ? high.Sign > 0 ? (sum.Terms[up].E, 1, 1) : null : (sum.Terms[up].E, -1, high.Sign);
    }
}
