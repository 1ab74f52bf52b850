using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Where a divisor vanishes and the whole does not blow up, and near there, where its terms cancel: a polynomial, <c>if abs t &lt; r then polynomial else code</c>. The variable t is
/// an input, or a sum that is linear in an input: <c>sin (x - 1) / (x - 1)</c>. Where coefficients hold other inputs, the last terms of the polynomial decide where it serves.
/// </summary>
sealed class Holes(Graph graph, Ring ring, Write write)
{
    const int MostCandidates = 4;

    /// <summary>The node of a sum with its holes filled; null where it has none.</summary>
    /// <param name="sum">What is computed.</param>
    /// <param name="code">The node that computes it elsewhere.</param>
    public int? Guarded(Sum sum, int code)
    {
        List<Atom> candidates = Zeros.Of(ring, sum);
        if (candidates.Count == 0 || !HasFunction(sum)) return null;
        foreach (Atom candidate in candidates.Take(MostCandidates))
        {
            // exact coefficients may grow too long: then fewer of them
            foreach (int length in (int[])[18, 12, 8])
            {
                try
                {
                    if (Guarded(sum, code, candidate, length) is { } made) return made;
                    break;
                }
                catch (Series.None) { break; }
                catch (OverflowException) { }
            }
        }
        return null;
    }

    int? Guarded(Sum sum, int code, Atom divisor, int length)
    {
        Atom t = divisor;
        Sum place = ring.Bare(divisor);
        bool isLength = Zeros.IsSquaredLength(ring, divisor);
        if (isLength)
        {
            // sqrt (x² + y²) becomes t
            t = ring.Input("", -2);
            ring.AssumeNonNegative(ring.Bare(t));
            Sum square = ring.Power(ring.Bare(t), 2);
            sum = ring.Substitute(sum, atom => ReferenceEquals(atom, divisor) ? square : null);
            place = ring.Power(place, Rational.Half);
        }
        else if (divisor.Kind == AtomKind.Base)
        {
            // x becomes (t - rest) / c
            if (Zeros.Linear(ring, divisor.Of) is not var (x, factor, rest)) return null;
            t = ring.Input("", -1);
            Sum back = ring.Divide(ring.Add(ring.Bare(t), ring.Negate(rest)), factor);
            sum = ring.Substitute(sum, atom => ReferenceEquals(atom, x) ? back : null);
        }
        if (!Vanishes(sum, t)) return null;
        Series series = Series.Of(ring, sum, t, length);
        if (series.IsZero) return null;
        int last = Math.Min(length, series.First + series.Terms.Length) - 1;
        if (Terms(series, last, isLength ? divisor.Of : null) is not { } terms) return null;
        Wire at = graph.Wire(write.Of(place)), polynomial = at.Number(0), size = at.Apply(Op.Abs);
        Wire[] coefficients = [.. terms.Select(term => graph.Wire(write.Of(term)))];
        for (int i = last; i >= 0; i--) polynomial = polynomial.Graph[polynomial.Id] is { Op: Op.Number, Number: 0 } ? coefficients[i] : IsZero(coefficients[i]) ? polynomial * at : polynomial * at + coefficients[i];
        return IsNear(size, at, polynomial, coefficients, last).Choose(polynomial, graph.Wire(code)).Id;
    }

    // The coefficients from t^0 on; null where there are others. Of a length, one leg squared is t² less the others: what is over t² cancels then.
    Sum[]? Terms(Series series, int last, Sum? square)
    {
        int first = Math.Min(0, series.First);
        var terms = new Sum[last + 1 - first];
        for (int i = 0; i < terms.Length; i++) terms[i] = series[first + i];
        if (square is not null)
        {
            int k = Array.FindIndex(square.Terms, term => term.Atoms.Length == 1 && term.Exponents[0] == 2);
            if (k < 0) return null;
            Atom leg = square.Terms[k].Atoms[0];
            Rational by = square.Coefficients[k].Inverse();
            Sum others = ring.Scale(ring.Plainly(square, ring.Negate(ring.Single(square.Terms[k], square.Coefficients[k]))), -by);
            for (int i = 0; i < terms.Length; i++)
            {
                while (Array.FindIndex(terms[i].Terms, term => term.Of(leg) >= 2) is >= 0 and var at)
                {
                    Sum term = ring.Single(terms[i].Terms[at], terms[i].Coefficients[at]), rest = ring.Single(ring.With(terms[i].Terms[at], leg, -2), terms[i].Coefficients[at]);
                    terms[i] = ring.Add(ring.Plainly(terms[i], ring.Negate(term)), ring.Multiply(rest, others));
                    if (i + 2 < terms.Length) terms[i + 2] = ring.Add(terms[i + 2], ring.Scale(rest, by));
                }
            }
        }
        return Array.TrueForAll(terms[..-first], term => term.IsZero) ? terms[-first..] : null;
    }

    bool IsZero(Wire wire) => graph[wire.Id] is { Op: Op.Number, Number: 0 };

    // Where coefficients are numbers: up to where the terms left out are below the rounding. Else where the last terms are.
    Wire IsNear(Wire size, Wire at, Wire polynomial, Wire[] coefficients, int last)
    {
        double[]? numbers = [.. Enumerable.Range(0, last + 1).Select(i => Number(coefficients[i]))];
        if (!Array.Exists(numbers, double.IsNaN))
        {
            double first = Math.Abs(numbers[Array.FindIndex(numbers, c => c != 0)]), radius = double.PositiveInfinity;
            int lead = Array.FindIndex(numbers, c => c != 0);
            for (int i = last; i > last - 4 && i > lead; i--)
            {
                if (numbers[i] != 0) radius = Math.Min(radius, Math.Pow(1e-17 * first / Math.Abs(numbers[i]), 1.0 / (i - lead)));
            }
            return size.With(Op.Less, double.IsInfinity(radius) ? 1 : radius);
        }
        Wire tail = at.Number(0), power = at;
        Wire[] powers = new Wire[last + 1];
        for (int i = 1; i <= last; i++, power *= at) powers[i] = power;
        for (int i = Math.Max(1, last - 3); i <= last; i++)
        {
            if (!IsZero(coefficients[i])) tail += (coefficients[i] * powers[i]).Apply(Op.Abs);
        }
        
        // where all of it underflows, it says nothing
        return tail.With(Op.Less, 1e-17 * polynomial.Apply(Op.Abs)) | size.With(Op.Equal, 0);
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
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                Atom atom = term.Atoms[i];
                if (term.Exponents[i].Sign < 0 && (ReferenceEquals(atom, t) || IsZeroAt(atom, t))) return true;
                if (term.Exponents[i].Sign > 0 && atom.Kind == AtomKind.Base && Vanishes(atom.Of, t)) return true;
            }
        }
        return false;
    }

    bool IsZeroAt(Atom atom, Atom t)
    {
        try { return atom.Arguments.Length > 0 && Series.Of(ring, atom.Kind == AtomKind.Base ? atom.Of : ring.Bare(atom), t, 4) is { IsZero: false, First: > 0 }; }
        catch (Series.None) { return false; }
    }

    static bool HasFunction(Sum sum)
    {
        if (Array.Exists(sum.Terms, term => term.HasE)) return true;
        List<Atom> calls = [];
        Ring.Collect(sum, atom => (atom.Kind == AtomKind.Call && atom.Op is not (Op.Abs or Op.Sign)) || (atom.Kind == AtomKind.Base && Array.Exists(atom.Of.Terms, term => term.HasE)), calls, []);
        return calls.Count > 0;
    }
}
