using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

readonly struct ExpRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Exp.Of(x.Middle);
        return Ball<T>.Around(y, y * WideExp.Spread(x.Radius), 2.1);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideExp.Exp(x);
}

readonly struct Exp2Rule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Exp2.Of(x.Middle);
        return Ball<T>.Around(y, y * WideExp.Spread(x.Radius * 0.69314718056), 2);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x) =>
        Wide<T>.Select(x.IsDouble & T.Equal(T.Round(x.High), x.High) & T.LessThan(T.Abs(x.High), T.Create(900)),
            new Wide<T>(PowerOfTwo.Of(x.High), T.Create(0), T.Create(0)), WideExp.Exp(x * RealParts.Ln2<T>()));
}

/// <summary>The slope is e^x = 1 + (e^x - 1).</summary>
readonly struct Expm1Rule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Expm1.Of(x.Middle);
        return Ball<T>.Around(y, (T.Abs(y + 1) + 8 * Ball<T>.Unit) * WideExp.Spread(x.Radius), 2.3);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideExp.Expm1(x);
}

/// <summary>|log x' - log x| is at most -log (1 - r / x), which is at most r / (x - r).</summary>
static class LogBall
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of<T>(T y, Ball<T> x, double factor, double units) where T : struct, ILane<T>
    {
        T least = x.Middle - x.Radius;
        return Ball<T>.Around(y, x.Radius * factor / (least * (1 - 8 * Ball<T>.Unit)), units).Where(T.GreaterThan(least, 0));
    }
}

readonly struct LogRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => LogBall.Of(Log.Of(x.Middle), x, 1, 1.8);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideExp.Log(x);
}

readonly struct Log2Rule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => LogBall.Of(Log2.Of(x.Middle), x, 1.4426950409, 1.7);

    /// <summary>Powers of two have whole logarithms.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        (T m, T k) = PowerOfTwo.Split(x.High);
        T isPower = x.IsDouble & T.Equal(m, T.Create(1)) & T.GreaterOrEqual(x.High, Wide<T>.Least) & T.LessThan(x.High, T.Create(double.PositiveInfinity));
        return Wide<T>.Select(isPower, new Wide<T>(k, T.Create(0), T.Create(0)), WideExp.Log(x) * Wide<T>.Constant(1.4426950408889634, 2.0355273740931033e-17));
    }
}

readonly struct Log10Rule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => LogBall.Of(Log10.Of(x.Middle), x, 0.4342944820, 1.5);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideExp.Log(x) * Wide<T>.Constant(0.4342944819032518, 1.098319650216765e-17);
}

readonly struct Log1pRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T least = (x.Middle + 1) * (1 - 4 * Ball<T>.Unit) - x.Radius;
        return Ball<T>.Around(Log1p.Of(x.Middle), x.Radius / (least * (1 - 8 * Ball<T>.Unit)), 1.8).Where(T.GreaterThan(least, 0));
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideExp.Log1p(x);
}

/// <summary>The logarithm of a sigmoid has a slope between 0 and 1.</summary>
readonly struct SigmoidRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Sigmoid.Of(x.Middle);
        return Ball<T>.Around(y, T.Smaller(x.Radius * 0.25, y * WideExp.Spread(x.Radius)), 2.9);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => 1 / (WideExp.Exp(-x) + 1);
}

/// <summary>So has that of a softplus, and the softplus itself.</summary>
readonly struct SoftplusRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Softplus.Of(x.Middle);
        return Ball<T>.Around(y, T.Smaller(y * WideExp.Spread(x.Radius), x.Radius), 2.5);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> tail = WideExp.Log1p(WideExp.Exp(-Wide<T>.Abs(x)));
        return Wide<T>.Select(T.GreaterThan(x.High, 0), x + tail, tail);
    }
}

/// <summary>
/// Moved by no more than the argument that moves more. The larger argument m and a logarithm between 0 and 0.7 are added: where m is negative they may cancel, and what they are wrong by counts
/// by their own size.
/// </summary>
readonly struct LogSumExpRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y)
    {
        T larger = T.Larger(x.Middle, y.Middle), cancelled = T.Select(T.LessThan(larger, 0), (T.Abs(larger) + 1) * (4 * Ball<T>.Unit), T.Create(0));
        return Ball<T>.Around(LogSumExp.Of(x.Middle, y.Middle), T.Max(x.Radius, y.Radius) + cancelled, 2.4);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y)
    {
        Wide<T> difference = x - y, tail = WideExp.Log1p(WideExp.Exp(-Wide<T>.Abs(difference)));
        return Wide<T>.Select(T.GreaterThan(difference.High, 0), x, y) + tail;
    }
}

/// <summary>x log y, and exactly 0 where x is.</summary>
readonly struct XLogYRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y) => ByFactor<T>.Of(x, LogRule<T>.Of(y), y.Middle - y.Radius);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y) => ByFactor<T>.Of(x, WideExp.Log(y), y.High - y.Radius);
}

readonly struct XLog1pYRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y) => ByFactor<T>.Of(x, Log1pRule<T>.Of(y), (y.Middle + 1) * (1 - 4 * Ball<T>.Unit) - y.Radius);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y) => ByFactor<T>.Of(x, WideExp.Log1p(y), (y.High + 1) * (1 - 4 * Ball<T>.Unit) - y.Radius);
}

/// <summary>A product with a logarithm, and exactly 0 where the factor is and no number of the logarithm's argument, at least as large as is said, is negative.</summary>
static class ByFactor<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> log, T least)
    {
        Ball<T> product = x * log;
        T isZero = T.Equal(x.Middle, T.Create(0)) & T.Equal(x.Radius, T.Create(0)) & T.GreaterOrEqual(least, 0);
        return new(T.Select(isZero, T.Create(0), product.Middle), T.Select(isZero, T.Create(0), product.Radius));
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> log, T least) => Wide<T>.Select(x.IsZero & T.GreaterOrEqual(least, 0), x, x * log);
}
