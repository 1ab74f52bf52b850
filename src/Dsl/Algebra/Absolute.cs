using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>Kinks that cancel: where a sum is even in an abs, the abs is left out; where it is odd, a sign leaves.</summary>
sealed partial class Ring
{
    sealed class Trial
    {
        public readonly Dictionary<Sum, object> Collapsed = [], Products = [];
    }

    Trial? trial;      // set while a sum is tried with an abs turned: what is found out then is forgotten

    (Sum Smooth, Atom? Sign) WithoutKinks(Sum sum)
    {
        if (trial is not null) return (sum, null);
        List<Atom> kinks = [];
        Collect(sum, atom => atom.Is(Op.Abs), kinks, []);
        if (kinks.Count is 0 or > 4) return (sum, null);
        foreach (Atom kink in kinks)
        {
            Sum bare = Bare(kink);
            trial = new();
            Sum same, turned;
            try
            {
                same = Substitute(sum, atom => ReferenceEquals(atom, kink) ? bare : null);
                turned = Substitute(sum, atom => ReferenceEquals(atom, kink) ? Negate(bare) : null);
            }
            finally { trial = null; }
            if (ReferenceEquals(turned, same))
            {
                Sum smooth = Substitute(sum, atom => ReferenceEquals(atom, kink) ? kink.Of : null);
                return (smooth, null);
            }
            if (ReferenceEquals(turned, Negate(same)))
            {
                return (Substitute(sum, atom => ReferenceEquals(atom, kink) ? kink.Of : null), Call(Op.Sign, kink.Bits, kink.Of));
            }
        }
        return (sum, null);
    }

    /// <summary>The value without the kinks that cancel in it; of one u, abs with different ties are one value.</summary>
    public Sum Smooth(Sum value)
    {
        List<Atom> kinks = [];
        Collect(value, atom => atom.Is(Op.Abs), kinks, []);
        if (kinks.Count == 0) return value;
        var chosen = new Dictionary<Sum, object>();
        bool differ = false;
        foreach (Atom kink in kinks)
        {
            if (!chosen.TryGetValue(kink.Of, out object? other)) chosen[kink.Of] = kink;
            else
            {
                differ = true;
                if (kink.Bits > ((Atom)other).Bits) chosen[kink.Of] = kink;
            }
        }
        if (differ)
        {
            // as one, if they cancel then; else each keeps its slope at 0
            Sum one = Plain(Substitute(value, atom => atom.Is(Op.Abs) && chosen.TryGetValue(atom.Of, out object? other) ? Bare((Atom)other) : null));
            List<Atom> left = [];
            Collect(one, atom => atom.Is(Op.Abs) || atom.Is(Op.Sign), left, []);
            if (left.TrueForAll(kink => kinks.FindAll(other => ReferenceEquals(other.Of, kink.Of)).Count < 2)) return one;
        }
        return Plain(value);

        Sum Plain(Sum sum)
        {
            var (smooth, sign) = WithoutKinks(sum);
            return sign is null ? smooth : Multiply(smooth, Bare(sign));
        }
    }

    /// <summary>The atoms of some kind that a sum holds, inside and out.</summary>
    public static void Collect(Sum sum, Func<Atom, bool> which, List<Atom> into, HashSet<Sum> seen)
    {
        if (!DeepStack.HasRoom) throw new TooLong();
        if (!seen.Add(sum)) return;
        foreach (Term term in sum.Terms)
        {
            foreach (Atom atom in term.Atoms)
            {
                if (which(atom) && !into.Contains(atom)) into.Add(atom);
                foreach (Sum argument in atom.Arguments) Collect(argument, which, into, seen);
            }
            if (term.HasE) Collect(term.E, which, into, seen);
        }
    }

    /// <summary>The sum with other sums in the places of some atoms.</summary>
    /// <param name="with">The sum for an atom; null: it stays, on what its arguments become.</param>
    /// <param name="choose">What becomes of a choice, with its branches; null: the same choice.</param>
    public Sum Substitute(Sum sum, Func<Atom, Sum?> with, Func<Atom, Sum, Sum, Sum>? choose = null) => Substitute(sum, with, choose, []);

    Sum Substitute(Sum sum, Func<Atom, Sum?> with, Func<Atom, Sum, Sum, Sum>? choose, Dictionary<Sum, object> memo)
    {
        if (memo.TryGetValue(sum, out object? known)) return (Sum)known;
        if (!DeepStack.HasRoom) throw new TooLong();
        var parts = new Sum[sum.Count];
        bool any = false;
        for (int i = 0; i < sum.Count; i++)
        {
            Term term = sum.Terms[i];
            Sum part = Number(sum.Coefficients[i]);
            bool changed = false;
            for (int k = 0; k < term.Atoms.Length; k++)
            {
                Sum now = Substitute(term.Atoms[k], with, choose, memo);
                changed |= !ReferenceEquals(now.Atom, term.Atoms[k]);
                part = Multiply(part, Power(now, term.Exponents[k]));
            }
            if (term.HasE)
            {
                Sum e = Substitute(term.E, with, choose, memo);
                changed |= !ReferenceEquals(e, term.E);
                part = Multiply(part, Exp(e));
            }
            any |= changed;
            parts[i] = part;
        }
        Sum result = any || trial is not null ? Add(parts) : sum;
        memo[sum] = result;
        return result;
    }

    Sum Substitute(Atom atom, Func<Atom, Sum?> with, Func<Atom, Sum, Sum, Sum>? choose, Dictionary<Sum, object> memo)
    {
        if (with(atom) is { } other) return other;
        if (atom.Arguments.Length == 0) return Bare(atom);
        var arguments = new Sum[atom.Arguments.Length];
        bool same = true;
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Substitute(atom.Arguments[i], with, choose, memo);
            same &= ReferenceEquals(arguments[i], atom.Arguments[i]);
        }
        if (atom.Kind == AtomKind.Choice && choose is not null) return choose(atom, arguments[0], arguments[1]);
        if (same) return Bare(atom);
        return atom.Kind switch
        {
            AtomKind.Base => arguments[0],
            AtomKind.Choice => Of(Choice((int)atom.Bits, atom.ConditionHash, arguments[0], arguments[1])),
            _ => Functions.Of(this, atom.Op, atom.Bits, arguments),
        };
    }
}
