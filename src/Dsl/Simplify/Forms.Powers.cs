using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Products with densities and with powers whose exponents vary.</summary>
sealed partial class Write
{
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
                bool isMinus = atom.Of.Coefficients[0].Sign < 0;
                int size = isMinus ? code.Multiply(code.Number(0.70710678118654752440), Of(ring.Negate(atom.Of))) : code.Multiply(code.Number(-0.70710678118654752440), Of(atom.Of));
                int scaled = code.Make(Op.Erfcx, size);
                factors.Put(code.Divide(code.Number(0.79788456080286535588), scaled), times);
                n -= times;
                powers[atom] += times;
            }
            int density = code.Make(Op.NormPdf, Size(z));
            if (n.IsOne && Written(ring.Single(e.Terms[i], e.Coefficients[i])) is { } word) Graph.Spellings[density] = code.Multiply(word, code.Number(0.39894228040143267794));
            factors.Put(density, n);
            var rest = new Addends(e);
            rest.Remove(e.Terms[i]);
            return ring.Make(rest);
        }
        return e;
    }

    // The user's exponential of an exponent.
    int? Written(Sum exponent) =>
        read.Exponentials.Find(word => Graph[word.Node].Op == Op.Exp && word.Sum.Terms[0].Atoms.Length == 0 && word.Sum.Coefficients[0].IsOne && ReferenceEquals(word.Sum.Terms[0].E, exponent))?.Node;

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

    // Whether what the logarithm is of has a variable exponent here.
    static bool HasPowerOf(Atom log, Sum e) => Array.Exists(e.Terms, coordinate => FactorOf(coordinate, Op.Log) == log);

    // Whether a factor of what a power is of stands under the line: that belongs into the power.
    bool IsDivided(Sum of, Powers powers)
    {
        if (of.Atom is { Kind: AtomKind.Base } sum) return powers[sum].Sign < 0 || powers[ring.Base(ring.Negate(sum.Of))].Sign < 0;
        return of.Count == 1 && Array.Exists(of.Terms[0].Atoms, atom => of.Terms[0].Of(atom).Sign > 0 && ((atom.Kind != AtomKind.Base && powers[atom].Sign < 0)
            || (UnderAbs(atom, powers) is { } inner && powers[inner].Sign < 0) || Array.Exists(powers.Atoms(), abs => abs.Is(Op.Abs) && abs.Of.Atom == atom && powers[abs].Sign < 0)));
    }

    void OnePower(Factors factors, Powers powers, Sum of, Sum exponent)
    {
        // abs x ** n / x ** 2
        if (of.Atom is { } abs && UnderAbs(abs, powers) is { } signed)
        {
            powers[abs] += powers[signed];
            powers[signed] = 0;
        }
        // so is a difference turned round
        if (of.Atom is { Kind: AtomKind.Base } sum && ring.Base(ring.Negate(sum.Of)) is var turned && powers[turned] is { IsWhole: true, IsZero: false } times)
        {
            powers[sum] += times;
            powers[turned] = 0;
            if (times.IsOdd) factors.Number = -factors.Number;
        }
        // x ** n / x = x ** (n - 1)
        Sum whole = exponent;
        int less = 0;
        if (of.Atom is { } atom && !(atom.Kind == AtomKind.Known) && powers[atom] is { IsZero: false } beside && (exponent.LeadsNegative ? -beside : beside).Sign < 0)
        {
            powers[atom] = 0;
            exponent = ring.Plainly(exponent, ring.Number(beside));
            if (beside.IsWhole && beside.Sign < 0 && code.Graph.MayHaveArrays) less = (int)Math.Min(MostZeros, -beside.ToDouble());
        }
        exponent = WithBeside(factors, powers, of, exponent);
        if (PairOf(of) is { Sign: > 0 } pair)
        {
            Sum log = ring.Subtract(ring.Bare(ring.Call(Op.Softplus, 0, ring.Scale(pair.W, 2))), pair.W);
            factors.Put(code.Make(Op.Exp, Of(ring.Multiply(exponent, log))), 1);
            return;
        }
        Sum root = of.Atom is { Kind: AtomKind.Base } inner ? inner.Of : of;
        if (less > 0) factors.Put(code.Choose(IsBelow(Of(whole), less), code.Number(0), code.Make(Op.Power, Of(root), Of(exponent))), 1);
        else if (exponent.LeadsNegative) factors.Put(code.Make(Op.Power, Of(root), Of(ring.Negate(exponent))), -1);
        else factors.Put(code.Make(Op.Power, Of(root), Of(exponent)), 1);
    }

    // A slope of x ** n with n = 0 is 0 at x = 0 too, where x ** (n - 1) is infinite: in a loop n is often the number of a trip. So for the next slopes, n = 1 and n = 2.
    const int MostZeros = 3;

    int IsBelow(int exponent, int count)
    {
        int isOne = code.Make(Op.Equal, exponent, code.Number(0));
        for (int n = 1; n < count; n++) isOne = code.Make(Op.Or, isOne, code.Make(Op.Equal, exponent, code.Number(n)));
        return isOne;
    }

    // (x / k) ** n / x = (x / k) ** (n - 1) / k: the power vanishes with x
    Sum WithBeside(Factors factors, Powers powers, Sum of, Sum exponent)
    {
        if (of.Count != 1 || of.Atom is not null || of.Terms[0].HasE) return exponent;
        Term product = of.Terms[0];
        foreach (Atom atom in product.Atoms)
        {
            if (UnderAbs(atom, powers) is { } signed && powers[signed].Sign < 0) (powers[atom], powers[signed]) = (powers[atom] + powers[signed], 0);
            Rational times = powers[atom] / product.Of(atom);
            if (atom.Kind == AtomKind.Base || powers[atom].Sign >= 0 || !times.IsWhole || (exponent.LeadsNegative ? -times : times).Sign > 0) continue;
            powers.Multiply(new Powers(product), -times);
            factors.Number *= of.Coefficients[0].Power(-times);
            return ring.Plainly(exponent, ring.Number(times));
        }
        return exponent;
    }
}
