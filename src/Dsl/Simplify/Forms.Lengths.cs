using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Products with lengths and roots: legs over their length, roots under one.</summary>
sealed partial class Write
{
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
                if (leg.Atoms.Length == 0 || leg.HasE || !Array.TrueForAll(leg.Exponents, exponent => exponent == 2)) continue;
                for (; left > 0 && Array.TrueForAll(leg.Atoms, part => powers[part] >= 1); left--, any = true)
                {
                    foreach (Atom part in leg.Atoms) powers[part] -= 1;
                    factors.Put(code.Divide(leg.Atoms.Select(Atomic).Aggregate(code.Multiply), length), 1);
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
        if (written >= 0 && Graph[written].Op == Op.Hypot) return written;
        if (!isRoot || atom.Of.Count is < 3 or > MostLegs) return null;
        int? length = null;
        for (int i = 0; i < atom.Of.Count; i++)
        {
            if (atom.Of.Terms[i].HasE || Leg(atom.Of, i) is not { } leg) return null;
            length = length is { } before ? code.Make(Op.Hypot, before, Size(leg)) : Size(leg);
        }
        return length;
    }

    const int MostLegs = 4;

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
}
