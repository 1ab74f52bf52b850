using System.Collections.Concurrent;
using System.Numerics;

namespace GateDsl.Balls;

/// <summary>
/// What lgamma is made of, for precisions that <see cref="Limbs"/> are made for: the series of Stirling's formula, and the product of the numbers that the argument is moved by.
/// </summary>
static class Stirling
{
    /// <summary>Bits that the sum has below the precision: a unit of a limb more for each term and limb.</summary>
    const int Guard = 20;

    /// <summary>Arguments beyond this power of 2 need a few terms only, so that their coefficients need no row of their own.</summary>
    const int MostScale = 64;

    /// <summary>The coefficients |B_2k| / (2k (2k - 1)) of the series over 4^(scale (k - 1)), as many as are below the unit, in limbs.</summary>
    sealed record Row(ulong[] Limbs, Ball[] Numbers);

    static readonly ConcurrentDictionary<(int Scale, int Limbs), Row> rows = new();

    /// <summary>Whether so many bits are as many as limbs are made for.</summary>
    public static bool IsFor(Precision p) => p.Bits + Guard <= Limbs.MostPlaces;

    /// <summary>The least argument at which the series is as good as the precision, and worth its terms.</summary>
    public static double Least(int bits) => 0.155 * bits + 4;

    /// <summary>The sum of B_2k / (2k (2k - 1)) z^(2 - 2k), for z at or above <see cref="Least"/>; its error is below the first term left out (DLMF 5.11.1, 5.11.ii).</summary>
    /// <remarks>With y = 4^scale / z^2 at most 1, the sum is c1 - y (c2 - y (c3 - …)) with coefficients that fall: each product is cut off by a unit a limb, each coefficient by one.</remarks>
    public static Ball Series(Ball inverse, Precision p)
    {
        int limbs = Limbs.For(p.Bits + Guard), scale = (int)Math.Min(-inverse.Top, MostScale);
        Row row = rows.GetOrAdd((scale, limbs), key => Make(key.Scale, key.Limbs, p.Deadline));
        var format = new Limbs(limbs, 1);
        int count = format.Count, terms = row.Limbs.Length / count;
        Ball square = Arithmetic.Multiply(inverse, inverse, p.Bits + Guard).Scale(2L * scale);
        Mag power = Mag.One, factor = square.Most, rest = row.Numbers[1].Most;
        int used = 0;
        for (; used < terms; used++)
        {
            rest = row.Numbers[used + 1].Most * power;
            if (rest.Top < -p.Bits) break;
            power *= factor;
        }
        if (used == terms) rest = row.Numbers[terms + 1].Most * power;
        Span<ulong> y = stackalloc ulong[count], sum = stackalloc ulong[count], product = stackalloc ulong[count];
        Limbs.Read(Fixed.Of(square, 64 * limbs), y);
        sum.Clear();
        for (int k = used - 1; k >= 0; k--)
        {
            format.Multiply(sum, y, product);
            row.Limbs.AsSpan(k * count, count).CopyTo(sum);
            Limbs.SubtractProduct(sum, product, 1);
        }

        // the error of the square counts by the slope of the sum, below 1
        return Fixed.Ball(Limbs.Write(sum), 64 * limbs, (uint)((limbs + 4) * (used + 1)), p.Bits).Widened(rest + square.Radius);
    }

    static Row Make(int scale, int limbs, Deadline deadline)
    {
        var precision = new Precision(64 * limbs + 8, deadline);
        List<Ball> numbers = [Ball.Zero];
        List<ulong> all = [];
        Span<ulong> words = stackalloc ulong[limbs + 1];
        for (int k = 1; ; k++)
        {
            Ball number = Fixed.Abs(Bernoulli.OfLgamma[k, precision]).Scale(-2L * scale * (k - 1));
            numbers.Add(number);

            // they fall up to about the scale's power of 2 times pi, where the series is not used any more
            if (number.Top < -64L * limbs || number.Top > numbers[k - 1].Top + 1 && k > 2) break;
            Limbs.Read(Fixed.Of(number, 64 * limbs), words);
            all.AddRange(words);
        }
        return new([.. all], [.. numbers]);
    }

    /// <summary>x (x + 1) … (x + count - 1) of a positive number.</summary>
    /// <remarks>
    /// Blocks of m factors as polynomials in x with coefficients of one word, over kept powers of x (rectangular splitting: F. Johansson, "Arbitrary-precision computation of the gamma function", 2021).
    /// Errors: x^j errs by at most (2j - 1) (limbs + 2) max (1, x)^(j-1) units, by induction over its halves. In a block all are below 2 m (limbs + 2) units of block (max (1, x)) / max (1, x),
    /// which is less than 2^4 m (limbs + 2) units of the block for x above 1/2. The product is cut off by 2^-(bits + 15) of itself a block, and a
    /// radius of x counts by the sum of 1 / (x + k).
    /// </remarks>
    public static Ball Rising(Ball x, int count, Precision p)
    {
        if (x.Top < 0) return count == 0 ? Ball.One : Arithmetic.Multiply(x, Rising(Arithmetic.Add(x, Ball.One, p.Bits + 64), count - 1, p), p.Bits);
        int limbs = Limbs.For(p.Bits + Guard + 8), words = limbs + 1, m = Columns(count, x.Top);
        var format = new Limbs(limbs, 1);
        Span<ulong> powers = stackalloc ulong[(m + 1) * words], block = stackalloc ulong[words], coefficients = stackalloc ulong[m + 1];
        Power(powers, 0, words).Clear();
        Power(powers, 0, words)[limbs] = 1;
        Limbs.Read(Fixed.Of(x, 64 * limbs), Power(powers, 1, words));
        for (int j = 2; j <= m; j++) format.Multiply(Power(powers, j / 2, words), Power(powers, j - j / 2, words), Power(powers, j, words));
        BigInteger product = BigInteger.One;
        long exponent = 0;
        for (int first = 0; first < count; first += m)
        {
            int factors = Math.Min(m, count - first);
            Coefficients(first, factors, coefficients);
            block.Clear();
            for (int j = 0; j <= factors; j++) Limbs.AddProduct(block, Power(powers, j, words), coefficients[j]);
            product *= Limbs.Write(block);
            exponent -= 64 * limbs;
            int drop = Mag.BitsOf(product) - p.Bits - 16;
            if (drop <= 0) continue;
            product >>= drop;
            exponent += drop;
        }
        Mag relative = new Mag((ulong)(16L * (count + m) * (limbs + 2)), -64 * limbs) + new Mag((ulong)(count / m + 2), -p.Bits - 15) + x.Radius * (uint)(count + 2);
        return Ball.Of(product, exponent, Mag.AtLeast(product, exponent) * relative.Scale(1), p.Bits);
    }

    static Span<ulong> Power(Span<ulong> powers, int j, int count) => powers.Slice(j * count, count);

    // About the root of the count, and few enough for a block, below (x + count)^m, in one word.
    static int Columns(int count, long top)
    {
        double bits = Math.Log2(count + 2 + Math.ScaleB(1, (int)Math.Max(top, 0)));
        return Math.Clamp((int)Math.Min(Math.Sqrt(1.5 * count), 62 / bits), 1, 12);
    }

    // (x + first) … (x + first + count - 1)
    static void Coefficients(int first, int count, Span<ulong> into)
    {
        into.Clear();
        into[0] = 1;
        for (int i = 0; i < count; i++)
        {
            ulong number = (ulong)(first + i);
            for (int j = i + 1; j > 0; j--) into[j] = into[j - 1] + number * into[j];
            into[0] *= number;
        }
    }
}
