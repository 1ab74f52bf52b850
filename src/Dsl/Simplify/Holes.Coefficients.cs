using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The coefficients of the polynomial: those of the series itself, or slopes of those of the value.</summary>
sealed partial class Holes
{
    // Of sin (t / 10) and the like, 1 / 10: in a tenth of t coefficients are short.
    static Rational ScaleOf(Sum sum, Atom t)
    {
        Rational scale = 0;
        Visit(sum, 0);
        return scale.IsZero ? 1 : scale;

        void Visit(Sum part, int depth)
        {
            foreach (Term term in part.Terms)
            {
                Found(term.E);
                foreach (Atom atom in term.Atoms)
                {
                    if (atom.Kind == AtomKind.Call && atom.Arguments.Length == 1) Found(atom.Of);
                    if (atom.Kind == AtomKind.Base && depth < 3) Visit(atom.Of, depth + 1);
                }
            }
        }

        void Found(Sum argument)
        {
            for (int i = 0; i < argument.Count; i++)
            {
                if (argument.Terms[i].Of(t).IsOne && argument.Coefficients[i].Abs() is var size && size > scale) scale = size;
            }
        }
    }

    Sum Scaled(Place place, Sum moved, Rational scale)
    {
        if (scale.IsOne) return moved;
        Sum part = ring.Scale(ring.Bare(place.T), scale.Inverse());
        return ring.Substitute(moved, atom => ReferenceEquals(atom, place.T) ? part : null);
    }

    /// <param name="pole">The first coefficient, if it is of a negative power.</param>
    Sum[]? OfSum(Place place, Sum moved, int length, Rational scale, out Sum? pole)
    {
        moved = Scaled(place, moved, scale);
        Series series;
        try { series = Series.Of(ring, moved, place.T, length); }
        // exponents with poles that cancel in their sum: (4 / k) log 2 - (2 / k) log (4 + k x)
        catch (Series.None) when (ring.Expand(moved) is { } open && !ReferenceEquals(open, moved)) { series = Series.Of(ring, open, place.T, length); }
        pole = !series.IsZero && series.First < 0 ? series.Terms[0] : null;
        if (series.IsZero) return null;
        return Terms(series, Math.Min(length, series.First + series.Terms.Length) - 1, place.Square is { } square ? ring.Scale(square, scale * scale) : null);
    }

    // The slope of the value's series, term by term: shorter than the series of the slope. dt/dv is a + b t.
    Sum[]? OfSlope(Place place, Atom[] variables, int length, ref Rational scale)
    {
        if (variables.Length == 0 || place.Square is not null || (place.Root is { } of && !Array.TrueForAll(variables, variable => ReferenceEquals(variable, of.X)))) return null;
        if (!place.OfValue.TryGetValue(length, out object? known))
        {
            Sum moved = place.Moved(value);
            Rational own = ScaleOf(moved, place.T);
            place.OfValue[length] = null;
            Sum? pole = null;
            place.OfValue[length] = known = (place.Whole is not null || Vanishes(moved, place.T)) && OfSum(place, moved, length + (place.Root is null ? 2 : 4), own, out pole) is { } made ? new Scaling(own, made) : null;
            place.Pole = known is null ? pole : null;
        }
        if (known is not Scaling ofValue) return null;
        scale = ofValue.Scale;
        if (InSquare(place, ofValue.Terms, ref scale) is not { } terms) return null;
        foreach (Atom variable in variables)
        {
            var derive = new Derive(ring, variable);
            var (a, b) = (ring.Zero, ring.Zero);
            if (place.Root is { } root)
            {
                // of c t ** k, c k / 2 t ** (k - 2)
                if (terms.Length < 3 || !terms[1].IsZero) return null;
                Sum[] whole = terms;
                Rational half = scale * scale * Rational.Half;
                terms = [.. Enumerable.Range(2, whole.Length - 2).Select(k => ring.Scale(ring.Multiply(root.Slope, whole[k]), half * k))];
                continue;
            }
            if (place.Whole is { } square) a = ring.Scale(derive.Of(square), scale);
            else if (place.Line is not { } line) a = ReferenceEquals(variable, place.T) ? ring.Number(scale) : ring.Zero;
            else if (place.IsExponential)
            {
                if (!derive.Of(line.Factor).IsZero) return null;
                b = ReferenceEquals(variable, line.X) ? line.Factor : derive.Of(line.Rest);
            }
            else if (ReferenceEquals(variable, line.X)) a = ring.Scale(line.Factor, scale);
            else
            {
                b = ring.Divide(derive.Of(line.Factor), line.Factor);
                a = ring.Scale(ring.Subtract(derive.Of(line.Rest), ring.Multiply(b, line.Rest)), scale);
            }
            var slopes = new Sum[terms.Length - 1];
            for (int k = 0; k < slopes.Length; k++)
            {
                Sum own = ReferenceEquals(variable, place.T) || (place.Line is { } moved && ReferenceEquals(variable, moved.X)) ? ring.Zero : derive.Of(terms[k]);
                slopes[k] = ring.Add(own, ring.Scale(ring.Multiply(a, terms[k + 1]), k + 1), ring.Scale(ring.Multiply(b, terms[k]), k));
            }
            terms = slopes;
        }
        return terms;
    }

    // What is a pole of the value is one of its slopes, but where the pole does not depend on what is differentiated in: as of 1 / x + y sin x / x in y.
    bool IsPole(Place place, Sum zero, Atom[] variables)
    {
        if (place.Pole is not { } pole) return false;
        List<Atom> moving = [];
        Ring.Collect(zero, atom => atom.Kind is AtomKind.Input or AtomKind.Ref, moving, []);
        return !variables.Where(variable => !moving.Contains(variable)).Aggregate(pole, (slope, variable) => new Derive(ring, variable).Of(slope)).IsZero;
    }

    /// <summary>Coefficients of powers of a multiple of t.</summary>
    sealed record Scaling(Rational Scale, Sum[] Terms);

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
            Atom whole = ring.Base(square);
            for (int i = 0; i < terms.Length; i++)
            {
                while (Array.FindIndex(terms[i].Terms, term => term.Of(whole).Sign > 0) is >= 0 and var at)
                {
                    Sum term = ring.Single(terms[i].Terms[at], terms[i].Coefficients[at]), rest = ring.Single(ring.With(terms[i].Terms[at], whole, -1), terms[i].Coefficients[at]);
                    terms[i] = ring.Plainly(terms[i], ring.Negate(term));
                    if (i + 2 < terms.Length) terms[i + 2] = ring.Add(terms[i + 2], rest);
                }
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
}
