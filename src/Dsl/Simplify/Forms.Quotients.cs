using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Powers of a quotient in a denominator: <c>1 + (k / x) ** n</c> is infinite where x is 0, and what stands over it is too. Where the power is above 1, all is written in the power of
/// the inverse, <c>(x / k) ** n</c>, beside which nothing is.
/// </summary>
sealed partial class Write
{
    /// <summary>The node of a derivative.</summary>
    public int OfSlope(Sum slope)
    {
        if (PowerOfQuotient(slope, 0) is not { } power) return Of(slope);
        Atom log = FactorOf(power.Terms[0].E.Terms[0], Op.Log)!;
        Sum inverse = ring.Negate(ring.Bare(ring.Call(Op.Log, 0, ring.Power(log.Of, -1))));
        Sum turned = ring.Shortest(ring.Substitute(slope, atom => ReferenceEquals(atom, log) ? inverse : null));
        return code.Choose(code.Make(Op.LessEqual, Of(power), code.Number(1)), Of(slope), Of(turned));
    }

    // The power of a quotient with an input below that is a term of a denominator.
    Sum? PowerOfQuotient(Sum sum, int depth)
    {
        foreach (Term term in sum.Terms)
        {
            for (int i = 0; i < term.Atoms.Length; i++)
            {
                Atom atom = term.Atoms[i];
                if (atom.Kind != AtomKind.Base || depth > 3) continue;
                if (term.Exponents[i].Sign < 0)
                {
                    foreach (Term part in atom.Of.Terms)
                    {
                        if (part.E.Count == 1 && FactorOf(part.E.Terms[0], Op.Log) is { } log && IsQuotient(log.Of)) return ring.Single(ring.Raw(new Powers(), part.E), 1);
                    }
                }
                if (PowerOfQuotient(atom.Of, depth + 1) is { } inner) return inner;
            }
        }
        return null;
    }

    /// <summary>A quotient with an input below.</summary>
    public static bool IsQuotient(Sum sum) => sum.Count == 1 && !sum.Terms[0].HasE && Array.Exists(sum.Terms[0].Atoms, atom => atom.Kind != AtomKind.Known && sum.Terms[0].Of(atom).Sign < 0);
}
