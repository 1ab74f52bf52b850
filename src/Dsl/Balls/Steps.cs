using System.Numerics;

namespace GateDsl.Balls;

/// <summary>Functions of balls with steps and kinks: exact where the argument is, or lies on one side of every step.</summary>
static class Steps
{
    public static Ball Floor(Ball x) => Whole(x, WholeBelow);

    public static Ball Ceiling(Ball x) => Whole(x, (digits, drop) => -WholeBelow(-digits, drop));

    public static Ball Truncate(Ball x) => Whole(x, (digits, drop) => digits.Sign < 0 ? -WholeBelow(-digits, drop) : WholeBelow(digits, drop));

    /// <summary>The nearest whole number, halves to the even one.</summary>
    public static Ball Round(Ball x) => Whole(x, Nearest);

    static BigInteger WholeBelow(BigInteger digits, int drop) => digits >> drop;

    static BigInteger Nearest(BigInteger digits, int drop)
    {
        BigInteger below = digits >> drop, rest = digits - (below << drop);
        int order = rest.CompareTo(BigInteger.One << (drop - 1));
        return order > 0 || (order == 0 && !below.IsEven) ? below + 1 : below;
    }

    static Ball Whole(Ball x, Func<BigInteger, int, BigInteger> round)
    {
        x = x.Kind is BallKind.Sliver or BallKind.NegativeSliver ? Ball.Exactly(x.Sign!.Value, Math.Max(x.Exponent, -64)) : x;   // any number of that sign near 0
        if (!x.IsFinite || (x.Exponent >= 0 && x.Radius.IsZero) || x.IsZero) return x;
        Ball low = Exactly(x.Low, round);
        return x.Radius.IsZero ? low : Ball.Union(low, Exactly(x.High, round), (int)Math.Clamp(x.Top + 8, 64, int.MaxValue / 2));
    }

    static Ball Exactly(Ball x, Func<BigInteger, int, BigInteger> round)
    {
        if (x.Exponent >= 0) return x;
        int drop = (int)Math.Min(-x.Exponent, Mag.BitsOf(x.Digits) + 2L);
        BigInteger whole = round(x.Digits, drop);
        return whole.IsZero ? Ball.SignedZero(x.Digits.Sign < 0) : Ball.OfInteger(whole);
    }

    public static Ball Sign(Ball x) => x.IsNaN ? x : x.Sign is { } sign ? Ball.OfInteger(sign) : x.IsUnknown ? x : Ball.Around0(Mag.One);

    public static Ball Max(Ball x, Ball y, int bits) => Larger(x, y, bits, 1);

    public static Ball Min(Ball x, Ball y, int bits) => Larger(x, y, bits, -1);

    static Ball Larger(Ball x, Ball y, int bits, int sign)
    {
        if (x.IsNaN || y.IsNaN) return Ball.NaN;
        if (x.IsZero && y.IsZero) return sign > 0 == (x.Kind == BallKind.NegativeZero) ? y : x;        // of two zeros the one with the sign
        return Arithmetic.Compare(x, y) switch
        {
            null => x.IsUnknown || y.IsUnknown ? Ball.Unknown : Ball.Union(x, y, bits),
            0 => x,
            { } order => order == sign ? x : y,
        };
    }

    public static Ball Clamp(Ball x, Ball low, Ball high, int bits) => Min(Max(x, low, bits), high, bits);

    public static Ball Relu(Ball x, int bits) => x.IsNaN ? x : x.Sign is { } sign ? sign > 0 ? x : Ball.Zero : x.IsUnknown ? x : Ball.Union(Ball.Zero, x.High, bits);

    /// <summary>The remainder with the sign of x: x - y truncate (x / y).</summary>
    public static Ball Modulo(Ball x, Ball y, int bits)
    {
        if (x.IsNaN || y.IsNaN || x.IsInfinite || y.IsZero) return Ball.NaN;
        if (x.IsUnknown || y.IsUnknown) return Ball.Unknown;
        if (y.IsInfinite || x.IsZero) return y.Sign is null ? Ball.Unknown : x;
        if (!x.IsFinite || !y.IsFinite) return Ball.Unknown;
        if (x.IsExact && y.IsExact && Math.Abs(x.Exponent - y.Exponent) < 1 << 20)
        {
            long unit = Math.Min(x.Exponent, y.Exponent);
            BigInteger rest = BigInteger.Remainder(x.Digits << (int)(x.Exponent - unit), y.Digits << (int)(y.Exponent - unit));
            return rest.IsZero ? Ball.SignedZero(x.Digits.Sign < 0) : Ball.Exactly(rest, unit);
        }
        Ball whole = Truncate(Arithmetic.Divide(x, y, bits));
        if (whole.IsUnknown) return whole;
        return whole.IsExact ? Arithmetic.Subtract(x, Arithmetic.Multiply(y, whole, bits + 64), bits) : Ball.Around0(y.Most);
    }
}
