using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>A ball around a sum of two doubles: some 100 bits, enough to decide the correctly rounded double of nearly every number.</summary>
/// <remarks>
/// Sums and products carry on as radius what they really round off, not a bound of it: what is exact has the radius 0, so that ties of rounding and of comparisons are decided too.
/// A number that is not 0 and below <see cref="Least"/>, where products of doubles are no longer sums of two, is not known.
/// </remarks>
internal readonly struct Wide<T>(T high, T low, T radius) : INumber<Wide<T>, T> where T : struct, ILane<T>
{
    /// <summary>2^-960.</summary>
    public const double Least = 1.0260922188580236e-289;

    /// <summary>2^-1066, as <see cref="Ball{T}.Tiny"/>.</summary>
    const double Tiny = Ball<Scalar64>.Tiny;

    const double Unit = Ball<Scalar64>.Unit, Inflation = 1 + 1.0 / (1L << 45);

    /// <summary>2^-102, which is 16 u², and 2^-103.</summary>
    const double QuotientError = 16 * Unit * Unit, RootError = 8 * Unit * Unit;

    public readonly T High = high, Low = low, Radius = radius;

    public static int Parts => 3;

    public Pair<T> Middle => new(High, Low);

    [MethodImpl(Code.Inline)]
    public static Wide<T> Exact(double value) => new(T.Create(value), T.Create(0), T.Create(0));

    /// <summary>A real constant to twice the precision of a double.</summary>
    [MethodImpl(Code.Inline)]
    public static Wide<T> Constant(double high, double low) => new(T.Create(high), T.Create(low), T.Create(Math.Abs(low) * 2 * Unit));

    [MethodImpl(Code.Inline)]
    public static Wide<T> Load(ref double at, int apart) => new(T.Load(ref at), T.Load(ref Unsafe.Add(ref at, apart)), T.Load(ref Unsafe.Add(ref at, 2 * apart)));

    [MethodImpl(Code.Inline)]
    public static void Store(Wide<T> number, ref double at, int apart)
    {
        T.Store(number.High, ref at);
        T.Store(number.Low, ref Unsafe.Add(ref at, apart));
        T.Store(number.Radius, ref Unsafe.Add(ref at, 2 * apart));
    }

    public static Wide<T> OfTruth(Truth<T> truth) => new(truth.Value, T.Create(0), truth.Undecided);

    public static Truth<T> ToTruth(Wide<T> number) => new(number.High, number.Radius);

    public static Wide<T> Choose(Truth<T> condition, Wide<T> a, Wide<T> b) =>
        Select(condition.Value, a, b).Where(~condition.Undecided);

    [MethodImpl(Code.Inline)]
    public static Wide<T> Select(T mask, Wide<T> a, Wide<T> b) =>
        new(T.Select(mask, a.High, b.High), T.Select(mask, a.Low, b.Low), T.Select(mask, a.Radius, b.Radius));

    /// <summary>A computed value: how far what it is computed from may move it, and its own relative error. Too small ones are not known.</summary>
    [MethodImpl(Code.Inline)]
    public static Wide<T> Around(Pair<T> value, T moved, double error)
    {
        T size = T.Abs(value.High);
        return new Wide<T>(value.High, value.Low, T.Fma(size, error, moved) * Inflation).Where(T.GreaterOrEqual(size, Least));
    }

    /// <summary>This one where a mask is set, nothing known elsewhere.</summary>
    [MethodImpl(Code.Inline)]
    public Wide<T> Where(T mask) => new(High, Low, T.Select(mask, Radius, T.Create(double.PositiveInfinity)));

    /// <summary>Where the number is 0 and known to be.</summary>
    public T IsZero
    {
        [MethodImpl(Code.Inline)]
        get => T.Equal(High, T.Create(0)) & T.Equal(Radius, T.Create(0));
    }

    /// <summary>Where it is a double and known exactly.</summary>
    public T IsDouble
    {
        [MethodImpl(Code.Inline)]
        get => T.Equal(Low, T.Create(0)) & T.Equal(Radius, T.Create(0));
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> operator -(Wide<T> a) => new(-a.High, -a.Low, a.Radius);

    // Operators are calls, for functions that are made of several; the loops over one operation inline what they call.

    [MethodImpl(Code.Own)]
    public static Wide<T> operator +(Wide<T> a, Wide<T> b) => Sum(a, b);

    [MethodImpl(Code.Own)]
    public static Wide<T> operator -(Wide<T> a, Wide<T> b) => Sum(a, -b);

    [MethodImpl(Code.Own)]
    public static Wide<T> operator *(Wide<T> a, Wide<T> b) => Product(a, b);

    [MethodImpl(Code.Own)]
    public static Wide<T> operator /(Wide<T> a, Wide<T> b) => Quotient(a, b);

    /// <summary>All roundings of the accurate sum of pairs, caught: the last one and that of what the first ones left are the radius.</summary>
    [MethodImpl(Code.Inline)]
    public static Wide<T> Sum(Wide<T> a, Wide<T> b)
    {
        Pair<T> high = Pair<T>.Sum(a.High, b.High), low = Pair<T>.Sum(a.Low, b.Low);
        Pair<T> second = Pair<T>.Sum(high.Low, low.High);
        Pair<T> first = Pair<T>.Ordered(high.High, second.High);
        T rest = second.Low + low.Low;
        Pair<T> third = Pair<T>.Sum(first.Low, rest);
        Pair<T> sum = Pair<T>.Sum(first.High, third.High);
        return new(sum.High, sum.Low, T.Fma(T.Abs(rest), Unit, T.Abs(third.Low) + (a.Radius + b.Radius)) * Inflation);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> Product(Wide<T> a, Wide<T> b)
    {
        Pair<T> high = Pair<T>.Product(a.High, b.High), left = Pair<T>.Product(a.High, b.Low), right = Pair<T>.Product(a.Low, b.High);
        Pair<T> cross = Pair<T>.Sum(left.High, right.High), low = Pair<T>.Sum(high.Low, cross.High);
        Pair<T> product = Pair<T>.Ordered(high.High, low.High);
        T lost = T.Abs(left.Low) + T.Abs(right.Low) + (T.Abs(cross.Low) + T.Abs(low.Low)) + T.Abs(a.Low * b.Low);
        T underflow = T.Select(T.Equal(a.Low, T.Create(0)) & T.Equal(b.Low, T.Create(0)) & T.Equal(a.Radius + b.Radius, T.Create(0)), T.Create(0), T.Create(Tiny));
        T moved = T.Fma(T.Abs(a.High), b.Radius, T.Fma(a.Radius, T.Abs(b.High) + b.Radius, lost + underflow));
        T isZero = T.Equal(a.High, T.Create(0)) | T.Equal(b.High, T.Create(0));
        return new Wide<T>(product.High, product.Low, moved * Inflation).Where(isZero | T.GreaterOrEqual(T.Abs(product.High), Least));
    }

    /// <summary>
    /// With q1 = a.High / b.High rounded, a.High - q1 b.High is a double; adding a.Low rounds off 2 u² |a|, subtracting q1 b.Low 3 u² |a|; the second quotient
    /// is rounded, 3 u², and by b.High in place of b, 3 u²: together 11 u² |q|. Exact where nothing is left of doubles.
    /// </summary>
    [MethodImpl(Code.Inline)]
    public static Wide<T> Quotient(Wide<T> a, Wide<T> b)
    {
        T first = a.High / b.High;
        T rest = T.Fma(-first, b.Low, T.Fma(-first, b.High, a.High) + a.Low);
        Pair<T> quotient = Pair<T>.Ordered(first, rest / b.High);
        T size = T.Abs(quotient.High), least = T.Abs(b.High) - b.Radius;
        T isExact = T.Equal(rest, T.Create(0)) & T.Equal(a.Low, T.Create(0)) & T.Equal(b.Low, T.Create(0)) & T.Equal(a.Radius + b.Radius, T.Create(0));
        T moved = T.Fma(size, b.Radius, a.Radius) / (least * (1 - 1.0 / (1L << 48)));
        T radius = T.Fma(size, T.Select(isExact, T.Create(0), T.Create(QuotientError)), moved) * Inflation;
        T usual = T.GreaterOrEqual(size, Least) & T.GreaterOrEqual(T.Abs(a.High), Least);
        return new Wide<T>(quotient.High, quotient.Low, radius).Where(T.GreaterThan(least, 0) & (usual | T.Equal(a.High, T.Create(0))));
    }

    /// <summary>
    /// With r the rounded root of a.High, a.High - r² is a double; adding a.Low rounds off 1.5 u² of the root, the quotient by 2 r 1.5 u², the square of the
    /// correction that Newton's step leaves out is at most 1.2 u²: together 5 u².
    /// </summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Sqrt(Wide<T> a)
    {
        T first = T.Sqrt(a.High);
        T rest = T.Fma(-first, first, a.High) + a.Low;
        Pair<T> root = Pair<T>.Ordered(first, rest / (first + first));
        T isExact = T.Equal(rest, T.Create(0)) & T.Equal(a.Low, T.Create(0));
        T moved = a.Radius / (first * (1 - 1.0 / (1L << 48)));
        T radius = T.Fma(first, T.Select(isExact, T.Create(0), T.Create(RootError)), moved) * Inflation;
        Wide<T> usual = new Wide<T>(root.High, root.Low, radius).Where(T.GreaterOrEqual(a.High, Least) & T.GreaterOrEqual(a.High, a.Radius));
        return Select(a.IsZero, a, usual);
    }

    [MethodImpl(Code.Inline)]
    public static Wide<T> operator +(Wide<T> a, double b) => a + Exact(b);

    [MethodImpl(Code.Inline)]
    public static Wide<T> operator -(double a, Wide<T> b) => Exact(a) + -b;

    [MethodImpl(Code.Inline)]
    public static Wide<T> operator *(Wide<T> a, double b) => a * Exact(b);

    [MethodImpl(Code.Inline)]
    public static Wide<T> operator /(double a, Wide<T> b) => Exact(a) / b;

    /// <summary>Half of it: exact, or not known.</summary>
    [MethodImpl(Code.Inline)]
    public Wide<T> Half() => new Wide<T>(High * 0.5, Low * 0.5, Radius * 0.5 + T.Select(IsDouble, T.Create(0), T.Create(Tiny))).Where(IsZero | T.GreaterOrEqual(T.Abs(High), Least));

    [MethodImpl(Code.Inline)]
    public static Wide<T> Abs(Wide<T> a)
    {
        T isNegative = T.LessThan(a.High, 0);
        return new(T.Abs(a.High), T.Select(isNegative, -a.Low, a.Low), a.Radius);
    }

    /// <summary>Whether a - b is known to be below 0, 0, or above 0.</summary>
    [MethodImpl(Code.Inline)]
    public static (T Negative, T Zero, T Positive) Sign(Wide<T> a, Wide<T> b)
    {
        Wide<T> difference = Sum(a, -b);
        T reach = difference.Radius * Inflation, size = difference.High * (1 - 1.0 / (1L << 45));
        return (T.LessThan(size, -reach), difference.IsZero, T.GreaterThan(size, reach));
    }

    /// <summary>The nearest double of the number, and a mask of the lanes in which it is known. Ties are decided where the number is exact.</summary>
    [MethodImpl(Code.Inline)]
    public (T Value, T IsKnown) Rounded()
    {
        T reach = T.Select(T.Equal(Radius, T.Create(0)), T.Create(0), T.Fma(T.Abs(Low), 8 * Unit, Radius * Inflation));
        T above = High + (Low + reach), below = High + (Low - reach);
        return (above, T.Equal(above, below) & T.LessThan(reach, T.Create(double.PositiveInfinity)));
    }
}
