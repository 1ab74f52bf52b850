using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>Sine, cosine and arc tangent to twice the precision of a double.</summary>
internal static class WideCircular
{
    /// <summary>pi / 2 in four parts: three of 33 bits, so that multiples up to 2^20 are exact; together within 2^-150.</summary>
    const double First = 1.5707963267341256, Second = 6.077100506303966e-11, Third = 2.0222662487111665e-21, Fourth = 8.4784276603689e-32;

    /// <summary>Arguments beyond are not known: the reduction would need more of pi.</summary>
    const double Largest = 1e6;

    /// <summary>What is stated of sine and cosine on the reduced argument, relatively. Measured: 2^-102.</summary>
    const double Error = WideExp.Error;

    /// <summary>What the reduction may lose: 2^-102 of the reduced argument, and 2^-128.</summary>
    const double Reduction = 16 * Ball<Scalar64>.Unit * Ball<Scalar64>.Unit, Rest = 1.0 / (1L << 62) / (1L << 62) / 16;

    /// <summary>The terms of (sin r - r) / r in r², in pairs up to r^15: beyond r^29 they are below 2^-121.</summary>
    static ReadOnlySpan<double> Sine =>
    [
        -0.16666666666666666, 0.008333333333333333, -0.0001984126984126984, 2.7557319223985893e-06, -2.505210838544172e-08, 1.6059043836821613e-10,
        -7.647163731819816e-13, 2.8114572543455206e-15, -8.22063524662433e-18, 1.9572941063391263e-20, -3.868170170630684e-23, 6.446950284384474e-26,
        -9.183689863795546e-29, 1.1309962886447716e-31,
    ];

    static ReadOnlySpan<double> SineLow =>
    [
        -9.25185853854297e-18, 1.1564823173178714e-19, -1.7209558293420705e-22, -1.858393274046472e-22, 1.448814070935912e-24, 1.2585294588752098e-26,
        -7.03872877733453e-30,
    ];

    /// <summary>The terms of cos r - 1 in r², in pairs up to r^16: beyond r^30 they are below 2^-125.</summary>
    static ReadOnlySpan<double> Cosine =>
    [
        -0.5, 0.041666666666666664, -0.001388888888888889, 2.48015873015873e-05, -2.755731922398589e-07, 2.08767569878681e-09,
        -1.1470745597729725e-11, 4.779477332387385e-14, -1.5619206968586225e-16, 4.110317623312165e-19, -8.896791392450574e-22,
        1.6117375710961184e-24, -2.4795962632247976e-27, 3.279889237069838e-30, -3.7699876288159054e-33,
    ];

    static ReadOnlySpan<double> CosineLow =>
    [
        0.0, 2.3129646346357427e-18, 5.300543954373577e-20, 2.1511947866775882e-23, -2.3767714622250297e-23, -1.20734505911326e-25,
        -2.0655512752830745e-28, 4.399205485834081e-31,
    ];

    /// <summary>Sine and cosine for |r| at most pi / 4.</summary>
    [MethodImpl(Code.Own)]
    static (Pair<T> Sine, Pair<T> Cosine) Reduced<T>(Pair<T> r) where T : struct, ILane<T>
    {
        Pair<T> square = Pair<T>.Square(r);
        Pair<T> sine = Pair<T>.OrderedSum(r, r * square * Pair<T>.Series(square, Sine, SineLow));
        return (sine, square * Pair<T>.Series(square, Cosine, CosineLow) + T.Create(1));
    }

    /// <summary>Sine and cosine of a pair, and how wrong the reduced argument may be: both are wrong by no more than that and <see cref="Error"/> of themselves.</summary>
    [MethodImpl(Code.Own)]
    static (Pair<T> Sine, Pair<T> Cosine, T Off) Of<T>(Pair<T> x) where T : struct, ILane<T>
    {
        T n = T.Round(x.High * (2 / Math.PI));
        Pair<T> r = Pair<T>.Sum(x.High, n * -First) + n * -Second + n * -Third + Pair<T>.Sum(x.Low, n * -Fourth);
        (Pair<T> sine, Pair<T> cosine) = Reduced(r);
        T quarter = n - T.Floor(n * 0.25) * 4;
        T isOdd = T.Equal(quarter, T.Create(1)) | T.Equal(quarter, T.Create(3));
        Pair<T> s = Pair<T>.Select(isOdd, cosine, sine), c = Pair<T>.Select(isOdd, sine, cosine);
        T sign = T.Select(T.GreaterThan(quarter, 1.5), T.Create(-1), T.Create(1)), other = T.Select(isOdd, -sign, sign);
        return (s.Times(sign), c.Times(other), T.Select(T.Equal(n, T.Create(0)), T.Create(0), T.Fma(T.Abs(r.High), Reduction, Rest)));
    }

    [MethodImpl(Code.Own)]
    public static (Wide<T> Sine, Wide<T> Cosine) SinCos<T>(Wide<T> x) where T : struct, ILane<T>
    {
        (Pair<T> sine, Pair<T> cosine, T off) = Of(x.Middle);
        T moved = x.Radius + off, isKnown = T.LessOrEqual(T.Abs(x.High), Largest);
        return (Wide<T>.Select(x.IsZero, x, Wide<T>.Around(sine, moved, Error).Where(isKnown)),
            Wide<T>.Select(x.IsZero, Wide<T>.Exact(1), Wide<T>.Around(cosine, moved, Error).Where(isKnown)));
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Tan<T>(Wide<T> x) where T : struct, ILane<T>
    {
        (Pair<T> sine, Pair<T> cosine, T off) = Of(x.Middle);
        T moved = x.Radius + off;
        return Wide<T>.Select(x.IsZero, x, (Wide<T>.Around(sine, moved, Error) / Wide<T>.Around(cosine, moved, Error)).Where(T.LessOrEqual(T.Abs(x.High), Largest)));
    }

    /// <summary>
    /// y + t - t³/3 for y, the arc tangent rounded to a double, and t = tan (atan x - y) = (x cos y - sin y) / (cos y + x sin y), which is of the size of 2^-51 y: of the
    /// numerator 2^-97 is lost of sin y, which is at most y, and the denominator is 1 / cos y times 1 + a little.
    /// </summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Atan<T>(Wide<T> x) where T : struct, ILane<T>
    {
        T y = Numerics.Atan.Of(x.High);
        (Pair<T> sine, Pair<T> cosine, _) = Of(new Pair<T>(y, T.Create(0)));
        Pair<T> above = x.Middle * cosine - sine;
        T t = above.High / T.Fma(x.High, sine.High, cosine.High);
        Pair<T> value = Pair<T>.Sum(y, t);
        T least = T.Larger(0, T.Abs(x.High) - x.Radius * Ball<T>.Inflation);
        T moved = x.Radius / T.Fma(least, least * (1 - 1.0 / (1L << 48)), T.Create(1));
        Wide<T> usual = Wide<T>.Around(value, moved, 16 * Error).Where(T.LessThan(T.Abs(x.High), T.Create(1e100)));
        return Wide<T>.Select(x.IsZero, x, usual);
    }
}
