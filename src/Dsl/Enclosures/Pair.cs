using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>A sum of two doubles that is not evaluated, the second at most half a unit in the last place of the first: some 106 bits.</summary>
/// <remarks>
/// Source: Joldes, Muller and Popescu, "Tight and rigorous error bounds for basic building blocks of double-word arithmetic" (2017).
/// With u = 2^-53 the relative errors are at most: sum 3 u² (1 + 8 u), sum with a double 2 u², product 5 u², product with a double 2 u².
/// </remarks>
internal readonly struct Pair<T>(T high, T low) where T : struct, ILane<T>
{
    public readonly T High = high, Low = low;

    public static Pair<T> Of(double high, double low) => new(T.Create(high), T.Create(low));

    /// <summary>a + b exactly. Source: Knuth.</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> Sum(T a, T b)
    {
        T sum = a + b, second = sum - a;
        return new(sum, (a - (sum - second)) + (b - second));
    }

    /// <summary>a + b exactly, for |a| at least |b|, or a = 0. Source: Dekker.</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> Ordered(T a, T b)
    {
        T sum = a + b;
        return new(sum, b - (sum - a));
    }

    /// <summary>a b exactly, unless it is below 2^-968.</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> Product(T a, T b)
    {
        T product = a * b;
        return new(product, T.Fma(a, b, -product));
    }

    [MethodImpl(Code.Inline)]
    public static Pair<T> operator -(Pair<T> a) => new(-a.High, -a.Low);

    [MethodImpl(Code.Inline)]
    public static Pair<T> operator +(Pair<T> a, Pair<T> b)
    {
        Pair<T> high = Sum(a.High, b.High), low = Sum(a.Low, b.Low);
        Pair<T> first = Ordered(high.High, high.Low + low.High);
        return Ordered(first.High, low.Low + first.Low);
    }

    [MethodImpl(Code.Inline)]
    public static Pair<T> operator -(Pair<T> a, Pair<T> b) => a + -b;

    [MethodImpl(Code.Inline)]
    public static Pair<T> operator +(Pair<T> a, T b)
    {
        Pair<T> high = Sum(a.High, b);
        return Ordered(high.High, a.Low + high.Low);
    }

    [MethodImpl(Code.Inline)]
    public static Pair<T> operator *(Pair<T> a, Pair<T> b)
    {
        Pair<T> high = Product(a.High, b.High);
        T cross = T.Fma(a.High, b.Low, a.Low * b.High);
        return Ordered(high.High, high.Low + cross);
    }

    [MethodImpl(Code.Inline)]
    public static Pair<T> operator *(Pair<T> a, T b)
    {
        Pair<T> high = Product(a.High, b);
        return Ordered(high.High, T.Fma(a.Low, b, high.Low));
    }

    /// <summary>Exact: a power of two.</summary>
    [MethodImpl(Code.Inline)]
    public Pair<T> Times(T powerOfTwo) => new(High * powerOfTwo, Low * powerOfTwo);

    /// <summary>a / b. Relative error at most 16 u²: see <see cref="Wide{T}"/>'s quotient.</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> operator /(Pair<T> a, Pair<T> b)
    {
        T first = a.High / b.High;
        T rest = T.Fma(-first, b.Low, T.Fma(-first, b.High, a.High) + a.Low);
        return Ordered(first, rest / b.High);
    }

    [MethodImpl(Code.Inline)]
    public static Pair<T> Select(T mask, Pair<T> a, Pair<T> b) => new(T.Select(mask, a.High, b.High), T.Select(mask, a.Low, b.Low));

    /// <summary>a + b for |a| at least |b|, and a + b not much smaller than a: relative error at most 4 u² of a.</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> OrderedSum(Pair<T> a, Pair<T> b)
    {
        Pair<T> high = Ordered(a.High, b.High);
        return Ordered(high.High, high.Low + (a.Low + b.Low));
    }

    /// <summary>a + b with an error of at most 4 u² of |a| + |b|.</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> LooseSum(Pair<T> a, Pair<T> b)
    {
        Pair<T> high = Sum(a.High, b.High);
        return Ordered(high.High, high.Low + (a.Low + b.Low));
    }

    /// <summary>a²: error at most 4 u².</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> Square(Pair<T> a)
    {
        Pair<T> high = Product(a.High, a.High);
        return Ordered(high.High, T.Fma(a.High + a.High, a.Low, high.Low));
    }

    /// <summary>
    /// A step of Horner's rule, v x + c for |c| at least |v x|: error at most 8 u² of c. The sum is not put in order: its low part may be some units of the high one, and the chain of waits
    /// from step to step is a third as long.
    /// </summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> OrderedStep(Pair<T> v, Pair<T> x, double high, double low)
    {
        Pair<T> product = Product(v.High, x.High);
        T c = T.Create(high), sum = c + product.High, rest = T.Fma(v.High, x.Low, product.Low + low) + (product.High - (sum - c));
        return new(sum, T.Fma(v.Low, x.High, rest));
    }

    /// <summary>A step of Horner's rule, v x + c: error at most 8 u² of |c| + |v x|. Not in order either.</summary>
    [MethodImpl(Code.Inline)]
    static Pair<T> Step(Pair<T> v, Pair<T> x, double high, double low)
    {
        Pair<T> product = Product(v.High, x.High), sum = Sum(T.Create(high), product.High);
        return new(sum.High, T.Fma(v.Low, x.High, T.Fma(v.High, x.Low, product.Low + low) + sum.Low));
    }

    /// <summary>2 y + y², for |y| below 1: a doubling of e^s - 1. Error at most 8 u² of 2 y; not in order.</summary>
    [MethodImpl(Code.Inline)]
    public static Pair<T> Doubled(Pair<T> y)
    {
        T twice = y.High + y.High;
        Pair<T> square = Product(y.High, y.High);
        T sum = twice + square.High;
        return new(sum, T.Fma(twice + 2, y.Low, square.Low + (square.High - (sum - twice))));
    }

    /// <summary>In order again: the low part at most half a unit of the high one.</summary>
    [MethodImpl(Code.Inline)]
    public Pair<T> InOrder() => Ordered(High, Low);

    /// <summary>
    /// A series by Horner's rule: the terms of high order, which matter less than 2^-53, in doubles, the others in pairs. For terms of which each is smaller than the one before.
    /// </summary>
    [MethodImpl(Code.Own)]
    public static Pair<T> Series(Pair<T> x, ReadOnlySpan<double> high, ReadOnlySpan<double> low)
    {
        T tail = T.Create(high[^1]);
        for (int i = high.Length - 2; i >= low.Length; i--) tail = T.Fma(tail, x.High, high[i]);
        Pair<T> value = new(tail, T.Create(0));
        for (int i = low.Length - 1; i >= 0; i--) value = OrderedStep(value, x, high[i], low[i]);
        return value.InOrder();
    }

    /// <summary>
    /// A polynomial for |x| at most 1, whose coefficients' sizes have a sum of a few: four of every fourth coefficient side by side by Horner's rule in x⁴, the ones of high order, which matter
    /// less than 2^-53, in doubles. As many coefficients as a multiple of four, and as many of them in pairs. From the fifth on each
    /// is at least as large as those that come every fourth after it together, or more than half as large: then the sum may be wrong by half a unit of it.
    /// </summary>
    [MethodImpl(Code.Own)]
    public static Pair<T> Polynomial(Pair<T> x, ReadOnlySpan<double> high, ReadOnlySpan<double> low)
    {
        Pair<T> square = Square(x), fourth = Square(square);
        int i = high.Length - 4;
        T a = T.Create(high[i]), b = T.Create(high[i + 1]), c = T.Create(high[i + 2]), d = T.Create(high[i + 3]), z = fourth.High;
        for (i -= 4; i >= low.Length; i -= 4)
        {
            a = T.Fma(a, z, high[i]);
            b = T.Fma(b, z, high[i + 1]);
            c = T.Fma(c, z, high[i + 2]);
            d = T.Fma(d, z, high[i + 3]);
        }
        T none = T.Create(0);
        Pair<T> p = new(a, none), q = new(b, none), r = new(c, none), s = new(d, none);
        for (; i > 0; i -= 4)
        {
            p = OrderedStep(p, fourth, high[i], low[i]);
            q = OrderedStep(q, fourth, high[i + 1], low[i + 1]);
            r = OrderedStep(r, fourth, high[i + 2], low[i + 2]);
            s = OrderedStep(s, fourth, high[i + 3], low[i + 3]);
        }
        p = Step(p, fourth, high[0], low[0]);
        q = Step(q, fourth, high[1], low[1]);
        r = Step(r, fourth, high[2], low[2]);
        s = Step(s, fourth, high[3], low[3]);
        return LooseSum(LooseSum(p.InOrder(), q.InOrder() * x), LooseSum(r.InOrder(), s.InOrder() * x) * square);
    }
}
