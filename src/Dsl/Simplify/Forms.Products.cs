using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Products: by the forms of pairs, densities, powers and lengths, and then factor by factor.</summary>
sealed partial class Write
{
    int Product(Rational coefficient, Term term) => Product(coefficient, new Powers(term), term.E);

    int Product(Rational coefficient, Powers powers, Sum e)
    {
        if (!DeepStack.HasRoom) throw new Ring.TooLong();
        ring.Spend(2 + powers.Count);
        Steps(ref coefficient, powers);
        if (PowersAsWritten(coefficient, powers, e) is { } asWritten) return asWritten;
        if (OfChoice(coefficient, powers, e) is { } choice) return choice;
        RootsInside(ref coefficient, powers);
        LengthsInside(powers);
        DividedThrough(powers, e);
        if (BesideLogs(coefficient, powers, e) is { } beside) return beside;
        Bounded(ref coefficient, powers, ref e, isSingle: false);
        if (Shared(coefficient, powers, e) is { } shared) return shared;
        IntoTerms(powers, ref e);
        Bounded(ref coefficient, powers, ref e, isSingle: true);
        var factors = new Factors(code) { Number = coefficient };
        TailsOf(factors, powers, ref e);
        if (e.Count == 1) e = Densities(factors, powers, e);
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
    void DividedThrough(Powers powers, Sum e)
    {
        foreach (Atom sum in powers.Atoms())
        {
            if (sum.Kind != AtomKind.Base || !powers[sum].IsOne || sum.Of.Count > 4 || sum.Of.AsWritten >= 0 || sum.Of.Negated is { AsWritten: >= 0 } || Array.Exists(sum.Of.Terms, term => term.HasE)) continue;
            foreach (Atom x in powers.Atoms())
            {
                // a power of x takes all of the denominator
                if (Array.Exists(e.Terms, coordinate => FactorOf(coordinate, Op.Log) is { } log && log.Of.Count == 1 && log.Of.Terms[0].Has(x))) continue;
                if (Array.Exists(sum.Of.Terms, term => term.Atoms.Any(root => !term.Of(root).IsWhole && powers[root].Sign < 0))) continue;
                if (x.Kind != AtomKind.Input || powers[x] > -2 || !powers[x].IsWhole || Array.Exists(sum.Of.Terms, term => term.Of(x).Sign < 0)) continue;
                Rational most = sum.Of.Terms.Max(term => term.Of(x).Numerator) is var degree ? new Rational(degree, 1) : 0;
                int with = sum.Of.Terms.Count(term => term.Of(x) == most);
                if (most.IsZero || most >= -powers[x] || 2 * with < sum.Of.Count) continue;
                var all = new Addends();
                for (int i = 0; i < sum.Of.Count; i++) all.Add(ring.With(sum.Of.Terms[i], x, -most), sum.Of.Coefficients[i]);
                InWords(all);
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
        if (IsLogarithmic(e)) return;
        foreach (Atom atom in powers.Atoms())
        {
            if (atom.Kind != AtomKind.Base || !powers[atom].IsOne || (e.IsZero && !Array.Exists(atom.Of.Terms, IsOverTail)) || atom.Of.Count > MostShared || !Array.TrueForAll(atom.Of.Terms, IsOverPair)) continue;
            // a density is known by its constants
            Powers constants = new();
            if (Array.Exists(atom.Of.Terms, IsOverTail))
            {
                foreach (Atom known in powers.Atoms()) if (known.Kind == AtomKind.Known) (constants[known], powers[known]) = (powers[known], 0);
            }
            var all = new Addends();
            for (int i = 0; i < atom.Of.Count; i++)
            {
                var product = new Powers(atom.Of.Terms[i]);
                product.Multiply(constants, 1);
                all.Add(ring.Raw(product, ring.Plainly(e, atom.Of.Terms[i].E)), atom.Of.Coefficients[i]);
            }
            powers[atom] = 0;
            powers[Made(Sum(all))] += 1;
            e = ring.Zero;
            return;
        }
    }

    bool IsOverPair(Term term) => Array.Exists(term.Atoms, under => under.Kind == AtomKind.Base && term.Of(under).Sign < 0 && (PairOf(under.Of) is not null || TailOf(under.Of) is not null));

    bool IsOverTail(Term term) => Array.Exists(term.Atoms, under => term.Of(under).Sign < 0 && IsTail(under));

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
    void TailsOf(Factors factors, Powers powers, ref Sum e)
    {
        foreach (Atom atom in powers.Atoms())
        {
            if (!powers[atom].IsWhole) continue;
            if (atom.Is(Op.Erfc)) Scaled(factors, powers, atom, ring.Negate(atom.Of), ref e);
            if (atom.Is(Op.NormCdf)) Scaled(factors, powers, atom, ring.Divide(atom.Of, ring.RootTwo), ref e);
            if (atom.Kind != AtomKind.Base || TailOf(atom.Of) is not (var v, var sign)) continue;
            factors.Number *= sign.Power(powers[atom]);
            Scaled(factors, powers, atom, v, ref e);
            var (tail, factor) = Tail(v);
            Rational exponent = powers[atom];
            powers[atom] = 0;
            powers[tail] += exponent;
            factors.Number *= factor.Power(exponent);
        }
    }

    // e^(v²) (1 + erf v) = erfcx (-v), and its inverse: neither overflows nor vanishes. Beside as many roots of 2 π it is a density, which has a form of its own.
    void Scaled(Factors factors, Powers powers, Atom tail, Sum v, ref Sum e)
    {
        if (e.IsZero || ring.Power(v, 2) is not { Count: 1 } square) return;
        Rational share = e[square.Terms[0]] / square.Coefficients[0];
        if (IsOverRootTwo(v) && share.Sign < 0 && share == 2 * powers[ring.Pi.Atom!]) return;
        Rational shares = share.Sign == powers[tail].Sign ? Rational.Min(share.Abs().Floor(), powers[tail].Abs()) * share.Sign : 0;
        if (shares.IsZero) return;
        factors.Put(code.Make(Op.Erfcx, Of(ring.Negate(v))), shares);
        if (tail.Is(Op.NormCdf)) factors.Number *= Rational.Half.Power(shares);
        powers[tail] -= shares;
        e = ring.Plainly(e, ring.Scale(square, -shares));
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
        if (atom.Is(Op.Power) && !rest.IsZero)
        {
            factors.Put(code.Power(Of(atom.Of), size * Rational.Half), sign);
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
}
