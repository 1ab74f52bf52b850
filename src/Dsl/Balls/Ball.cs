using System.Numerics;

namespace GateDsl.Balls;

/// <summary>What a <see cref="Ball"/> is.</summary>
enum BallKind : byte
{
    /// <summary>The numbers within the radius of the midpoint.</summary>
    Finite,

    /// <summary>The zero whose inverse is -infinity.</summary>
    NegativeZero,

    PositiveInfinity,
    NegativeInfinity,
    NaN,

    /// <summary>Any number, an infinity or NaN: nothing is known. As a truth value: not decided.</summary>
    Unknown,

    /// <summary>A number at or above 2 to the exponent: beyond what exponents hold.</summary>
    Beyond,

    /// <summary>The negative of such a number.</summary>
    NegativeBeyond,

    /// <summary>A positive number at or below 2 to the exponent: smaller than what exponents hold.</summary>
    Sliver,

    /// <summary>The negative of such a number.</summary>
    NegativeSliver,
}

/// <summary>
/// A set of numbers that contains the one that is meant: a midpoint, a big binary float, and a radius, a small one. A radius of 0: the number is known exactly. Zeros with a sign,
/// infinities and NaN are as in IEEE 754, and come from exact arguments only. Source: Arb's arb_t (F. Johansson, 2017).
/// </summary>
readonly struct Ball
{
    /// <summary>Exponents beyond this are not kept: their numbers become <see cref="BallKind.Beyond"/> and <see cref="BallKind.Sliver"/>.</summary>
    public const long LargestExponent = 1L << 60;

    /// <summary>Bits of the midpoint that are kept below the radius.</summary>
    const int BelowRadius = 16;

    Ball(BallKind kind, BigInteger digits, long exponent, Mag radius) => (Kind, Digits, Exponent, Radius) = (kind, digits, exponent, radius);

    public BallKind Kind { get; }

    /// <summary>The midpoint, times 2 to the <see cref="Exponent"/>.</summary>
    public BigInteger Digits { get; }

    public long Exponent { get; }

    public Mag Radius { get; }

    public static Ball Zero => default;
    public static Ball One { get; } = OfInteger(1);
    public static Ball NaN { get; } = new(BallKind.NaN, default, 0, default);
    public static Ball Unknown { get; } = new(BallKind.Unknown, default, 0, default);

    public static Ball Infinity(int sign) => new(sign < 0 ? BallKind.NegativeInfinity : BallKind.PositiveInfinity, default, 0, default);

    /// <summary>The zero of a sign.</summary>
    public static Ball SignedZero(bool negative) => negative ? new(BallKind.NegativeZero, default, 0, default) : Zero;

    public static Ball OfInteger(BigInteger value) => Exactly(value, 0);

    public static Ball OfTruth(bool value) => value ? One : Zero;

    /// <summary>A whole number times a power of 2, exactly. The digits of exact balls are odd, so that it is seen whether a number is whole.</summary>
    public static Ball Exactly(BigInteger digits, long exponent)
    {
        if (digits.IsZero) return Zero;
        int zeros = digits.IsEven ? (int)BigInteger.TrailingZeroCount(digits) : 0;
        return new(BallKind.Finite, zeros == 0 ? digits : digits >> zeros, exponent + zeros, default);
    }

    /// <summary>Every number whose size is at or above 2 to a power.</summary>
    public static Ball Beyond(int sign, long exponent) => new(sign < 0 ? BallKind.NegativeBeyond : BallKind.Beyond, default, Math.Min(exponent, LargestExponent), default);

    /// <summary>Every number but 0 whose size is at or below 2 to a power.</summary>
    public static Ball Sliver(int sign, long exponent) => new(sign < 0 ? BallKind.NegativeSliver : BallKind.Sliver, default, Math.Max(exponent, -LargestExponent), default);

    /// <summary>Everything within the radius of 0.</summary>
    public static Ball Around0(Mag radius) => new(BallKind.Finite, default, 0, radius);

    public static Ball Of(double value)
    {
        if (value == 0) return SignedZero(double.IsNegative(value));
        if (!double.IsFinite(value)) return double.IsNaN(value) ? NaN : Infinity(value > 0 ? 1 : -1);
        long bits = BitConverter.DoubleToInt64Bits(value), digits = bits & 0xFFFFFFFFFFFFF;
        int exponent = (int)((bits >> 52) & 0x7FF);
        if (exponent == 0) exponent = 1;
        else digits |= 1L << 52;
        int zeros = BitOperations.TrailingZeroCount(digits);
        return Exactly((value < 0 ? -digits : digits) >> zeros, exponent - 1075 + zeros);
    }

    /// <summary>A midpoint and a radius, with no more bits than are asked for and than the radius makes sense of. What is rounded off is added to the radius.</summary>
    public static Ball Of(BigInteger digits, long exponent, Mag radius, int bits)
    {
        if (digits.IsZero) return radius.Top < -LargestExponent ? Around0(radius.IsZero ? radius : Mag.PowerOfTwo(-LargestExponent)) : Around0(radius);
        long length = Mag.BitsOf(digits), top = exponent + length;
        long keep = radius.IsZero ? bits : Math.Clamp(top - radius.Top + BelowRadius, 2, bits);
        if (Math.Abs(top) > LargestExponent || radius.Top > LargestExponent) return OutOfRange(digits, exponent, radius);
        if (IsLostIn(radius, top)) return Around0(radius + Mag.AtLeast(digits, exponent));
        long drop = length - keep;
        if (drop > 0)
        {
            bool isExact = radius.IsZero && (long)BigInteger.TrailingZeroCount(BigInteger.Abs(digits)) >= drop;
            digits >>= (int)drop;
            exponent += drop;
            if (!isExact) radius += Mag.PowerOfTwo(exponent);
        }

        if (radius.IsZero) return Exactly(digits, exponent);

        // a radius far below the last bit would make the bounds long
        if (radius.Top < top - bits - 32) radius = Mag.PowerOfTwo(top - bits - 32);
        return new(BallKind.Finite, digits, exponent, radius);
    }

    // A radius far above the midpoint would make the bounds as long as the two are apart.
    static bool IsLostIn(Mag radius, long top) => !radius.IsZero && radius.Top - top > BelowRadius;

    static Ball OutOfRange(BigInteger digits, long exponent, Mag radius)
    {
        if (!(radius < Mag.AtMost(digits, exponent)))
        {
            Mag most = Mag.AtLeast(digits, exponent) + radius;
            return most.Top > LargestExponent ? Unknown : Around0(Mag.PowerOfTwo(Math.Max(most.Top, -LargestExponent)));
        }

        // The sign is certain. The size is at least half of the midpoint's where the radius is no more than half of it.
        long top = exponent + Mag.BitsOf(digits);
        if (top < 0) return Sliver(digits.Sign, top + 1);
        return radius.Scale(1) < Mag.AtMost(digits, exponent) ? Beyond(digits.Sign, top - 2) : Unknown;
    }

    public bool IsFinite => Kind == BallKind.Finite;

    /// <summary>Whether it is one number, an infinity or NaN.</summary>
    public bool IsExact => Radius.IsZero && Kind < BallKind.Unknown;

    /// <summary>Whether it is exactly 0, of either sign.</summary>
    public bool IsZero => Kind == BallKind.NegativeZero || (Kind == BallKind.Finite && Digits.IsZero && Radius.IsZero);

    public bool IsNaN => Kind == BallKind.NaN;

    public bool IsUnknown => Kind == BallKind.Unknown;

    public bool IsInfinite => Kind is BallKind.PositiveInfinity or BallKind.NegativeInfinity;

    /// <summary>1 or -1 where every number in it has that sign; 0 of an exact zero; null where the sign is not decided, and of NaN.</summary>
    public int? Sign => Kind switch
    {
        BallKind.Finite when Radius.IsZero => Digits.Sign,
        BallKind.Finite => Radius < Mag.AtMost(Digits, Exponent) ? Digits.Sign : null,
        BallKind.NegativeZero => 0,
        BallKind.PositiveInfinity or BallKind.Beyond or BallKind.Sliver => 1,
        BallKind.NegativeInfinity or BallKind.NegativeBeyond or BallKind.NegativeSliver => -1,
        _ => null,
    };

    /// <summary>Every size in a finite ball is below 2 to this power. Of an exact zero, below all.</summary>
    public long Top => Digits.IsZero && Radius.IsZero ? -2 * LargestExponent : Radius.IsZero ? Exponent + Mag.BitsOf(Digits) : Most.Top;

    /// <summary>At or above every size in a finite ball.</summary>
    public Mag Most => Mag.AtLeast(Digits, Exponent) + Radius;

    /// <summary>At or below every size in a finite ball.</summary>
    public Mag Least
    {
        get
        {
            Mag middle = Mag.AtMost(Digits, Exponent);
            if (Radius.IsZero) return middle;
            if (!(Radius < middle)) return Mag.Zero;
            BigInteger low = (BigInteger.Abs(Digits) << Places) - RadiusDigits;
            return Mag.AtMost(low, Exponent - Places);
        }
    }

    /// <summary>The bits of the midpoint that are right.</summary>
    public long GoodBits => Kind != BallKind.Finite ? (Kind == BallKind.Unknown ? 0 : int.MaxValue) : Radius.IsZero ? int.MaxValue
        : Digits.IsZero ? 0 : Math.Max(0, Exponent + Mag.BitsOf(Digits) - Radius.Top);

    /// <summary>The midpoint alone.</summary>
    public Ball Middle => IsFinite && !Radius.IsZero ? Exactly(Digits, Exponent) : this;

    /// <summary>The same with a larger radius.</summary>
    public Ball Widened(Mag by) => by.IsZero || !IsFinite ? this
        : !Digits.IsZero && IsLostIn(Radius + by, Exponent + Mag.BitsOf(Digits)) ? Around0(Radius + by + Mag.AtLeast(Digits, Exponent))
        : new(Kind, Digits, Exponent, Radius + by);

    /// <summary>The lower end of a finite ball, exactly.</summary>
    public Ball Low => Radius.IsZero ? this : Digits.IsZero ? Exactly(-(BigInteger)Radius.Digits, Radius.Exponent) : Exactly((Digits << Places) - RadiusDigits, Exponent - Places);

    /// <summary>The upper end of a finite ball, exactly.</summary>
    public Ball High => Radius.IsZero ? this : Digits.IsZero ? Exactly(Radius.Digits, Radius.Exponent) : Exactly((Digits << Places) + RadiusDigits, Exponent - Places);

    // The radius as a whole number of the midpoint's unit divided by 2 to the power Places; rounded up where it is far below.
    int Places => (int)Math.Clamp(Exponent - Radius.Exponent, 0, 1 << 20);

    BigInteger RadiusDigits
    {
        get
        {
            long shift = Radius.Exponent - (Exponent - Places);
            return shift >= 0 ? (BigInteger)Radius.Digits << (int)shift : ((BigInteger)Radius.Digits >> (int)Math.Min(-shift, 64)) + 1;
        }
    }

    /// <summary>Times 2 to a power: exact.</summary>
    public Ball Scale(long power) => Kind switch
    {
        BallKind.Finite => Digits.IsZero ? Around0(Radius.Scale(power)) : Of(Digits, Exponent + power, Radius.Scale(power), int.MaxValue),
        BallKind.Beyond or BallKind.NegativeBeyond => Beyond(Sign!.Value, Exponent + power),
        BallKind.Sliver or BallKind.NegativeSliver => Sliver(Sign!.Value, Exponent + power),
        _ => this,
    };

    public static Ball operator -(Ball x) => x.Kind switch
    {
        BallKind.Finite => x.IsZero ? SignedZero(true) : new(x.Kind, -x.Digits, x.Exponent, x.Radius),
        BallKind.NegativeZero => Zero,
        BallKind.PositiveInfinity or BallKind.NegativeInfinity => Infinity(-x.Sign!.Value),
        BallKind.Beyond or BallKind.NegativeBeyond => Beyond(-x.Sign!.Value, x.Exponent),
        BallKind.Sliver or BallKind.NegativeSliver => Sliver(-x.Sign!.Value, x.Exponent),
        _ => x,
    };

    /// <summary>A sliver as the ball from 0 to its end, a zero without its sign.</summary>
    public Ball AsFinite => Kind switch
    {
        BallKind.NegativeZero => Zero,
        BallKind.Sliver or BallKind.NegativeSliver => new(BallKind.Finite, Sign!.Value, Exponent - 1, Mag.PowerOfTwo(Exponent - 1)),
        _ => this,
    };

    /// <summary>The smallest ball, nearly, that contains two others.</summary>
    public static Ball Union(Ball a, Ball b, int bits)
    {
        if (a.Kind == b.Kind && a.Digits == b.Digits && a.Exponent == b.Exponent && a.Radius == b.Radius) return a;
        (a, b) = (a.AsFinite, b.AsFinite);
        if (!a.IsFinite || !b.IsFinite) return Unknown;
        Ball apart = Arithmetic.Subtract(a.Middle, b.Middle, bits), sum = Arithmetic.Add(a.Middle, b.Middle, bits);
        return sum.Scale(-1).Widened(apart.Most.Scale(-1) + Mag.Max(a.Radius, b.Radius));
    }
}
