using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>
/// A number that knows its error, in every lane of a vector: real numbers of which each lies within a radius of what is kept. Where the radius is not finite nothing is known.
/// Kept in columns of parts, so that a block of rows of many numbers is one array.
/// </summary>
/// <typeparam name="TSelf">The number.</typeparam>
/// <typeparam name="T">The lanes.</typeparam>
internal interface INumber<TSelf, T> where TSelf : struct, INumber<TSelf, T> where T : struct, ILane<T>
{
    /// <summary>The doubles of one number.</summary>
    static abstract int Parts { get; }

    /// <summary>Reads a number whose parts are some doubles apart.</summary>
    static abstract TSelf Load(ref double at, int apart);

    static abstract void Store(TSelf number, ref double at, int apart);

    /// <summary>A truth value in the place of a number, with a mask of the lanes in which it is not decided.</summary>
    static abstract TSelf OfTruth(Truth<T> truth);

    static abstract Truth<T> ToTruth(TSelf number);

    /// <summary>One of two numbers; where the condition is not decided, what holds for both.</summary>
    static abstract TSelf Choose(Truth<T> condition, TSelf a, TSelf b);
}

/// <summary>A truth value per lane: masks of where it is true and of where that is not decided.</summary>
internal readonly struct Truth<T>(T value, T undecided) where T : struct, ILane<T>
{
    public readonly T Value = value, Undecided = undecided;

    public static Truth<T> operator !(Truth<T> a) => new(~a.Value, a.Undecided);

    /// <summary>Decided where both are, or where one of them is false.</summary>
    public static Truth<T> operator &(Truth<T> a, Truth<T> b) =>
        new(a.Value & b.Value, (a.Undecided | b.Undecided) & (a.Value | a.Undecided) & (b.Value | b.Undecided));

    public static Truth<T> operator |(Truth<T> a, Truth<T> b) => !(!a & !b);

    public static Truth<T> operator ^(Truth<T> a, Truth<T> b) => new(a.Value ^ b.Value, a.Undecided | b.Undecided);
}

/// <summary>An operation on one number in both kinds of arithmetic, with the bounds of its error.</summary>
internal interface IRule1<T> where T : struct, ILane<T>
{
    static abstract Ball<T> Of(Ball<T> x);
    static abstract Wide<T> Of(Wide<T> x);
}

/// <summary>An operation with a whole number of its own: an exponent or an order.</summary>
internal interface IRuleOf<T> where T : struct, ILane<T>
{
    static abstract Ball<T> Of(long n, Ball<T> x);
    static abstract Wide<T> Of(long n, Wide<T> x);
}

/// <summary>An operation on two numbers.</summary>
internal interface IRule2<T> where T : struct, ILane<T>
{
    static abstract Ball<T> Of(Ball<T> x, Ball<T> y);
    static abstract Wide<T> Of(Wide<T> x, Wide<T> y);
}

/// <summary>An operation on three numbers.</summary>
internal interface IRule3<T> where T : struct, ILane<T>
{
    static abstract Ball<T> Of(Ball<T> x, Ball<T> y, Ball<T> z);
    static abstract Wide<T> Of(Wide<T> x, Wide<T> y, Wide<T> z);
}

/// <summary>Two operations on one number that share most of their work, in pairs of doubles.</summary>
internal interface ITwins<T> where T : struct, ILane<T>
{
    static abstract (Wide<T> First, Wide<T> Second) Of(Wide<T> x);
}

/// <summary>A comparison, from the sign of the difference.</summary>
internal interface ITest<T> where T : struct, ILane<T>
{
    static abstract Truth<T> Of(T negative, T zero, T positive);
}
