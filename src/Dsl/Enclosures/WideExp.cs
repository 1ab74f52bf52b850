using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>Exponentials and logarithms to twice the precision of a double.</summary>
internal static class WideExp
{
    /// <summary>1/n! for n from 3 to 14, in pairs up to 7.</summary>
    static ReadOnlySpan<double> Factorials =>
    [
        0.16666666666666666, 0.041666666666666664, 0.008333333333333333, 0.001388888888888889, 0.0001984126984126984, 2.48015873015873e-05, 2.7557319223985893e-06,
        2.755731922398589e-07, 2.505210838544172e-08, 2.08767569878681e-09, 1.6059043836821613e-10, 1.1470745597729725e-11,
    ];

    static ReadOnlySpan<double> FactorialsLow =>
        [9.25185853854297e-18, 2.3129646346357427e-18, 1.1564823173178714e-19, -5.300543954373577e-20, 1.7209558293420705e-22];

    /// <summary>ln 2 in three parts: the first two have 42 bits, so that multiples up to 2^11 are exact; together within 2^-137.</summary>
    const double Ln2First = 0.6931471805598903, Ln2Second = 5.49792301870721e-14, Ln2Third = 1.1612227229362531e-26;

    /// <summary>What is stated of the exponential less 1 on its reduced argument and of all that is made of it, relatively. Measured: 2^-101.</summary>
    public const double Error = 1.0 / (1L << 49) / (1L << 49);

    /// <summary>
    /// e^r - 1 for |r| at most 0.36, not in order. With s = r / 16: s + s²/2 + s³ p(s), where the terms beyond s^14 are below 2^-117 of s, those in doubles
    /// below 2^-54; then four times e^2s - 1 = (e^s - 1)(2 + (e^s - 1)).
    /// </summary>
    /// <remarks>What waits for what is most of the time that this takes: the terms in doubles are added by threes, and the low parts follow a product behind the high ones.</remarks>
    [MethodImpl(Code.Own)]
    static Pair<T> Less1<T>(Pair<T> r) where T : struct, ILane<T>
    {
        ReadOnlySpan<double> high = Factorials, low = FactorialsLow;
        Pair<T> s = new(r.High * 0.0625, r.Low * 0.0625), square = Pair<T>.Square(s);
        T x = s.High, x2 = square.High;
        T last = T.Fma(T.Fma(x, high[11], T.Create(high[10])), x2, T.Fma(x, high[9], T.Create(high[8])));
        Pair<T> p = new(T.Fma(last, x2 * x, T.Fma(T.Fma(x, high[7], T.Create(high[6])), x, T.Create(high[5]))), T.Create(0));
        p = Pair<T>.OrderedStep(Pair<T>.OrderedStep(p, s, high[4], low[4]), s, high[3], low[3]);
        p = Pair<T>.OrderedStep(Pair<T>.OrderedStep(Pair<T>.OrderedStep(p, s, high[2], low[2]), s, high[1], low[1]), s, high[0], low[0]);
        Pair<T> y = Pair<T>.OrderedSum(s, Pair<T>.OrderedSum(new(square.High * 0.5, square.Low * 0.5), square * s * p.InOrder()));
        return Pair<T>.Doubled(Pair<T>.Doubled(Pair<T>.Doubled(Pair<T>.Doubled(y))));
    }

    /// <summary>e^r - 1 for |r| at most 0.36.</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> Expm1<T>(Pair<T> r) where T : struct, ILane<T> => Less1(r).InOrder();

    /// <summary>
    /// x = n ln 2 + r, for |x| up to 700. x.High less n times the first part is a double: a multiple of the last place of either, below 0.36. The error of r, whose low part may be a unit of the
    /// high one, is at most 2^-103 (|r| + 2^-30).
    /// </summary>
    [MethodImpl(Code.Inline)]
    static (Pair<T> R, T N) Reduced<T>(Pair<T> x) where T : struct, ILane<T>
    {
        T n = T.Round(x.High * ExpReduction.Log2E);
        Pair<T> high = Pair<T>.Sum(T.Fma(n, -Ln2First, x.High), n * -Ln2Second), low = Pair<T>.Sum(x.Low, n * -Ln2Third), sum = Pair<T>.Sum(high.High, low.High);
        return (new(sum.High, sum.Low + (high.Low + low.Low)), n);
    }

    /// <summary>e^x for |x| up to 700, relative error <see cref="Error"/>.</summary>
    [MethodImpl(Code.Own)]
    public static Pair<T> Exp<T>(Pair<T> x) where T : struct, ILane<T>
    {
        (Pair<T> r, T n) = Reduced(x);
        Pair<T> y = Less1(r), sum = Pair<T>.Ordered(T.Create(1), y.High);
        return Pair<T>.Ordered(sum.High, sum.Low + y.Low).Times(PowerOfTwo.Of(n));
    }

    /// <summary>e^x: the ball's numbers differ by factors of at most e^r, which is at most 1 + r + r² for r up to 1.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Exp<T>(Wide<T> x) where T : struct, ILane<T>
    {
        Pair<T> y = Exp(x.Middle);
        Wide<T> usual = Wide<T>.Around(y, y.High * Spread(x.Radius), Error).Where(T.LessOrEqual(T.Abs(x.High), 660));
        return Wide<T>.Select(x.IsZero, Wide<T>.Exact(1), usual);
    }

    /// <summary>e^x - 1 = 2^n (e^r - 1) + (2^n - 1), of which no two parts cancel but for n = ±1, and there by less than a factor 3.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Expm1<T>(Wide<T> x) where T : struct, ILane<T>
    {
        (Pair<T> r, T n) = Reduced(x.Middle);
        T power = PowerOfTwo.Of(n);
        Pair<T> y = Expm1(r).Times(power) + Pair<T>.Sum(power, T.Create(-1));
        T slope = T.Abs(y.High + 1) + 4 * Ball<T>.Unit;
        Wide<T> usual = Wide<T>.Around(y, slope * Spread(x.Radius), 4 * Error).Where(T.LessOrEqual(T.Abs(x.High), 660));
        return Wide<T>.Select(x.IsZero, x, usual);
    }

    /// <summary>e^r - 1 at most, for r up to 1; more is not known.</summary>
    [MethodImpl(Code.Inline)]
    public static T Spread<T>(T radius) where T : struct, ILane<T> =>
        T.Select(T.LessOrEqual(radius, 1), T.Fma(radius, radius, radius) * Ball<T>.Inflation, T.Create(double.PositiveInfinity));

    /// <summary>
    /// The logarithm of 1 + t, given that it is about y: y + z - z²/2 with z = (1 + t) e^-y - 1 = t + (1 + t)(e^-y - 1), which is of the size of 2^-51 y. The error of
    /// e^-y - 1 is <see cref="WideExp.Error"/> of y, and so is that of the sum.
    /// </summary>
    [MethodImpl(Code.Own)]
    static Pair<T> Corrected<T>(T y, Pair<T> t) where T : struct, ILane<T>
    {
        Pair<T> down = Expm1(new Pair<T>(-y, T.Create(0)));
        Pair<T> z = Pair<T>.LooseSum(t, Pair<T>.LooseSum(down, t * down));
        return Pair<T>.Sum(y, T.Fma(z.High * -0.5, z.High, z.High) + z.Low);
    }

    /// <summary>log x = k ln 2 + log m for x = m 2^k, m between the roots of 1/2 and of 2. Where k is not 0 the sum is at least half of either part.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Log<T>(Wide<T> x) where T : struct, ILane<T>
    {
        (T m, T k) = PowerOfTwo.Split(x.High);
        T scale = PowerOfTwo.Of(-T.Smaller(1000, T.Larger(-1000, k)));      // the low part with the high part's exponent
        T low = x.Low * scale;
        Pair<T> fraction = Pair<T>.Sum(m - 1, low);
        Pair<T> log = Corrected(Numerics.Log1p.Of(fraction.High), fraction);
        Pair<T> y = Pair<T>.Sum(k * Ln2First, k * Ln2Second) + k * Ln2Third + log;
        T least = x.High - x.Radius;
        T moved = x.Radius / (least * (1 - 1.0 / (1L << 48)));
        Wide<T> usual = Wide<T>.Around(y, moved, 8 * Error).Where(T.GreaterThan(least, 0) & T.GreaterOrEqual(x.High, Wide<T>.Least) & T.LessOrEqual(T.Abs(k), 1000));
        return Wide<T>.Select(x.IsDouble & T.Equal(x.High, T.Create(1)), Wide<T>.Exact(0), usual);
    }

    /// <summary>log (1 + x): by the sum itself where it is not near 1.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Log1p<T>(Wide<T> x) where T : struct, ILane<T>
    {
        T isNear = T.LessThan(T.Abs(x.High), 0.3);
        T high = T.Select(isNear, x.High, T.Create(0.25));
        Pair<T> near = Corrected(Numerics.Log1p.Of(high), new Pair<T>(high, T.Select(isNear, x.Low, T.Create(0))));
        Wide<T> small = Wide<T>.Around(near, x.Radius / (1 - T.Abs(high) - x.Radius), 8 * Error).Where(T.LessThan(x.Radius, T.Create(0.125)));
        Wide<T> usual = T.Any(~isNear) ? Wide<T>.Select(isNear, small, Log(x + 1)) : small;
        return Wide<T>.Select(x.IsZero, x, usual);
    }
}
