using System.Numerics;

namespace GateDsl.Balls;

/// <summary>Constants in fixed point to any number of places, within 2 units; kept, so that each is computed again only where more places are asked for.</summary>
static class Constants
{
    /// <summary>A number that is kept with the most places that were asked for.</summary>
    /// <param name="compute">Makes it to some places, within a unit.</param>
    public sealed class Kept(Func<int, Deadline, BigInteger> compute)
    {
        volatile Tuple<int, BigInteger>? known;     // one reference: read and replaced whole

        public BigInteger At(int places, Deadline deadline)
        {
            if (known is not { } best || best.Item1 < places)
            {
                int working = places + places / 4 + 32;
                known = best = new(working, compute(working, deadline));
            }
            return best.Item2 >> (best.Item1 - places);
        }
    }

    // Machin-like formulas: Arndt, "Matters Computational" (2010), section 32.
    static readonly Kept pi = new((places, deadline) => Sum(places, -1, deadline, (176, 57), (28, 239), (-48, 682), (96, 12943)));
    static readonly Kept ln2 = new((places, deadline) => Sum(places, 1, deadline, (18, 26), (-2, 4801), (8, 8749)));
    static readonly Kept ln10 = new((places, deadline) => Sum(places, 1, deadline, (46, 31), (34, 49), (20, 161)));

    // log (2 pi) = log (pi / 2) + 2 ln 2
    static readonly Kept logTwoPi = new((places, deadline) => (Elementary.Log(Pi(places + 8, deadline) >> 1, places + 8, deadline) + (Ln2(places + 8, deadline) << 1)) >> 8);

    public static BigInteger Pi(int places, Deadline deadline) => pi.At(places, deadline);

    public static BigInteger Ln2(int places, Deadline deadline) => ln2.At(places, deadline);

    public static BigInteger Ln10(int places, Deadline deadline) => ln10.At(places, deadline);

    /// <summary>The ball of a constant's fixed point.</summary>
    static Ball Of(Kept constant, Precision p) => Ball.Of(constant.At(p.Bits + 8, p.Deadline), -p.Bits - 8, new(2, -p.Bits - 8), p.Bits);

    public static Ball Pi(Precision p) => Of(pi, p);

    public static Ball Ln2(Precision p) => Of(ln2, p);

    public static Ball Ln10(Precision p) => Of(ln10, p);

    public static Ball LogTwoPi(Precision p) => Of(logTwoPi, p);

    // The sum of c atan (1/n) (sign -1) or c artanh (1/n) (sign 1): each quotient is cut off by less than a unit.
    static BigInteger Sum(int places, int sign, Deadline deadline, params ReadOnlySpan<(int Factor, int Of)> terms)
    {
        int guard = 2 * BitOperations.Log2((uint)places) + 12, working = places + guard;
        BigInteger sum = 0;
        foreach (var (factor, of) in terms)
        {
            BigInteger power = (BigInteger.One << working) / of, square = (BigInteger)of * of, part = power;
            for (int n = 3; !power.IsZero; n += 2)
            {
                power /= square;
                if (sign < 0 && (n & 2) != 0) part -= power / n;
                else part += power / n;
                if ((n & 127) == 127) deadline.Check();
            }
            sum += factor * part;
        }
        return sum >> guard;
    }
}
