using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

readonly struct ErfRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => Ball<T>.Around(Erf.Of(x.Middle), x.Radius * 1.12838, 2.7);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideErf.Erf(x);
}

/// <summary>The slope of log erfc is at most 2 |x| + √2 (DLMF 7.8.2).</summary>
readonly struct ErfcRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Erfc.Of(x.Middle), slope = T.Fma(T.Abs(x.Middle) + x.Radius, 2, T.Create(1.4143));
        return Ball<T>.Around(y, T.Smaller(y * WideExp.Spread(slope * x.Radius), x.Radius * 1.12838), 3.9);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideErf.Erfc(x);
}

/// <summary>The slope of log erfcx is at most √2 for positive numbers, and 2 |x| more for negative ones.</summary>
readonly struct ErfcxRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Erfcx.Of(x.Middle), below = T.Larger(0, x.Radius - x.Middle), slope = T.Fma(below, 2.0001, T.Create(1.4143));
        return Ball<T>.Around(y, y * WideExp.Spread(slope * x.Radius), 3.9);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideErf.Erfcx(x);
}

/// <summary>The slope of log normcdf is at most |x| + 1, and that of normcdf 0.3990.</summary>
readonly struct NormCdfRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = NormCdf.Of(x.Middle), slope = T.Abs(x.Middle) + x.Radius + 1.0001;
        return Ball<T>.Around(y, T.Smaller(y * WideExp.Spread(slope * x.Radius), x.Radius * 0.399), 4.2);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideErf.NormCdf(x);
}

readonly struct NormPdfRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = NormPdf.Of(x.Middle);
        return Ball<T>.Around(y, y * WideExp.Spread((T.Abs(x.Middle) + x.Radius) * x.Radius * Ball<T>.Inflation), 2.3);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideErf.NormPdf(x);
}

readonly struct NormalTwins<T> : ITwins<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static (Wide<T> First, Wide<T> Second) Of(Wide<T> x) => WideErf.Normal(x);
}

readonly struct LogNormCdfRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) =>
        Ball<T>.Around(LogNormCdf.Of(x.Middle), (T.Larger(0, x.Radius - x.Middle) + 1.0001) * x.Radius, 4.7);

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideErf.LogNormCdf(x);
}

/// <summary>For positive numbers |digamma x| is at most |log x| + 1 / x (DLMF 5.11).</summary>
readonly struct LgammaRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T least = (x.Middle - x.Radius) * (1 - 4 * Ball<T>.Unit), slope = T.Abs(Log.Of(x.Middle)) + (x.Radius + 1) / least;
        return Ball<T>.Around(Lgamma.Of(x.Middle), slope * x.Radius * (1 + 16 * Ball<T>.Unit), 2.8).Where(T.GreaterThan(least, 0));
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideGamma.LogGamma(x);
}

/// <summary>For positive numbers trigamma is at most 1 / x + 1 / x².</summary>
readonly struct DigammaRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T least = (x.Middle - x.Radius) * (1 - 4 * Ball<T>.Unit), inverse = 1 / least;
        return Ball<T>.Around(Digamma.Of(x.Middle), T.Fma(inverse, inverse, inverse) * x.Radius * (1 + 16 * Ball<T>.Unit), 3).Where(T.GreaterThan(least, 0));
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideGamma.Psi(x);
}

/// <summary>For positive numbers the logarithm of |polygamma| has slopes up to (n + 1) / x, term by term of its series.</summary>
readonly struct PolygammaRule<T> : IRuleOf<T> where T : struct, ILane<T>
{
    const int Most = 60;

    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(long n, Ball<T> x)
    {
        T least = (x.Middle - x.Radius) * (1 - 4 * Ball<T>.Unit), y = Polygamma.Of((int)Math.Min(n, Most), x.Middle);
        T known = n <= Most ? T.GreaterThan(least, 0) : T.Create(0);
        return Ball<T>.Around(y, T.Abs(y) * WideExp.Spread(x.Radius * (n + 1.0) / least * Ball<T>.Inflation), 4.2).Where(known);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(long n, Wide<T> x) => n <= WideGamma.MostOrder ? WideGamma.Derivative((int)n, x) : x.Where(T.Create(0));
}
