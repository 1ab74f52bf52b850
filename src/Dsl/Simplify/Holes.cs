using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Where a divisor vanishes and the whole does not blow up, and near there, where its terms cancel: a polynomial, <c>if abs t &lt; r then polynomial else code</c>. The variable t is
/// an input, a length or a sum that is linear in an input: <c>sin (x - 1) / (x - 1)</c>. Where coefficients hold other inputs, the last terms of the polynomial decide where it serves.
/// </summary>
sealed partial class Holes(Graph graph, Ring ring, Write write, Sum value)
{
    const int MostCandidates = 6, MostFilled = 3;

    /// <summary>Steps for one expansion, and for all.</summary>
    const long StepsOfOne = 120_000;
    long stepsLeft = 600_000, stepsOfLast;

    readonly Dictionary<Key, object> places = [];

    /// <summary>A slope is the slope of a series in t term by term where t moves with the variable, so each variable has a series of its own.</summary>
    readonly record struct Key(Sum Zero, Atom? Moves);

    /// <summary>The node of a sum with its holes filled; null where it has none.</summary>
    /// <param name="sum">What is computed.</param>
    /// <param name="code">The node that computes it elsewhere.</param>
    /// <param name="variables">The inputs in which the value was differentiated to become the sum.</param>
    public int? Guarded(Sum sum, int code, params Atom[] variables)
    {
        List<Sum> candidates = Zeros.Of(ring, sum);
        if (candidates.Count == 0 || !HasFunction(sum)) return null;
        int filled = 0;
        foreach (Sum candidate in candidates.Take(MostCandidates))
        {
            if (filled == MostFilled) break;
            if (Expansion(sum, candidate, variables) is { } expansion) code = expansion.Choose(graph.Wire(code)).Id;
            else if (BySign(sum, candidate, code) is { } signed) code = signed;
            else continue;
            filled++;
        }
        return filled > 0 ? code : null;
    }

    // Where a root becomes the size of an input, as in (-b + sqrt (b ** 2 - 4 a c)) / (2 a), one sign of that has a hole and the other a pole.
    int? BySign(Sum sum, Sum candidate, int code)
    {
        if (candidate.Atom is not { Kind: AtomKind.Input } zero || SizeAt(sum, zero) is not { } b) return null;
        Wire of = graph.Wire((int)b.Bits);
        Atom size = ring.Ref(of.Apply(Op.Abs).Id, b.Hash);
        ring.AssumeNonNegative(ring.Bare(size));
        Wire written = graph.Wire(code);
        if (Of(1) is { } above) written = (of.With(Op.Greater, 0) & above.IsNear).Choose(above.Polynomial, written);
        if (Of(-1) is { } below) written = (of.With(Op.Less, 0) & below.IsNear).Choose(below.Polynomial, written);
        return written.Id == code ? null : written.Id;

        Filling? Of(int sign) => Expansion(ring.Substitute(sum, atom => ReferenceEquals(atom, b) ? ring.Scale(ring.Bare(size), sign) : null), candidate, []);
    }

    // The input whose square a root is of where another is 0.
    Atom? SizeAt(Sum sum, Atom zero)
    {
        List<Atom> roots = [];
        Ring.Collect(sum, atom => atom.Kind == AtomKind.Base && HasRootOf(sum, atom), roots, []);
        foreach (Atom root in roots)
        {
            Sum left = ring.Substitute(root.Of, atom => ReferenceEquals(atom, zero) ? ring.Zero : null);
            if (left.Count == 1 && !left.Terms[0].HasE && left.Terms[0].Atoms is [{ Kind: AtomKind.Input } only] && left.Terms[0].Of(only) == 2) return only;
        }
        return null;
    }

    /// <summary>A polynomial, and where it serves.</summary>
    readonly record struct Filling(Wire IsNear, Wire Polynomial)
    {
        public Wire Choose(Wire code) => IsNear.Choose(Polynomial, code);
    }

    Filling? Expansion(Sum sum, Sum candidate, Atom[] variables)
    {
        List<Atom> inputs = [];
        Ring.Collect(sum, atom => atom.Kind is AtomKind.Input or AtomKind.Ref, inputs, []);
        bool isSymbolic = inputs.Count > 1;

        try
        {
            if (!isSymbolic) return Longest([18, 12, 8], sum, candidate, variables);
            // exact coefficients grow: twelve of them where eight were cheap
            Filling? eight = Longest([8], sum, candidate, variables);
            return eight is null || stepsOfLast > StepsOfOne / 8 ? eight : Longest([12], sum, candidate, variables) ?? eight;
        }
        catch (Series.None) { return null; }
    }

    // The first that does not grow too long.
    Filling? Longest(int[] lengths, Sum sum, Sum candidate, Atom[] variables, bool ofSums = false)
    {
        var key = new Key(candidate, variables.FirstOrDefault());
        foreach (int length in lengths)
        {
            if (stepsLeft <= 0) return null;
            if (places.GetValueOrDefault(key) is Place before && !ofSums && length > before.Longest) continue;
            long lent = Math.Min(StepsOfOne, stepsLeft), own = ring.Lend(lent);
            try { return Expansion(sum, candidate, variables, length, ofSums); }
            catch (Exception e) when (e is OverflowException or Ring.TooLong) { if (!ofSums && places.GetValueOrDefault(key) is Place place) place.Longest = length - 1; }
            finally
            {
                stepsOfLast = lent - Math.Max(0, ring.Lend(own));
                stepsLeft -= stepsOfLast;
            }
        }
        // the slopes of a value's coefficients may be longer than the series of the slope itself
        return ofSums || variables.Length != 1 ? null : Longest(lengths[^1..], sum, candidate, variables, ofSums: true);
    }

    Place PlaceAt(Key key, Sum sum)
    {
        if (!places.TryGetValue(key, out object? known)) places[key] = known = PlaceOf(key.Zero, key.Moves, sum);
        return (Place)known;
    }

    Filling? Expansion(Sum sum, Sum candidate, Atom[] variables, int length, bool ofSums)
    {
        Place place = PlaceAt(new Key(candidate, variables.FirstOrDefault()), sum);
        if (IsPole(place, candidate, variables)) return null;
        Sum moved = place.Moved(sum);
        if (!Vanishes(moved, place.T)) return null;
        Rational scale = ScaleOf(moved, place.T);
        Sum[]? terms = ofSums ? null : OfSlope(place, variables, length, ref scale);
        if (terms is null && IsPole(place, candidate, variables)) return null;
        if (terms is null && (place.Whole is null || variables.Length == 0)) terms = InSquare(place, OfSum(place, moved, length, scale, out _), ref scale);
        if (terms is null) return null;
        int last = terms.Length - 1;
        Wire at = graph.Wire(write.Of(ring.Scale(place.Is, scale))), polynomial = at.Number(0), size = at.Apply(Op.Abs);
        Wire[] coefficients = [.. terms.Select(term => graph.Wire(write.Of(term)))];
        for (int i = last; i >= 0; i--) polynomial = polynomial.Graph[polynomial.Id] is { Op: Op.Number, Number: 0 } ? coefficients[i] : IsZero(coefficients[i]) ? polynomial * at : polynomial * at + coefficients[i];
        return new(IsNear(size, at, polynomial, coefficients, last), polynomial);
    }

    // An even series in t as one in its square.
    static Sum[]? InSquare(Place place, Sum[]? terms, ref Rational scale)
    {
        if (place.Whole is null || terms is null) return terms;
        scale *= scale;
        return Enumerable.Range(0, terms.Length).All(i => i % 2 == 0 || terms[i].IsZero) ? [.. terms.Where((_, i) => i % 2 == 0)] : null;
    }

    bool IsZero(Wire wire) => graph[wire.Id] is { Op: Op.Number, Number: 0 };

    // Where coefficients are numbers: up to where the terms left out are below the rounding. Else where the last terms are.
    Wire IsNear(Wire size, Wire at, Wire polynomial, Wire[] coefficients, int last)
    {
        // A series may have every fourth power only: the last terms are the last that there are.
        int lead = Array.FindIndex(coefficients, coefficient => !IsZero(coefficient));
        int[] tails = [.. Enumerable.Range(lead + 1, last - lead).Where(i => !IsZero(coefficients[i])).TakeLast(2)];
        if (lead < 0 || tails.Length == 0) return size.With(Op.Equal, 0);
        double first = Math.Abs(Number(coefficients[lead])), radius = double.PositiveInfinity;
        if (!Array.Exists(coefficients, coefficient => double.IsNaN(Number(coefficient))))
        {
            foreach (int i in tails) radius = Math.Min(radius, Math.Pow(1e-17 * first / Math.Abs(Number(coefficients[i])), 1.0 / (i - lead)));
            return size.With(Op.Less, radius);
        }
        Wire tail = at.Number(0), power = at;
        for (int i = 1; i <= last; i++, power *= at)
        {
            if (tails.Contains(i)) tail += (coefficients[i] * power).Apply(Op.Abs);
        }
        // where all of it underflows, it says nothing
        return tail.With(Op.Less, 1e-16 * polynomial.Apply(Op.Abs)) | size.With(Op.Equal, 0);
    }

    // The number that a node of constants amounts to; NaN of another.
    double Number(Wire wire)
    {
        Node node = graph[wire.Id];
        return node.Op switch
        {
            Op.Number => node.Number,
            Op.Negate => -Number(graph.Wire(node.A)),
            Op.Sqrt => Math.Sqrt(Number(graph.Wire(node.A))),
            Op.Multiply => Number(graph.Wire(node.A)) * Number(graph.Wire(node.B)),
            Op.Divide => Number(graph.Wire(node.A)) / Number(graph.Wire(node.B)),
            Op.Add => Number(graph.Wire(node.A)) + Number(graph.Wire(node.B)),
            Op.Subtract => Number(graph.Wire(node.A)) - Number(graph.Wire(node.B)),
            _ => double.NaN,
        };
    }

    // Whether a divisor is 0 at t = 0, in some term or factor.
    bool Vanishes(Sum sum, Atom t)
    {
        foreach (Term term in sum.Terms)
        {
            if (term.HasE && Vanishes(term.E, t)) return true;
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                Atom atom = term.Atoms[i];
                if (term.Exponents[i].Sign < 0 && (ReferenceEquals(atom, t) || IsZeroAt(atom, t))) return true;
                if ((atom.Is(Op.Power) || (term.Exponents[i].Sign > 0 && atom.Kind == AtomKind.Base)) && Vanishes(atom.Of, t)) return true;
            }
        }
        return false;
    }

    bool IsZeroAt(Atom atom, Atom t)
    {
        try { return atom.Arguments.Length > 0 && Series.Of(ring, atom.Kind == AtomKind.Base ? atom.Of : ring.Bare(atom), t, 4) is { IsZero: false, First: > 0 }; }
        catch (Series.None) { return false; }
    }

    /// <summary>Whether it is more than a quotient of polynomials.</summary>
    public static bool HasFunction(Sum sum)
    {
        if (Array.Exists(sum.Terms, term => term.HasE || Array.Exists(term.Atoms, atom => !term.Of(atom).IsWhole || (atom.Kind == AtomKind.Base && HasFunction(atom.Of))))) return true;
        List<Atom> calls = [];
        Ring.Collect(sum, atom => (atom.Kind == AtomKind.Call && atom.Op is not (Op.Abs or Op.Sign)) || (atom.Kind == AtomKind.Base && Array.Exists(atom.Of.Terms, term => term.HasE)), calls, []);
        return calls.Count > 0;
    }
}
