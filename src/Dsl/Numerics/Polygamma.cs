using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The derivative number n of digamma, for integral n of at least 0 (NaN for others).</summary>
/// <remarks>
/// Source: (-1)^(n+1) n! zeta(n + 1, x) (Abramowitz and Stegun 6.4.10), the Hurwitz zeta function by the Euler-Maclaurin
/// formula, its terms added smallest first; below 0 and near the ends of the range by <see cref="PolygammaEdges"/>. The first
/// derivative is <see cref="Trigamma"/>.
/// Error: at most 3.2 ulp.
/// </remarks>
internal static class Polygamma
{
    /// <summary>From this plus n on, what is left of the formula's series is below 2^-55 of the sum.</summary>
    public const int Terms = 10;

    /// <summary>The largest order that lanes are used for. Up to here n! is exact.</summary>
    private const int Highest = 20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(int n, T x) where T : struct, ILane<T> => n switch
    {
        0 => Digamma.Of(x),
        1 => Trigamma.Of(x),
        _ => General(n, x),
    };

    /// <summary>With an order per lane.</summary>
    public static T Of<T>(T n, T x) where T : struct, ILane<T> => Rare.Patch<T, OfDoubles>(x, n, x, T.FromBits(-1));

    private readonly struct OfDoubles : IScalarFunction2
    {
        public static double Of(double n, double x) =>
            n is >= 0 and <= int.MaxValue && n == Math.Truncate(n) ? Polygamma.Of<Scalar64>((int)n, x).Value : double.NaN;
    }

    // Not inlined: it is some hundred operations in loops.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T General<T>(int n, T x) where T : struct, ILane<T>
    {
        if (n is < 0 or > Highest)
            return Rare.Patch<T, PolygammaEdges>(x, T.Create(n), x, T.FromBits(-1));
        // Between these no power leaves the range of normal numbers.
        double largest = Math.ScaleB(1, 800 / (n + 1)), smallest = 1 / largest;
        T outside = Rare.Outside(x, smallest, largest), y = x;
        if (T.Any(~outside))
            y = Zeta(n, x) * (n % 2 == 1 ? Factorial(n - 1) : -Factorial(n - 1));
        return T.Any(outside) ? Rare.Patch<T, PolygammaEdges>(y, T.Create(n), x, outside) : y;
    }

    /// <summary>n zeta(n + 1, x): the sum of n / (x + k)^(n+1) for k = 0, 1, ...</summary>
    // Apart from what calls others: what is to outlive a call is spilled in these loops too.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Zeta<T>(int n, T x) where T : struct, ILane<T>
    {
        // Terms until the rest is a fast series, added smallest first.
        int count = Terms + n;
        T below = T.LessThan(x, count);
        T sum = Rest(n, x, T.Create(count) & below);
        if (T.Any(below))
        {
            T all = sum;
            for (int k = count - 1; k >= 0; k--)
            {
                (T inverse, T low) = Inverse(x, T.Create(k));
                (T term, T termLow) = Power(inverse, low, n + 1);
                all = T.Fma(term, n, T.Fma(termLow, n, all));
            }

            sum = T.Select(below, all, sum);
        }

        return sum;
    }

    /// <summary>a^-n + n a^-(n+1) (1/2 + sum of B_2j / (2j)! (n+1)...(n+2j-1) a^(1-2j)) for a = x + k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Rest<T>(int n, T x, T k) where T : struct, ILane<T>
    {
        (T inverse, T low) = Inverse(x, k);
        T z = inverse * inverse;
        T sum = T.Create(0);
        for (int j = BernoulliOverFactorial.Length - 1; j >= 0; j--)
        {
            // Two more factors of the rising product, two more powers of 1/a.
            double next = n + 2 * j + 2;
            sum = T.Fma(z * (next * (next + 1)), sum, BernoulliOverFactorial[j]);
        }

        sum = T.Fma(inverse * (n + 1.0), sum, 0.5) * inverse * n;
        (T power, T powerLow) = Power(inverse, low, n);
        return power + T.Fma(power, sum, T.Fma(powerLow, sum, powerLow));
    }

    /// <summary>1 / (x + k) in two parts, also with what x + k rounds off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T High, T Low) Inverse<T>(T x, T k) where T : struct, ILane<T>
    {
        T a = x + k;
        T added = a - x;
        T lost = x - (a - added) + (k - added);
        T inverse = 1 / a;
        return (inverse, T.Fma(-lost, inverse, T.Fma(-a, inverse, 1)) * inverse);
    }

    /// <summary>(x + low)^count in two parts, by squaring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T High, T Low) Power<T>(T x, T low, int count) where T : struct, ILane<T>
    {
        T high = x, rest = low;
        for (int bit = System.Numerics.BitOperations.Log2((uint)count) - 1; bit >= 0; bit--)
        {
            T square = high * high;
            rest = T.Fma(high, high, -square) + (high + high) * rest;
            high = square;
            if ((count >> bit & 1) != 0)
            {
                T product = high * x;
                rest = T.Fma(rest, x, T.Fma(high, low, T.Fma(high, x, -product)));
                high = product;
            }
        }

        return (high, rest);
    }

    public static double Factorial(int n)
    {
        double product = 1;
        for (int i = 2; i <= n; i++)
            product *= i;
        return product;
    }

    /// <summary>B_2j / (2j)!, j = 1 ..</summary>
    public static ReadOnlySpan<double> BernoulliOverFactorial =>
    [
        0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05, -8.267195767195768e-07,
        2.08767569878681e-08, -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13,
        8.586062056277845e-15, -2.174868698558062e-16,
    ];
}
