using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>What an operation is in the ring, and the slopes of those that stay functions there.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Form">Its normal form on arguments in normal form.</param>
/// <param name="Slopes">Of an operation that is an atom, its partials in its arguments.</param>
sealed record Function(Op Op, Function.Reading Form, Function.Differentiating? Slopes = null)
{
    public delegate Sum Reading(Ring ring, Sum[] x, long bits);

    public delegate Sum[] Differentiating(Ring ring, Atom atom, Sum[] x);
}

/// <summary>The table of canonical functions.</summary>
static class Functions
{
    static readonly Function?[] byOp = ByOp();

    /// <summary>The normal form of an operation; null of one that the ring does not know.</summary>
    public static Function? Find(Op op) => byOp[(int)op];

    public static Sum Of(Ring ring, Op op, long bits, params Sum[] arguments) => (byOp[(int)op] ?? throw new Ring.TooLong()).Form(ring, arguments, bits);

    public static IEnumerable<Function> All => byOp.OfType<Function>();

    static Function?[] ByOp()
    {
        var table = new Function?[256];
        foreach (Function function in Table()) table[(int)function.Op] = function;
        return table;
    }

    static Function[] Table() =>
    [
        // arithmetic and powers
        new(Op.Negate, (r, x, _) => r.Negate(x[0])),
        new(Op.Add, (r, x, _) => r.Add(x)),
        new(Op.Subtract, (r, x, _) => r.Subtract(x[0], x[1])),
        new(Op.Multiply, (r, x, _) => r.Multiply(x[0], x[1])),
        new(Op.Divide, (r, x, _) => r.Divide(x[0], x[1])),
        new(Op.Fma, (r, x, _) => r.Add(r.Multiply(x[0], x[1]), x[2])),
        new(Op.Modulo, (r, x, _) => r.Subtract(x[0], r.Multiply(x[1], Of(r, Op.Truncate, 0, r.Divide(x[0], x[1]))))),
        new(Op.PowerInt, (r, x, n) => r.Power(x[0], new Rational(n, 1))),
        new(Op.Sqrt, (r, x, _) => r.Power(x[0], Rational.Half)),
        new(Op.Power, (r, x, _) => r.Power(x[0], x[1])),
        new(Op.Hypot, (r, x, _) => r.Power(r.Add(r.Power(x[0], 2), r.Power(x[1], 2)), Rational.Half)),
        new(Op.Cbrt, (r, x, _) => r.Odd(Op.Cbrt, x[0]), (r, atom, _) => [r.Scale(r.Power(r.Bare(atom), -2), new(1, 3))]),

        // kinks and steps
        new(Op.Abs, (r, x, tie) => r.Abs(x[0], tie), (r, atom, x) => [r.Sign(x[0], atom.Bits)]),
        new(Op.Sign, (r, x, tie) => r.Sign(x[0], tie), (r, _, _) => [r.Zero]),
        new(Op.Max, (r, x, _) => r.Scale(r.Add(x[0], x[1], r.Abs(r.Subtract(x[0], x[1]), 1)), Rational.Half)),
        new(Op.Min, (r, x, _) => r.Scale(r.Add(x[0], x[1], r.Negate(r.Abs(r.Subtract(x[0], x[1]), -1))), Rational.Half)),
        new(Op.Relu, (r, x, _) => r.Scale(r.Add(x[0], r.Abs(x[0], -1)), Rational.Half)),
        Step(Op.Floor), Step(Op.Ceil), Step(Op.Round), Step(Op.Truncate),

        // exponentials and logarithms
        new(Op.Exp, (r, x, _) => r.Exp(x[0])),
        new(Op.Exp2, (r, x, _) => r.Exp(r.Multiply(x[0], r.Log(r.Number(2))))),
        new(Op.Expm1, (r, x, _) => r.Subtract(r.Exp(x[0]), r.One)),
        new(Op.Log, (r, x, _) => r.Log(x[0]), (r, _, x) => [r.Power(x[0], -1)]),
        new(Op.Log2, (r, x, _) => r.Divide(r.Log(x[0]), r.Log(r.Number(2)))),
        new(Op.Log10, (r, x, _) => r.Divide(r.Log(x[0]), r.Log(r.Number(10)))),
        new(Op.Log1p, (r, x, _) => r.Log(r.Add(r.One, x[0]))),
        new(Op.XLogY, (r, x, _) => r.Multiply(x[0], r.Log(x[1]))),
        new(Op.XLog1pY, (r, x, _) => r.Multiply(x[0], r.Log(r.Add(r.One, x[1])))),
        new(Op.Sigmoid, (r, x, _) => r.Divide(r.Exp(r.Scale(x[0], Rational.Half)), r.Pair(r.Scale(x[0], Rational.Half), 1))),
        new(Op.Softplus, (r, x, _) => r.Log(r.Add(r.One, r.Exp(x[0])))),
        new(Op.LogSumExp, (r, x, _) => r.Log(r.Add(r.Exp(x[0]), r.Exp(x[1])))),
        new(Op.Sinh, (r, x, _) => r.Scale(r.Pair(x[0], -1), Rational.Half)),
        new(Op.Cosh, (r, x, _) => r.Scale(r.Pair(x[0], 1), Rational.Half)),
        new(Op.Tanh, (r, x, _) => r.Divide(r.Pair(x[0], -1), r.Pair(x[0], 1))),
        new(Op.Sech2, (r, x, _) => r.Scale(r.Power(r.Pair(x[0], 1), -2), 4)),
        new(Op.LogCosh, (r, x, _) => r.Log(r.Scale(r.Pair(x[0], 1), Rational.Half))),
        new(Op.Atanh, (r, x, _) => r.Scale(r.Subtract(r.Log(r.Add(r.One, x[0])), r.Log(r.Subtract(r.One, x[0]))), Rational.Half)),
        new(Op.Asinh, (r, x, _) => r.Odd(Op.Asinh, x[0]), (r, _, x) => [r.Power(r.Add(r.One, r.Power(x[0], 2)), -Rational.Half)]),
        new(Op.Acosh, (r, x, _) => r.Of(r.Call(Op.Acosh, 0, r.AsArgument(x[0]))),
            (r, _, x) => [r.Multiply(r.Power(r.Subtract(x[0], r.One), -Rational.Half), r.Power(r.Add(x[0], r.One), -Rational.Half))]),

        // circular
        new(Op.Sin, (r, x, _) => r.Odd(Op.Sin, x[0]), (r, _, x) => [r.Even(Op.Cos, x[0])]),
        new(Op.Cos, (r, x, _) => r.Even(Op.Cos, x[0]), (r, _, x) => [r.Negate(r.Odd(Op.Sin, x[0]))]),
        new(Op.Tan, (r, x, _) => r.Divide(r.Odd(Op.Sin, x[0]), r.Even(Op.Cos, x[0]))),
        new(Op.Asin, (r, x, _) => r.Odd(Op.Asin, x[0]), (r, _, x) => [r.Multiply(r.Power(r.Subtract(r.One, x[0]), -Rational.Half), r.Power(r.Add(r.One, x[0]), -Rational.Half))]),
        new(Op.Acos, (r, x, _) => r.Subtract(r.Scale(r.Pi, Rational.Half), r.Odd(Op.Asin, x[0]))),
        new(Op.Atan, (r, x, _) => r.Odd(Op.Atan, x[0]), (r, _, x) => [r.Power(r.Add(r.One, r.Power(x[0], 2)), -1)]),
        new(Op.Atan2, (r, x, _) => r.Of(r.Call(Op.Atan2, 0, r.AsArgument(x[0]), r.AsArgument(x[1]))), (r, _, x) =>
        {
            Sum under = r.Power(r.Add(r.Power(x[0], 2), r.Power(x[1], 2)), -1);
            return [r.Multiply(x[1], under), r.Negate(r.Multiply(x[0], under))];
        }),

        // the normal distribution and the gamma family
        new(Op.Erf, (r, x, _) => r.Odd(Op.Erf, x[0]), (r, _, x) => [r.Multiply(r.Scale(r.Power(r.Pi, -Rational.Half), 2), r.Exp(r.Negate(r.Power(x[0], 2))))]),
        new(Op.Erfc, (r, x, _) => r.Subtract(r.One, r.Odd(Op.Erf, x[0]))),
        new(Op.Erfcx, (r, x, _) => r.Multiply(r.Exp(r.Power(x[0], 2)), r.Subtract(r.One, r.Odd(Op.Erf, x[0])))),
        new(Op.NormCdf, (r, x, _) => r.NormCdf(x[0])),
        new(Op.NormPdf, (r, x, _) => r.Multiply(r.Power(r.Scale(r.Pi, 2), -Rational.Half), r.Exp(r.Scale(r.Power(x[0], 2), -Rational.Half)))),
        new(Op.LogNormCdf, (r, x, _) => r.Log(r.NormCdf(x[0]))),
        new(Op.Lgamma, (r, x, _) => r.Of(r.Call(Op.Lgamma, 0, r.AsArgument(x[0]))), (r, _, x) => [Of(r, Op.Digamma, 0, x[0])]),
        new(Op.Digamma, (r, x, _) => r.Of(r.Call(Op.Digamma, 0, r.AsArgument(x[0]))), (r, _, x) => [Of(r, Op.Polygamma, 1, x[0])]),
        new(Op.Polygamma, (r, x, n) => r.Of(r.Call(Op.Polygamma, n, r.AsArgument(x[0]))), (r, atom, x) => [Of(r, Op.Polygamma, atom.Bits + 1, x[0])]),
    ];

    static Function Step(Op op) => new(op, (r, x, _) => r.Of(r.Call(op, 0, r.AsArgument(x[0]))), (r, _, _) => [r.Zero]);
}

/// <summary>Functions in normal form.</summary>
sealed partial class Ring
{
    /// <summary>e^w + e^-w, or e^w - e^-w.</summary>
    public Sum Pair(Sum w, int sign) => Add(Exp(w), Scale(Exp(Negate(w)), sign));

    public Sum NormCdf(Sum x) => Add(Half, Scale(Odd(Op.Erf, Divide(x, RootTwo)), Rational.Half));

    /// <summary>A logarithm, of products as a sum. Of a factor of unknown sign it stands for one of its absolute value.</summary>
    public Sum Log(Sum sum)
    {
        sum = OverPairs(sum);
        Primitive product = AsProduct(sum);
        var powers = new Powers(product.Powers);
        Rational coefficient = product.Coefficient;
        if (!Turn(ref coefficient, powers)) return Of(Call(Op.Log, 0, sum));
        if (sum.IsZero) return Of(Call(Op.Log, 0, sum));
        List<Sum> parts = [product.E];
        if (!coefficient.IsOne)
        {
            if (coefficient.IsShort(1_000_000_000))
            {
                foreach (var (prime, times) in Primes(coefficient)) parts.Add(Scale(LogOf(Prime(prime)), times));
            }
            else parts.Add(LogOf(Prime(coefficient)));
        }
        for (int i = 0; i < powers.Count; i++)
        {
            Atom atom = powers.AtomAt(i);
            if (atom.Is(Op.Power)) parts.Add(Scale(Log(atom.Of), powers.At(i) * Rational.Half));
            else parts.Add(powers.At(i).IsEven && !IsNonNegative(atom) ? Scale(Log(Abs(Bare(atom), 0)), powers.At(i)) : Scale(LogOf(atom), powers.At(i)));
        }
        return Add(parts);
    }

    // Turns sums round so that the coefficient is positive, and where several may be turned, those whose constant is negative: 1 - x has a logarithm where x - 1 has none.
    bool Turn(ref Rational coefficient, Powers powers)
    {
        List<Atom> all = [], backwards = [];
        for (int i = 0; i < powers.Count; i++)
        {
            if (powers.AtomAt(i).Kind != AtomKind.Base || !powers.At(i).IsOdd || IsNonNegative(powers.AtomAt(i))) continue;
            all.Add(powers.AtomAt(i));
            if (powers.AtomAt(i).Of[unit].Sign < 0) backwards.Add(powers.AtomAt(i));
        }
        bool odd = coefficient.Sign < 0;
        if (backwards.Count % 2 != 0 != odd)
        {
            if (backwards.Count > 0) backwards.RemoveAt(backwards.Count - 1);
            else if (all.Count > 0) backwards.Add(all[0]);
            else return false;
        }
        foreach (Atom atom in backwards)
        {
            Rational exponent = powers[atom];
            powers[atom] = 0;
            powers[Base(Negate(atom.Of))] += exponent;
            coefficient = -coefficient;
        }
        return coefficient.Sign > 0;
    }

    Sum LogOf(Atom atom) => Of(Call(Op.Log, 0, Bare(atom)));

    /// <summary>A power with a variable exponent. A product of several factors of unknown sign is not split: all of them may be negative.</summary>
    public Sum Power(Sum of, Sum exponent)
    {
        if (exponent.IsNumber) return Power(of, exponent.Number);
        if (of.IsOne) return One;
        Primitive product = AsProduct(of);
        int unknown = 0;
        for (int i = 0; i < product.Powers.Count; i++) unknown += !IsNonNegative(product.Powers.AtomAt(i)) && !product.Powers.At(i).IsEven ? 1 : 0;
        bool isWhole = product.Coefficient.Sign > 0 && unknown > 0 && product.Powers.Count > 1;
        return Exp(Multiply(exponent, isWhole ? Of(Call(Op.Log, 0, AsArgument(of))) : Log(of)));
    }

    public Sum Odd(Op op, Sum argument)
    {
        Sum u = AsArgument(argument);
        if (u.IsZero) return Zero;
        if (op == Op.Cbrt && u.IsNumber && u.Number.CubeRoot() is { } cube) return Number(cube);
        if (op == Op.Sin && QuartersOf(u) is { } sine) return Number(QuarterSine(sine));
        if (u.LeadsNegative) return Negate(Odd(op, Negate(u)));
        if (AbsFactor(u) is { } abs) return Multiply(Of(Call(Op.Sign, abs.Bits, abs.Of)), Odd(op, Multiply(Divide(u, Bare(abs)), abs.Of)));
        return Of(Call(op, 0, u));
    }

    public Sum Even(Op op, Sum argument)
    {
        Sum u = AsArgument(argument);
        if (u.IsZero) return One;
        if (op == Op.Cos && QuartersOf(u) is { } cosine) return Number(QuarterSine(cosine + 1));
        if (u.LeadsNegative) return Even(op, Negate(u));
        if (AbsFactor(u) is { } abs) return Even(op, Multiply(Divide(u, Bare(abs)), abs.Of));
        return Of(Call(op, 0, u));
    }

    // How many quarters of a turn an angle is, if it is a whole number of them: pi itself, and no double.
    long? QuartersOf(Sum u) => u.Count == 1 && ReferenceEquals(u.Terms[0].Alone, Pi.Atom) && 2 * u.Coefficients[0] is { IsWhole: true } quarters && quarters.IsShort(1 << 20) ? (long)quarters.Numerator : null;

    static Rational QuarterSine(long quarters) => (((quarters % 4) + 4) % 4) switch { 1 => 1, 3 => -1, _ => 0 };

    static Atom? AbsFactor(Sum u)
    {
        if (u.Count != 1) return null;
        Term term = u.Terms[0];
        for (int i = 0; i < term.Atoms.Length; i++)
        {
            if (term.Atoms[i].Is(Op.Abs) && term.Exponents[i].IsOdd) return term.Atoms[i];
        }
        return null;
    }

    /// <summary>The absolute value; the tie is its slope at 0.</summary>
    public Sum Abs(Sum sum, long tie)
    {
        Primitive product = AsProduct(sum);
        Sum result = Product(product.Coefficient.Abs(), new Powers(), product.E);
        int odd = OddFactors(product);
        for (int i = 0; i < product.Powers.Count; i++)
        {
            Atom atom = product.Powers.AtomAt(i);
            Rational exponent = product.Powers.At(i);
            // | -|x| | has the slope at 0 of both
            Sum factor = atom.Is(Op.Abs) && odd == 0 && !exponent.IsEven ? Power(Of(Call(Op.Abs, tie * atom.Bits * product.Coefficient.Sign, atom.Of)), exponent)
                : IsNonNegative(atom) || exponent.IsEven ? Product(1, new Powers(atom, exponent), Zero)
                : Power(Of(Call(Op.Abs, Tie(tie, odd, product.Coefficient), Inside(atom))), exponent);
            result = Multiply(result, factor);
        }
        return result;
    }

    public Sum Sign(Sum sum, long tie)
    {
        if (sum.IsZero) return Number(new Rational(tie, 1));
        Primitive product = AsProduct(sum);
        Sum result = Number(product.Coefficient.Sign);
        int odd = OddFactors(product);
        for (int i = 0; i < product.Powers.Count; i++)
        {
            Atom atom = product.Powers.AtomAt(i);
            if (!IsNonNegative(atom) && !product.Powers.At(i).IsEven) result = Multiply(result, Of(Call(Op.Sign, Tie(tie, odd, product.Coefficient), Inside(atom))));
        }
        return result;
    }

    static long Tie(long tie, int odd, Rational coefficient) => odd == 1 && coefficient.Sign < 0 ? -tie : tie;

    Sum Inside(Atom atom) => atom.Kind == AtomKind.Base ? atom.Of : Bare(atom);

    int OddFactors(Primitive product)
    {
        int odd = 0;
        for (int i = 0; i < product.Powers.Count; i++) odd += !IsNonNegative(product.Powers.AtomAt(i)) && !product.Powers.At(i).IsEven ? 1 : 0;
        return odd;
    }
}
