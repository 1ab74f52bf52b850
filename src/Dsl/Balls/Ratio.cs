using System.Numerics;

namespace GateDsl.Balls;

/// <summary>A rational number in lowest terms. Its zero is the positive one: where the other comes out there is no ratio, for functions tell them apart.</summary>
readonly record struct Ratio(BigInteger Above, BigInteger Below)
{
    /// <summary>Longer ones are not kept: they cost more than the ties that they decide are worth.</summary>
    const int MostBits = 16_384;

    public static Ratio Zero => new(0, 1);

    public static Ratio One => new(1, 1);

    public int Sign => Above.Sign;

    public bool IsWhole => Below.IsOne;

    /// <summary>In lowest terms; null where it would be too long.</summary>
    public static Ratio? Of(BigInteger above, BigInteger below)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(above, below);
        if (!common.IsOne) (above, below) = (above / common, below / common);
        if (below.Sign < 0) (above, below) = (-above, -below);
        return Mag.BitsOf(above) + Mag.BitsOf(below) > MostBits ? null : new(above, below);
    }

    /// <summary>An exact finite ball; null of any other, and of one that is too long.</summary>
    public static Ratio? Of(Ball x)
    {
        if (!x.IsFinite || !x.IsExact || Math.Abs(x.Exponent) > MostBits) return null;
        return x.Exponent >= 0 ? Of(x.Digits << (int)x.Exponent, 1) : Of(x.Digits, BigInteger.One << (int)-x.Exponent);
    }

    /// <summary>The negative; null of 0.</summary>
    public static Ratio? Negative(Ratio x) => x.Sign == 0 ? null : new(-x.Above, x.Below);

    public static Ratio? Sum(Ratio x, Ratio y) => Of(x.Above * y.Below + y.Above * x.Below, x.Below * y.Below);

    public static Ratio? Difference(Ratio x, Ratio y) => Of(x.Above * y.Below - y.Above * x.Below, x.Below * y.Below);

    public static Ratio? Product(Ratio x, Ratio y) => (x.Sign == 0 && y.Sign < 0) || (y.Sign == 0 && x.Sign < 0) ? null : Of(x.Above * y.Above, x.Below * y.Below);

    public static Ratio? Quotient(Ratio x, Ratio y) => y.Sign == 0 || (x.Sign == 0 && y.Sign < 0) ? null : Of(x.Above * y.Below, x.Below * y.Above);

    public static int Compare(Ratio x, Ratio y) => (x.Above * y.Below).CompareTo(y.Above * x.Below);

    /// <summary>A whole power; null where it is too long or there is none.</summary>
    public static Ratio? Power(Ratio x, long n)
    {
        if (n < 0) return Quotient(One, x) is { } inverse && n > -MostBits ? Power(inverse, -n) : null;
        return n <= MostBits && (Mag.BitsOf(x.Above) + (long)Mag.BitsOf(x.Below) - 2) * n <= MostBits ? new(BigInteger.Pow(x.Above, (int)n), BigInteger.Pow(x.Below, (int)n)) : null;
    }

    /// <summary>The square root, where it is rational.</summary>
    public static Ratio? Sqrt(Ratio x)
    {
        return x.Sign >= 0 && SquareRoot.OfSquare(x.Above) is { } above && SquareRoot.OfSquare(x.Below) is { } below ? new(above, below) : null;
    }

    public Ball ToBall(int bits) => Below.IsOne ? Ball.OfInteger(Above) : Arithmetic.Divide(Ball.OfInteger(Above), Ball.OfInteger(Below), bits);
}
