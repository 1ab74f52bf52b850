using System.Numerics;

namespace GateDsl.Balls;

/// <summary>Between balls and fixed point, and what functions of one argument share.</summary>
static class Fixed
{
    /// <summary>The midpoint in units of 2^-places, within one unit.</summary>
    public static BigInteger Of(Ball x, long places)
    {
        long shift = x.Exponent + places;
        return shift >= 0 ? x.Digits << (int)shift : -shift > Mag.BitsOf(x.Digits) + 1L ? BigInteger.Zero : x.Digits >> (int)-shift;
    }

    /// <summary>The ball around a fixed-point number that is right to some units.</summary>
    public static Ball Ball(BigInteger value, long places, uint units, int bits) => Balls.Ball.Of(value, -places, new(units, -places), bits);

    /// <summary>An increasing function of a ball that is too wide for a bound by the slope: from its ends.</summary>
    public static Ball Ends(Ball x, Precision p, Func<Ball, Precision, Ball> function) => Balls.Ball.Union(function(x.Low, p), function(x.High, p), p.Bits);

    /// <summary>The quotient by a positive number, rounded down.</summary>
    public static BigInteger Floor(BigInteger x, BigInteger y)
    {
        BigInteger quotient = BigInteger.DivRem(x, y, out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The size of every number in the ball.</summary>
    public static Ball Abs(Ball x)
    {
        if (x.Sign is { } sign) return sign < 0 ? -x : x.IsZero ? Balls.Ball.Zero : x;
        if (!x.IsFinite) return x;
        Mag half = x.Most.Scale(-1);
        return Balls.Ball.Of(half.Digits, half.Exponent, half, 64);
    }
}
