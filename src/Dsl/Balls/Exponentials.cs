using System.Numerics;

namespace GateDsl.Balls;

/// <summary>Exponentials and logarithms of balls.</summary>
static class Exponentials
{
    public static Ball Exp(Ball x, Precision p)
    {
        x = x.AsFinite;
        switch (x.Kind)
        {
            case BallKind.PositiveInfinity or BallKind.NaN or BallKind.Unknown: return x;
            case BallKind.NegativeInfinity: return Ball.Zero;
            case BallKind.Beyond or BallKind.NegativeBeyond: return OutOfRange(x.Sign!.Value, x.Exponent);
        }
        if (x.IsZero) return Ball.One;
        if (x.Least.Top > 60) return OutOfRange(x.Digits.Sign, x.Least.Top - 1);
        if (x.Radius.Top > -1) return x.Radius.Top > 62 ? Ball.Unknown : Fixed.Ends(x, p, Exp);
        if (x.Digits.IsZero) return Ball.One.Widened(x.Radius * 2);
        long top = x.Exponent + Mag.BitsOf(x.Digits);
        if (top > 59) return OutOfRange(x.Digits.Sign, top - 1);
        Ball result = top < -p.Bits - 8 ? NearOne(x.Middle, p) : OfMiddle(x, top, p);

        // e^m (e^r - 1) < 2 r e^m for r < 1
        return x.Radius.IsZero ? result : result.Widened(result.Most * x.Radius * 2);
    }

    // 1 + x, within x^2
    static Ball NearOne(Ball x, Precision p) => Arithmetic.Add(Ball.One, x, p.Bits).Widened(x.Most * x.Most);

    static Ball OfMiddle(Ball x, long top, Precision p)
    {
        // x = n ln 2 + r; an error of a unit in ln 2 counts n times
        int places = p.Bits + 8, more = (int)Math.Max(top, 0) + 4;
        BigInteger scaled = Fixed.Of(x, places + more), ln2 = Constants.Ln2(places + more, p.Deadline);
        BigInteger n = top < -1 && scaled.Sign >= 0 ? BigInteger.Zero : Fixed.Floor(scaled, ln2);
        BigInteger reduced = (scaled - n * ln2) >> more;
        return Fixed.Ball(Elementary.Exp(reduced, places, p.Deadline), places, 12, p.Bits).Scale((long)n);
    }

    // e to a power at or above 2^exponent in size
    static Ball OutOfRange(int sign, long exponent)
    {
        long power = exponent >= 60 ? Ball.LargestExponent : 1L << (int)Math.Max(exponent, 0);
        return sign > 0 ? Ball.Beyond(1, power) : Ball.Sliver(1, -power);
    }

    public static Ball Exp2(Ball x, Precision p)
    {
        if (x.IsExact && x.IsFinite && x.Exponent >= 0 && x.Top < 60) return Ball.Exactly(1, (long)(x.Digits << (int)x.Exponent));
        Precision working = p.More(8 + (x.IsFinite ? Math.Clamp(x.Top, 0, 64) : 0));
        return Exp(Arithmetic.Multiply(x, Constants.Ln2(working), working.Bits), p);
    }

    public static Ball Expm1(Ball x, Precision p)
    {
        if (x.IsZero) return x;
        if (x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return Ball.Sliver(x.Sign!.Value, x.Exponent + 1);
        if (!x.IsFinite) return Arithmetic.Subtract(Exp(x, p), Ball.One, p.Bits);
        if (x.Top < -p.Bits - 8) return x.Widened(x.Most * x.Most);
        Precision working = p.More(8 + Math.Max(-x.Top, 0));
        return Arithmetic.Subtract(Exp(x, working), Ball.One, working.Bits);
    }

    public static Ball Log(Ball x, Precision p)
    {
        switch (x.Kind)
        {
            case BallKind.PositiveInfinity or BallKind.NaN or BallKind.Unknown: return x;
            case BallKind.NegativeZero: return Ball.Infinity(-1);
            case BallKind.Beyond: return x.Exponent < 8 ? Ball.Unknown : Ball.Beyond(1, BitOperations.Log2((ulong)x.Exponent) - 1);
            case BallKind.Sliver: return x.Exponent > -8 ? Ball.Unknown : Ball.Beyond(-1, BitOperations.Log2((ulong)-x.Exponent) - 1);
            case not BallKind.Finite: return Ball.NaN;
        }
        if (x.IsZero) return Ball.Infinity(-1);
        if (x.Sign is not { } sign) return Ball.Unknown;
        if (sign < 0) return Ball.NaN;
        Ball result = LogOfMiddle(x, p);
        return x.Radius.IsZero ? result : result.Widened(x.Radius / x.Least);
    }

    static Ball LogOfMiddle(Ball x, Precision p)
    {
        // x = m 2^n with m from 3/4 to 3/2
        int length = Mag.BitsOf(x.Digits);
        bool isLow = length == 1 || (x.Digits >> (length - 2)) == 2;
        long n = x.Exponent + length - (isLow ? 1 : 0);
        int places = p.Bits + 8;
        if (n == 0)
        {
            // near 1 the logarithm is small: its digits begin where those of x - 1 do
            Ball apart = Arithmetic.Subtract(x.Middle, Ball.One, length + 64);
            if (apart.IsZero) return Ball.Zero;
            if (apart.Top < -p.Bits - 8) return apart.Widened(apart.Most * apart.Most);
            places += (int)Math.Max(-apart.Top, 0);
        }
        BigInteger fraction = Fixed.Of(Ball.Exactly(x.Digits, x.Exponent - n), places);
        BigInteger log = Elementary.Log(fraction, places, p.Deadline);
        if (n != 0)
        {
            int more = BitOperations.Log2((ulong)Math.Abs(n)) + 2;
            log += (n * Constants.Ln2(places + more, p.Deadline)) >> more;
        }
        return Fixed.Ball(log, places, 12, p.Bits);
    }

    public static Ball Log1p(Ball x, Precision p)
    {
        if (x.IsZero) return x;
        if (x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return Ball.Sliver(x.Sign!.Value, x.Exponent + 1);
        if (x.IsFinite && x.Top < -p.Bits - 8) return x.Widened(x.Most * x.Most);
        int bits = x.IsFinite ? (int)Math.Min(p.Bits + 64 + Math.Max(-x.Top, 0) + Mag.BitsOf(x.Digits), int.MaxValue / 2) : p.Bits;
        return Log(Arithmetic.Add(Ball.One, x, bits), p);
    }

    public static Ball Log2(Ball x, Precision p)
    {
        if (x.IsFinite && x.Radius.IsZero && x.Digits.Sign > 0 && BigInteger.IsPow2(x.Digits)) return Ball.OfInteger(x.Exponent + Mag.BitsOf(x.Digits) - 1);
        return Arithmetic.Divide(Log(x, p.More(8)), Constants.Ln2(p.More(8)), p.Bits);
    }

    public static Ball Log10(Ball x, Precision p)
    {
        if (x.IsFinite && x.Radius.IsZero && x.Exponent >= 0 && x.Top < 4 * p.Bits && x.Digits.Sign > 0)
        {
            BigInteger whole = x.Digits << (int)x.Exponent;
            int digits = (int)Math.Round(BigInteger.Log10(whole));
            if (BigInteger.Pow(10, digits) == whole) return Ball.OfInteger(digits);
        }
        return Arithmetic.Divide(Log(x, p.More(8)), Constants.Ln10(p.More(8)), p.Bits);
    }

    public static Ball Sigmoid(Ball x, Precision p)
    {
        bool isNegative = IsNegative(x);
        Ball power = Exp(isNegative ? x : -x, p.More(8)), sum = Arithmetic.Add(Ball.One, power, p.Bits + 8);
        return Arithmetic.Divide(isNegative ? power : Ball.One, sum, p.Bits);
    }

    public static Ball Softplus(Ball x, Precision p)
    {
        bool isNegative = IsNegative(x);
        Ball log = Log1p(Exp(isNegative ? x : -x, p.More(8)), p.More(8));
        return isNegative ? log : Arithmetic.Add(x, log, p.Bits);
    }

    public static Ball LogSumExp(Ball x, Ball y, Precision p)
    {
        if (x.IsNaN || y.IsNaN) return Ball.NaN;
        if (x.IsInfinite || y.IsInfinite) return x.Kind == BallKind.PositiveInfinity || y.Kind == BallKind.NegativeInfinity ? Arithmetic.Add(x, Ball.Zero, p.Bits) : Arithmetic.Add(y, Ball.Zero, p.Bits);
        Ball apart = Arithmetic.Subtract(y, x, p.Bits + 16);
        Ball sum = IsNegative(apart) ? Arithmetic.Add(x, Log1p(Exp(apart, p.More(8)), p.More(8)), p.Bits)
            : Arithmetic.Add(y, Log1p(Exp(-apart, p.More(8)), p.More(8)), p.Bits);

        // above the larger one by at most ln 2
        return sum.IsUnknown && x.IsFinite && y.IsFinite ? Steps.Max(x, y, p.Bits).Widened(Mag.One) : sum;
    }

    public static Ball XLogY(Ball x, Ball y, Precision p) => x.IsZero && y.Sign >= 0 ? x : Arithmetic.Multiply(x, Log(y, p.More(4)), p.Bits);

    public static Ball XLog1pY(Ball x, Ball y, Precision p) => x.IsZero && Arithmetic.Add(Ball.One, y, p.Bits).Sign >= 0 ? x : Arithmetic.Multiply(x, Log1p(y, p.More(4)), p.Bits);

    /// <summary>Whether the middle is below 0: a choice between two ways to the same value.</summary>
    public static bool IsNegative(Ball x) => x.IsFinite ? x.Digits.Sign < 0 : x.Sign < 0;
}
