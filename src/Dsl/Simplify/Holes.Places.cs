using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The variables in which values are expanded where a divisor vanishes: an input, a sum that is linear in one, its exponential, a length, and roots of these.</summary>
sealed partial class Holes
{
    /// <summary>A place where a divisor vanishes, and the value's power series around it: of each length one.</summary>
    sealed class Place
    {
        public required Atom T { get; init; }

        /// <summary>What t is, in inputs.</summary>
        public required Sum Is { get; init; }

        /// <summary>A sum in t.</summary>
        public required Func<Sum, Sum> Moved { get; init; }

        /// <summary>Of a sum linear in an input, or of the exponential of one.</summary>
        public Zeros.Line? Line { get; init; }

        public bool IsExponential { get; init; }

        /// <summary>Where t is the root of what vanishes, so that an even function of it is smooth there: the input that moves, and the slope of t ** 2 in it.</summary>
        public (Atom X, Sum Slope)? Root { get; init; }

        /// <summary>Of a length, its square.</summary>
        public Sum? Square { get; init; }

        /// <summary>The square of t, where the value is a function of that alone: the polynomial is in the square.</summary>
        public Sum? Whole { get; init; }

        /// <summary>The first coefficient of the value's series, of a negative power of t: as long as that has a slope, so has the pole.</summary>
        public Sum? Pole { get; set; }

        public Dictionary<int, object?> OfValue { get; } = [];

        /// <summary>Longer ones have failed.</summary>
        public int Longest { get; set; } = int.MaxValue;
    }

    Place PlaceOf(Sum zero, Atom? moves, Sum sum)
    {
        if (zero.Atom is not { } divisor)
        {
            // of e^(c x + rest), x becomes (log t - rest) / c
            Zeros.Line exponent = Zeros.Linear(ring, zero.Terms[0].E, moves)!;
            Atom small = ring.Input("", -3);
            ring.AssumeNonNegative(ring.Bare(small));
            Sum x = ring.Divide(ring.Subtract(ring.Log(ring.Bare(small)), exponent.Rest), exponent.Factor);
            return new() { T = small, Is = zero, Line = exponent, IsExponential = true, Moved = sum => ring.Substitute(sum, atom => ReferenceEquals(atom, exponent.X) ? x : null) };
        }
        if (Zeros.IsSquaredLength(ring, divisor)) return Whole(divisor) ?? Length(divisor);
        bool isRoot = HasRootOf(sum, divisor) || HasRootOf(value, divisor);
        if (isRoot && RootOf(divisor, moves) is { } root) return root;
        if ((RootWith(sum, divisor) ?? RootWith(value, divisor)) is { } product) return RootOfProduct(product, divisor);
        if (divisor.Kind != AtomKind.Base || Zeros.Linear(ring, divisor.Of, moves) is not { } line) return new() { T = divisor, Is = ring.Bare(divisor), Moved = sum => sum };

        // x becomes (t - rest) / factor
        Atom t = ring.Input("", -1);
        Sum back = ring.Divide(ring.Add(ring.Bare(t), ring.Negate(line.Rest)), line.Factor);
        return new() { T = t, Is = ring.Bare(divisor), Line = line, Moved = sum => ring.Substitute(sum, atom => ReferenceEquals(atom, line.X) ? back : null) };
    }

    // sqrt (x² + y²) becomes t, and in arguments and exponents, where the sum may stand open, x becomes sqrt (t ** 2 - y ** 2): elsewhere it is a factor of coefficients.
    Place Length(Atom divisor)
    {
        Atom length = ring.Input("", -2);
        ring.AssumeNonNegative(ring.Bare(length));
        Sum square = ring.Power(ring.Bare(length), 2);
        var leg = LegOf(divisor, square);
        return new() { T = length, Is = ring.Power(ring.Bare(divisor), Rational.Half), Square = divisor.Of, Moved = Moved };

        Sum Moved(Sum sum) => ring.Add(sum.Terms.Select((term, i) => MovedTerm(term, sum.Coefficients[i])));

        Sum MovedTerm(Term term, Rational coefficient)
        {
            Sum product = ring.Scale(ring.Exp(Inner(term.E)), coefficient);
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                Atom atom = term.Atoms[i];
                bool isOuter = atom.Kind == AtomKind.Base && !ReferenceEquals(atom, divisor) && term.Exponents[i] is { IsWhole: true, Sign: > 0 };
                product = ring.Multiply(product, ring.Power(atom.Kind == AtomKind.Input || ReferenceEquals(atom, leg?.Leg) ? ring.Bare(atom) : isOuter ? Moved(atom.Of) : Inner(ring.Bare(atom)), term.Exponents[i]));
            }
            return product;
        }

        Sum Inner(Sum sum) => ring.Substitute(sum, atom => ReferenceEquals(atom, divisor) ? square : leg is var (_, x, back) && ReferenceEquals(atom, x) ? back : null);
    }

    // A leg x of x² + y², or x - a, and what its input is with a length squared.
    (Atom Leg, Atom X, Sum Back)? LegOf(Atom divisor, Sum square)
    {
        Sum of = divisor.Of;
        for (int i = 0; i < of.Count; i++)
        {
            if (of.Terms[i].Atoms is not [var leg] || of.Terms[i].Exponents[0] != 2 || Zeros.Linear(ring, leg.Kind == AtomKind.Base ? leg.Of : ring.Bare(leg)) is not { } line) continue;
            Sum rest = ring.Plainly(of, ring.Negate(ring.Single(of.Terms[i], of.Coefficients[i])));
            Sum size = ring.Power(ring.Scale(ring.Plainly(square, ring.Negate(rest)), of.Coefficients[i].Inverse()), Rational.Half);
            return (leg, line.X, ring.Divide(ring.Subtract(size, line.Rest), line.Factor));
        }
        return null;
    }

    // Of a function of x² + y² alone, x becomes sqrt (t ** 2 - y ** 2).
    Place? Whole(Atom divisor)
    {
        Atom length = ring.Input("", -5);
        ring.AssumeNonNegative(ring.Bare(length));
        if (LegOf(divisor, ring.Power(ring.Bare(length), 2)) is not var (_, input, back)) return null;
        List<Atom> inputs = [], left = [];
        Ring.Collect(divisor.Of, atom => atom.Kind is AtomKind.Input or AtomKind.Ref, inputs, []);
        Ring.Collect(Moved(value), inputs.Contains, left, []);
        var place = new Place { T = length, Is = ring.Bare(divisor), Whole = divisor.Of, Moved = Moved };
        Rational one = 1;
        return left.Count == 0 && Short() is { } terms && InSquare(place, terms, ref one) is not null ? place : null;

        Sum[]? Short()
        {
            try { return OfSum(place, Moved(value), 8, 1, out _); }
            catch (Series.None) { return null; }
        }

        Sum Moved(Sum sum) => ring.Substitute(sum, atom => ReferenceEquals(atom, input) ? back : null);
    }

    // x becomes t ** 2, or of c x + rest what makes it that
    Place? RootOf(Atom divisor, Atom? moves)
    {
        Atom root = ring.Input("", -4);
        ring.AssumeNonNegative(ring.Bare(root));
        Sum square = ring.Power(ring.Bare(root), 2), of = ring.Power(ring.Bare(divisor), Rational.Half);
        if (divisor.Kind == AtomKind.Input) return new() { T = root, Is = of, Root = (divisor, ring.One), Moved = sum => ring.Substitute(sum, atom => ReferenceEquals(atom, divisor) ? square : null) };
        if (divisor.Kind != AtomKind.Base || Zeros.Linear(ring, divisor.Of, moves) is not { } line) return null;
        Sum back = ring.Divide(ring.Add(square, ring.Negate(line.Rest)), line.Factor);
        return new() { T = root, Is = of, Root = (line.X, line.Factor), Moved = sum => ring.Substitute(sum, atom => ReferenceEquals(atom, line.X) ? back : null) };
    }

    // Of sqrt (x / m), x becomes m t ** 2.
    Place RootOfProduct(Atom power, Atom x)
    {
        Atom root = ring.Input("", -4);
        ring.AssumeNonNegative(ring.Bare(root));
        Sum back = ring.Divide(ring.Multiply(ring.Power(ring.Bare(root), 2), ring.Bare(x)), power.Of);
        return new() { T = root, Is = ring.Bare(power), Root = (x, ring.Divide(power.Of, ring.Bare(x))), Moved = sum => ring.Substitute(sum, atom => ReferenceEquals(atom, x) ? back : null) };
    }

    // A root of a product with a factor, which is not split.
    static Atom? RootWith(Sum sum, Atom factor)
    {
        foreach (Term term in sum.Terms)
        {
            foreach (Atom atom in term.Atoms)
            {
                if (atom.Is(Op.Power) && atom.Of.Count == 1 && atom.Of.Terms[0].Of(factor).IsOne) return atom;
                foreach (Sum argument in atom.Arguments) if (RootWith(argument, factor) is { } found) return found;
            }
            if (term.HasE && RootWith(term.E, factor) is { } inner) return inner;
        }
        return null;
    }

    static bool HasRootOf(Sum sum, Atom of) => Array.Exists(sum.Terms, term => term.Of(of).Denominator == 2
        || (term.HasE && HasRootOf(term.E, of)) || Array.Exists(term.Atoms, atom => Array.Exists(atom.Arguments, argument => HasRootOf(argument, of))));
}
