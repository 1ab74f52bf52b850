using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

readonly struct AbsRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => new(T.Abs(x.Middle), x.Radius);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => Wide<T>.Abs(x);
}

readonly struct SignRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        (T negative, T zero, T positive) = Ball<T>.Sign(x, Ball<T>.Exact(0));
        return new Ball<T>(Sign.Of(x.Middle), T.Create(0)).Where(negative | zero | positive);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        (T negative, T zero, T positive) = Wide<T>.Sign(x, Wide<T>.Exact(0));
        return new Wide<T>(Sign.Of(x.High), T.Create(0), T.Create(0)).Where(negative | zero | positive);
    }
}

/// <summary>Which way a number goes to a whole one near it.</summary>
interface IToWhole
{
    /// <summary>The whole number of a double.</summary>
    static abstract T Of<T>(T x) where T : struct, ILane<T>;
}

/// <summary>
/// Known where every number of the ball goes to the same whole one. All these functions are monotonic, so that the ends decide; what the ends round off is counted in.
/// A pair is told from its high part but where that is whole or half of an odd number: there it is not known unless it is a double.
/// </summary>
readonly struct WholeRule<T, TFunction> : IRule1<T> where T : struct, ILane<T> where TFunction : struct, IToWhole
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x)
    {
        T reach = T.Select(T.Equal(x.Radius, T.Create(0)), T.Create(0), T.Fma(T.Abs(x.Middle), 4 * Ball<T>.Unit, x.Radius * Ball<T>.Inflation));
        T least = x.Middle - reach, most = x.Middle + reach, low = TFunction.Of(least), high = TFunction.Of(most);

        // of a ball around 0 the result is a zero whose sign is not known
        T isEither = T.LessThan(least, most) & T.LessOrEqual(least, 0) & T.GreaterOrEqual(most, 0);
        return new Ball<T>(low, T.Select(isEither, T.Create(Ball<T>.Tiny), T.Create(0))).Where(T.Equal(low, high) & T.LessThan(reach, T.Create(double.PositiveInfinity)));
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x)
    {
        Ball<T> whole = Of(new Ball<T>(x.High, (T.Abs(x.Low) + x.Radius) * Ball<T>.Inflation));
        return new(whole.Middle, T.Create(0), whole.Radius);
    }
}

readonly struct ToFloor : IToWhole
{
    public static T Of<T>(T x) where T : struct, ILane<T> => T.Floor(x);
}

readonly struct ToCeiling : IToWhole
{
    public static T Of<T>(T x) where T : struct, ILane<T> => T.Ceiling(x);
}

readonly struct ToNearest : IToWhole
{
    public static T Of<T>(T x) where T : struct, ILane<T> => T.Round(x);
}

readonly struct ToZero : IToWhole
{
    public static T Of<T>(T x) where T : struct, ILane<T> => T.Truncate(x);
}

/// <summary>Moved by at most the larger radius; where one of the numbers is known to be the larger, it is that one.</summary>
readonly struct MaxRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y)
    {
        (T negative, T zero, T positive) = Ball<T>.Sign(x, y);
        return new(T.Max(x.Middle, y.Middle), T.Select(positive | zero, x.Radius, T.Select(negative, y.Radius, T.Max(x.Radius, y.Radius))));
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y)
    {
        (T negative, T zero, T positive) = Wide<T>.Sign(x, y);
        return Wide<T>.Select(positive | zero, x, y).Where(negative | zero | positive);
    }
}

readonly struct MinRule<T> : IRule2<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> y) => -MaxRule<T>.Of(-x, -y);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> y) => -MaxRule<T>.Of(-x, -y);
}

readonly struct ClampRule<T> : IRule3<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x, Ball<T> low, Ball<T> high) => MinRule<T>.Of(MaxRule<T>.Of(x, low), high);
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x, Wide<T> low, Wide<T> high) => MinRule<T>.Of(MaxRule<T>.Of(x, low), high);
}

readonly struct ReluRule<T> : IRule1<T> where T : struct, ILane<T>
{
    [MethodImpl(Code.Inline)]
    public static Ball<T> Of(Ball<T> x) => MaxRule<T>.Of(x, Ball<T>.Exact(0));
    [MethodImpl(Code.Inline)]
    public static Wide<T> Of(Wide<T> x) => MaxRule<T>.Of(x, Wide<T>.Exact(0));
}

readonly struct LessTest<T> : ITest<T> where T : struct, ILane<T>
{
    public static Truth<T> Of(T negative, T zero, T positive) => new(negative, ~(negative | zero | positive));
}

readonly struct LessEqualTest<T> : ITest<T> where T : struct, ILane<T>
{
    public static Truth<T> Of(T negative, T zero, T positive) => new(negative | zero, ~(negative | zero | positive));
}

readonly struct GreaterTest<T> : ITest<T> where T : struct, ILane<T>
{
    public static Truth<T> Of(T negative, T zero, T positive) => new(positive, ~(negative | zero | positive));
}

readonly struct GreaterEqualTest<T> : ITest<T> where T : struct, ILane<T>
{
    public static Truth<T> Of(T negative, T zero, T positive) => new(positive | zero, ~(negative | zero | positive));
}

readonly struct EqualTest<T> : ITest<T> where T : struct, ILane<T>
{
    public static Truth<T> Of(T negative, T zero, T positive) => new(zero, ~(negative | zero | positive));
}

readonly struct NotEqualTest<T> : ITest<T> where T : struct, ILane<T>
{
    public static Truth<T> Of(T negative, T zero, T positive) => new(negative | positive, ~(negative | zero | positive));
}
