using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// A product to a variable exponent stays together as the user has it: <c>tanh x ** n</c> is <c>e^(n (log (e^x - e^-x) - log (e^x + e^-x)))</c> in the ring. As that it overflows far out, and
/// at x = 0 its slope would be divided by what is 0.
/// </summary>
sealed partial class Write
{
    int? PowersAsWritten(Rational coefficient, Powers powers, Sum e)
    {
        if (e.IsZero) return null;
        List<Atom> logs = [];
        Ring.Collect(e, atom => atom.Is(Op.Log), logs, []);
        if (logs.Count == 0) return null;
        foreach (Read.Word word in read.Powers)
        {
            if (InWord(coefficient, powers, e, word) is { } made) return Product(made.Coefficient, new Powers(made.Powers), made.E);
        }
        foreach (Atom log in logs)
        {
            if (log.Of.Atom is not { Kind: AtomKind.Base } pair || PairOf(pair.Of) is not { Sign: < 0, W: var w }) continue;
            foreach (int side in (int[])[-1, 1])
            {
                Sum shift = ring.Scale(w, side), v = ring.Bare(ring.Base(ShiftedBy(pair.Of, shift)));
                if (Renamed(coefficient, powers, e, log, ring.Plainly(LogOf(v), ring.Negate(shift)), pair, ring.Multiply(v, ring.Exp(ring.Negate(shift)))) is { } made) return Product(made.Coefficient, new Powers(made.Powers), made.E);
            }
        }
        return null;
    }

    Sum LogOf(Sum v) => ring.Bare(ring.Call(Op.Log, 0, v));

    // The product with the user's word in the place of one of its factors: of a sum or a function that may vanish. A product of inputs is split, so that each of them may be 0.
    Primitive? InWord(Rational coefficient, Powers powers, Sum e, Read.Word word)
    {
        Sum v = ring.Bare(Made(word.Node)), logs = ring.Log(word.Sum);
        Atom whole = ring.Call(Op.Log, 0, ring.AsArgument(word.Sum));
        if (whole.Of.Count == 1 && whole.Of.Atom is null && Array.Exists(e.Terms, coordinate => coordinate.Has(whole)))
        {
            // not split, for want of signs
            foreach (Atom u in whole.Of.Terms[0].Atoms)
            {
                if (u.Kind is not (AtomKind.Base or AtomKind.Call) || !whole.Of.Terms[0].Of(u).IsOne) continue;
                return Renamed(coefficient, powers, e, whole, LogOf(v), u, ring.Divide(v, ring.Divide(whole.Of, ring.Bare(u))));
            }
        }
        for (int i = 0; i < logs.Count && logs.Count > 1; i++)
        {
            if (logs.Terms[i].Alone is not { } log || !log.Is(Op.Log) || log.Of.Atom is not { Kind: AtomKind.Base or AtomKind.Call } u || !logs.Coefficients[i].IsOne) continue;
            Sum shift = ring.Plainly(ring.Bare(log), ring.Negate(logs));
            if (Renamed(coefficient, powers, e, log, ring.Plainly(LogOf(v), shift), u, ring.Multiply(v, ring.Exp(shift))) is { } made) return made;
        }
        return null;
    }

    // With other sums for a logarithm in the exponent and for what it is of, where that leaves less in the exponent.
    Primitive? Renamed(Rational coefficient, Powers powers, Sum e, Atom log, Sum logs, Atom u, Sum now)
    {
        Atom? turned = u.Kind == AtomKind.Base ? ring.Base(ring.Negate(u.Of)) : null;
        var rest = new Powers(powers);
        if (UnderAbs(u, powers) is { } signed) (rest[u], rest[signed]) = (powers[u] + powers[signed], 0);
        Rational times = rest[u], back = turned is null ? 0 : rest[turned];
        if (!back.IsWhole) return null;
        rest[u] = 0;
        if (turned is not null) rest[turned] = 0;
        // in a sum beside it, other factors of the user's product would come under the line
        bool isAlone = now.Count == 1 && now.Terms[0].Atoms.Length == 1;
        Sum made = ring.Substitute(ring.Single(ring.Raw(rest, e), back.IsOdd ? -coefficient : coefficient), atom =>
            ReferenceEquals(atom, log) ? logs : !isAlone ? null : ReferenceEquals(atom, u) ? now : turned is not null && ReferenceEquals(atom, turned) ? ring.Negate(now) : null);
        made = Opened(ring.Multiply(made, ring.Power(now, times + back)));
        return ring.AsProduct(made) is var product && product.E.Size < e.Size ? product : null;
    }

    // A power of exponentials in a sum beside an exponential is multiplied out: e^-3w (1 - (e^w - a e^-w) ** 2) has an overflow times an underflow far out.
    Sum Opened(Sum product)
    {
        if (product.Count != 1 || !product.Terms[0].HasE) return product;
        foreach (Atom sum in product.Terms[0].Atoms)
        {
            if (sum.Kind != AtomKind.Base || !product.Terms[0].Of(sum).IsOne || !Array.Exists(sum.Of.Terms, term => Array.Exists(term.Atoms, inner => inner.Kind == AtomKind.Base && term.Of(inner) >= 2 && Array.Exists(inner.Of.Terms, e => e.HasE)))) continue;
            if (ring.Expand(sum.Of) is { Count: <= MostShared } open) product = ring.Multiply(ring.Divide(product, ring.Bare(sum)), open);
        }
        return product;
    }

    // u of abs u, where an even power of it is a factor: abs² is the square in the ring
    Atom? UnderAbs(Atom abs, Powers powers)
    {
        if (!abs.Is(Op.Abs)) return null;
        Atom signed = abs.Of.Atom ?? ring.Base(abs.Of);
        if (powers[signed].IsZero && signed.Kind == AtomKind.Base) signed = ring.Base(ring.Negate(signed.Of));
        return powers[signed] is { IsZero: false, IsEven: true } ? signed : null;
    }
}
