using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>
/// What is known of signs. Where a formula is defined, what stands under a logarithm or a broken power is no less than 0. Such a fact is of a product: <c>log (s / k)</c> says
/// that s and k have one sign and of neither which. Facts are sets of atoms of unknown sign whose product is no less than 0, in echelon form: the product of a set is
/// known where the set is a sum modulo 2 of facts.
/// </summary>
sealed partial class Ring
{
    const int MostFacts = 64;

    sealed record Fact(Atom Pivot, HashSet<Atom> Atoms, bool IsNegative);

    readonly List<Fact> facts = [];

    /// <summary>States that a sum is no less than 0 wherever the formula is defined.</summary>
    public void AssumeNonNegative(Sum sum)
    {
        if (sum.IsZero || facts.Count == MostFacts) return;
        var (atoms, isNegative) = Reduced(AsProduct(sum));
        if (atoms.Count == 0) return;
        Atom pivot = atoms.Min(Comparer<Atom>.Create(Atom.Compare))!;
        for (int i = 0; i < facts.Count; i++)
        {
            if (!facts[i].Atoms.Contains(pivot)) continue;
            var other = new HashSet<Atom>(facts[i].Atoms);
            other.SymmetricExceptWith(atoms);
            facts[i] = facts[i] with { Atoms = other, IsNegative = facts[i].IsNegative != isNegative };
        }
        facts.Add(new(pivot, atoms, isNegative));
    }

    public bool IsNonNegative(Sum sum) => sum.IsZero || Reduced(AsProduct(sum)) is { Atoms.Count: 0, IsNegative: false } || (sum.Count > 1 && (AllNonNegative(sum) || IsAbove(sum)));

    public bool IsNonNegative(Atom atom)
    {
        if (IsByItself(atom)) return true;
        foreach (Fact fact in facts)
        {
            if (ReferenceEquals(fact.Pivot, atom)) return !fact.IsNegative && fact.Atoms.Count == 1;
        }
        return false;
    }

    // A positive multiple of a sum that is known to be no less than 0, and a positive number: 1 + x / 2 where there is sqrt (1 + x).
    bool IsAbove(Sum sum)
    {
        foreach (Fact fact in facts)
        {
            if (fact.Atoms.Count != 1 || fact.Pivot.Kind is not (AtomKind.Base or AtomKind.Input)) continue;
            Sum known = fact.Pivot.Kind == AtomKind.Base ? fact.Pivot.Of : Bare(fact.Pivot);
            if (fact.IsNegative) known = Negate(known);
            if (known.Terms[0].IsOne || sum[known.Terms[0]] is not { Sign: not 0 } coefficient || (coefficient / known.Coefficients[0]) is not { Sign: > 0 } factor) continue;
            if (Plainly(sum, Scale(known, -factor)) is { IsNumber: true, Number.Sign: >= 0 }) return true;
        }
        return false;
    }

    /// <summary>The term, without its coefficient.</summary>
    public bool IsNonNegative(Term term) => Reduced(new Primitive(1, new Powers(term), Zero)) is { Atoms.Count: 0, IsNegative: false };

    (HashSet<Atom> Atoms, bool IsNegative) Reduced(Primitive product)
    {
        HashSet<Atom> atoms = [];
        bool isNegative = product.Coefficient.Sign < 0;
        for (int i = 0; i < product.Powers.Count; i++)
        {
            // an even power, and a root of even order, is never negative
            if (product.Powers.At(i) is { IsEven: false } exponent && exponent.Denominator % 2 != 0 && !IsByItself(product.Powers.AtomAt(i))) atoms.Add(product.Powers.AtomAt(i));
        }
        foreach (Fact fact in facts)
        {
            if (!atoms.Contains(fact.Pivot)) continue;
            atoms.SymmetricExceptWith(fact.Atoms);
            isNegative ^= fact.IsNegative;
        }
        return (atoms, isNegative);
    }

    bool IsByItself(Atom atom) => atom.Kind switch
    {
        AtomKind.Known => true,
        AtomKind.Call => atom.Op is Op.Abs or Op.Power,
        AtomKind.Base => AllNonNegative(atom.Of),
        AtomKind.Choice => IsNonNegative(atom.Arguments[0]) && IsNonNegative(atom.Arguments[1]),
        _ => false,
    };

    bool AllNonNegative(Sum sum)
    {
        for (int i = 0; i < sum.Count; i++)
        {
            if (sum.Coefficients[i].Sign < 0 || !IsNonNegative(sum.Terms[i])) return false;
        }
        return true;
    }
}
