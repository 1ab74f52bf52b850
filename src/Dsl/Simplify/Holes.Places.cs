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
        if (Zeros.IsSquaredLength(ring, divisor))
        {
            // sqrt (x² + y²) becomes t
            Atom length = ring.Input("", -2);
            ring.AssumeNonNegative(ring.Bare(length));
            Sum square = ring.Power(ring.Bare(length), 2);
            return new() { T = length, Is = ring.Power(ring.Bare(divisor), Rational.Half), Square = divisor.Of, Moved = sum => ring.Substitute(sum, atom => ReferenceEquals(atom, divisor) ? square : null) };
        }
        bool isRoot = HasRootOf(sum, divisor) || HasRootOf(value, divisor);
        if (isRoot && RootOf(divisor, moves) is { } root) return root;
        if ((RootWith(sum, divisor) ?? RootWith(value, divisor)) is { } product) return RootOfProduct(product, divisor);
        if (divisor.Kind != AtomKind.Base || Zeros.Linear(ring, divisor.Of, moves) is not { } line) return new() { T = divisor, Is = ring.Bare(divisor), Moved = sum => sum };

        // x becomes (t - rest) / factor
        Atom t = ring.Input("", -1);
        Sum back = ring.Divide(ring.Add(ring.Bare(t), ring.Negate(line.Rest)), line.Factor);
        return new() { T = t, Is = ring.Bare(divisor), Line = line, Moved = sum => ring.Substitute(sum, atom => ReferenceEquals(atom, line.X) ? back : null) };
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
                if (atom.Is(Op.Power) && atom.Arguments[1] is { IsNumber: true } exponent && exponent.Number == Rational.Half && atom.Of.Count == 1 && atom.Of.Terms[0].Of(factor).IsOne) return atom;
                foreach (Sum argument in atom.Arguments) if (RootWith(argument, factor) is { } found) return found;
            }
            if (term.HasE && RootWith(term.E, factor) is { } inner) return inner;
        }
        return null;
    }

    static bool HasRootOf(Sum sum, Atom of) => Array.Exists(sum.Terms, term => term.Of(of).Denominator == 2
        || (term.HasE && HasRootOf(term.E, of)) || Array.Exists(term.Atoms, atom => Array.Exists(atom.Arguments, argument => HasRootOf(argument, of))));
}
