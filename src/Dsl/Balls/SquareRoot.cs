using System.Numerics;

namespace GateDsl.Balls;

/// <summary>Square roots of whole numbers.</summary>
static class SquareRoot
{
    // Up to so many bits a double's root is right to half a unit.
    const int BitsOfDouble = 100;

    /// <summary>Within 2 of the root of a number that is not negative.</summary>
    /// <remarks>
    /// Newton's step from the root r of the upper bits, as P. Zimmermann, "Karatsuba square root" (1999), but without the remainder of r: with x = s^2 4^k and |r - s| at most 2.1, the root s 2^k is
    /// r 2^k + (x - r^2 4^k) / (2 r 2^k), less (r - s)^2 2^k / (2 r), which is below 0.3 since r is at least 2^(k + 3). What is cut off adds less than 1.2.
    /// </remarks>
    public static BigInteger Near(BigInteger x)
    {
        int length = Mag.BitsOf(x);
        if (length <= BitsOfDouble) return (BigInteger)Math.Sqrt((double)x);
        int k = length / 4 - 2;
        BigInteger upper = Near(x >> (2 * k)), rest = x - (upper * upper << (2 * k));
        return (upper << k) + (rest >> (k + 1)) / upper;
    }

    /// <summary>The root of a square; null of any other number.</summary>
    public static BigInteger? OfSquare(BigInteger x)
    {
        // a square is an even power of 2 times an odd number that is 1 modulo 8
        int zeros = x.IsZero ? 0 : (int)BigInteger.TrailingZeroCount(x);
        if ((zeros & 1) != 0 || (!x.IsZero && (int)((x >> zeros) & 7) != 1)) return null;
        BigInteger near = Near(x), least = near > 2 ? near - 2 : 0;
        for (BigInteger root = least; root <= near + 2; root++)
        {
            if (root * root == x) return root;
        }
        return null;
    }
}
