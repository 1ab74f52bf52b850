using System.Numerics;
using GateDsl.Numerics;

namespace GateDsl.Balls;

/// <summary>lgamma, digamma and polygamma of balls.</summary>
/// <remarks>
/// The recurrence up to where Stirling's series is short enough (DLMF 5.11.1, 5.11.2 and, for polygamma, 5.15.8): its error is below the first term left out, of that sign. Below 0 by reflection
/// (5.5.3, 5.5.4, 5.15.6). A radius is multiplied by a bound of the slope: |psi(x)| below |log x| + 1/x + 1, |psi_n(x)| below (n - 1)! / x^n + n! / x^(n+1).
/// </remarks>
static class Gammas
{
    /// <summary>Numbers of more bits than this before the point are not reflected: their sine would need as many of pi.</summary>
    const int LargestReflected = 1 << 16;

    public static Ball Lgamma(Ball x, Precision p)
    {
        if (x.IsNaN || x.IsUnknown) return x;
        if (AtPole(x) is { } special) return Ball.Of(ScalarMath.Lgamma(special));
        if (x.Kind == BallKind.Beyond) return x;
        if (x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return -Exponentials.Log(Fixed.Abs(x), p);
        if (!x.IsFinite || x.Sign is not { } sign) return Ball.Unknown;
        if (sign < 0)
        {
            // log (pi / |sin pi x|) - lgamma (1 - x)
            Precision working = p.More(12 + Math.Max(x.Top, 0));
            Ball sine = Fixed.Abs(SinPi(x, working));
            if (!(sine.Sign > 0)) return Ball.Unknown;
            Ball log = Exponentials.Log(Arithmetic.Divide(Constants.Pi(working), sine, working.Bits), working);
            return Arithmetic.Subtract(log, Lgamma(Arithmetic.Subtract(Ball.One, x, working.Bits + Mag.BitsOf(x.Digits)), working), p.Bits);
        }
        Ball result = LgammaOfMiddle(x.Middle, p);
        return x.Radius.IsZero ? result : result.Widened(x.Radius * (Mag.AtLeast(Math.Abs(x.Least.Top) + Math.Abs(x.Top) + 2.0) + Mag.One / x.Least));
    }

    static Ball LgammaOfMiddle(Ball x, Precision p)
    {
        if (x.Top < -p.Bits - 8) return (-Exponentials.Log(x, p)).Widened(x.Most);

        // it is 0 at 1 and 2, and small near them
        int near = 0;
        if (x.Top is 0 or 1 or 2)
        {
            for (int zero = 1; zero <= 2; zero++)
            {
                Ball apart = Arithmetic.Subtract(x, Ball.OfInteger(zero), Mag.BitsOf(x.Digits) + 8);
                if (apart.IsZero) return Ball.Zero;
                if (-apart.Top > p.Bits / 2 + 8) return BesideZero(zero, apart, p);
                near = (int)Math.Max(near, -apart.Top);
            }
        }
        Precision working = p.More(24 + near + BitOperations.Log2((uint)p.Bits));         // parts are at most z log z, about as large as the precision, or the result
        var (z, count) = Shifted(x, working, 0, Stirling.IsFor(working) ? Stirling.Least(working.Bits) : 0);
        Ball log = Exponentials.Log(z, working), inverse = Arithmetic.Divide(Ball.One, z, working.Bits);
        Ball main = Arithmetic.Subtract(Arithmetic.Multiply(Arithmetic.Subtract(z, Ball.Exactly(1, -1), working.Bits + 64), log, working.Bits), z, working.Bits);
        Ball root = Constants.LogTwoPi(working).Scale(-1);
        bool isShort = Stirling.IsFor(working);
        Ball sumOfSeries = isShort ? Stirling.Series(inverse, working) : Series(inverse, working, k => Bernoulli.OfLgamma[k, working], false), series = Arithmetic.Multiply(inverse, sumOfSeries, working.Bits);
        Ball sum = Arithmetic.Add(Arithmetic.Add(main, root, working.Bits), series, working.Bits);
        if (count > 0) sum = Arithmetic.Subtract(sum, Exponentials.Log(isShort ? Stirling.Rising(x, count, working) : Rising(x, count, working), working), working.Bits);
        return Arithmetic.Add(sum, Ball.Zero, p.Bits);
    }

    // psi(z) d + psi'(z) d^2 / 2 for the zero z and a small d; the rest is at most zeta(3) d^3 / 3 + zeta(4) d^4 / 4 + …, below d^3
    static Ball BesideZero(int zero, Ball d, Precision p)
    {
        Precision working = p.More(8);
        Ball at = Ball.OfInteger(zero), second = Arithmetic.Multiply(Polygamma(1, at, working), d.Scale(-1), working.Bits);
        Mag size = d.Most;
        return Arithmetic.Multiply(Arithmetic.Add(Digamma(at, working), second, working.Bits), d, p.Bits).Widened(size * size * size);
    }

    // x (x + 1) … (x + count - 1)
    static Ball Rising(Ball x, int count, Precision p)
    {
        // four factors by two products: with t = (x + k) (x + k + 3) they are t (t + 2)
        Ball product = Ball.One, square = Arithmetic.Multiply(x, x, p.Bits + 64), two = Ball.OfInteger(2);
        int k = 0;
        for (; k + 4 <= count; k += 4)
        {
            Ball t = Arithmetic.Add(Arithmetic.Add(square, Arithmetic.Multiply(x, Ball.OfInteger(2 * k + 3), p.Bits + 64), p.Bits + 64), Ball.OfInteger((BigInteger)k * (k + 3)), p.Bits + 64);
            product = Arithmetic.Multiply(product, Arithmetic.Multiply(t, Arithmetic.Add(t, two, p.Bits), p.Bits), p.Bits);
            if ((k & 60) == 60) p.Deadline.Check();
        }
        for (; k < count; k++) product = Arithmetic.Multiply(product, Arithmetic.Add(x, Ball.OfInteger(k), p.Bits + 64), p.Bits);
        return product;
    }

    // x + count, large enough for Stirling's series to reach the precision
    static (Ball Z, int Count) Shifted(Ball x, Precision p, long order, double enough = 0)
    {
        double least = enough > 0 ? enough : 0.18 * p.Bits + 4 + order;
        int count = x.Top > 40 ? 0 : (int)Math.Max(0, Math.Ceiling(least - Rounding.Nearest(x)));
        return (count == 0 ? x : Arithmetic.Add(x, Ball.OfInteger(count), p.Bits + 64), count);
    }

    // The sum of coefficients over z^(2k-2) for k = 1, 2, …, up to terms below the precision; of those with the factor 1/z^2 in the first term too.
    static Ball Series(Ball inverse, Precision p, Func<int, Ball> coefficient, bool fromSquare)
    {
        Ball square = Arithmetic.Multiply(inverse, inverse, p.Bits);
        List<Ball> terms = [];
        Mag rest, power = Mag.One, factor = square.Most;
        long before = Ball.LargestExponent;
        for (int k = 1; ; k++)
        {
            Ball term = coefficient(k);
            rest = term.Most * power;
            if (rest.Top < -p.Bits || rest.Top > before + 8) break;
            before = rest.Top;
            terms.Add(term);
            power *= factor;
            if ((k & 63) == 63) p.Deadline.Check();
        }
        Ball sum = Ball.Zero;
        for (int k = terms.Count - 1; k >= 0; k--) sum = Arithmetic.Add(Arithmetic.Multiply(sum, square, p.Bits), terms[k], p.Bits);
        sum = sum.Widened(rest);
        return fromSquare ? Arithmetic.Multiply(sum, square, p.Bits) : sum;
    }

    public static Ball Digamma(Ball x, Precision p)
    {
        if (x.IsNaN || x.IsUnknown) return x;
        if (AtPole(x) is { } special) return Ball.Of(ScalarMath.Digamma(special));
        if (x.Kind == BallKind.Beyond) return Exponentials.Log(x, p);
        if (x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return -Arithmetic.Divide(Ball.One, x, p.Bits);
        if (!x.IsFinite || x.Sign is not { } sign) return Ball.Unknown;
        if (sign < 0)
        {
            // psi (1 - x) - pi / tan (pi x)
            Precision working = p.More(12 + Math.Max(x.Top, 0));
            Ball cot = Cot(x, working), up = Digamma(Arithmetic.Subtract(Ball.One, x, working.Bits + Mag.BitsOf(x.Digits)), working);
            return Arithmetic.Subtract(up, Arithmetic.Multiply(Constants.Pi(working), cot, working.Bits), p.Bits);
        }
        Ball result = DigammaOfMiddle(x.Middle, p);
        return x.Radius.IsZero ? result : result.Widened(x.Radius * MostPolygamma(1, x.Least));
    }

    static Ball DigammaOfMiddle(Ball x, Precision p)
    {
        Precision working = p.More(16);
        var (z, count) = Shifted(x, working, 0);
        Ball inverse = Arithmetic.Divide(Ball.One, z, working.Bits);
        Ball series = Arithmetic.Add(inverse.Scale(-1), Series(inverse, working, k => Bernoulli.OfDigamma[k, working], true), working.Bits);
        Ball sum = Arithmetic.Subtract(Exponentials.Log(z, working), series, working.Bits);
        for (int k = 0; k < count; k++)
        {
            Ball term = k == 0 ? x : Arithmetic.Add(x, Ball.OfInteger(k), working.Bits + 64);
            sum = Arithmetic.Subtract(sum, Arithmetic.Divide(Ball.One, term, working.Bits), working.Bits + 8);
            if ((k & 63) == 63) p.Deadline.Check();
        }
        return Arithmetic.Add(sum, Ball.Zero, p.Bits);
    }

    /// <summary>The derivative number n of digamma, n from 1.</summary>
    public static Ball Polygamma(long n, Ball x, Precision p)
    {
        if (x.IsNaN || x.IsUnknown) return x;
        if (AtPole(x) is { } special) return Ball.Of(ScalarMath.Polygamma((int)n, special));
        if (x.Kind is BallKind.Beyond) return Odd(n, Arithmetic.Divide(Ball.One, Powers.PowInt(n, x, p), p.Bits));
        if (x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return Odd(n, Arithmetic.Divide(Ball.One, Powers.PowInt(n + 1, x, p), p.Bits));
        if (!x.IsFinite || x.Sign is not { } sign) return Ball.Unknown;
        if (sign < 0)
        {
            // (-1)^n psi_n (1 - x) - pi^(n+1) cot^(n) (pi x)
            Precision working = p.More(16 + 2 * n + Math.Max(x.Top, 0));
            Ball up = Polygamma(n, Arithmetic.Subtract(Ball.One, x, working.Bits + Mag.BitsOf(x.Digits)), working);
            Ball slope = Arithmetic.Multiply(Powers.PowInt(n + 1, Constants.Pi(working), working), CotDerivative(n, Cot(x, working), working), working.Bits);
            return Arithmetic.Subtract((n & 1) != 0 ? -up : up, slope, p.Bits);
        }
        Ball result = PolygammaOfMiddle(n, x.Middle, p);
        return x.Radius.IsZero ? result : result.Widened(x.Radius * MostPolygamma(n + 1, x.Least));
    }

    // n! times the sum of 1/(x + k)^(n+1): the first terms, then Euler and Maclaurin's formula
    static Ball PolygammaOfMiddle(long n, Ball x, Precision p)
    {
        Precision working = p.More(24 + BitOperations.Log2((ulong)n));
        int bits = working.Bits;
        var (z, count) = Shifted(x, working, n);
        Ball inverse = Arithmetic.Divide(Ball.One, z, bits), sum = Ball.Zero;
        for (int k = 0; k < count; k++)
        {
            Ball term = k == 0 ? x : Arithmetic.Add(x, Ball.OfInteger(k), bits + 64);
            sum = Arithmetic.Add(sum, Powers.PowInt(-(n + 1), term, working), bits);
            if ((k & 15) == 15) p.Deadline.Check();
        }

        // z^-n / n + z^-(n+1) / 2 + sum of B_2k (n+1)…(n+2k-1) / (2k)! z^-(n+2k)
        BigInteger above = n + 1, below = 2;
        Ball Divisor(int k)
        {
            if (k > 1)
            {
                above *= (n + 2 * k - 2) * (BigInteger)(n + 2 * k - 1);
                below *= (2 * k - 1) * (BigInteger)(2 * k);
            }
            return Arithmetic.Divide(Ball.OfInteger(below), Ball.OfInteger(above), bits);
        }
        Ball series = Series(inverse, working, k => Arithmetic.Divide(Bernoulli.Plain[k, working], Divisor(k), bits), true);
        Ball tail = Arithmetic.Add(Arithmetic.Add(Arithmetic.Divide(Ball.One, Ball.OfInteger(n), bits), inverse.Scale(-1), bits), series, bits);
        sum = Arithmetic.Add(sum, Arithmetic.Multiply(tail, Powers.PowInt(n, inverse, working), bits), bits);
        return Odd(n, Arithmetic.Multiply(sum, Ball.OfInteger(Factorial(n, p.Deadline)), p.Bits));
    }

    // psi_n is positive for odd n.
    static Ball Odd(long n, Ball size) => (n & 1) != 0 ? size : -size;

    static BigInteger Factorial(long n, Deadline deadline)
    {
        BigInteger product = 1;
        for (long k = 2; k <= n; k++)
        {
            product *= k;
            if ((k & 127) == 127) deadline.Check();
        }
        return product;
    }

    // (n - 1)! / x^n + n! / x^(n+1) at the least x
    static Mag MostPolygamma(long n, Mag least)
    {
        Mag inverse = Mag.One / least, power = inverse;
        for (long k = 1; k < n; k++) power *= inverse * Mag.AtLeast((double)k);
        return power + power * inverse * Mag.AtLeast((double)n);
    }

    // The n-th derivative of cot, by p' = -(1 + c^2) dp/dc on polynomials in c = cot.
    static Ball CotDerivative(long n, Ball c, Precision p)
    {
        BigInteger[] polynomial = [0, 1];
        for (long step = 0; step < n; step++)
        {
            var next = new BigInteger[polynomial.Length + 1];
            for (int i = 1; i < polynomial.Length; i++)
            {
                next[i - 1] -= i * polynomial[i];
                next[i + 1] -= i * polynomial[i];
            }
            polynomial = next;
            p.Deadline.Check();
        }
        Ball sum = Ball.Zero;
        for (int i = polynomial.Length - 1; i >= 0; i--) sum = Arithmetic.Add(Arithmetic.Multiply(sum, c, p.Bits), Ball.OfInteger(polynomial[i]), p.Bits);
        return sum;
    }

    // Where IEEE's answer is the documented one: at 0, the negative whole numbers and the infinities.
    static double? AtPole(Ball x) => x.Kind switch
    {
        BallKind.PositiveInfinity => double.PositiveInfinity,
        BallKind.NegativeInfinity => double.NegativeInfinity,
        BallKind.NegativeZero => -0.0,
        BallKind.Finite when x.Radius.IsZero && x.Digits.IsZero => 0.0,
        BallKind.Finite when x.Radius.IsZero && x.Digits.Sign < 0 && x.Exponent >= 0 => -1.0,
        _ => null,
    };

    // sin (pi x), from the distance to the nearest whole number: |sin| is the same
    static Ball SinPi(Ball x, Precision p) => x.Top > LargestReflected ? Ball.Unknown : Circular.Sin(Arithmetic.Multiply(Constants.Pi(p), Near(x, p), p.Bits), p);

    static Ball Cot(Ball x, Precision p)
    {
        if (x.Top > LargestReflected) return Ball.Unknown;
        Ball angle = Arithmetic.Multiply(Constants.Pi(p), Near(x, p), p.Bits);
        return Arithmetic.Divide(Circular.Cos(angle, p), Circular.Sin(angle, p), p.Bits);
    }

    static Ball Near(Ball x, Precision p) => Arithmetic.Subtract(x, Steps.Round(x.Middle), Mag.BitsOf(x.Digits) + p.Bits);
}
