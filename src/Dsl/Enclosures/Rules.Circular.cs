using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

readonly struct SinRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => Ball<T>.Around(Sin.Of(x.Middle), x.Radius, 2.6);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideCircular.SinCos(x).Sine;
}

readonly struct CosRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => Ball<T>.Around(Cos.Of(x.Middle), x.Radius, 2.5);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideCircular.SinCos(x).Cosine;
}

readonly struct CircularTwins<T> : ITwins<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static (Wide<T> First, Wide<T> Second) Of(Wide<T> x) => WideCircular.SinCos(x);
}

/// <summary>tan (x + d) - t = τ (1 + t²) / (1 - t τ) with τ = tan d, which is at most r + r³ for r up to 1.</summary>
readonly struct TanRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T t = Tan.Of(x.Middle), step = T.Fma(x.Radius * x.Radius, x.Radius, x.Radius) * Ball<T>.Inflation;
        T rest = 1 - T.Fma(T.Abs(t), step * Ball<T>.Inflation, T.Create(8 * Ball<T>.Unit));
        return Ball<T>.Around(t, step * T.Fma(t, t * Ball<T>.Inflation, T.Create(1)) / rest, 3).Where(T.GreaterThan(rest, 0) & T.LessOrEqual(x.Radius, 1));
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideCircular.Tan(x);
}

/// <summary>The slope of the arc sine is at most that at the end of the ball.</summary>
static class ArcBall
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of<T>(T y, Ball<T> x, double units) where T : struct, ILane<T>
    {
        T size = T.Abs(x.Middle), room = (1 - size) * (1 - 4 * Ball<T>.Unit) - x.Radius;
        T isExact = T.Equal(x.Radius, T.Create(0));
        T moved = T.Select(isExact, T.Create(0), x.Radius / (T.Sqrt(room * (size + 1)) * (1 - 8 * Ball<T>.Unit)));
        return Ball<T>.Around(y, moved, units).Where(T.GreaterThan(room, 0) | (isExact & T.LessOrEqual(size, 1)));
    }
}

readonly struct AsinRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => ArcBall.Of(Asin.Of(x.Middle), x, 1.8);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideCircular.Atan(x / Wide<T>.Sqrt((1 - x) * (x + 1)));
}

readonly struct AcosRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => ArcBall.Of(Acos.Of(x.Middle), x, 1.8);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideCircular.Atan(Wide<T>.Sqrt((1 - x) / (x + 1))) * 2;
}

readonly struct AtanRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T least = T.Larger(0, T.Abs(x.Middle) - x.Radius * Ball<T>.Inflation);
        return Ball<T>.Around(Atan.Of(x.Middle), x.Radius / T.Fma(least, least * (1 - 8 * Ball<T>.Unit), T.Create(1 - 8 * Ball<T>.Unit)), 2.5);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => WideCircular.Atan(x);
}

/// <summary>The angle moves by |x dy - y dx| / (x² + y²); not known across the cut, where x is negative and y changes its sign, nor near the origin.</summary>
readonly struct Atan2Rule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> y, Ball<T> x)
    {
        T width = T.Abs(x.Middle), height = T.Abs(y.Middle);
        T nearest = T.Larger(0, width - x.Radius * Ball<T>.Inflation), lowest = T.Larger(0, height - y.Radius * Ball<T>.Inflation);

        // over the square of the larger one, in two steps, since squares overflow
        T size = T.Larger(nearest, lowest), a = nearest / size, b = lowest / size;
        T moved = T.Fma(width + x.Radius, y.Radius / size, (height + y.Radius) * (x.Radius / size)) / size / T.Fma(a, a * (1 - 16 * Ball<T>.Unit), b * b * (1 - 16 * Ball<T>.Unit));
        T isExact = T.Equal(x.Radius, T.Create(0)) & T.Equal(y.Radius, T.Create(0));
        T isCut = T.LessOrEqual(x.Middle, x.Radius) & T.LessOrEqual(height, y.Radius);
        return Ball<T>.Around(Atan2.Of(y.Middle, x.Middle), T.Select(isExact, T.Create(0), moved), 2.8).Where(isExact | ~isCut);
    }

    /// <summary>By the smaller quotient of the two, and the quarter that the signs say.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> y, Wide<T> x)
    {
        Wide<T> height = Wide<T>.Abs(y), width = Wide<T>.Abs(x);
        T isSteep = T.GreaterThan(height.High, width.High);
        Wide<T> angle = WideCircular.Atan(Wide<T>.Select(isSteep, width, height) / Wide<T>.Select(isSteep, height, width));
        angle = Wide<T>.Select(isSteep, RealParts.HalfPi<T>() - angle, angle);
        angle = Wide<T>.Select(T.LessThan(x.High, 0), RealParts.Pi<T>() - angle, angle);
        (T negative, T zero, T positive) = Wide<T>.Sign(y, Wide<T>.Exact(0));
        T isRight = Wide<T>.Sign(x, Wide<T>.Exact(0)).Positive;
        return Wide<T>.Select(T.LessThan(y.High, 0), -angle, angle).Where(negative | positive | isRight & ~zero | (zero & isRight));
    }
}

/// <summary>The slope is cosh, at most 1 + |sinh|, and e^r times that in the ball.</summary>
readonly struct SinhRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Sinh.Of(x.Middle);
        return Ball<T>.Around(y, (T.Abs(y) + 1) * WideExp.Spread(x.Radius) * (1 + 16 * Ball<T>.Unit), 2.9);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> rise = WideExp.Expm1(Wide<T>.Abs(x)), value = (rise + rise / (rise + 1)).Half();
        return Wide<T>.Select(x.IsZero, x, Wide<T>.Select(T.LessThan(x.High, 0), -value, value));
    }
}

readonly struct CoshRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Cosh.Of(x.Middle);
        return Ball<T>.Around(y, y * WideExp.Spread(x.Radius), 2.4);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> power = WideExp.Exp(Wide<T>.Abs(x));
        return (power + 1 / power).Half();
    }
}

/// <summary>The slope is (1 - |t|)(1 + |t|), at most 1, and e^2r times that in the ball.</summary>
readonly struct TanhRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Tanh.Of(x.Middle), slope = (1 - T.Abs(y) + 16 * Ball<T>.Unit) * 2;
        return Ball<T>.Around(y, T.Smaller(slope * WideExp.Spread(x.Radius * 2), x.Radius), 2.2);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> rise = WideExp.Expm1(Wide<T>.Abs(x) * 2), value = rise / (rise + 2);
        return Wide<T>.Select(x.IsZero, x, Wide<T>.Select(T.LessThan(x.High, 0), -value, value));
    }
}

/// <summary>The logarithm of 1 / cosh² has slopes up to 2.</summary>
readonly struct Sech2Rule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T y = Sech2.Of(x.Middle);
        return Ball<T>.Around(y, y * WideExp.Spread(x.Radius * 2), 3);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> cosh = CoshRule<T>.Of(x);
        return 1 / (cosh * cosh);
    }
}

/// <summary>The slope is tanh: at most 1, and at most the argument.</summary>
readonly struct LogCoshRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) =>
        Ball<T>.Around(LogCosh.Of(x.Middle), x.Radius * T.Smaller(1, T.Abs(x.Middle) + x.Radius), 3.2);

    /// <summary>log (cosh x) = log1p (2 sinh² (x / 2)).</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> sinh = SinhRule<T>.Of(x.Half());
        return Wide<T>.Select(x.IsZero, x, WideExp.Log1p(sinh * sinh * 2));
    }
}

readonly struct AsinhRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T least = T.Larger(1, (T.Abs(x.Middle) - x.Radius) * (1 - 8 * Ball<T>.Unit));
        return Ball<T>.Around(Asinh.Of(x.Middle), x.Radius / least, 2.5);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> size = Wide<T>.Abs(x), square = x * x;
        Wide<T> value = WideExp.Log1p(size + square / (Wide<T>.Sqrt(square + 1) + 1));
        return Wide<T>.Select(x.IsZero, x, Wide<T>.Select(T.LessThan(x.High, 0), -value, value));
    }
}

readonly struct AcoshRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T least = (x.Middle - 1) * (1 - 4 * Ball<T>.Unit) - x.Radius, isExact = T.Equal(x.Radius, T.Create(0));
        T moved = T.Select(isExact, T.Create(0), x.Radius / (T.Sqrt(least) * T.Sqrt(least + 2) * (1 - 16 * Ball<T>.Unit)));
        return Ball<T>.Around(Acosh.Of(x.Middle), moved, 2.9).Where(T.GreaterThan(least, 0) | (isExact & T.GreaterOrEqual(x.Middle, 1)));
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> above = x - Wide<T>.Exact(1);
        return WideExp.Log1p(above + Wide<T>.Sqrt(above * (above + 2)));
    }
}

readonly struct AtanhRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T size = T.Abs(x.Middle), room = (1 - size) * (1 - 4 * Ball<T>.Unit) - x.Radius;
        return Ball<T>.Around(Atanh.Of(x.Middle), x.Radius / (room * (1 - 8 * Ball<T>.Unit)), 2.6).Where(T.GreaterThan(room, 0));
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Wide<T> size = Wide<T>.Abs(x), value = WideExp.Log1p(size * 2 / (1 - size)).Half();
        return Wide<T>.Select(x.IsZero, x, Wide<T>.Select(T.LessThan(x.High, 0), -value, value));
    }
}
