using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Products: powers of e^w ± e^-w as bounded functions, densities, powers with variable exponents, lengths, and then factor by factor.</summary>
sealed partial class Write
{
    /// <summary>Factors of a product as code, over and under the line.</summary>
    sealed class Factors(Code code)
    {
        public List<(int Node, Rational Exponent)> Over { get; } = [];
        public List<(int Node, Rational Exponent)> Under { get; } = [];
        public List<(int Node, Rational Exponent)> Constants { get; } = [];
        public Rational Number { get; set; } = Rational.One;

        public void Put(int node, Rational exponent)
        {
            if (exponent.IsZero || code.IsNumber(node, 1)) return;
            if (code.IsNegated(node) && exponent.IsWhole)
            {
                if (exponent.IsOdd) Number = -Number;
                node = code.Graph[node].A;
            }
            if (code.Graph[node] is { Op: Op.Multiply } product && code.Graph[product.A] is { Op: Op.Number, Number: var number } && exponent.IsWhole && exponent.IsShort(5)
                && Math.Abs(number) < 1e6 && number * 1024 == Math.Floor(number * 1024) && number != 0)
            {
                Number *= Rational.Of((Int128)(number * 1024), 1024).Power(exponent);
                node = product.B;
            }
            var side = exponent.Sign > 0 ? Over : Under;
            int i = side.FindIndex(factor => factor.Node == node);
            if (i >= 0) side[i] = (node, side[i].Exponent + exponent.Abs());
            else side.Add((node, exponent.Abs()));
        }
    }

    int Product(Rational coefficient, Term term) => Product(coefficient, new Powers(term), term.E);

    int Product(Rational coefficient, Powers powers, Sum e)
    {
        if (!DeepStack.HasRoom) throw new Ring.TooLong();
        ring.Spend(2 + powers.Count);
        Steps(ref coefficient, powers);
        if (OfChoice(coefficient, powers, e) is { } choice) return choice;
        RootsInside(ref coefficient, powers);
        LengthsInside(powers);
        DividedThrough(powers);
        if (BesideLogs(coefficient, powers, e) is { } beside) return beside;
        if (Shared(coefficient, powers, e) is { } shared) return shared;
        IntoTerms(powers, ref e);
        var factors = new Factors(code) { Number = coefficient };
        TailsOf(factors, powers);
        e = AsWritten(factors, powers, e);
        e = PairPowers(factors, powers, e);
        e = Shifted(factors, powers, e);
        e = Densities(factors, powers, e);
        e = VariablePowers(factors, powers, e);
        if (e.IsOne) factors.Put(code.Number(Math.E), 1);
        else if (!e.IsZero) factors.Put(code.Make(Op.Exp, Of(e)), 1);
        Lengths(factors, powers);
        Tangents(factors, powers);
        RootsTogether(factors, powers);
        for (int i = 0; i < powers.Count; i++) Put(factors, powers.AtomAt(i), powers.At(i));
        return Finished(factors);
    }

    // (a x + b) / x ** 2 = (a + b / x) / x: no longer, and x ** 2 is no power that overflows
    void DividedThrough(Powers powers)
    {
        foreach (Atom sum in powers.Atoms())
        {
            if (sum.Kind != AtomKind.Base || !powers[sum].IsOne || sum.Of.Count > 4 || sum.Of.AsWritten >= 0 || sum.Of.Negated is { AsWritten: >= 0 } || Array.Exists(sum.Of.Terms, term => term.HasE)) continue;
            foreach (Atom x in powers.Atoms())
            {
                if (Array.Exists(sum.Of.Terms, term => term.Atoms.Any(root => !term.Of(root).IsWhole && powers[root].Sign < 0))) continue;
                if (x.Kind != AtomKind.Input || powers[x] > -2 || !powers[x].IsWhole || Array.Exists(sum.Of.Terms, term => term.Of(x).Sign < 0)) continue;
                Rational most = sum.Of.Terms.Max(term => term.Of(x).Numerator) is var degree ? new Rational(degree, 1) : 0;
                int with = sum.Of.Terms.Count(term => term.Of(x) == most);
                if (most.IsZero || most >= -powers[x] || 2 * with < sum.Of.Count) continue;
                var all = new Addends();
                for (int i = 0; i < sum.Of.Count; i++) all.Add(ring.With(sum.Of.Terms[i], x, -most), sum.Of.Coefficients[i]);
                powers[sum] = 0;
                powers[x] += most;
                powers[Made(Sum(all))] += 1;
                return;
            }
        }
    }

    // e^v (a / P ** n + b / Q ** m): each term takes the exponential, which its own denominator bounds; beside the sum it would overflow where the sum vanishes
    void IntoTerms(Powers powers, ref Sum e)
    {
        if (e.IsZero || IsLogarithmic(e)) return;
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !powers[atom].IsOne || atom.Of.Count > MostShared || !Array.TrueForAll(atom.Of.Terms, IsOverPair)) continue;
            var all = new Addends();
            for (int i = 0; i < atom.Of.Count; i++) all.Add(ring.Raw(new Powers(atom.Of.Terms[i]), ring.Plainly(e, atom.Of.Terms[i].E)), atom.Of.Coefficients[i]);
            powers[atom] = 0;
            powers[Made(Sum(all))] += 1;
            e = ring.Zero;
            return;
        }
    }

    bool IsOverPair(Term term) => Array.Exists(term.Atoms, under => under.Kind == AtomKind.Base && term.Of(under).Sign < 0 && PairOf(under.Of) is not null);

    // (1 ± sign u) is 2 on one side and 0 on the other
    void Steps(ref Rational coefficient, Powers powers)
    {
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !Ring.IsStep(atom.Of) || !powers[atom].IsOne) continue;
            Atom sign = atom.Of.Terms[0].Alone!;
            if (sign.Bits == 0) continue;
            bool same = atom.Of.Coefficients[0].Sign == atom.Of.Coefficients[1].Sign;
            powers[atom] = 0;
            powers[ring.Choice(Above(sign), sign.Hash, same ? ring.One : ring.Zero, same ? ring.Zero : ring.One)] += 1;
            coefficient *= 2 * atom.Of.Coefficients[1];
        }
    }

    // A sum that a form with a root turns into a product: its factors may cancel with others.
    void RootsInside(ref Rational coefficient, Powers powers)
    {
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !powers[atom].IsOne || atom.Of.Count > 6 || !Array.Exists(atom.Of.Terms, term => Array.Exists(term.Exponents, exponent => exponent.Denominator == 2))
                || !powers.Atoms().Any(other => powers[other].Sign < 0 && other.Kind == AtomKind.Input)) continue;
            var terms = new Addends(atom.Of);
            Roots(terms, apart: true);
            if (Only(terms) is not { } only || only.HasE) continue;
            coefficient *= terms[only];
            powers[atom] = 0;
            powers.Multiply(only);
        }
    }

    // A factor that is 0 in one branch: nothing is multiplied there.
    int? OfChoice(Rational coefficient, Powers powers, Sum e)
    {
        for (int i = 0; i < powers.Count; i++)
        {
            if (powers.AtomAt(i) is not { Kind: AtomKind.Choice } choice || powers.At(i) is not { IsWhole: true, Sign: > 0 } exponent || !Array.Exists(choice.Arguments, branch => branch.IsZero)) continue;
            Sum rest = ring.Single(ring.Raw(powers.With(choice, 0), e), coefficient);
            return code.Choose((int)choice.Bits, Branch(choice.Arguments[0]), Branch(choice.Arguments[1]));

            int Branch(Sum branch) => branch.IsZero ? code.Number(0) : Of(ring.Multiply(rest, ring.Power(branch, exponent)));
        }
        return null;
    }

    // (1 + erf v) ** n
    void TailsOf(Factors factors, Powers powers)
    {
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !powers[atom].IsWhole || TailOf(atom.Of) is not { } v) continue;
            var (tail, factor) = Tail(v);
            Rational exponent = powers[atom];
            powers[atom] = 0;
            powers[tail] += exponent;
            factors.Number *= factor.Power(exponent);
        }
    }

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
            bool fits = true;
            foreach (Atom atom in term.Atoms) fits &= left[atom].IsZero || (left[atom].Sign == powers[atom].Sign && left[atom].Abs() < powers[atom].Abs() && !e.Terms.Any(coordinate => coordinate.Atoms.Any(log => log.Is(Op.Log) && log.Of.Atom == atom)));
            if (term.Atoms.Length == 0) fits = !e.Terms.Any(coordinate => coordinate.Atoms.Any(log => log.Is(Op.Log) && IsDivided(log.Of, powers)));
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
            if (atom.Kind != AtomKind.Base || !Array.Exists(atom.Of.Terms, term => term.HasE)) continue;
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
            (int, int, int) cost = Cost(atom.Of, ring.Zero, e);
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

    (int, int, int) Cost(Sum sum, Sum shift, Sum outer)
    {
        var inner = new HashSet<Sum>();
        int size = outer.Count, growing = 0;
        foreach (Term term in sum.Terms)
        {
            Sum e = ring.Plainly(term.E, shift);
            size += e.Count;
            if (!e.IsZero) inner.Add(e);
            if (Array.Exists(e.Coefficients, c => c.Sign > 0)) growing++;
        }
        return (inner.Count + (outer.IsZero ? 0 : 1), size, growing);
    }

    // e^(-z²/2) over roots of 2 π, and over the distribution function
    Sum Densities(Factors factors, Powers powers, Sum e)
    {
        Atom pi = ring.Pi.Atom!;
        Rational n = -2 * powers[pi];
        if (n.Sign <= 0 || !n.IsWhole || e.IsZero) return e;
        Atom? two = powers.Atoms().FirstOrDefault(atom => atom.Kind == AtomKind.Known && atom.Value == 2);
        if (n.IsOdd && two is null) return e;
        for (int i = 0; i < e.Count; i++)
        {
            if (e.Coefficients[i].Sign >= 0 || e.Terms[i].HasE || Leg(ring.Single(e.Terms[i], -2 * e.Coefficients[i] / n), 0) is not { } z) continue;
            powers[pi] = 0;
            if (n.IsOdd) powers[two!] = 0;
            factors.Number *= new Rational(2, 1).Power(n.IsOdd ? (n + 1) * Rational.Half : n * Rational.Half);
            foreach (Atom atom in powers.Atoms())
            {
                if (!atom.Is(Op.NormCdf) || powers[atom].Sign >= 0 || !(SameSize(atom.Of, z))) continue;
                Rational times = Rational.Min(n, -powers[atom]);
                // φ u / Φ u = sqrt (2 / π) / erfcx (-u / sqrt 2)
                int scaled = code.Make(Op.Erfcx, code.Multiply(code.Number(-0.70710678118654752440), Of(atom.Of)));
                factors.Put(code.Divide(code.Number(0.79788456080286535588), scaled), times);
                n -= times;
                powers[atom] += times;
            }
            factors.Put(code.Make(Op.NormPdf, Of(z)), n);
            var rest = new Addends(e);
            rest.Remove(e.Terms[i]);
            return ring.Make(rest);
        }
        return e;
    }

    bool SameSize(Sum a, Sum b) => ReferenceEquals(ring.Power(a, 2), ring.Power(b, 2));

    // e^(y log a + y log b) = (a b) ** y
    Sum VariablePowers(Factors factors, Powers powers, Sum e)
    {
        var exponents = new Dictionary<Sum, object>();
        var bases = new List<Sum>();
        var plain = new Addends();
        for (int i = 0; i < e.Count; i++)
        {
            if (FactorOf(e.Terms[i], Op.Log) is not { } log)
            {
                plain.Add(e.Terms[i], e.Coefficients[i]);
                continue;
            }
            if (!exponents.TryGetValue(log.Of, out object? known))
            {
                exponents[log.Of] = known = new Addends();
                bases.Add(log.Of);
            }
            ((Addends)known).Add(ring.Without(e.Terms[i], log), e.Coefficients[i]);
        }
        if (bases.Count == 0) return e;
        bool hasLog = Array.Exists(powers.Atoms(), atom => atom.Is(Op.Log));
        foreach (Read.Word word in read.Powers)
        {
            // a power of a product, as the user has it
            Sum logs = ring.Log(word.Sum), exponent = bases.Count == logs.Count && bases.Count > 1 ? ring.Make((Addends)exponents[bases[0]]) : ring.Zero;
            if (exponent.IsZero || logs.Count < 2 || IsDivided(word.Sum, powers)) continue;
            if (FactorOf(logs.Terms.FirstOrDefault(term => term.Alone is { } log && ReferenceEquals(log.Of, bases[0])) ?? ring.Unit, Op.Log) is not { } first) continue;
            exponent = ring.Scale(exponent, logs[ring.Raw(new Powers(first, 1), ring.Zero)].Inverse());
            if (ring.Exp(ring.Multiply(exponent, logs)) is not { Count: 1 } power || !ReferenceEquals(power.Terms[0].E, ring.Plainly(e, ring.Negate(ring.Make(plain))))) continue;
            factors.Put(code.Make(Op.Power, word.Node, Of(exponent)), 1);
            return ring.Make(plain);
        }
        var together = new List<(Sum Exponent, List<(Sum Base, int Sign)> Members)>();
        foreach (Sum of in bases)
        {
            Sum exponent = ring.Make((Addends)exponents[of]);
            int sign = exponent.LeadsNegative ? -1 : 1;
            if (sign < 0) exponent = ring.Negate(exponent);
            bool own = hasLog || (of.Atom is { } atom && (powers[atom] * sign).Sign < 0) || (sign > 0 && IsDivided(of, powers));
            int at = own ? -1 : together.FindIndex(group => ReferenceEquals(group.Exponent, exponent) && !group.Members.Exists(member => member.Sign == 0));
            if (at >= 0) together[at].Members.Add((of, sign));
            else together.Add((exponent, [(of, sign), .. own ? (ReadOnlySpan<(Sum, int)>)[(of, 0)] : []]));
        }
        foreach (var (exponent, members) in together)
        {
            members.RemoveAll(member => member.Sign == 0);
            if (members.Count == 1) OnePower(factors, powers, members[0].Base, ring.Scale(exponent, members[0].Sign));
            else
            {
                Sum product = ring.One;
                foreach (var (of, sign) in members) product = ring.Multiply(product, ring.Power(of, sign));
                factors.Put(code.Make(Op.Power, Of(product), Of(exponent)), 1);
            }
        }
        return ring.Make(plain);
    }

    // Whether a factor of what a power is of stands under the line: that belongs into the power.
    static bool IsDivided(Sum of, Powers powers)
    {
        if (of.Atom is { Kind: AtomKind.Base } sum) return powers[sum].Sign < 0;
        return of.Count == 1 && Array.Exists(of.Terms[0].Atoms, atom => of.Terms[0].Of(atom).Sign > 0 && ((atom.Kind != AtomKind.Base && powers[atom].Sign < 0) || (atom.Is(Op.Abs) && atom.Of.Atom is { } inner && powers[inner].Sign < 0)
            || Array.Exists(powers.Atoms(), abs => abs.Is(Op.Abs) && abs.Of.Atom == atom && powers[abs].Sign < 0)));
    }

    void OnePower(Factors factors, Powers powers, Sum of, Sum exponent)
    {
        // abs x ** n / x ** 2
        if (of.Atom is { Op: Op.Abs, Of.Atom: { } signed } abs && abs.Is(Op.Abs) && powers[signed] is { IsEven: true, IsZero: false } even)
        {
            powers[signed] = 0;
            powers[abs] += even;
        }
        // x ** n / x = x ** (n - 1)
        if (of.Atom is { } atom && !(atom.Kind == AtomKind.Known) && powers[atom] is { IsZero: false } beside && (exponent.LeadsNegative ? -beside : beside).Sign < 0)
        {
            powers[atom] = 0;
            exponent = ring.Plainly(exponent, ring.Number(beside));
        }
        exponent = WithBeside(factors, powers, of, exponent);
        if (PairOf(of) is { Sign: > 0 } pair)
        {
            Sum log = ring.Subtract(ring.Bare(ring.Call(Op.Softplus, 0, ring.Scale(pair.W, 2))), pair.W);
            factors.Put(code.Make(Op.Exp, Of(ring.Multiply(exponent, log))), 1);
            return;
        }
        Sum sum = of.Atom is { Kind: AtomKind.Base } inner ? inner.Of : of;
        if (exponent.LeadsNegative) factors.Put(code.Make(Op.Power, Of(sum), Of(ring.Negate(exponent))), -1);
        else factors.Put(code.Make(Op.Power, Of(sum), Of(exponent)), 1);
    }

    // (x / k) ** n / x = (x / k) ** (n - 1) / k: the power vanishes with x
    Sum WithBeside(Factors factors, Powers powers, Sum of, Sum exponent)
    {
        if (of.Count != 1 || of.Atom is not null || of.Terms[0].HasE) return exponent;
        Term product = of.Terms[0];
        foreach (Atom atom in product.Atoms)
        {
            Rational times = powers[atom] / product.Of(atom);
            if (atom.Kind == AtomKind.Base || powers[atom].Sign >= 0 || !times.IsWhole || (exponent.LeadsNegative ? -times : times).Sign > 0) continue;
            powers.Multiply(new Powers(product), -times);
            factors.Number *= of.Coefficients[0].Power(-times);
            return ring.Plainly(exponent, ring.Number(times));
        }
        return exponent;
    }

    // Each leg over its length by itself: (x / h) * (y / h) / h does not overflow and x * y / h ** 3 does.
    void Lengths(Factors factors, Powers powers)
    {
        foreach (Atom atom in powers.Atoms())
        {
            Rational twice = 2 * powers[atom];
            if (atom.Kind != AtomKind.Base || twice.Sign >= 0 || !twice.IsWhole || LengthOf(atom, twice.IsOdd) is not { } length) continue;
            int left = (int)-twice.Numerator;
            bool any = false;
            for (int i = 0; i < atom.Of.Count; i++)
            {
                Term leg = atom.Of.Terms[i];
                if (leg.Atoms.Length != 1 || leg.Exponents[0] != 2 || leg.HasE) continue;
                for (; left > 0 && powers[leg.Atoms[0]] >= 1; left--, any = true)
                {
                    powers[leg.Atoms[0]] -= 1;
                    factors.Put(code.Divide(Atomic(leg.Atoms[0]), length), 1);
                }
            }
            if (!any && left % 2 == 0) continue;
            powers[atom] = 0;
            factors.Put(length, new Rational(-left, 1));
        }
    }

    // A leg, whose sign does not matter.
    int Size(Sum leg) => Of(leg) is var node && code.IsNegated(node) ? Graph[node].A : node;

    // The length whose square a sum is: of two legs, or as the value has it.
    int? LengthOf(Atom atom, bool isRoot)
    {
        if (Legs(atom.Of, isRoot) is { } legs) return !isRoot && (legs.A.IsNumber || legs.B.IsNumber) ? null : code.Make(Op.Hypot, Size(legs.A), Size(legs.B));
        int written = ring.Product(1, new Powers(atom, Rational.Half), ring.Zero).AsWritten;
        return written >= 0 && Graph[written].Op == Op.Hypot ? written : null;
    }

    void Tangents(Factors factors, Powers powers)
    {
        foreach (Atom sine in powers.Atoms())
        {
            if (!sine.Is(Op.Sin) || powers[sine].Sign <= 0) continue;
            Atom cosine = ring.Call(Op.Cos, 0, sine.Of);
            if (powers[cosine].Sign >= 0) continue;
            Rational times = Rational.Min(powers[sine], -powers[cosine]);
            factors.Put(code.Make(Op.Tan, Of(sine.Of)), times);
            powers[sine] -= times;
            powers[cosine] += times;
        }
    }

    // Two sums under roots are under one: sqrt ((1 - x) * (1 + x)).
    void RootsTogether(Factors factors, Powers powers)
    {
        Atom[] sums = powers.Atoms().Where(atom => atom.Kind == AtomKind.Base && powers[atom].Abs() == Rational.Half && ring.Plainly(atom.Of, ring.Zero).Count == 2).ToArray();
        for (int i = 0; i < sums.Length; i++)
        {
            for (int k = i + 1; k < sums.Length; k++)
            {
                if (powers[sums[i]] != powers[sums[k]] || powers[sums[i]].IsZero || !ring.Plainly(sums[i].Of, sums[k].Of).IsNumber) continue;
                factors.Put(code.Make(Op.Sqrt, code.Multiply(Of(sums[i].Of), Of(sums[k].Of))), powers[sums[i]].Sign);
                powers[sums[i]] = powers[sums[k]] = 0;
            }
        }
    }

    void Put(Factors factors, Atom atom, Rational exponent)
    {
        if (exponent.IsZero) return;
        if (atom.Kind == AtomKind.Known)
        {
            factors.Constants.Add((Atomic(atom), exponent));
            return;
        }
        // the sign of the product turns a difference round, and the user's own difference turns the sign
        if (exponent.IsOdd && atom.Kind == AtomKind.Base && atom.Of.AsWritten < 0
            && (atom.Of.Negated is { AsWritten: >= 0 } || atom.Of[ring.Unit].Sign < 0 && atom.Of.Count == 2 || (factors.Number.Sign < 0 && Array.Exists(atom.Of.Coefficients, c => c.Sign < 0))))
        {
            factors.Number = -factors.Number;
            factors.Put(Of(ring.Negate(atom.Of)), exponent);
            return;
        }
        Rational size = exponent.Abs(), whole = size.Floor(), rest = size - whole;
        int sign = exponent.Sign;
        if (rest == Rational.Half && atom.Kind == AtomKind.Base && LengthOf(atom, isRoot: true) is { } length)
        {
            factors.Put(length, 2 * exponent);
            return;
        }
        if (!exponent.IsOne && atom.Kind == AtomKind.Base && Difference(atom.Of) is var (minus, plus))
        {
            int both = code.Multiply(minus, plus);
            factors.Put(rest.IsZero ? both : code.Power(both, size), rest.IsZero ? exponent : sign);
            return;
        }
        int node = Atomic(atom);
        if (rest.IsZero) factors.Put(node, exponent);
        else if (rest == Rational.Half)
        {
            factors.Put(node, sign * whole);
            factors.Put(code.Make(Op.Sqrt, node), sign);
        }
        else factors.Put(code.Power(node, size), sign);
    }

    // a² - b² = (a - b) (a + b), which keeps its digits
    (int, int)? Difference(Sum sum)
    {
        if (sum.Count != 2 || sum.Coefficients[0].Sign == sum.Coefficients[1].Sign) return null;
        if (ring.RootOf(sum.Terms[0], sum.Coefficients[0].Abs()) is not { } a || ring.RootOf(sum.Terms[1], sum.Coefficients[1].Abs()) is not { } b || (a.IsNumber && b.IsNumber)) return null;
        if (sum.Coefficients[0].Sign < 0) (a, b) = (b, a);
        return (Of(ring.Plainly(a, ring.Negate(b))), Of(ring.Plainly(a, b)));
    }

    int Finished(Factors factors)
    {
        Rational number = factors.Number, size = number.Abs();
        bool isBinary = Int128.IsPow2(size.Denominator) && size.Denominator != 1;
        bool isUnder = factors.Constants.Count == 0 && size.Numerator == 1 && size.Denominator != 1 && (!isBinary || (size.Denominator != 2 && factors.Under.Count > 0));
        Rational over = isUnder ? 1 : size, under = isUnder ? size.Inverse() : 1;
        int top = -1;
        if (factors.Constants.Count > 0) top = Constant(over, factors.Constants);
        else if (!over.IsOne || factors.Over.Count == 0)
        {
            top = code.Number(number.Sign < 0 ? -over : over);
            number = number.Abs();
        }
        foreach (var (node, exponent) in Ordered(factors.Over)) top = top < 0 ? code.Power(node, exponent) : code.Multiply(top, code.Power(node, exponent));
        int bottom = under.IsOne ? -1 : code.Number(under);
        bool apart = IsApart(factors);
        foreach (var (node, exponent) in Ordered(factors.Under))
        {
            if (apart && exponent.IsWhole && exponent <= 4 && top >= 0 && IsHomogeneous(node))
            {
                for (int i = 0; i < exponent.Numerator; i++) top = code.Divide(top, node);
                continue;
            }
            int power = code.Power(node, exponent);
            if (apart) top = code.Divide(top, bottom < 0 ? power : code.Multiply(bottom, power));
            bottom = apart ? -1 : bottom < 0 ? power : code.Multiply(bottom, power);
        }
        if (bottom >= 0) top = code.Divide(top, bottom);
        return number.Sign < 0 ? code.Negate(top) : top;
    }

    // Denominators of a high degree are divided by one after another: their product would overflow long before the quotient underflows.
    bool IsApart(Factors factors)
    {
        Rational degree = factors.Under.Aggregate(Rational.Zero, (sum, factor) => sum + factor.Exponent);
        return factors.Over.Count > 0 && (factors.Under.Count > 1 && degree >= 3 || (degree >= 2 && factors.Under.Count > 1 && factors.Under.TrueForAll(factor => IsHomogeneous(factor.Node))));
    }

    // Nothing keeps it from becoming as large as its inputs.
    bool IsHomogeneous(int node) => Graph[node] is { Op: Op.Input } || (Graph[node] is { Op: Op.Add or Op.Subtract } sum && IsHomogeneous(sum.A) && IsHomogeneous(sum.B));

    // Names first.
    IEnumerable<(int Node, Rational Exponent)> Ordered(List<(int Node, Rational Exponent)> factors) => factors.OrderBy(factor => Graph[factor.Node].Op == Op.Input ? 0 : 1);

    // All that is constant together: it is computed once and for all.
    int Constant(Rational number, List<(int Node, Rational Exponent)> known)
    {
        int top = number.IsOne && known.Exists(factor => factor.Exponent.Sign > 0) ? -1 : code.Number(number);
        foreach (var (node, exponent) in known.Where(factor => factor.Exponent.Sign > 0)) top = top < 0 ? code.Power(node, exponent) : code.Multiply(top, code.Power(node, exponent));
        foreach (var (node, exponent) in known.Where(factor => factor.Exponent.Sign < 0)) top = code.Divide(top, code.Power(node, -exponent));
        return top;
    }
}
