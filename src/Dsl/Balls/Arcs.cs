using System.Numerics;

namespace GateDsl.Balls;

/// <summary>
/// log and atan for places that <see cref="Limbs"/> are made for: less the value at the nearest multiple c of 2^-8, which is kept, what is left is the series of a number below 2^-9.
/// log x = log c + 2 artanh ((x - c) / (x + c)), atan x = atan c + atan ((x - c) / (1 + c x)). Each result is within 4 units.
/// </summary>
/// <remarks>
/// Source of the table: F. Johansson, "Efficient implementation of elementary functions in the medium-precision range" (2015). Errors, in units of the working places: 2 of the quotient, 2 of the table,
/// and what the series loses, a unit a term and one a limb at most, times z below 2^-8. That is below 2^5, and there are 2^7 such units in one of the places.
/// </remarks>
static class Arcs
{
    const int TableBits = 8, Guard = 7, MostPowers = 12;

    static readonly Constants.Kept?[] logs = new Constants.Kept?[(2 << TableBits) + 1], angles = new Constants.Kept?[(2 << TableBits) + 1];

    /// <summary>The natural logarithm of a number from 1/2 to 2.</summary>
    public static BigInteger Log(BigInteger x, int places, Deadline deadline)
    {
        int limbs = Limbs.For(places + Guard), working = 64 * limbs;
        BigInteger exact = x << (working - places);
        int nearest = Nearest(exact, working);
        BigInteger c = (BigInteger)nearest << (working - TableBits), series = Series((exact - c << working) / (exact + c), limbs, 1) << 1;
        if (nearest != 1 << TableBits) series += (logs[nearest] ??= new((many, until) => Elementary.LogByExp((BigInteger)nearest << (many - TableBits), many, until))).At(working, deadline);
        return series >> (working - places);
    }

    /// <summary>The angle whose tangent is x, for |x| below 2.</summary>
    public static BigInteger Atan(BigInteger x, int places, Deadline deadline)
    {
        if (x.Sign < 0) return -Atan(-x, places, deadline);
        int limbs = Limbs.For(places + Guard), working = 64 * limbs;
        BigInteger exact = x << (working - places);
        int nearest = Nearest(exact, working);
        if (nearest == 0) return Series(exact, limbs, -1) >> (working - places);
        BigInteger c = (BigInteger)nearest << (working - TableBits), below = (BigInteger.One << working) + (nearest * exact >> TableBits);
        BigInteger series = Series((exact - c << working) / below, limbs, -1);
        series += (angles[nearest] ??= new((many, until) => Elementary.AtanBySine((BigInteger)nearest << (many - TableBits), many, until))).At(working, deadline);
        return series >> (working - places);
    }

    static int Nearest(BigInteger x, int working) => (int)((x >> (working - TableBits - 1)) + 1) >> 1;

    // z + sign z^3/3 + z^5/5 + … for |z| below 2^-8, in units of as many limbs
    static BigInteger Series(BigInteger z, int limbs, int sign)
    {
        if (z.IsZero) return z;
        var format = new Limbs(limbs, 1);
        int count = format.Count;
        Span<ulong> size = stackalloc ulong[count], square = stackalloc ulong[count], sum = stackalloc ulong[count];
        Limbs.Read(BigInteger.Abs(z), size);
        format.Multiply(size, size, square);
        int terms = 64 * limbs / (2 * (64 * limbs - Mag.BitsOf(z))) + 1;
        if (terms > 1)
        {
            Sum(format, square, terms, sign, sum);
            format.Multiply(size, sum, square);
        }
        else
        {
            size.CopyTo(square);
        }
        BigInteger series = Limbs.Write(square);
        return z.Sign < 0 ? -series : series;
    }

    // 1 + sign y/3 + y^2/5 + …: blocks of m terms over their common denominator, as in LimbSeries; m is even, so that no block is negative.
    static void Sum(Limbs format, ReadOnlySpan<ulong> y, int terms, int sign, Span<ulong> sum)
    {
        int count = format.Count, m = Columns(terms);
        Span<ulong> powers = stackalloc ulong[(m + 1) * count], block = stackalloc ulong[count], product = stackalloc ulong[count];
        Power(powers, 0, count).Clear();
        Power(powers, 0, count)[format.Fraction] = 1;
        y.CopyTo(Power(powers, 1, count));
        for (int j = 2; j <= m; j++) format.Multiply(Power(powers, j / 2, count), Power(powers, j - j / 2, count), Power(powers, j, count));
        sum.Clear();
        for (int first = (terms - 1) / m * m, top = first; first >= 0; first -= m)
        {
            // the odd numbers of the block: their product in two words of 32 bits
            ulong low = 1, high = 1;
            for (int k = first; k < first + m; k++)
            {
                ulong odd = 2 * (ulong)k + 1;
                if (low < high) low *= odd;
                else high *= odd;
            }
            ulong all = low * high;
            block.Clear();
            for (int j = 0; j < m; j++)
            {
                ulong coefficient = all / (2 * (ulong)(first + j) + 1);
                if (sign < 0 && (j & 1) != 0) Limbs.SubtractProduct(block, Power(powers, j, count), coefficient);
                else Limbs.AddProduct(block, Power(powers, j, count), coefficient);
            }
            Limbs.Divide(block, low);
            Limbs.Divide(block, high);
            if (first < top)
            {
                format.Multiply(sum, Power(powers, m, count), product);
                Limbs.Add(block, product);
            }
            block.CopyTo(sum);
        }
    }

    static Span<ulong> Power(Span<ulong> powers, int j, int count) => powers.Slice(j * count, count);

    // About the root of the number of terms, and few enough for their product in two words.
    static int Columns(int terms)
    {
        int m = Math.Clamp((int)Math.Sqrt(terms), 2, MostPowers);
        while ((m + 1) * Math.Log2(2.0 * (terms + m)) > 62) m--;
        return Math.Max(m & ~1, 2);
    }
}
