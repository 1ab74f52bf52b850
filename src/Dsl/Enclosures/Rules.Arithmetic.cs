using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

// Each operation in both kinds of arithmetic. For balls in doubles: the function at the middle, what the radius can move it by, and its stated error
// (docs/numerics.md) with a unit to spare. For pairs: from a few functions with bounds of their own, by arithmetic that carries its bounds.

readonly struct NegateRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => -x;
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => -x;
}

readonly struct ComplementRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => Ball<T>.Exact(1) - x;
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => Wide<T>.Sum(Wide<T>.Exact(1), -x);
}

readonly struct AddRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y) => x + y;
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y) => Wide<T>.Sum(x, y);
}

readonly struct SubtractRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y) => x - y;
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y) => Wide<T>.Sum(x, -y);
}

readonly struct MultiplyRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y) => x * y;
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y) => Wide<T>.Product(x, y);
}

readonly struct DivideRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y) => x / y;
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y) => Wide<T>.Quotient(x, y);
}

readonly struct FmaRule<T> : IRule3<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y, Ball<T> z) => Ball<T>.Fma(x, y, z);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y, Wide<T> z) => Wide<T>.Sum(Wide<T>.Product(x, y), z);
}

/// <summary>|√x' - √x| = |x' - x| / (√x' + √x) is at most r / √x, for x' not below 0.</summary>
readonly struct SqrtRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T root = T.Sqrt(x.Middle), moved = T.Select(T.Equal(x.Radius, T.Create(0)), T.Create(0), x.Radius / root);
        return Ball<T>.Around(root, moved * Ball<T>.Inflation, 1).Where(T.GreaterOrEqual(x.Middle, x.Radius));
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => Wide<T>.Sqrt(x);
}

/// <summary>1 - (1 - ρ)^(1/3) is at most ρ = r / |x|; balls with 0 in them are not known but 0 itself. In pairs a step of Newton's iteration from the root in doubles.</summary>
readonly struct CbrtRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T root = Cbrt.Of(x.Middle), moved = T.Select(T.Equal(x.Radius, T.Create(0)), T.Create(0), T.Abs(root) * (x.Radius / T.Abs(x.Middle)));
        return Ball<T>.Around(root, moved * Ball<T>.Inflation, 2).Where(T.GreaterOrEqual(T.Abs(x.Middle), x.Radius));
    }

    /// <summary>With y of relative error 2^-52: y - (y³ - x) / 3 y² is wrong by 2^-104 y; the difference of pairs loses 2^-103 x, the quotient in doubles 2^-104 y.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        T y = Cbrt.Of(x.High);
        Pair<T> square = Pair<T>.Product(y, y);
        T rest = (x.Middle - square * y).High;
        Pair<T> root = Pair<T>.Ordered(y, rest / (square.High * 3));
        T least = T.Abs(x.High) - x.Radius * Ball<T>.Inflation;
        T moved = T.Select(T.Equal(x.Radius, T.Create(0)), T.Create(0), T.Abs(y) * (x.Radius / T.Abs(x.High)));
        T error = T.Select(T.Equal(rest, T.Create(0)) & x.IsDouble, T.Create(0), T.Abs(y) * WideExp.Error);
        Wide<T> usual = new Wide<T>(root.High, root.Low, (moved + error) * Ball<T>.Inflation)
            .Where(T.GreaterThan(least, 0) & T.GreaterOrEqual(T.Abs(x.High), Wide<T>.Least) & T.LessOrEqual(T.Abs(x.High), T.Create(1e300)));
        return Wide<T>.Select(x.IsZero, x, usual);
    }
}

/// <summary>Moved by at most as much as its arguments together. In pairs the root of the sum of squares; where those leave the range it is not known.</summary>
readonly struct HypotRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y) => Ball<T>.Around(Hypot.Of(x.Middle, y.Middle), x.Radius + y.Radius, 2);

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y)
    {
        Wide<T> usual = Wide<T>.Sqrt(x * x + y * y);
        return Wide<T>.Select(y.IsZero, Wide<T>.Abs(x), Wide<T>.Select(x.IsZero, Wide<T>.Abs(y), usual));
    }
}

/// <summary>x^n. A factor e^n ρ at most, with ρ = -log (1 - r / |x|); for n from 1 also n (|x| + r)^(n - 1) r.</summary>
readonly struct PowIntRule<T> : IRuleOf<T> where T : struct, ILane<T>
{
    const int Most = 1000;

    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(long n, Ball<T> x)
    {
        if (n == 1) return x;
        if (n == 2) return x * x;
        if (n == -1) return Ball<T>.Exact(1) / x;
        T power = PowInt.Of(x.Middle, (int)Math.Clamp(n, -Most, Most));
        T least = T.Abs(x.Middle) - x.Radius;
        T moved = T.Abs(power) * WideExp.Spread(x.Radius / (least * (1 - 4 * Ball<T>.Unit)) * Math.Abs((double)n) * Ball<T>.Inflation);
        moved = T.Select(T.GreaterThan(least, 0), moved, T.Create(double.PositiveInfinity));
        if (n >= 1)
        {
            T steep = PowInt.Of(T.Abs(x.Middle) + x.Radius, (int)Math.Min(n - 1, Most)) * (n * (1 + 1e-12)) * x.Radius;
            moved = T.Smaller(moved, steep);
        }
        if (n == 0) return Ball<T>.Exact(1);
        return Math.Abs(n) <= Most ? Ball<T>.Around(power, moved, 3) : Ball<T>.Around(power, T.Create(double.PositiveInfinity), 3);
    }

    /// <summary>Repeated squaring up to 64, beyond that by the exponential.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Of(long n, Wide<T> x)
    {
        if (n == 0) return Wide<T>.Exact(1);
        if (n < 0) return 1 / Of(-n, x);
        if (n > 64)
        {
            Wide<T> size = WideExp.Exp(WideExp.Log(Wide<T>.Abs(x)) * n);
            return n % 2 == 0 ? size : Wide<T>.Select(T.LessThan(x.High, 0), -size, size);
        }
        Wide<T> power = x;
        for (int bit = 30 - System.Numerics.BitOperations.LeadingZeroCount((uint)n); bit >= 0; bit--)
        {
            power = power * power;
            if ((n >> bit & 1) != 0) power = power * x;
        }
        return power;
    }
}

/// <summary>x^y for positive x, and for a whole number y that is known exactly. Its logarithm moves by at most (|y| + ry) ρ + |log x| ry, with ρ = rx / (|x| - rx).</summary>
readonly struct PowerRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y)
    {
        T power = Pow.Of(x.Middle, y.Middle), size = T.Abs(x.Middle), least = size - x.Radius;
        T ratio = T.Select(T.Equal(x.Radius, T.Create(0)), T.Create(0), x.Radius / (least * (1 - 4 * Ball<T>.Unit)));
        T log = T.Select(T.Equal(y.Radius, T.Create(0)), T.Create(0), T.Abs(Log.Of(size)) * y.Radius);
        T moved = T.Abs(power) * WideExp.Spread(T.Fma(T.Abs(y.Middle) + y.Radius, ratio, log) * Ball<T>.Inflation);
        T isWhole = T.Equal(y.Radius, T.Create(0)) & T.Equal(T.Round(y.Middle), y.Middle);
        T isExact = T.Equal(x.Radius, T.Create(0)) & T.Equal(y.Radius, T.Create(0));
        T isDefined = T.GreaterThan(x.Middle, x.Radius) | (isWhole & T.GreaterThan(least, 0)) | (isExact & T.GreaterOrEqual(x.Middle, 0));
        return Ball<T>.Around(power, moved, 3).Where(isDefined);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y)
    {
        T isWhole = y.IsDouble & T.Equal(T.Round(y.High), y.High) & T.LessThan(T.Abs(y.High), T.Create(1e15));
        T half = y.High * 0.5, isOdd = isWhole & ~T.Equal(T.Round(half), half), isNegative = T.LessThan(x.High, 0);
        Wide<T> size = WideExp.Exp(WideExp.Log(Wide<T>.Abs(x)) * y);
        Wide<T> value = Wide<T>.Select(isNegative & isOdd, -size, size).Where(~isNegative | isWhole);
        // exact where the square is, and the root
        T isTwo = y.IsDouble & T.Equal(y.High, T.Create(2)), isRoot = y.IsDouble & T.Equal(y.High, T.Create(0.5)), isSame = y.IsDouble & T.Equal(y.High, T.Create(1));
        if (T.Any(isTwo)) value = Wide<T>.Select(isTwo, x * x, value);
        if (T.Any(isRoot)) value = Wide<T>.Select(isRoot, Wide<T>.Sqrt(x), value);
        T isThree = y.IsDouble & T.Equal(y.High, T.Create(3)), isFour = y.IsDouble & T.Equal(y.High, T.Create(4)), isInverse = y.IsDouble & T.Equal(y.High, T.Create(-1));
        if (T.Any(isThree)) value = Wide<T>.Select(isThree, x * x * x, value);
        if (T.Any(isFour)) value = Wide<T>.Select(isFour, x * x * (x * x), value);
        if (T.Any(isInverse)) value = Wide<T>.Select(isInverse, 1 / x, value);
        value = Wide<T>.Select(isSame, x, value);
        value = Wide<T>.Select(x.IsZero & y.IsDouble & T.GreaterThan(y.High, 0), Wide<T>.Exact(0), value);
        return Wide<T>.Select(y.IsZero, Wide<T>.Exact(1), value);
    }
}

/// <summary>The remainder of numbers that are known exactly; of balls x - q y with the quotient q, where none in them has another.</summary>
readonly struct ModuloRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y)
    {
        T rest = Mod.Of(x.Middle, y.Middle), quotient = T.Abs(T.Truncate(x.Middle / y.Middle)) + 1;
        T moved = T.Fma(quotient, y.Radius, x.Radius) * Ball<T>.Inflation, size = T.Abs(rest);
        T isExact = T.Equal(x.Radius, T.Create(0)) & T.Equal(y.Radius, T.Create(0));
        T isInside = T.GreaterThan(size, moved * 2) & T.LessThan(size + moved * 2, (T.Abs(y.Middle) - y.Radius) * (1 - 4 * Ball<T>.Unit)) & T.LessThan(quotient, T.Create(1e15));
        return new Ball<T>(rest, moved).Where(isExact | isInside);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y) => new Wide<T>(Mod.Of(x.High, y.High), T.Create(0), T.Create(0)).Where(x.IsDouble & y.IsDouble);
}
