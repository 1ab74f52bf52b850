namespace GateDsl.Numerics;

/// <summary>The polygamma functions where the straight path of <see cref="Polygamma"/> ends: below 0, at the poles, where powers leave the
/// range of normal numbers, and for large orders.</summary>
/// <remarks>
/// Source: the same sum, below 0 from x up to the first positive number; far below 0 by reflection (Abramowitz and Stegun 6.4.7) with the derivatives of the
/// cotangent as polynomials in it, there with an error of a few n units in the last place. At the poles 0, -1, ... infinite for
/// odd n, NaN for even n (+-infinity at +-0).
/// </remarks>
internal readonly struct PolygammaEdges : IScalarFunction2
{
    /// <summary>Below this the sum from x up to the positive numbers is longer than the reflection is inaccurate.</summary>
    private const double Reflected = -1000;

    /// <summary>Beyond this n! overflows.</summary>
    private const int Largest = 170;

    public static double Of(double n, double x)
    {
        if (!(n > 0 && n <= Largest) || double.IsNaN(x) || x == double.NegativeInfinity)
            return double.NaN;
        int order = (int)n;
        if (x == double.PositiveInfinity)
            return order % 2 == 1 ? 0.0 : -0.0;
        if (x <= 0 && x == Math.Truncate(x))
            return Pole(order, x);
        if (x < Reflected)
            return Reflect(order, x);
        double zeta = x > 0 ? Zeta(order, x) : Below(order, x);
        return order % 2 == 1 ? zeta : -zeta;
    }

    private static double Pole(int n, double x) => n % 2 == 1 ? double.PositiveInfinity
        : x != 0 ? double.NaN
        : double.IsNegative(x) ? double.PositiveInfinity : double.NegativeInfinity;

    /// <summary>n! zeta(n + 1, x) for x below 0: the terms up to the first positive number, which is exact from -1 down.</summary>
    private static double Below(int n, double x)
    {
        int count = (int)-Math.Floor(x);
        double sum = 0;
        for (int k = 0; k < count; k++)
            sum += Term(n, x + k);
        double first = x + count, lost = x - (first - count);
        sum += Math.Abs(Polygamma.Of<Scalar64>(n, first).Value);
        return lost == 0 ? sum : sum - lost * Math.Abs(Polygamma.Of<Scalar64>(n + 1, first).Value);
    }

    /// <summary>n! zeta(n + 1, x), x above 0: the sum of n! / (x + k)^(n+1) for k = 0, 1, ...</summary>
    private static double Zeta(int n, double x)
    {
        // Terms 1/(x + k)^(n+1) until the rest is a fast series, added smallest first.
        double from = Polygamma.Terms + n;
        int count = x < from ? (int)(from - x) + 1 : 0;
        double sum = Rest(n, x, count);
        for (int k = count - 1; k >= 0; k--)
            sum += Term(n, x, k);
        return sum;
    }

    /// <summary>n! / (x + k)^(n+1), with what x + k rounds off: the power multiplies it by n + 1.</summary>
    private static double Term(int n, double x, int k)
    {
        double a = x + k;
        double added = a - x;
        double lost = (x - (a - added)) + (k - added);
        return Term(n, a) * (1 - (n + 1) * (lost / a));
    }

    /// <summary>n! / a^(n+1).</summary>
    private static double Term(int n, double a)
    {
        double inverse = PowInt.Reciprocal(a, n + 1);
        if (Math.Abs(inverse) is > 1e-250 and < 1e250)
            return Polygamma.Factorial(n) * inverse;
        double term = 1 / a;
        for (int i = 1; i <= n; i++)
            term *= i / a;
        return term;
    }

    /// <summary>(n - 1)! (a^-n + n a^-(n+1) (1/2 + sum of B_2j / (2j)! (n+1)...(n+2j-1) a^(1-2j))) for a = x + count.</summary>
    private static double Rest(int n, double x, int count)
    {
        double a = x + count;
        double factor = (n + 1) / a;
        double sum = 0.5;
        for (int j = 0; j < Polygamma.BernoulliOverFactorial.Length; j++)
        {
            sum += Polygamma.BernoulliOverFactorial[j] * factor;
            // Two more factors of the rising product, two more powers of 1/a.
            int next = n + 2 * j + 2;
            factor *= next * (next + 1.0) / (a * a);
        }

        return Term(n - 1, x, count) * (1 + n / a * sum);
    }

    /// <summary>(-1)^n polygamma(1 - x) - pi d^n/dx^n cot(pi x).</summary>
    private static double Reflect(int n, double x)
    {
        double derivative = CotangentDerivative(n, PiCotPi.Of(x) / Math.PI) * PowInt.Of<Scalar64>(Math.PI, n + 1).Value;
        // polygamma(1 - x) has the sign (-1)^(n+1): with the factor (-1)^n it is always taken off.
        return -Zeta(n, 1 - x) - derivative;
    }

    /// <summary>The derivative number n of cot, by p' = -(1 + c^2) dp/dc on polynomials in c = cot.</summary>
    private static double CotangentDerivative(int n, double c)
    {
        Span<double> p = stackalloc double[Largest + 2];
        Span<double> next = stackalloc double[Largest + 2];
        p[1] = 1;
        for (int step = 1; step <= n; step++)
        {
            for (int i = 0; i <= step + 1; i++)
                next[i] = -((i + 1 <= step ? (i + 1) * p[i + 1] : 0) + (i >= 1 ? (i - 1) * p[i - 1] : 0));
            next[..(step + 2)].CopyTo(p);
        }

        double sum = 0;
        for (int i = n + 1; i >= 0; i--)
            sum = sum * c + p[i];
        return sum;
    }
}
