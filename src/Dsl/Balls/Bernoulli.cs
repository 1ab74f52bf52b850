using System.Numerics;

namespace GateDsl.Balls;

/// <summary>The Bernoulli numbers B_2, B_4, …, exactly; kept, and made again where more are asked for.</summary>
/// <remarks>Source: R. Brent and D. Harvey, "Fast computation of Bernoulli, Tangent and Secant numbers" (2011), algorithm TangentNumbers.</remarks>
static class Bernoulli
{
    static volatile BigInteger[] tangents = [];
    static volatile Tuple<int, Ball[]>? rounded;

    /// <summary>B_2k as a ball of at least so many bits, for k from 1.</summary>
    public static Ball Of(int k, Precision p)
    {
        var known = rounded;
        if (known is null || known.Item1 < p.Bits || known.Item2.Length <= k)
        {
            int count = Math.Max(k + k / 2 + 16, known?.Item2.Length ?? 0), bits = Math.Max((p.Bits + 191) / 64 * 64, known?.Item1 ?? 0);
            rounded = known = new(bits, Rounded(count, bits, p.Deadline));
        }
        return known.Item2[k];
    }

    static Ball[] Rounded(int count, int bits, Deadline deadline)
    {
        BigInteger[] t = tangents;
        if (t.Length < count) tangents = t = Tangents(count, deadline);
        var numbers = new Ball[count];

        // B_2k = (-1)^(k+1) 2k T_k / (4^k (4^k - 1))
        for (int k = 1; k < count; k++)
        {
            BigInteger power = BigInteger.One << (2 * k);
            Ball size = Arithmetic.Divide(Ball.OfInteger(2 * k * t[k]), Ball.OfInteger(power * (power - 1)), bits);
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
