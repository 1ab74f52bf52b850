using System.Numerics;

namespace GateDsl.Balls;

/// <summary>Series in limbs whose terms grow out of each other by small numbers: those of exp, sin, cos and erf.</summary>
static class LimbSeries
{
    const int MostPowers = 12;

    /// <summary>The numbers that the terms are divided by: term k is term k - 1 times x over d(k).</summary>
    public delegate ulong Divisor(int k);

    /// <summary>The sum of sign^k x^k / (d(1) d(2) … d(k)) for k below a count.</summary>
    /// <remarks>
    /// Source: D. M. Smith, "Efficient multiple-precision evaluation of elementary functions" (1989), and Paterson and Stockmeyer (1973): blocks of m terms over a common denominator have whole
    /// coefficients of one word, so only one product in m is a long one. With sign -1, m is even and the terms fall, so that no block is negative. Errors: each long product is cut off by as many units as
    /// there are limbs, each division by one; what is cut off in a block is multiplied by x^m / (d d … d) below 1 in the next.
    /// </remarks>
    public static void Sum(Limbs format, ReadOnlySpan<ulong> x, int terms, int sign, Divisor d, Span<ulong> sum)
    {
        int count = format.Count, m = Powers(terms, sign, d);
        Span<ulong> powers = stackalloc ulong[(m + 1) * count], block = stackalloc ulong[count], product = stackalloc ulong[count], coefficients = stackalloc ulong[MostPowers];
        Power(powers, 0, count).Clear();
        Power(powers, 0, count)[format.Fraction] = 1;
        x.CopyTo(Power(powers, 1, count));
        for (int j = 2; j <= m; j++) format.Multiply(Power(powers, j / 2, count), Power(powers, j - j / 2, count), Power(powers, j, count));

        sum.Clear();
        bool any = false;
        for (int first = (terms - 1) / m * m; first >= 0; first -= m)
        {
            if (any)
            {
                // over the denominators of the block above
                format.Multiply(sum, Power(powers, m, count), product);
                product.CopyTo(sum);
                ulong by = 1;
                for (int k = first + m; k < first + 2 * m; k++)
                {
                    if (by * d(k) >= 1UL << 32)
                    {
                        Limbs.Divide(sum, by);
                        by = 1;
                    }
                    by *= d(k);
                }
                Limbs.Divide(sum, by);
            }
            any = true;
            coefficients[m - 1] = 1;
            for (int j = m - 2; j >= 0; j--) coefficients[j] = coefficients[j + 1] * d(first + j + 1);
            block.Clear();
            for (int j = 0; j < m; j++)
            {
                if (sign < 0 && (j & 1) != 0) Limbs.SubtractProduct(block, Power(powers, j, count), coefficients[j]);
                else Limbs.AddProduct(block, Power(powers, j, count), coefficients[j]);
            }
            Limbs.Add(sum, block);
        }
        for (int k = 1; k < m; k++) Limbs.Divide(sum, d(k));
    }

    static Span<ulong> Power(Span<ulong> powers, int j, int count) => powers.Slice(j * count, count);

    // Terms in a block: about the root of their number, as long as coefficients are words.
    static int Powers(int terms, int sign, Divisor d)
    {
        int m = Math.Clamp((int)Math.Sqrt(terms), 1, MostPowers);
        while (m > 1 && (m - 1) * Math.Log2(d(terms + m)) > 60) m--;
        return sign < 0 ? Math.Max(m & ~1, 2) : m;
    }

    /// <summary>How many terms there are above 2^-places, x being below 2^top.</summary>
    public static int Terms(int places, double top, Divisor d)
    {
        double bits = 0;
        int k = 0;
        while (bits < places + 2)
        {
            k++;
            bits += Math.Log2(d(k)) - top;
        }
        return k;
    }
}
