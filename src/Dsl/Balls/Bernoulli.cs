using System.Numerics;

namespace GateDsl.Balls;

/// <summary>The Bernoulli numbers B_2, B_4, …, exactly; kept, and made again where more are asked for.</summary>
/// <remarks>Source: R. Brent and D. Harvey, "Fast computation of Bernoulli, Tangent and Secant numbers" (2011), algorithm TangentNumbers.</remarks>
static class Bernoulli
{
    static volatile BigInteger[] tangents = [];

    /// <summary>B_2k, over 1, 2k or 2k (2k - 1), as balls of a number of bits; kept for the last one that was asked for.</summary>
    public sealed class Row(Func<int, long> divisor)
    {
        volatile Tuple<int, Ball[]>? known;

        /// <summary>Number k from 1, with as many bits as the precision has, or some more.</summary>
        public Ball this[int k, Precision p]
        {
            get
            {
                var row = known;
                if (row is null || row.Item1 < p.Bits || row.Item1 > p.Bits + 512 || row.Item2.Length <= k)
                {
                    int count = Math.Max(k + k / 2 + 16, row?.Item2.Length ?? 0), bits = (p.Bits + 127) / 64 * 64;
                    known = row = new(bits, Rounded(count, bits, divisor, p.Deadline));
                }
                return row.Item2[k];
            }
        }
    }

    public static Row Plain { get; } = new(_ => 1);

    public static Row OfDigamma { get; } = new(k => 2L * k);

    public static Row OfLgamma { get; } = new(k => 2L * k * (2L * k - 1));

    static Ball[] Rounded(int count, int bits, Func<int, long> divisor, Deadline deadline)
    {
        BigInteger[] t = tangents;
        if (t.Length < count) tangents = t = Tangents(count, deadline);
        var numbers = new Ball[count];

        // B_2k = (-1)^(k+1) 2k T_k / (4^k (4^k - 1))
        for (int k = 1; k < count; k++)
        {
            BigInteger power = BigInteger.One << (2 * k);
            Ball size = Arithmetic.Divide(Ball.OfInteger(2 * k * t[k]), Ball.OfInteger(power * (power - 1) * divisor(k)), bits);
            numbers[k] = (k & 1) != 0 ? size : -size;
        }
        return numbers;
    }

    static BigInteger[] Tangents(int count, Deadline deadline)
    {
        var t = new BigInteger[count];
        t[1] = 1;
        for (int k = 2; k < count; k++) t[k] = (k - 1) * t[k - 1];
        for (int k = 2; k < count; k++)
        {
            for (int j = k; j < count; j++) t[j] = (j - k) * t[j - 1] + (j - k + 2) * t[j];
            deadline.Check();
        }
        return t;
    }
}
