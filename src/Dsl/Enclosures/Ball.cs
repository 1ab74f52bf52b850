using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>A ball in doubles: a middle and a radius that counts in what every operation rounds off.</summary>
/// <remarks>
/// Source: midpoint and radius arithmetic as in Rump, "Fast and parallel interval arithmetic" (1999). Radii are computed with rounding to nearest; every operation ends
/// with a factor that is above what the few roundings of its radius can lose (each 2^-53), and what underflows is below <see cref="Tiny"/>.
/// An overflow makes the radius infinite, a NaN makes it NaN: neither is finite, so nothing is claimed.
/// </remarks>
internal readonly struct Ball<T>(T middle, T radius) : INumber<Ball<T>, T> where T : struct, ILane<T>
{
    /// <summary>Half a unit in the last place of 1: what rounding to nearest may lose, relatively.</summary>
    public const double Unit = 1.0 / (1L << 53);

    /// <summary>Above (1 + 2^-53)^16.</summary>
    public const double Inflation = 1 + 1.0 / (1L << 48);

    /// <summary>2^-1066: above what a few operations lose below the normal numbers.</summary>
    public const double Tiny = 256 * double.Epsilon;

    public readonly T Middle = middle, Radius = radius;

    public static int Parts => 2;

    /// <summary>A number that is known exactly.</summary>
    public static Ball<T> Exact(double value) => new(T.Create(value), T.Create(0));

    [MethodImpl(Code.Inline)]
    public static Ball<T> Load(ref double at, int apart) => new(T.Load(ref at), T.Load(ref Unsafe.Add(ref at, apart)));

    [MethodImpl(Code.Inline)]
    public static void Store(Ball<T> number, ref double at, int apart)
    {
        T.Store(number.Middle, ref at);
        T.Store(number.Radius, ref Unsafe.Add(ref at, apart));
    }

    public static Ball<T> OfTruth(Truth<T> truth) => new(truth.Value, truth.Undecided);

    public static Truth<T> ToTruth(Ball<T> number) => new(number.Middle, number.Radius);

    /// <summary>Where the condition is not decided, the smallest ball around both.</summary>
    public static Ball<T> Choose(Truth<T> condition, Ball<T> a, Ball<T> b)
    {
        T middle = T.Select(condition.Value, a.Middle, b.Middle), radius = T.Select(condition.Value, a.Radius, b.Radius);
        if (!T.Any(condition.Undecided)) return new(middle, radius);
        T between = a.Middle * 0.5 + b.Middle * 0.5;
        T reach = T.Max(T.Abs(a.Middle - between) + a.Radius, T.Abs(b.Middle - between) + b.Radius);
        return new(T.Select(condition.Undecided, between, middle), T.Select(condition.Undecided, T.Fma(T.Abs(between), Unit, reach + Tiny) * Inflation, radius));
    }

    /// <summary>A computed value: how far what it is computed from may move it, and how many units in the last place its own error is at most.</summary>
    [MethodImpl(Code.Inline)]
    public static Ball<T> Around(T value, T moved, double units) => new(value, T.Fma(T.Abs(value), units * (2 * Unit), moved + Tiny) * Inflation);

    /// <summary>This one where a mask is set, nothing known elsewhere.</summary>
    [MethodImpl(Code.Inline)]
    public Ball<T> Where(T mask) => new(Middle, T.Select(mask, Radius, T.Create(double.PositiveInfinity)));

    /// <summary>Below every number of the ball, and above.</summary>
    public T Lower => T.Fma(Radius, -Inflation, Middle) - T.Fma(T.Abs(Middle), 2 * Unit, Tiny);

    /// <inheritdoc cref="Lower"/>
    public T Upper => T.Fma(Radius, Inflation, Middle) + T.Fma(T.Abs(Middle), 2 * Unit, Tiny);

    [MethodImpl(Code.Inline)]
    public static Ball<T> operator -(Ball<T> a) => new(-a.Middle, a.Radius);

    [MethodImpl(Code.Inline)]
    public static Ball<T> operator +(Ball<T> a, Ball<T> b)
    {
        T sum = a.Middle + b.Middle;
        return new(sum, T.Fma(T.Abs(sum), Unit, a.Radius + b.Radius) * Inflation);
    }

    [MethodImpl(Code.Inline)]
    public static Ball<T> operator -(Ball<T> a, Ball<T> b)
    {
        T difference = a.Middle - b.Middle;
        return new(difference, T.Fma(T.Abs(difference), Unit, a.Radius + b.Radius) * Inflation);
    }

    /// <summary>|ab - a'b'| is at most |a| rb + ra (|b| + rb).</summary>
    [MethodImpl(Code.Inline)]
    public static Ball<T> operator *(Ball<T> a, Ball<T> b)
    {
        T product = a.Middle * b.Middle;
        return new(product, T.Fma(T.Abs(a.Middle), b.Radius, T.Fma(a.Radius, T.Abs(b.Middle) + b.Radius, T.Fma(T.Abs(product), Unit, Tiny))) * Inflation);
    }

    /// <summary>For q = a / b, rounded: |a' / b' - q| = |a' - q b'| / |b'| is at most (ra + |q| rb + 2^-53 |q b|) / (|b| - rb).</summary>
    [MethodImpl(Code.Inline)]
    public static Ball<T> operator /(Ball<T> a, Ball<T> b)
    {
        T quotient = a.Middle / b.Middle, size = T.Abs(quotient), least = T.Abs(b.Middle) - b.Radius;

        // by the inverse, since a small radius times a small quotient underflows
        T inverse = 1 / (least * (1 - 4 * Unit)), moved = T.Fma(size, b.Radius * inverse, a.Radius * inverse);
        return new Ball<T>(quotient, T.Fma(size, Unit, moved + Tiny) * Inflation).Where(T.GreaterThan(least, 0));
    }

    [MethodImpl(Code.Inline)]
    public static Ball<T> Fma(Ball<T> a, Ball<T> b, Ball<T> c)
    {
        T value = T.Fma(a.Middle, b.Middle, c.Middle);
        T moved = T.Fma(T.Abs(a.Middle), b.Radius, T.Fma(a.Radius, T.Abs(b.Middle) + b.Radius, c.Radius));
        return new(value, T.Fma(T.Abs(value), Unit, moved + Tiny) * Inflation);
    }

    /// <summary>Whether the numbers of a ball are known to be below 0, 0, or above 0.</summary>
    [MethodImpl(Code.Inline)]
    public static (T Negative, T Zero, T Positive) Sign(Ball<T> a, Ball<T> b)
    {
        // A difference of doubles has the right sign, and is 0 for equal ones only.
        T difference = a.Middle - b.Middle, reach = (a.Radius + b.Radius) * Inflation;
        return (T.GreaterThan(-difference, reach), T.Equal(a.Middle, b.Middle) & T.Equal(reach, T.Create(0)), T.GreaterThan(difference, reach));
    }
}
