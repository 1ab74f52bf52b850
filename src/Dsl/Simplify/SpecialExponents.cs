using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Derivatives of powers whose exponent makes a factor 0 beside a pole: of <c>x ** n</c> the second is <c>n * (n - 1) * x ** (n - 2)</c>, 0 times infinity for n = 1 at x = 0. What runs
/// (never what is printed) has such an exponent put in: <c>if n = 1 then 0 else …</c>.
/// </summary>
sealed class SpecialExponents(Graph graph, Ring ring, Write write)
{
    const int Most = 8, MostPole = 3, MostDepth = 3;

    /// <param name="Exponent">The input.</param>
    /// <param name="Factor">Its factor in the exponent.</param>
    /// <param name="Base">What the power is of.</param>
    readonly record struct VariablePower(Atom Exponent, Rational Factor, Sum Base);

    /// <summary>The code of a sum with its special exponents; null where it needs none.</summary>
    public int? Guarded(Sum sum, int code)
    {
        List<VariablePower> powers = [];
        Find(sum, powers, 0);
        int left = Most, guarded = powers.Count == 0 ? code : Guarded(sum, code, powers, ref left);
        return guarded == code ? null : guarded;
    }

    // Of several exponents each may be special beside each of the others.
    int Guarded(Sum sum, int code, List<VariablePower> powers, ref int left)
    {
        foreach (VariablePower power in powers)
        {
            int beside = Pole(sum, power.Base, isVariable: true);
            for (int pole = -1; pole >= -MostPole && left > 0; pole--)
            {
                Rational special = (pole - beside) / power.Factor;
                if (special.Sign < 0 || Put(sum, power, special) is not { } put || Pole(put, power.Base, isVariable: false) <= pole) continue;
                left--;
                int inner = Guarded(put, write.Of(put), powers.FindAll(other => !ReferenceEquals(other.Exponent, power.Exponent)), ref left);
                code = graph.Wire((int)power.Exponent.Bits).With(Op.Equal, special.ToDouble()).Choose(graph.Wire(inner), graph.Wire(code)).Id;
            }
        }
        return code;
    }

    // The pole may cancel with a factor of the sum, or with terms of it.
    Sum? Put(Sum sum, VariablePower power, Rational special)
    {
        Sum number = ring.Number(special);
        if (HasZeroBelow(sum)) return null;
        Sum put = With(sum), open = ring.Shortest(put);
        return Pole(open, power.Base, isVariable: true) > Pole(put, power.Base, isVariable: true) ? open : put;

        Sum With(Sum part) => ring.Substitute(part, atom => ReferenceEquals(atom, power.Exponent) ? number : null);

        // a divisor that vanishes with it is a hole, which has a power series
        bool HasZeroBelow(Sum part) => Array.Exists(part.Terms, term => Array.Exists(term.Atoms, atom => (term.Of(atom).Sign < 0 && With(ring.Bare(atom)).IsZero)
            || Array.Exists(atom.Arguments, HasZeroBelow)) || (term.HasE && HasZeroBelow(term.E)));
    }

    void Find(Sum sum, List<VariablePower> into, int depth)
    {
        foreach (Term term in sum.Terms)
        {
            for (int i = 0; i < term.E.Count; i++)
            {
                Term coordinate = term.E.Terms[i];
                foreach (Atom log in coordinate.Atoms)
                {
                    if (!log.Is(Op.Log) || !coordinate.Of(log).IsOne || log.Of.Count != 1 || log.Of.Terms[0].HasE || Array.TrueForAll(log.Of.Terms[0].Atoms, of => of.Kind == AtomKind.Known) || ring.Without(coordinate, log).Alone is not { Kind: AtomKind.Input } exponent) continue;
                    Add(new(exponent, term.E.Coefficients[i], log.Of));
                    // of (k / x) ** n in a denominator, (x / k) ** n over it
                    if (Write.IsQuotient(log.Of)) Add(new(exponent, term.E.Coefficients[i], ring.Power(log.Of, -1)));
                }
            }
            if (depth < MostDepth) foreach (Atom atom in term.Atoms) if (atom.Kind == AtomKind.Base) Find(atom.Of, into, depth + 1);
        }

        void Add(VariablePower power)
        {
            // of x ** n and x ** (2 n) the first says it
            int known = into.FindIndex(other => ReferenceEquals(other.Exponent, power.Exponent) && ReferenceEquals(other.Base, power.Base));
            if (known < 0) into.Add(power);
            else if (power.Factor.Abs() < into[known].Factor.Abs()) into[known] = power;
        }
    }

    // The least power of what a power is of that stands beside it.
    /// <param name="sum">The terms.</param>
    /// <param name="of">What the power is of.</param>
    /// <param name="isVariable">Whether terms count that have a variable power of it: what is beside that may be no pole.</param>
    int Pole(Sum sum, Sum of, bool isVariable)
    {
        Term log = ring.Raw(new Powers(ring.Call(Op.Log, 0, of), 1), ring.Zero);
        int? least = null;
        foreach (Term term in sum.Terms)
        {
            if (!isVariable && Array.Exists(term.E.Terms, coordinate => !ReferenceEquals(coordinate, log) && coordinate.Has(log.Atoms[0]))) continue;
            foreach (Atom atom in of.Terms[0].Atoms)
            {
                if (atom.Kind == AtomKind.Known || of.Terms[0].Of(atom).Sign < 0) continue;
                Rational beside = term.Of(atom) + (atom.Is(Op.Abs) && atom.Of.Atom is { } signed ? term.Of(signed) : 0);
                var times = (int)(beside / of.Terms[0].Of(atom) + term.E[log]).Floor().ToDouble();
                least = least is { } known ? Math.Min(known, times) : times;
            }
        }
        return least ?? 0;
    }
}
