using System.Numerics;

namespace GateDsl.Balls;

/// <summary>The four operations, the square root and comparisons on balls: each result contains every result on numbers of the arguments.</summary>
static class Arithmetic
{
    /// <summary>Bits that a sum keeps below the precision, so that the common case rounds once.</summary>
    const int Guard = 32;

    public static Ball Add(Ball a, Ball b, int bits)
    {
        if ((a.Kind | b.Kind) != BallKind.Finite) return AddSpecial(a, b, bits);
        if (a.Digits.IsZero) return Around(b, a.Radius, bits);
        if (b.Digits.IsZero) return Around(a, b.Radius, bits);
        long top = Math.Max(a.Exponent + Mag.BitsOf(a.Digits), b.Exponent + Mag.BitsOf(b.Digits)), low = Math.Min(a.Exponent, b.Exponent);
        Mag radius = a.Radius + b.Radius;
        if (top - low <= bits + 2 * Guard)
        {
            BigInteger sum = (a.Digits << (int)(a.Exponent - low)) + (b.Digits << (int)(b.Exponent - low));
            return Ball.Of(sum, low, radius, bits);
        }
        low = top - bits - Guard;
        return Ball.Of(At(a, low, ref radius) + At(b, low, ref radius), low, radius, bits);
    }

    public static Ball Subtract(Ball a, Ball b, int bits) => Add(a, -b, bits);

    // Its digits in units of 2 to a power; what is cut off goes to the radius.
    static BigInteger At(Ball x, long unit, ref Mag radius)
    {
        long shift = x.Exponent - unit;
        if (shift >= 0) return x.Digits << (int)shift;
        radius += Mag.PowerOfTwo(unit);
        return shift < -(Mag.BitsOf(x.Digits) + 1L) ? BigInteger.Zero : x.Digits >> (int)-shift;
    }

    static Ball Around(Ball x, Mag radius, int bits) => x.Digits.IsZero ? Ball.Around0(x.Radius + radius) : Ball.Of(x.Digits, x.Exponent, x.Radius + radius, bits);

    static Ball AddSpecial(Ball a, Ball b, int bits)
    {
        if (a.IsNaN || b.IsNaN) return Ball.NaN;
        if (a.IsUnknown || b.IsUnknown) return Ball.Unknown;
        if (a.IsInfinite || b.IsInfinite) return !a.IsInfinite ? b : !b.IsInfinite || a.Kind == b.Kind ? a : Ball.NaN;
        if (a.Kind == BallKind.NegativeZero && b.Kind == BallKind.NegativeZero) return a;
        (a, b) = (IsTiny(a) && IsTiny(b) && a.Kind == b.Kind ? Ball.Sliver(a.Sign!.Value, Math.Max(a.Exponent, b.Exponent) + 1) : a.AsFinite, b.AsFinite);
        if (IsTiny(a)) return a;
        if (a.IsFinite && b.IsFinite) return Add(a, b, bits);
        if (a.IsFinite) (a, b) = (b, a);

        // a is beyond all exponents, b may be too
        bool sameSign = b.Sign == a.Sign || b.IsZero;
        return sameSign || (b.IsFinite && b.Top < a.Exponent - 1) ? Ball.Beyond(a.Sign!.Value, a.Exponent - 1) : Ball.Unknown;
    }

    static bool IsTiny(Ball x) => x.Kind is BallKind.Sliver or BallKind.NegativeSliver;

    static bool IsHuge(Ball x) => x.Kind is BallKind.Beyond or BallKind.NegativeBeyond;

    public static Ball Multiply(Ball a, Ball b, int bits)
    {
        if ((a.Kind | b.Kind) != BallKind.Finite || a.IsZero || b.IsZero) return MultiplySpecial(a, b);
        if (a.Radius.IsZero && b.Radius.IsZero) return Ball.Of(a.Digits * b.Digits, a.Exponent + b.Exponent, default, bits);
        Mag radius = Mag.AtLeast(a.Digits, a.Exponent) * b.Radius + Mag.AtLeast(b.Digits, b.Exponent) * a.Radius + a.Radius * b.Radius;
        return Ball.Of(a.Digits * b.Digits, a.Exponent + b.Exponent, radius, bits);
    }

    static Ball MultiplySpecial(Ball a, Ball b)
    {
        if (a.IsNaN || b.IsNaN) return Ball.NaN;
        if (a.IsUnknown || b.IsUnknown) return Ball.Unknown;
        if (a.IsInfinite || b.IsInfinite) return a.IsZero || b.IsZero ? Ball.NaN : a.Sign * b.Sign is { } sign ? Ball.Infinity(sign) : Ball.Unknown;
        if (a.IsZero || b.IsZero) return Ball.SignedZero(IsNegative(a) != IsNegative(b));
        if (a.Sign is { } s && b.Sign is { } t)
        {
            if (IsTiny(a) && IsTiny(b)) return Ball.Sliver(s * t, a.Exponent + b.Exponent);
            if (IsHuge(a) && IsHuge(b)) return Ball.Beyond(s * t, a.Exponent + b.Exponent);
            if (IsHuge(b) || IsTiny(b)) (a, b) = (b, a);
            if (!b.IsFinite) return Ball.Unknown;
            return IsTiny(a) ? Ball.Sliver(s * t, a.Exponent + b.Top) : Ball.Beyond(s * t, a.Exponent + b.Least.Top - 1);
        }
        if (IsTiny(b)) (a, b) = (b, a);
        return IsTiny(a) && b.IsFinite ? Ball.Around0(Mag.PowerOfTwo(Math.Max(a.Exponent + b.Top, -Ball.LargestExponent))) : Ball.Unknown;
    }

    static bool IsNegative(Ball x) => x.Kind == BallKind.NegativeZero || x.Sign < 0;

    public static Ball Divide(Ball a, Ball b, int bits)
    {
        if ((a.Kind | b.Kind) != BallKind.Finite || a.IsZero || b.IsZero) return DivideSpecial(a, b);
        Mag least = b.Least;
        if (least.IsZero) return Ball.Unknown;
        long shift = Math.Max(bits + 4L - Mag.BitsOf(a.Digits) + Mag.BitsOf(b.Digits), 0);
        BigInteger quotient = BigInteger.DivRem(a.Digits << (int)shift, b.Digits, out BigInteger rest);
        long exponent = a.Exponent - b.Exponent - shift;

        // |a / b - A / B| <= (|a - A| + |A / B| |b - B|) / |b|
        Mag radius = rest.IsZero ? Mag.Zero : Mag.PowerOfTwo(exponent);
        if (!a.Radius.IsZero || !b.Radius.IsZero) radius += (a.Radius + (Mag.AtLeast(quotient, exponent) + Mag.PowerOfTwo(exponent)) * b.Radius) / least;
        return quotient.IsZero ? Ball.Around0(radius) : Ball.Of(quotient, exponent, radius, bits);
    }

    static Ball DivideSpecial(Ball a, Ball b)
    {
        if (a.IsNaN || b.IsNaN) return Ball.NaN;
        if (a.IsUnknown || b.IsUnknown) return Ball.Unknown;
        if (a.IsInfinite) return b.IsInfinite ? Ball.NaN : b.IsZero ? Ball.Infinity(IsNegative(a) != IsNegative(b) ? -1 : 1) : a.Sign * b.Sign is { } sign ? Ball.Infinity(sign) : Ball.Unknown;
        if (b.IsInfinite) return Ball.SignedZero(IsNegative(a) != IsNegative(b));
        if (b.IsZero) return a.IsZero ? Ball.NaN : a.Sign is { } of ? Ball.Infinity(b.Kind == BallKind.NegativeZero ? -of : of) : Ball.Unknown;
        if (a.IsZero) return b.Sign is null ? Ball.Unknown : Ball.SignedZero(IsNegative(a) != IsNegative(b));
        if (b.Sign is not { } t) return Ball.Unknown;
        if (IsHuge(b) && (a.IsFinite || IsTiny(a)))
        {
            long top = (IsTiny(a) ? a.Exponent : a.Top) - b.Exponent;
            return a.Sign is { } s ? Ball.Sliver(s * t, top) : Ball.Around0(Mag.PowerOfTwo(Math.Max(top, -Ball.LargestExponent)));
        }
        if (IsHuge(a) && (b.IsFinite || IsTiny(b))) return Ball.Beyond(a.Sign!.Value * t, a.Exponent - (IsTiny(b) ? b.Exponent : b.Top));
        if (IsTiny(a) && b.IsFinite) return Ball.Sliver(a.Sign!.Value * t, a.Exponent - b.Least.Top + 1);
        if (IsTiny(b) && a.IsFinite && a.Sign is { } positive) return Ball.Beyond(positive * t, a.Least.Top - 1 - b.Exponent);
        return Ball.Unknown;
    }

    public static Ball Sqrt(Ball x, int bits)
    {
        switch (x.Kind)
        {
            case BallKind.NegativeInfinity or BallKind.NegativeBeyond or BallKind.NegativeSliver: return Ball.NaN;
            case BallKind.Beyond: return Ball.Beyond(1, x.Exponent >> 1);
            case BallKind.Sliver: return Ball.Sliver(1, (x.Exponent + 1) >> 1);
            case not BallKind.Finite: return x;
        }
        if (x.IsZero) return x;
        if (x.Sign is not { } sign) return Ball.Unknown;
        if (sign < 0) return Ball.NaN;
        if (x.Radius.IsZero && (x.Exponent & 1) == 0 && Mag.BitsOf(x.Digits) <= 2L * bits && SquareRoot.OfSquare(x.Digits) is { } exactly) return Ball.Exactly(exactly, x.Exponent >> 1);

        // cutting bits off moves the root by less than one unit in 2^bits
        long shift = 2 * (bits + 2L) - Mag.BitsOf(x.Digits);
        if (((x.Exponent - shift) & 1) != 0) shift++;
        BigInteger root = SquareRoot.Near(shift >= 0 ? x.Digits << (int)shift : x.Digits >> (int)-shift);
        long exponent = (x.Exponent - shift) >> 1;
        Mag radius = new(3, exponent);

        // |sqrt a - sqrt A| <= |a - A| / sqrt A
        if (!x.Radius.IsZero) radius += x.Radius / Mag.AtMost(root - 3, exponent);
        return Ball.Of(root, exponent, radius, bits);
    }

    /// <summary>The order of two numbers, -1, 0 or 1; null where it is not decided. Not for NaN.</summary>
    public static int? Compare(Ball a, Ball b)
    {
        if (a.IsUnknown || b.IsUnknown) return null;
        if (a.IsInfinite || b.IsInfinite) return a.Kind == b.Kind ? 0 : a.IsInfinite ? a.Sign : -b.Sign;
        if (a.Sign is { } s && b.Sign is { } t && (s != t || s == 0)) return s.CompareTo(t);
        Ball difference = Subtract(a, b, Math.Max(Mag.BitsOf(a.Digits), Mag.BitsOf(b.Digits)) + 64);
        return difference.Sign;
    }
}
