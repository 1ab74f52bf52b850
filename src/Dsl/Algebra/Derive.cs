using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>Derivatives in the ring. Each term's product rule is collapsed before terms are added: of <c>2 - tanh² a - tanh² b</c> nobody would see the two squares of a secant.</summary>
/// <param name="ring">Where.</param>
/// <param name="variable">An input.</param>
sealed class Derive(Ring ring, Atom variable)
{
    readonly Dictionary<Sum, object> sums = [];
    readonly Dictionary<Atom, object> atoms = [];

    public Sum Of(Sum sum)
    {
        if (sums.TryGetValue(sum, out object? known)) return (Sum)known;
        if (!DeepStack.HasRoom) throw new Ring.TooLong();
        List<Sum> parts = [];
        for (int i = 0; i < sum.Count; i++)
        {
            if (Of(sum.Terms[i], sum.Coefficients[i]) is { IsZero: false } part) parts.Add(part);
        }
        Sum slope = parts.Count == 0 ? ring.Zero : ring.Add(parts);
        sums[sum] = slope;
        return slope;
    }

    Sum Of(Term term, Rational coefficient)
    {
        List<Sum> parts = [];
        for (int i = 0; i < term.Atoms.Length; i++)
        {
            // a root is differentiated as a power of what is under it, which does not divide more
            bool isRoot = term.Atoms[i].Is(Op.Power);
            Sum slope = isRoot ? ring.Scale(Of(term.Atoms[i].Of), Rational.Half) : Of(term.Atoms[i]);
            if (slope.IsZero) continue;
            var rest = new Powers(term);
            rest[term.Atoms[i]] -= isRoot ? 2 : 1;
            parts.Add(ring.Multiply(ring.Product(coefficient * term.Exponents[i], rest, term.E), slope));
        }
        if (term.HasE && Of(term.E) is { IsZero: false } inner) parts.Add(ring.Multiply(ring.Product(coefficient, new Powers(term), term.E), inner));
        return parts.Count == 0 ? ring.Zero : parts.Count == 1 ? parts[0] : ring.Add(parts);
    }

    Sum Of(Atom atom)
    {
        if (ReferenceEquals(atom, variable)) return ring.One;
        if (atom.Arguments.Length == 0) return ring.Zero;
        if (atoms.TryGetValue(atom, out object? known)) return (Sum)known;
        Sum slope = atom.Kind switch
        {
            AtomKind.Base => Of(atom.Of),
            AtomKind.Choice => OfChoice(atom),
            _ => OfCall(atom),
        };
        atoms[atom] = slope;
        return slope;
    }

    Sum OfChoice(Atom atom)
    {
        Sum whenTrue = Of(atom.Arguments[0]), whenFalse = Of(atom.Arguments[1]);
        return ReferenceEquals(whenTrue, whenFalse) ? whenTrue : ring.Of(ring.Choice((int)atom.Bits, atom.ConditionHash, whenTrue, whenFalse));
    }

    Sum OfCall(Atom atom)
    {
        Sum[] inner = [.. atom.Arguments.Select(Of)];
        if (Array.TrueForAll(inner, slope => slope.IsZero)) return ring.Zero;
        if (Functions.Find(atom.Op) is not { Slopes: { } slopes }) throw new Ring.TooLong();
        Sum[] partials = slopes(ring, atom, atom.Arguments);
        Sum result = ring.Zero;
        for (int i = 0; i < inner.Length; i++)
        {
            if (!inner[i].IsZero) result = result.IsZero ? ring.Multiply(partials[i], inner[i]) : ring.Add(result, ring.Multiply(partials[i], inner[i]));
        }
        return result;
    }
}
