using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>Sums as products: what all terms share, exponentials balanced, and the four rules that keep forms comparable by identity.</summary>
sealed partial class Ring
{
    /// <summary>A sum as one product: its content times a primitive sum.</summary>
    public Primitive AsProduct(Sum sum)
    {
        if ((trial is null ? sum.AsProduct : trial.Products.GetValueOrDefault(sum) as Primitive) is { } known) return known;
        if (sum.IsZero) return new(Rational.Zero, new Powers(), Zero);
        Primitive made = sum.Count == 1 ? new(sum.Coefficients[0], new Powers(sum.Terms[0]), sum.Terms[0].E) : Factored(sum);
        if (trial is null) sum.AsProduct = made;
        else trial.Products[sum] = made;
        return made;
    }

    Primitive Factored(Sum sum)
    {
        var (content, e) = Content(sum);
        Sum body = content.Count == 0 && e.IsZero ? sum : Divided(sum, content, e);
        Sum flat = Flatten(body);
        if (!ReferenceEquals(flat, body) || body.Count < 2)
        {
            Primitive inner = AsProduct(flat);
            var powers = new Powers(inner.Powers);
            powers.Multiply(content, 1);
            return new(inner.Coefficient, powers, Plainly(e, inner.E));
        }
        Rational number = CommonNumber(body);
        body = Scale(body, number.Inverse());
        if (SquareOf(body) is { } root)
        {
            content[Base(root)] += 2;
            return new(number, content, e);
        }
        var (smooth, sign) = WithoutKinks(body);
        if (sign is not null) content[sign] += 1;
        if (ReferenceEquals(smooth, body)) content[Base(body)] += 1;
        else
        {
            Primitive inner = AsProduct(smooth);
            content.Multiply(inner.Powers, 1);
            (number, e) = (number * inner.Coefficient, Plainly(e, inner.E));
        }
        return new(number, content, e);
    }

    static Rational CommonNumber(Sum body)
    {
        Rational[] numbers = body.Coefficients;
        Rational common = 1;
        if (Array.TrueForAll(numbers, c => c.IsShort(ShortNumber)))
        {
            common = 0;
            foreach (Rational c in numbers) common = Rational.Common(common, c);
        }
        else if (Array.TrueForAll(numbers, c => (c / numbers[0]).IsShort(ShortNumber))) common = numbers[0].Abs();
        return numbers[0].Sign < 0 ? -common : common;
    }

    /// <summary>Of a set of terms: the least exponents (absent counts as 0), and the middle of each coordinate of the exponents of e.</summary>
    /// <param name="sum">The terms.</param>
    /// <param name="overPairs">Whether different e^w + e^-w of different terms are a common denominator.</param>
    (Powers Powers, Sum E) Content(Sum sum, bool overPairs = false)
    {
        int count = sum.Count;
        var low = new Powers();
        var seen = new Dictionary<Atom, object>();
        foreach (Term term in sum.Terms)
        {
            foreach (Atom atom in term.Atoms)
            {
                if (!seen.TryAdd(atom, atom)) continue;
                Rational least = term.Of(atom), most = least;
                int times = 0;
                foreach (Term other in sum.Terms)
                {
                    Rational exponent = other.Of(atom);
                    if (!exponent.IsZero) times++;
                    (least, most) = (Rational.Min(least, exponent), Rational.Max(most, exponent));
                }
                if (atom.Kind == AtomKind.Known && !atom.Value.IsZero)
                {
                    if (times == count && least == most) low[atom] = least;
                }
                else low[atom] = least;      // absent is 0, which the loop has seen
            }
        }
        if (!overPairs && IsOverPairs(sum, low))
        {
            foreach (Atom atom in low.Atoms())
            {
                if (IsBounding(atom) && low[atom].Sign < 0 && !Array.TrueForAll(sum.Terms, term => term.Of(atom).Sign < 0)) low[atom] = 0;
            }
            return (low, Zero);      // the exponential over a pair is bounded by it and stays there
        }
        var coordinates = new Dictionary<Term, object>();
        var middle = new Addends();
        foreach (Term term in sum.Terms)
        {
            foreach (Term coordinate in term.E.Terms)
            {
                if (!coordinates.TryAdd(coordinate, coordinate)) continue;
                Rational least = term.E[coordinate], most = least;
                foreach (Term other in sum.Terms)
                {
                    Rational exponent = other.E[coordinate];
                    (least, most) = (Rational.Min(least, exponent), Rational.Max(most, exponent));
                }
                middle.Add(coordinate, IsLogarithmic(coordinate) ? least : (least + most) * Rational.Half);
            }
        }
        return (low, Make(middle));
    }

    // x ** n is no unit, it may be 0: of multiples of a logarithm the least is taken out, not the middle.
    static bool IsLogarithmic(Term coordinate) => Array.Exists(coordinate.Atoms, atom => atom.Is(Op.Log));

    Sum Divided(Sum sum, Powers content, Sum e)
    {
        var all = new Addends();
        for (int i = 0; i < sum.Count; i++) all.Add(Divided(sum.Terms[i], sum.Coefficients[i], content, e), 1);
        return Make(all);
    }

    Sum Divided(Term term, Rational coefficient, Powers content, Sum e)
    {
        var powers = new Powers(term);
        powers.Multiply(content, -1);
        return Product(coefficient, powers, e.IsZero ? term.E : Plainly(term.E, Negate(e)));
    }

    /// <summary>In a sum, a product with one open sum of degree one is distributed, and low powers of e^w + e^-w.</summary>
    Sum Flatten(Sum sum)
    {
        if (sum.Count < 2 || !Array.Exists(sum.Terms, HasOpenSum)) return sum;
        var all = new Addends();
        for (int i = 0; i < sum.Count; i++)
        {
            Term term = sum.Terms[i];
            Rational coefficient = sum.Coefficients[i];
            Atom? open = null;
            int opens = 0;
            bool isUnder = false, isOther = false, hasPair = false;
            for (int k = 0; k < term.Atoms.Length; k++)
            {
                if (term.Atoms[k].Kind != AtomKind.Base) continue;
                Rational exponent = term.Exponents[k];
                isUnder |= exponent.Sign < 0 || !exponent.IsWhole;
                hasPair |= IsExponentials(term.Atoms[k]) && exponent.IsWhole && exponent > 0 && exponent <= 3;
                if (exponent.IsOne) (open, opens) = (term.Atoms[k], opens + 1);
                else isOther = true;
            }
            if (hasPair && !isUnder && WithPairsOpen(term, coefficient) is { } expanded) all.Add(expanded, 1);
            else if (opens == 1 && !isOther && open!.Of.Count <= MostOpened && !IsDifference(open.Of))
            {
                Sum rest = Product(coefficient, new Powers(term) { [open] = 0 }, term.E);
                for (int k = 0; k < open.Of.Count; k++) all.Add(Multiply(rest, Single(open.Of.Terms[k], open.Of.Coefficients[k])), 1);
            }
            else all.Add(term, coefficient);
        }
        return Make(all);
    }

    Sum? WithPairsOpen(Term term, Rational coefficient)
    {
        var (open, kept) = (new Powers(term), new Powers());
        for (int k = 0; k < term.Atoms.Length; k++)
        {
            if (term.Atoms[k].Kind == AtomKind.Base && IsDifference(term.Atoms[k].Of)) (open[term.Atoms[k]], kept[term.Atoms[k]]) = (0, term.Exponents[k]);
        }
        return Expand(Product(coefficient, open, term.E)) is { } expanded ? Put(expanded, kept, Zero) : null;
    }

    // erf u - erf v, atan u - atan v: accurate together where both are nearly 1, and no longer when they are apart.
    static bool IsDifference(Sum sum) => sum.Count == 2 && Array.TrueForAll(sum.Terms, term => term.Alone is { } call && IsSaturating(call))
        && (sum.Coefficients[0] + sum.Coefficients[1]).IsZero;

    static bool IsSaturating(Atom atom) => atom.Is(Op.Erf) || atom.Is(Op.Atan);

    static bool HasOpenSum(Term term)
    {
        for (int i = 0; i < term.Atoms.Length; i++)
        {
            if (term.Atoms[i].Kind == AtomKind.Base && term.Exponents[i].IsWhole && term.Exponents[i] > 0 && term.Exponents[i] <= 3) return true;
        }
        return false;
    }

    /// <summary>A sum whose terms all share a factor is a product.</summary>
    Sum Seal(Sum sum)
    {
        if (sum.Count < 2) return sum;
        Powers common = Shared(sum);
        Sum first = sum.Terms[0].E;
        bool sameE = !first.IsZero && Array.TrueForAll(sum.Terms, term => ReferenceEquals(term.E, first));
        bool exponentials = sum.Count <= 4 && Array.Exists(sum.Terms, term => term.HasE) && Array.TrueForAll(sum.Terms, term => Array.TrueForAll(term.Atoms, atom => !common[atom].IsZero));
        if (common.Count == 0 && !sameE && !exponentials) return sum;
        Sum e = sameE ? first : Zero, body = Divided(sum, common, e);
        if (body.Count < 2) return sum;
        Primitive inner = AsProduct(body);
        var powers = new Powers(inner.Powers);
        powers.Multiply(common, 1);
        return Product(inner.Coefficient, powers, sameE ? Plainly(inner.E, e) : inner.E);
    }

    /// <summary>The powers that every term has, those of one sign only.</summary>
    public static Powers Shared(Sum sum)
    {
        var common = new Powers();
        Term first = sum.Terms[0];
        for (int i = 0; i < first.Atoms.Length; i++)
        {
            Rational exponent = first.Exponents[i];
            foreach (Term term in sum.Terms)
            {
                Rational other = term.Of(first.Atoms[i]);
                exponent = other.Sign != exponent.Sign ? 0 : exponent.Sign > 0 ? Rational.Min(exponent, other) : Rational.Max(exponent, other);
                if (exponent.IsZero) break;
            }
            common[first.Atoms[i]] = exponent;
        }
        return common;
    }

    /// <summary>The argument of a function, factored.</summary>
    public Sum AsArgument(Sum sum)
    {
        if (sum.Count < 2) return sum;
        Primitive product = AsProduct(sum);
        return Product(product.Coefficient, new Powers(product.Powers), product.E);
    }

    // a² + 2 a b + b²
    Sum? SquareOf(Sum sum)
    {
        if (sum.Count != 3) return null;
        for (int i = 0; i < 3; i++)
        {
            int j = i == 0 ? 1 : 0, k = i == 2 ? 1 : 2;
            if (RootOf(sum.Terms[j], sum.Coefficients[j]) is not { } a || RootOf(sum.Terms[k], sum.Coefficients[k]) is not { } b) continue;
            Sum ab = Multiply(a, b);
            if (ab.Count != 1 || !ReferenceEquals(ab.Terms[0], sum.Terms[i]) || sum.Coefficients[i].Abs() != 2 * ab.Coefficients[0].Abs()) continue;
            Sum root = Plainly(a, sum.Coefficients[i].Sign == ab.Coefficients[0].Sign ? b : Negate(b));
            return root.LeadsNegative ? Negate(root) : root;
        }
        return null;
    }

    /// <summary>The square root of a term where it is one exactly, of any sign.</summary>
    public Sum? RootOf(Term term, Rational coefficient)
    {
        if (coefficient.Root() is not { } number || !Array.TrueForAll(term.Exponents, e => e.IsEven)) return null;
        var powers = new Powers();
        for (int i = 0; i < term.Atoms.Length; i++) powers[term.Atoms[i]] = term.Exponents[i] * Rational.Half;
        return Product(number, powers, Scale(term.E, Rational.Half));
    }
}
