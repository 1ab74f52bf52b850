using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Points where a function is flat: <c>exp (-(1 / x))</c> vanishes at 0 faster than any power of x, so that its slopes, which have poles beside it, are 0 there. What runs (never what is
/// printed) is 0 where such a factor is.
/// </summary>
sealed class FlatPoints(Graph graph, Ring ring, Write write)
{
    const int Most = 2;

    /// <summary>The code of a sum with what is flat; null where nothing is.</summary>
    public int? Guarded(Sum sum, int code)
    {
        List<Sum> flat = [];
        foreach (Term term in sum.Terms)
        {
            Sum factor = FlatFactor(term);
            if (!factor.IsOne && !flat.Contains(factor)) flat.Add(factor);
        }
        foreach (Sum factor in flat.Take(Most))
        {
            var others = new Addends();
            for (int i = 0; i < sum.Count; i++) if (!ReferenceEquals(FlatFactor(sum.Terms[i]), factor)) others.Add(sum.Terms[i], sum.Coefficients[i]);
            code = graph.Wire(write.Of(factor)).With(Op.Equal, 0).Choose(graph.Wire(write.Of(ring.Make(others))), graph.Wire(code)).Id;
        }
        return flat.Count > 0 ? code : null;
    }

    // What dies away at a pole that the term has besides: an exponential of it, powers of e^w + e^-w below the line.
    Sum FlatFactor(Term term)
    {
        // an exponential in an exponent vanishes before what is beside it rises
        var nested = new Addends();
        for (int i = 0; i < term.E.Count; i++)
        {
            if (IsNested(term.E, term.E.Terms[i])) nested.Add(term.E.Terms[i], term.E.Coefficients[i]);
        }
        if (ring.Make(nested) is { IsZero: false } inner) return ring.Single(ring.Raw(new Powers(), inner), 1);
        bool hasPole = Array.Exists(term.Exponents, exponent => exponent.Sign < 0) || Array.Exists(term.E.Terms, coordinate => Array.Exists(coordinate.Atoms, atom => atom.Is(Op.Log)));
        if (!hasPole || Array.Exists(term.Atoms, atom => atom.Kind == AtomKind.Base && (term.Of(atom).Sign > 0 ? Rises(atom.Of) : write.IsTail(atom)))) return ring.One;
        var exponent = new Addends();
        for (int i = 0; i < term.E.Count; i++)
        {
            if (HasPole(term.E.Terms[i], term)) exponent.Add(term.E.Terms[i], term.E.Coefficients[i]);
        }
        var powers = new Powers();
        for (int i = 0; i < term.Atoms.Length; i++)
        {
            if (term.Exponents[i].Sign < 0 && write.PairOf(ring.Bare(term.Atoms[i])) is { Sign: > 0 } pair && Array.Exists(pair.W.Terms, coordinate => HasPole(coordinate, term))) powers[term.Atoms[i]] = term.Exponents[i];
        }
        Sum e = ring.Make(exponent);
        return powers.Count == 0 && e.IsZero ? ring.One : ring.Single(ring.Raw(powers, e), 1);
    }

    // Of -e^u, but not of a (1 - e^u), which is small where u is.
    bool IsNested(Sum e, Term coordinate) => coordinate.HasE && !Write.IsLogarithmic(coordinate.E) && Array.TrueForAll(coordinate.Exponents, exponent => exponent.Sign > 0)
        && e[ring.Raw(new Powers(coordinate), ring.Zero)].IsZero;

    static bool Rises(Sum sum) => Array.Exists(sum.Terms, term => Array.Exists(term.E.Terms, coordinate => !Array.Exists(coordinate.Atoms, atom => atom.Is(Op.Log)))
        || Array.Exists(term.Atoms, atom => atom.Kind == AtomKind.Base && Rises(atom.Of)));

    // Of an input or a sum that the term is divided by, or a power of a quotient.
    static bool HasPole(Term coordinate, Term term)
    {
        // a square of a difference over what vanishes is a density: of prices there are many, and they vanish with their own factors
        if (Array.Exists(coordinate.Atoms, atom => atom.Kind == AtomKind.Base && coordinate.Of(atom).Sign > 0)) return false;
        foreach (Atom atom in coordinate.Atoms)
        {
            if (coordinate.Of(atom).Sign < 0 && atom.Kind is AtomKind.Input or AtomKind.Base && term.Of(atom).Sign < 0) return true;
        }
        return Array.Exists(coordinate.E.Terms, power => Array.Exists(power.Atoms, log => log.Is(Op.Log) && Write.IsQuotient(log.Of)));
    }
}
