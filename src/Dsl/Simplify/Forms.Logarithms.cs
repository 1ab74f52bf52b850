using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Terms of a sum with logarithms that have a form together: softplus, entropy, log1p, atanh, logarithms of tails and of quotients.</summary>
sealed partial class Write
{
    // c log (e^w + e^-w) ± c w = c softplus (±2 w), the sign that leaves fewer terms
    void LogarithmsOfPairs(Addends terms)
    {
        foreach (Found found in Each(terms, Op.Log))
        {
            if (PairOf(found.Atom.Of) is not { } pair) continue;
            terms.Remove(found.Term);
            if (pair.Sign < 0)
            {
                terms.Add(ring.With(found.Rest, Made(LogSinh(Of(pair.W))), 1), found.Coefficient);
                continue;
            }
            if (Entropy(terms, found, pair.W)) continue;
            Sum up = ring.Multiply(ring.Single(found.Rest, found.Coefficient), pair.W);
            int plus = After(terms, up, -1), minus = After(terms, up, 1);
            int sign = plus <= minus ? 1 : -1;
            terms.Add(up, -sign);
            terms.Add(ring.With(found.Rest, ring.Call(Op.Softplus, 0, ring.Scale(pair.W, 2 * sign)), 1), found.Coefficient);
        }

        static int After(Addends terms, Sum added, int factor)
        {
            int more = 0;
            for (int i = 0; i < added.Count; i++)
            {
                Rational before = terms[added.Terms[i]], after = before + factor * added.Coefficients[i];
                more += (after.IsZero ? 0 : 1) - (before.IsZero ? 0 : 1);
            }
            return more;
        }
    }

    // log (1 + erf v) = lognormcdf (√2 v) + log 2
    void LogarithmsOfTails(Addends terms)
    {
        foreach (Found found in Each(terms, Op.Log))
        {
            if (TailOf(found.Atom.Of) is not (var v, { IsOne: true })) continue;
            terms.Remove(found.Term);
            terms.Add(ring.With(found.Rest, ring.Call(Op.LogNormCdf, 0, ring.Multiply(v, ring.RootTwo)), 1), found.Coefficient);
            terms.Add(ring.With(found.Rest, ring.Log(ring.Number(2)).Atom!, 1), found.Coefficient);
        }
    }

    // v of 1 + erf v, and the sign before that
    (Sum V, Rational Sign)? TailOf(Sum sum)
    {
        if (sum.Atom is { Kind: AtomKind.Base } atom) sum = atom.Of;
        if (sum.Count != 2 || !sum.Terms[1].IsOne || sum.Terms[0].Alone is not { } erf || !erf.Is(Op.Erf) || !sum.Coefficients[0].Abs().IsOne || !sum.Coefficients[1].Abs().IsOne) return null;
        return (ring.Scale(erf.Of, sum.Coefficients[0] * sum.Coefficients[1]), sum.Coefficients[1]);
    }

    // log (e^w + e^-w) - w tanh w = softplus (-u) + u sigmoid (-u), u = 2 |w|
    bool Entropy(Addends terms, Found log, Sum w)
    {
        Sum tangent = ring.Multiply(ring.Single(log.Rest, -log.Coefficient), ring.Multiply(w, ring.Divide(ring.Pair(w, -1), ring.Pair(w, 1))));
        if (tangent.Count != 1 || terms[tangent.Terms[0]] != tangent.Coefficients[0]) return false;
        terms.Remove(tangent.Terms[0]);
        int minus = code.Negate(code.Make(Op.Abs, Of(ring.Scale(w, 2))));
        int made = code.Subtract(code.Make(Op.Softplus, minus), code.Multiply(minus, code.Make(Op.Sigmoid, minus)));
        terms.Add(ring.With(log.Rest, Made(made), 1), log.Coefficient);
        return true;
    }

    // log (k + u) - log k = log1p (u / k);  log (1 + u) - log (1 - u) = 2 atanh u
    void LogarithmsOverNumbers(Addends terms)
    {
        foreach (Found found in Each(terms, Op.Log))
        {
            if (!terms.Has(found.Term)) continue;
            Sum of = found.Atom.Of.Atom is { Kind: AtomKind.Base } sum ? sum.Of : found.Atom.Of;
            Rational number = of[ring.Unit];
            if (of.Count < 2 || number.Sign <= 0 || !number.IsShort(1_000_000)) continue;
            if (number.IsOne)
            {
                Sum u = ring.Subtract(of, ring.One), other = ring.Subtract(ring.One, u);
                Term against = ring.With(found.Rest, ring.Call(Op.Log, 0, ring.Bare(ring.Base(other))), 1);
                if (terms[against] != -found.Coefficient) continue;
                terms.Remove(found.Term);
                terms.Remove(against);
                terms.Add(ring.With(found.Rest, ring.Call(Op.Atanh, 0, u), 1), 2 * found.Coefficient);
                continue;
            }
            Sum logs = ring.Multiply(ring.Single(found.Rest, -found.Coefficient), ring.Log(ring.Number(number)));
            bool fits = logs.Count > 0;
            for (int i = 0; i < logs.Count; i++) fits &= terms[logs.Terms[i]] == logs.Coefficients[i];
            if (!fits) continue;
            terms.Add(logs, -1);
            terms.Remove(found.Term);
            terms.Add(ring.With(found.Rest, ring.Call(Op.Log1p, 0, ring.Subtract(ring.Scale(of, number.Inverse()), ring.One)), 1), found.Coefficient);
        }
    }

    // c log a - c log b = c log (a / b)
    void Logarithms(Addends terms)
    {
        List<Found> logs = [.. Each(terms, Op.Log).Where(found => !IsNearOne(found.Atom.Of) && !Array.Exists(found.Rest.E.Terms, coordinate => coordinate.Has(found.Atom)))];
        for (int i = 0; i < logs.Count; i++)
        {
            Found first = logs[i];
            List<Found> same = logs.FindAll(found => ReferenceEquals(found.Rest, first.Rest) && found.Coefficient.Abs() == first.Coefficient.Abs());
            if (!terms.Has(first.Term)) continue;
            int sign = same.Exists(found => found.Coefficient.Sign > 0) ? 1 : -1;
            Sum product = ring.One;
            foreach (Found found in same) product = ring.Multiply(product, ring.Power(found.Atom.Of, found.Coefficient.Sign * sign));
            bool isKnown = ring.IsNonNegative(product);
            if (same.Count < 2 && (isKnown || IsPowerBase(first.Atom.Of))) continue;
            foreach (Found found in same) terms.Remove(found.Term);
            terms.Add(ring.With(first.Rest, ring.Call(Op.Log, 0, isKnown || same.Count == 1 ? product : ring.Abs(product, 0)), 1), sign * first.Coefficient.Abs());
        }
    }

    // What is 1 and more has a logarithm of its own that keeps its digits.
    bool IsNearOne(Sum of) => (of.Atom is { Kind: AtomKind.Base } sum ? sum.Of : of) is { Count: > 1 } inner && !inner[ring.Unit].IsZero;

    static bool IsPowerBase(Sum _) => true;

    // log (erf b - erf a)
    int? LogOfTails(Sum of)
    {
        if (of.Count != 2) return null;
        int first = of.Terms[0].Alone is { Op: Op.Erf, Kind: AtomKind.Call } ? 0 : of.Terms[1].Alone is { Op: Op.Erf, Kind: AtomKind.Call } ? 1 : -1;
        if (first < 0) return null;
        Atom erf = of.Terms[first].Alone!;
        Rational coefficient = of.Coefficients[first], other = of.Coefficients[1 - first];
        if (of.Terms[1 - first].Alone is { Op: Op.Erf, Kind: AtomKind.Call } second && coefficient == -other && coefficient.Abs().IsOne)
        {
            return coefficient.Sign > 0 ? code.Make(Op.Log, Tails(second.Of, erf.Of)) : code.Make(Op.Log, Tails(erf.Of, second.Of));
        }
        return null;
    }
}
