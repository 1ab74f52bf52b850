using System.Numerics;
using GateDsl.Numerics;

namespace GateDsl.Balls;

/// <summary>Powers, roots and lengths of balls. What is a number of few bits comes out exactly.</summary>
static class Powers
{
    /// <summary>Roots of exact powers are looked for this deep: x ** (k / 2^n).</summary>
    const int DeepestRoot = 64;

    /// <summary>The square: never below 0.</summary>
    public static Ball Square(Ball x, int bits)
    {
        Ball size = x.Sign is null ? Fixed.Abs(x) : x;
        Ball square = Arithmetic.Multiply(size, size, bits);
        return square;
    }

    public static Ball Pow(Ball x, Ball y, Precision p)
    {
        if (y.IsZero || (x.IsExact && x.IsFinite && x.Exponent == 0 && x.Digits.IsOne)) return Ball.One;
        if (x.IsNaN || y.IsNaN) return Ball.NaN;
        if (x.IsUnknown || y.IsUnknown) return Ball.Unknown;
        bool isWhole = y.IsFinite && y.IsExact && y.Exponent >= 0;
        if (isWhole && y.Top <= 31) return PowInt((long)(y.Digits << (int)y.Exponent), x, p);
        if (x.IsZero || x.IsInfinite || y.IsInfinite) return AtTheEnds(x, y);
        if (x.Sign is not { } sign) return Ball.Unknown;
        if (sign < 0)
        {
            if (y.IsExact && !isWhole) return Ball.NaN;
            if (!isWhole) return Ball.Unknown;
            Ball size = Pow(-x, y, p);
            return y.Exponent == 0 && !y.Digits.IsEven ? -size : size;
        }
        if (x.IsExact && y.IsExact && x.IsFinite && y.IsFinite && y.Exponent < 0 && Mag.BitsOf(y.Digits) <= 31 && ExactRoot(x, -y.Exponent, p.Bits) is { } root) return PowInt((long)y.Digits, root, p);

        // the error of y log x counts by its size
        Precision working = p.More(8);
        Ball log = Exponentials.Log(x, working), power = Arithmetic.Multiply(y, log, working.Bits);
        if (power.IsFinite && power.Top > 0)
        {
            working = working.More(Math.Min(power.Top, 64));
            power = Arithmetic.Multiply(y, Exponentials.Log(x, working), working.Bits);
        }
        return Exponentials.Exp(power, p);
    }

    // The root of order 2^times, where it is a number of no more bits than x has.
    static Ball? ExactRoot(Ball x, long times, int bits)
    {
        if (times > DeepestRoot) return null;
        bits = Math.Max(bits, Mag.BitsOf(x.Digits));
        for (; times > 0; times--)
        {
            x = Arithmetic.Sqrt(x, bits);
            if (!x.IsExact) return null;
        }
        return x;
    }

    // IEEE's answers where x is 0 or an argument is infinite; where they hang on a sign that is not decided, nothing is known.
    static Ball AtTheEnds(Ball x, Ball y)
    {
        if (y.Sign is null || x.Sign is null) return Ball.Unknown;
        if (x.IsZero || x.IsInfinite)
        {
            // beyond 2^31 and where it is no whole number, a power has no sign; odd numbers of more bits keep it
            bool isOdd = y.IsFinite && y.IsExact && y.Exponent == 0 && !y.Digits.IsEven;
            if (!y.IsExact && (x.Sign < 0 || x.Kind == BallKind.NegativeZero)) return x.IsZero && y.Sign > 0 ? Ball.Zero : Ball.Unknown;
            return Ball.Of(Math.Pow(Double(x), isOdd ? y.Sign!.Value : y.IsInfinite ? Double(y) : 0.5 * y.Sign!.Value));
        }
        int? above = Arithmetic.Compare(Fixed.Abs(x), Ball.One);
        return above is not { } order ? Ball.Unknown : Ball.Of(Math.Pow(1 + 0.5 * order, Double(y)));
    }

    static double Double(Ball x) => x.Kind switch
    {
        BallKind.NegativeZero => -0.0,
        BallKind.PositiveInfinity => double.PositiveInfinity,
        BallKind.NegativeInfinity => double.NegativeInfinity,
        _ => 0,
    };

    public static Ball PowInt(long n, Ball x, Precision p)
    {
        if (n == 0) return Ball.One;
        if (x.IsNaN || x.IsUnknown) return x;
        if (x.IsZero || x.IsInfinite) return Ball.Of(ScalarMath.PowInt(Double(x), (int)n));
        if (!x.IsFinite) return Beyond(n, x);
        ulong count = (ulong)Math.Abs(n);
        int bits = p.Bits + 2 * BitOperations.Log2(count) + 8;
        Ball power = x;
        for (int i = BitOperations.Log2(count) - 1; i >= 0; i--)
        {
            power = Square(power, bits);
            if ((count >> i & 1) != 0) power = Arithmetic.Multiply(power, x, bits);
        }
        return n < 0 ? Arithmetic.Divide(Ball.One, power, p.Bits) : Arithmetic.Add(power, Ball.Zero, p.Bits);
    }

    // A power of what is beyond all exponents, or below.
    static Ball Beyond(long n, Ball x)
    {
        int sign = (n & 1) != 0 ? x.Sign!.Value : 1;
        long exponent = (long)Int128.Clamp((Int128)x.Exponent * Math.Abs(n), -Ball.LargestExponent, Ball.LargestExponent);
        bool isLarge = x.Kind is BallKind.Beyond or BallKind.NegativeBeyond;
        return isLarge == n > 0 ? Ball.Beyond(sign, n > 0 ? exponent : -exponent) : Ball.Sliver(sign, n > 0 ? exponent : -exponent);
    }

    public static Ball Cbrt(Ball x, Precision p)
    {
        if (x.IsZero || x.IsInfinite || x.IsNaN || x.IsUnknown) return x;
        if (!x.IsFinite) return x.Kind is BallKind.Beyond or BallKind.NegativeBeyond ? Ball.Beyond(x.Sign!.Value, x.Exponent / 3) : Ball.Sliver(x.Sign!.Value, x.Exponent / 3 + 1);
        if (x.Sign is not { } sign)
        {
            // the root of the farthest is at most 2 to a third of its exponent
            return Ball.Around0(Mag.PowerOfTwo((long)Math.Ceiling(x.Top / 3.0)));
        }
        BigInteger digits = BigInteger.Abs(x.Digits);
        long shift = Math.Max(3 * (p.Bits + 2L) - Mag.BitsOf(digits), 0);
        shift += (((x.Exponent - shift) % 3) + 3) % 3;
        BigInteger cube = digits << (int)shift, root = CubeRoot(cube);
        long exponent = (x.Exponent - shift) / 3;
        Mag radius = root * root * root == cube ? Mag.Zero : Mag.PowerOfTwo(exponent);

        // |a - A| / (a^2 + a A + A^2) of the roots, at most r / A^2
        if (!x.Radius.IsZero) radius += x.Radius / Mag.AtMost(root, exponent) / Mag.AtMost(root, exponent);
        return Ball.Of(sign * root, exponent, radius, p.Bits);
    }

    // The whole part of the cube root: Newton's iteration from a root of the upper bits.
    static BigInteger CubeRoot(BigInteger x)
    {
        int length = Mag.BitsOf(x);
        BigInteger root;
        if (length <= 60) root = (BigInteger)Math.Cbrt((double)x);
        else
        {
            int drop = length / 6;
            root = CubeRoot(x >> (3 * drop)) << drop;
            root = (2 * root + x / (root * root)) / 3;
        }
        while (root * root * root > x) root--;
        while (BigInteger.Pow(root + 1, 3) <= x) root++;
        return root;
    }

    public static Ball Hypot(Ball x, Ball y, Precision p)
    {
        if (x.IsInfinite || y.IsInfinite) return Ball.Infinity(1);
        if (x.IsNaN || y.IsNaN) return Ball.NaN;
        if (x.IsZero) return Fixed.Abs(y);
        if (y.IsZero) return Fixed.Abs(x);
        int bits = p.Bits + 8;
        Ball sum = Arithmetic.Add(Square(x, bits), Square(y, bits), bits), root = Arithmetic.Sqrt(sum, p.Bits);
        if (!root.IsUnknown || !x.IsFinite || !y.IsFinite) return root;

        // near the origin: anything from 0 to the farthest corner
        Mag half = (x.Most + y.Most).Scale(-1);
        return Ball.Of(half.Digits, half.Exponent, half, 64);
    }
}
