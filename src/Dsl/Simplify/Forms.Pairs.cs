using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Products of powers of e^w ± e^-w as bounded functions: sigmoid, expm1, and exponentials shifted so that none is left outside.</summary>
sealed partial class Write
{
    // An exponential that the user's code computes, if it leaves no power of what it is a power of.
    Sum AsWritten(Factors factors, Powers powers, Sum e)
    {
        if (e.IsZero) return e;
        foreach (Read.Word word in read.Exponentials)
        {
            Term term = word.Sum.Terms[0];
            if (!ReferenceEquals(term.E, e)) continue;
            var left = new Powers(powers);
            left.Multiply(term, -1);
            bool fits = !powers.Atoms().Any(pair => powers[pair].Sign < 0 && pair.Kind == AtomKind.Base && PairOf(pair.Of) is { Sign: > 0 } bound && !Share(e, bound.W).IsZero);
            foreach (Atom atom in term.Atoms) fits &= left[atom].IsZero || (left[atom].Sign == powers[atom].Sign && left[atom].Abs() < powers[atom].Abs() && !e.Terms.Any(coordinate => coordinate.Atoms.Any(log => log.Is(Op.Log) && log.Of.Atom == atom)));
            if (term.Atoms.Length == 0) fits &= !e.Terms.Any(coordinate => coordinate.Atoms.Any(log => log.Is(Op.Log) && IsDivided(log.Of, powers)));
            if (!fits) continue;
            foreach (Atom atom in powers.Atoms()) powers[atom] = left[atom];
            factors.Number /= word.Sum.Coefficients[0];
            factors.Put(word.Node, 1);
            return ring.Zero;
        }
        return e;
    }

    // The coefficient of w's first term in e, over w's own.
    static Rational Share(Sum e, Sum w) => w.IsZero ? 0 : e[w.Terms[0]] / w.Coefficients[0];

    Sum PairPowers(Factors factors, Powers powers, Sum e)
    {
        var done = new HashSet<Sum>();
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind == AtomKind.Base && powers[atom] is { IsWhole: false, Sign: < 0 } && PairOf(atom.Of) is { Sign: > 0 } broken && Share(e, broken.W).Abs() <= -powers[atom])
            {
                Rational share = Share(e, broken.W), size = -powers[atom];
                powers[atom] = 0;
                PutBroken(broken.W, 2, (size + share) * Rational.Half);
                PutBroken(broken.W, -2, (size - share) * Rational.Half);
                e = ring.Plainly(e, ring.Scale(broken.W, -share));
                continue;
            }
            if (atom.Kind != AtomKind.Base || !powers[atom].IsWhole || PairOf(atom.Of) is not { } pair || !done.Add(pair.W)) continue;
            Sum w = pair.W;
            Rational even = 0, odd = 0;
            foreach (Atom other in powers.Atoms())
            {
                if (other.Kind != AtomKind.Base || !powers[other].IsWhole || PairOf(other.Of) is not { } same || !ReferenceEquals(same.W, w)) continue;
                if (same.Sign > 0) even = powers[other];
                else odd = powers[other];
                if (same.Sign < 0 && same.Turn < 0 && powers[other].IsOdd) factors.Number = -factors.Number;
                powers[other] = 0;
            }
            Rational both = odd.Sign > 0 && even.Sign < 0 ? Rational.Min(odd, -even) : odd.Sign < 0 && even.Sign > 0 ? Rational.Max(odd, -even) : 0;
            if (!both.IsZero)
            {
                factors.Put(Odd(Op.Tanh, w), both);
                (even, odd) = (even + both, odd - both);
            }
            e = EvenPower(factors, w, even, e);
            e = OddPower(factors, w, odd, e);
        }
        return e;

        // sigmoid u ** q = exp (-q softplus (-u)), which does not underflow before its power does
        void PutBroken(Sum w, int times, Rational exponent)
        {
            if (exponent.IsWhole) factors.Put(Sigmoid(w, times), exponent);
            else factors.Put(code.Make(Op.Exp, code.Multiply(code.Number(-exponent), code.Make(Op.Softplus, Graph[Sigmoid(w, -times)].A))), 1);
        }
    }

    // (e^w + e^-w) ** n beside e^(j w)
    Sum EvenPower(Factors factors, Sum w, Rational power, Sum e)
    {
        Rational share = Share(e, w), n = power.Abs();
        bool halves = Array.Exists(w.Coefficients, c => c.Denominator == 2);
        if (power.Sign < 0)
        {
            if (share.IsZero && !halves)
            {
                if (n == 2) factors.Put(Odd(Op.Sech2, w), 1);
                else factors.Put(Odd(Op.Cosh, w), -n);
                factors.Number *= Rational.Half.Power(n);
                return e;
            }
            Rational j = Rational.Max(-n, Rational.Min(n, share.IsWhole ? share : (share + Rational.Half).Floor()));
            if ((n + j).IsOdd) j += j.Sign < 0 ? 1 : -1;
            if (j.Abs() > n) j = n.IsEven ? 0 : 1;
            factors.Put(Sigmoid(w, 2), (n + j) * Rational.Half);
            factors.Put(Sigmoid(w, -2), (n - j) * Rational.Half);
            return ring.Plainly(e, ring.Scale(w, -j));
        }
        if (power.Sign > 0)
        {
            if (!share.IsZero && share.IsWhole && share.Abs() >= n)
            {
                factors.Put(code.Add(code.Number(1), code.Make(Op.Exp, Of(ring.Scale(w, 2 * share.Sign)))), n);
                return ring.Plainly(e, ring.Scale(w, -share.Sign * n));
            }
            factors.Put(Odd(Op.Cosh, w), n);
            factors.Number *= new Rational(2, 1).Power(n);
        }
        return e;
    }

    // sigmoid (-u) as of the negative of the same node
    int Sigmoid(Sum w, int times)
    {
        int up = Of(ring.Scale(w, 2));
        return code.Make(Op.Sigmoid, times > 0 ? up : code.Negate(up));
    }

    int Expm1(Sum w, int times) => code.Make(Op.Expm1, Of(ring.Scale(w, times)));

    // (e^w - e^-w) ** n beside e^(j w)
    Sum OddPower(Factors factors, Sum w, Rational power, Sum e)
    {
        if (power.IsZero) return e;
        Rational share = Share(e, w), n = power.Abs();
        bool halves = Array.Exists(w.Coefficients, c => c.Denominator == 2);
        if (power.Sign > 0)
        {
            if (!share.IsZero && share.IsWhole && share.Abs() >= n)
            {
                factors.Put(Expm1(w, 2 * share.Sign), n);
                if (share.Sign < 0 && n.IsOdd) factors.Number = -factors.Number;
                return ring.Plainly(e, ring.Scale(w, -share.Sign * n));
            }
            factors.Put(Odd(Op.Sinh, w), n);
            factors.Number *= new Rational(2, 1).Power(n);
            return e;
        }
        Rational j = Rational.Max(-n, Rational.Min(n, share));
        if (!j.IsWhole || (j.IsZero && !halves && n.IsOne))
        {
            factors.Put(Odd(Op.Sinh, w), -n);
            factors.Number *= Rational.Half.Power(n);
            return e;
        }
        if ((n + j).IsOdd) j -= j.IsZero ? 1 : j.Sign;
        Rational up = (n - j) * Rational.Half, down = (n + j) * Rational.Half;
        if (!up.IsZero) factors.Put(Expm1(w, 2), -up);
        if (!down.IsZero) factors.Put(Expm1(w, -2), -down);
        if (down.IsOdd) factors.Number = -factors.Number;
        return ring.Plainly(e, ring.Scale(w, -j));
    }

    // Other sums with exponentials: shifted by one of their own, so that none is left outside.
    Sum Shifted(Factors factors, Powers powers, Sum e)
    {
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !Array.Exists(atom.Of.Terms, term => term.HasE) || HasPowerOf(ring.Call(Op.Log, 0, ring.Bare(atom)), e)) continue;
            Rational exponent = powers[atom];
            if (exponent.Sign > 0 && Array.TrueForAll(atom.Of.Terms, IsOverPair)) continue;
            if (exponent.Sign < 0 && HullOf(atom.Of) is { } w && Share(e, w) is var j && j.Abs() < -exponent && (exponent + j).IsEven)
            {
                powers[atom] = 0;
                factors.Put(Of(ShiftedBy(atom.Of, ring.Negate(w))), (exponent - j) * Rational.Half);
                factors.Put(Of(ShiftedBy(atom.Of, w)), (exponent + j) * Rational.Half);
                e = ring.Plainly(e, ring.Scale(w, -j));
                continue;
            }
            if (exponent.Sign < 0 && exponent.IsWhole && exponent >= -4 && !IsLogarithmic(e) && Parts(e, atom.Of, (int)-exponent.Numerator) is { } parts && !parts.All(part => part.IsZero))
            {
                powers[atom] = 0;
                e = ring.Zero;
                foreach (Sum part in parts) factors.Put(Of(ShiftedBy(atom.Of, ring.Negate(part))), -1);
                continue;
            }
            Sum best = ring.Zero, bestOuter = e;
            (int, int, int, int, int) cost = Cost(atom.Of, ring.Zero, e);
            foreach (Term term in atom.Of.Terms)
            {
                if (term.E.Terms.Any(coordinate => coordinate.Atoms.Any(factor => factor.Is(Op.Log)))) continue;
                Sum shift = ring.Negate(term.E), outer = ring.Plainly(e, ring.Scale(shift, -exponent));
                if (Cost(atom.Of, shift, outer) is var now && now.CompareTo(cost) < 0) (cost, best, bestOuter) = (now, shift, outer);
            }
            powers[atom] = 0;
            e = bestOuter;
            factors.Put(Of(ShiftedBy(atom.Of, best)), exponent);
        }
        return e;
    }

    (int, int, int, int, int) Cost(Sum sum, Sum shift, Sum outer)
    {
        var inner = new HashSet<Sum>();
        int size = outer.Count, growing = 0, foreign = 0;
        foreach (Term term in sum.Terms)
        {
            Sum e = ring.Plainly(term.E, shift);
            size += e.Count;
            if (!e.IsZero) inner.Add(e);
            if (Array.Exists(e.Coefficients, c => c.Sign > 0)) growing++;
            if (!e.IsZero && !read.Exponents.Contains(ring.AsArgument(e))) foreign++;
        }
        // what grows inside overflows where what dies away outside underflows
        int hazard = growing > 0 && sum.Count > 2 && Array.Exists(outer.Coefficients, c => c.Sign < 0) ? 1 : 0;
        return (hazard, inner.Count + (outer.IsZero ? 0 : 1), foreign, size, growing);
    }
}
