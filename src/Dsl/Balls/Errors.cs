using System.Numerics;

namespace GateDsl.Balls;

/// <summary>
/// The error function and the normal distribution of balls: erf, with density d(x) = 2 / sqrt pi e^(-x^2) and u = 2 x^2, and Phi - 1/2, with d(x) = e^(-x^2/2) / sqrt (2 pi) and u = x^2.
/// Either is x d(x) S(u) with the positive series S(u) = 1 + u/3 + u^2/15 + … (DLMF 7.6.2), and its distance to its limit is d(x) / (c x) A(u) with c = 2 or 1 and the asymptotic series
/// A(u) = 1 - 1/u + 3/u^2 - …, whose error is below the first term left out (DLMF 7.12.1).
/// </summary>
static class Errors
{
    public static Ball Erf(Ball x, Precision p) => x.IsZero ? x : Odd(x, p, false);

    public static Ball Erfc(Ball x, Precision p) => x.IsZero ? Ball.One : Exponentials.IsNegative(x) ? Arithmetic.Add(Ball.One, Odd(-x, p.More(4), false), p.Bits) : Upper(x, p, false);

    public static Ball NormCdf(Ball x, Precision p) =>
        x.IsZero ? half : Exponentials.IsNegative(x) ? Upper(-x, p, true) : Arithmetic.Add(half, Odd(x, p.More(4), true), p.Bits);

    public static Ball NormPdf(Ball x, Precision p)
    {
        if (x.IsInfinite) return Ball.Zero;
        return Density(x, p.More(8), true) is var density && density.IsFinite ? Arithmetic.Add(density, Ball.Zero, p.Bits) : density;
    }

    /// <summary>e^(x^2) erfc x.</summary>
    public static Ball Erfcx(Ball x, Precision p)
    {
        if (x.IsZero) return Ball.One;
        if (x.IsInfinite) return x.Sign > 0 ? Ball.Zero : Ball.Infinity(1);
        if (x.IsNaN || x.IsUnknown) return x;
        if (x.Kind == BallKind.Beyond) return Arithmetic.Divide(Ball.One, x, p.Bits);
        int bits = p.Bits + 16;
        if (x.Sign > 0 && x.IsFinite && Twice(x.Middle, false) is var u && IsAsymptotic(u, p.Bits + 8))
        {
            // A(2 x^2) / (x sqrt pi); the slope is at most 1 / x^2
            Ball root = Arithmetic.Sqrt(Constants.Pi(p.More(16)), bits);
            Ball result = Arithmetic.Divide(Asymptotic(u, p.More(8)), Arithmetic.Multiply(x.Middle, root, bits), p.Bits);
            Mag least = x.Least;
            return x.Radius.IsZero ? result : result.Widened(x.Radius / least / least);
        }
        return Arithmetic.Multiply(Exponentials.Exp(Powers.Square(x, 2 * bits), p.More(8)), Erfc(x, p.More(8)), p.Bits);
    }

    public static Ball LogNormCdf(Ball x, Precision p)
    {
        if (x.IsNaN || x.IsUnknown) return x;
        if (x.IsInfinite) return x.Sign > 0 ? Ball.SignedZero(true) : x;
        if (!Exponentials.IsNegative(x)) return Exponentials.Log1p(-NormCdf(-x, p.More(8)), p);

        // log (erfcx (-x / sqrt 2) / 2) - x^2 / 2
        int bits = p.Bits + 16;
        Ball scaled = Arithmetic.Divide(-x, Arithmetic.Sqrt(Ball.OfInteger(2), bits), bits), square = Powers.Square(x, bits).Scale(-1);
        return Arithmetic.Subtract(Exponentials.Log(Erfcx(scaled, p.More(8)).Scale(-1), p.More(8)), square, p.Bits);
    }

    static readonly Ball half = Ball.Exactly(1, -1);

    // u, exactly, of an exact number
    static Ball Twice(Ball x, bool isNormal)
    {
        Ball square = Arithmetic.Multiply(x, x, 2 * Mag.BitsOf(x.Digits) + 2);
        return isNormal ? square : square.Scale(1);
    }

    // the smallest term of the asymptotic series is about e^(-u/2)
    static bool IsAsymptotic(Ball u, int bits) => u.Top > 40 || (u.Top > 0 && Rounding.Nearest(u) > 1.4 * (bits + 8));

    static Ball Density(Ball x, Precision p, bool isNormal)
    {
        int bits = p.Bits + 8;
        Ball square = Powers.Square(x, x.IsFinite ? Math.Max(2 * Mag.BitsOf(x.Digits), bits) : bits);
        Ball power = Exponentials.Exp(-(isNormal ? square.Scale(-1) : square), p.More(8));
        Ball root = Arithmetic.Sqrt(isNormal ? Constants.Pi(p.More(8)).Scale(1) : Constants.Pi(p.More(8)).Scale(-2), bits);     // sqrt (2 pi), sqrt pi / 2
        return Arithmetic.Divide(power, root, bits);
    }

    // At or above the density everywhere in the ball: 2 e^(-u/2) is, and so is the power of 2 above it.
    static Mag MostDensity(Ball x, bool isNormal)
    {
        double least = x.Least.IsZero ? 0 : x.Least.Top > 500 ? 1e150 : x.Least.Top < -100 ? 0 : Math.ScaleB(x.Least.Digits, (int)x.Least.Exponent);
        double bits = (isNormal ? 0.5 : 1) * least * least * 1.44269504088896 * (1 - 1e-14);
        return Mag.PowerOfTwo(1 - (long)Math.Min(Math.Floor(bits), 1e17));
    }

    // erf x or Phi(x) - 1/2
    static Ball Odd(Ball x, Precision p, bool isNormal)
    {
        if (x.IsNaN || x.IsUnknown) return x;
        Ball limit = isNormal ? half : Ball.One;
        if (x.IsInfinite) return x.Sign < 0 ? -limit : limit;
        x = x.AsFinite;
        if (!x.IsFinite) return x.Sign < 0 ? Arithmetic.Add(-limit, Ball.Sliver(1, -Ball.LargestExponent), p.Bits) : Arithmetic.Subtract(limit, Ball.Sliver(1, -Ball.LargestExponent), p.Bits);
        if (x.Digits.IsZero) return Ball.Around0(x.Radius * 2);
        Ball u = Twice(x.Middle, isNormal);
        Ball result = IsAsymptotic(u, p.Bits + 8)
            ? Arithmetic.Subtract(x.Digits.Sign < 0 ? -limit : limit, x.Digits.Sign < 0 ? -Tail(Fixed.Abs(x.Middle), u, p, isNormal) : Tail(x.Middle, u, p, isNormal), p.Bits)
            : Central(x.Middle, u, p, isNormal);
        return x.Radius.IsZero ? result : result.Widened(x.Radius * MostDensity(x, isNormal));
    }

    // x d(x) S(u): every term positive, nothing cancels
    static Ball Central(Ball x, Ball u, Precision p, bool isNormal)
    {
        int bits = p.Bits + 8;
        return Arithmetic.Multiply(Arithmetic.Multiply(x, Density(x, p.More(8), isNormal), bits), Series(u, p.More(8)), p.Bits);
    }

    // erfc x or Phi(-x), for x at or above 0
    static Ball Upper(Ball x, Precision p, bool isNormal)
    {
        if (x.IsNaN || x.IsUnknown) return x;
        if (x.IsInfinite) return Ball.Zero;
        x = x.AsFinite;
        if (!x.IsFinite) return Ball.Sliver(1, -Ball.LargestExponent);
        Ball limit = isNormal ? half : Ball.One;
        if (x.Digits.IsZero) return limit.Widened(x.Radius * 2);
        Ball u = Twice(x.Middle, isNormal), result;
        if (IsAsymptotic(u, p.Bits + 8)) result = Tail(x.Middle, u, p, isNormal);
        else
        {
            // 1 - erf x loses u / 2 / ln 2 bits, and as many as x has
            Precision working = p.More((int)(0.73 * Rounding.Nearest(u)) + Math.Max(x.Top, 0) + 12);
            result = Arithmetic.Subtract(limit, Central(x.Middle, u, working, isNormal), working.Bits);
        }
        if (x.Radius.IsZero) return result;

        // the slope of the logarithm is at most x + 1, or 2 x + √2, and e^t - 1 at most 2 t for t below 1 (DLMF 7.8.2)
        Mag moved = (isNormal ? x.Most + Mag.One : x.Most.Scale(1) + new Mag(2, 0)) * x.Radius;
        return result.Widened(moved.Top <= 0 ? result.Most * moved * 2 : x.Radius * MostDensity(x, isNormal));
    }

    static Ball Tail(Ball x, Ball u, Precision p, bool isNormal)
    {
        int bits = p.Bits + 8;
        return Arithmetic.Divide(Arithmetic.Multiply(Density(x, p.More(8), isNormal), Asymptotic(u, p.More(8)), bits), isNormal ? x : x.Scale(1), p.Bits);
    }

    /// <summary>S(u) = the sum of u^n / (1 3 5 … (2n + 1)), by Smith's method.</summary>
    /// <remarks>Each term is cut off by less than a unit, and what a column holds is multiplied by a power of u at most: with as many bits more, the error is below 2^(-16) units of the result.</remarks>
    static Ball Series(Ball u, Precision p)
    {
        if (u.Top < -p.Bits - 8) return Ball.One.Widened(u.Most);
        if (p.Bits + (u.Top > 0 ? 1.5 * Rounding.Nearest(u) : 0) < Limbs.MostPlaces) return ShortSeries(u, p);
        int columns = p.Bits < 300 ? 1 : Math.Clamp((int)Math.Sqrt(p.Bits / 40.0), 2, 16);
        int places = p.Bits + 24 + BitOperations.Log2((uint)p.Bits) + (columns + 1) * (int)Math.Max(u.Top, 0);
        BigInteger x = Fixed.Of(u, places), term = BigInteger.One << places;
        var sums = new BigInteger[columns];
        var powers = new BigInteger[columns + 1];
        powers[1] = x;
        for (int i = 2; i <= columns; i++) powers[i] = (powers[i / 2] * powers[i - i / 2]) >> places;
        for (int n = 0; ; n++)
        {
            int column = n % columns;
            if (column == 0 && n > 0)
            {
                term = (term * powers[columns]) >> places;
                p.Deadline.Check();
            }
            if (n > 0) term /= 2 * n + 1;
            if (term.IsZero) break;
            sums[column] += term;
        }
        BigInteger total = BigInteger.Zero;
        for (int i = 1; i < columns; i++) total += sums[i] * powers[i];
        total = sums[0] + (total >> places);
        return Ball.Of(total, -places, Mag.AtLeast(total, -places - p.Bits - 16), p.Bits);
    }

    // The same in limbs. The sum is below e^(u/2), and on the way to it stands for up to 12 divisors and powers of u: the whole part has room for all of them.
    static Ball ShortSeries(Ball u, Precision p)
    {
        double size = Math.Max(Rounding.Nearest(u), double.Epsilon);
        int fraction = Limbs.For(p.Bits + 32), whole = Limbs.For((int)(0.73 * size + 12 * Math.Max(u.Top, 0)) + 80), count = fraction + whole;
        Span<ulong> x = stackalloc ulong[count], sum = stackalloc ulong[count];
        Limbs.Read(Fixed.Of(u, 64 * fraction), x);
        LimbSeries.Sum(new(fraction, whole), x, LimbSeries.Terms(64 * fraction, Math.Log2(size), k => 2 * (ulong)k + 1), 1, k => 2 * (ulong)k + 1, sum);
        BigInteger total = Limbs.Write(sum);
        return Ball.Of(total, -64 * fraction, Mag.AtLeast(total, -64 * fraction - p.Bits - 16), p.Bits);
    }

    /// <summary>A(u) = the sum of (-1)^n 1 3 5 … (2n - 1) / u^n, up to terms below the last place.</summary>
    static Ball Asymptotic(Ball u, Precision p)
    {
        int places = p.Bits + 16 + BitOperations.Log2((uint)p.Bits);
        BigInteger inverse = Fixed.Of(Arithmetic.Divide(Ball.One, u, places), places), term = BigInteger.One << places, sum = term;
        double smallest = u.Top > 1000 ? double.PositiveInfinity : Rounding.Nearest(u);
        uint n = 1;
        for (; ; n++)
        {
            term = -((term * inverse * (2 * n - 1)) >> places);
            if (term.IsZero || term.Equals(BigInteger.MinusOne) || term.IsOne || 2 * n > smallest) break;
            sum += term;
            if ((n & 127) == 127) p.Deadline.Check();
        }

        // the errors of a term, below n units each, and the first one left out
        return Ball.Of(sum, -places, new Mag(n, -places) * Mag.AtLeast(n + 8.0) + Mag.AtLeast(term, -places), p.Bits);
    }
}
