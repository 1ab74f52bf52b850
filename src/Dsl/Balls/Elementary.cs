using System.Numerics;

namespace GateDsl.Balls;

/// <summary>
/// exp, sin and cos, log and atan on a reduced range in fixed point: a whole number x stands for x / 2^places. Each result is within 4 units of the true one.
/// </summary>
/// <remarks>
/// Sources: R. Brent and P. Zimmermann, "Modern Computer Arithmetic" (2010), section 4.3 (halving and Taylor's series), 4.4.3 (Smith's method: powers in columns, so that most steps
/// multiply by small numbers); log and atan of many places by one step from an approximation of a quarter of them, with exp, sin and cos, of fewer by <see cref="Arcs"/>. Errors: every product and quotient is cut
/// off by less than a unit of the working places, which are enough more than the places asked for that their sum, multiplied by what the doublings make of it, stays below one unit.
/// </remarks>
static class Elementary
{
    /// <summary>e^x for |x| below 2.</summary>
    public static BigInteger Exp(BigInteger x, int places, Deadline deadline)
    {
        if (places <= Limbs.MostPlaces && x.Sign >= 0) return ElementaryLimbs.Exp(x, places);

        // after k halvings |x| < 2^(1-k); each of the n terms errs by less than 2 units, each doubling doubles the error and adds one
        int halvings = Halvings(places), guard = halvings + 2 * BitOperations.Log2((uint)places) + 8, working = places + guard;
        BigInteger small = Shift(x, guard - halvings);
        BigInteger sum = (BigInteger.One << working) + ExpSeries(small, working, deadline);
        for (int i = 0; i < halvings; i++)
        {
            sum = (sum * sum) >> working;
            if (working > 4000) deadline.Check();
        }
        return sum >> guard;
    }

    /// <summary>The sine and cosine of x for |x| below 2.</summary>
    public static (BigInteger Sin, BigInteger Cos) SinCos(BigInteger x, int places, Deadline deadline)
    {
        if (places <= Limbs.MostPlaces)
        {
            var (size, right) = ElementaryLimbs.SinCos(BigInteger.Abs(x), places);
            return (x.Sign < 0 ? -size : size, right);
        }

        int halvings = Halvings(places) / 2, guard = 2 * halvings + 2 * BitOperations.Log2((uint)places) + 8, working = places + guard;
        BigInteger small = Shift(x, guard - halvings), one = BigInteger.One << working;
        var (sin, versed) = SinSeries(small, working, deadline);

        // s and c = cos - 1: sin 2t = 2 s (1 + c), cos 2t - 1 = -2 s^2
        for (int i = 0; i < halvings; i++)
        {
            (sin, versed) = ((sin * (one + versed)) >> (working - 1), -((sin * sin) >> (working - 1)));
            if (working > 4000) deadline.Check();
        }
        return (sin >> guard, (one + versed) >> guard);
    }

    /// <summary>The natural logarithm of a number from 1/2 to 2.</summary>
    public static BigInteger Log(BigInteger x, int places, Deadline deadline)
    {
        if (places <= Limbs.MostPlaces) return Arcs.Log(x, places, deadline);
        return LogByExp(x, places, deadline);
    }

    /// <summary>The same, for any number of places.</summary>
    public static BigInteger LogByExp(BigInteger x, int places, Deadline deadline)
    {
        // y near log x, then log x = y + 2 artanh ((x - e^y) / (x + e^y)), with e^|y| only
        int guard = 12, working = places + guard;
        BigInteger one = BigInteger.One << working, exact = x << guard;
        BigInteger near = Start(x, places, 200, LogStart, LogByExp, deadline) << guard;
        BigInteger power = Exp(BigInteger.Abs(near), working, deadline), product = near.Sign < 0 ? (exact * power) >> working : exact, other = near.Sign < 0 ? one : power;
        BigInteger ratio = ((product - other) << working) / (product + other);
        return (near + (ArcSeries(ratio, working, 1, deadline) << 1)) >> guard;
    }

    /// <summary>The angle in (-pi/2, pi/2) whose tangent is x, for |x| below 2.</summary>
    public static BigInteger Atan(BigInteger x, int places, Deadline deadline)
    {
        if (places <= Limbs.MostPlaces) return Arcs.Atan(x, places, deadline);
        return AtanBySine(x, places, deadline);
    }

    /// <summary>The same, for any number of places.</summary>
    public static BigInteger AtanBySine(BigInteger x, int places, Deadline deadline)
    {
        // y near atan x, then atan x = y + atan ((x cos y - sin y) / (cos y + x sin y))
        int guard = 12, working = places + guard;
        BigInteger exact = x << guard, near = Start(x, places, 200, AtanStart, AtanBySine, deadline) << guard;
        var (sin, cos) = SinCos(near, working, deadline);
        BigInteger ratio = ((exact * cos) - (sin << working)) / (cos + ((exact * sin) >> working));
        return (near + ArcSeries(ratio, working, -1, deadline)) >> guard;
    }

    /// <summary>artanh z (sign 1) or atan z (sign -1) by its series, for small z: z + sign z^3/3 + z^5/5 + …</summary>
    public static BigInteger ArcSeries(BigInteger z, int places, int sign, Deadline deadline)
    {
        BigInteger square = sign * ((z * z) >> places), power = z, sum = z;
        for (int n = 3; !power.IsZero && !power.Equals(BigInteger.MinusOne); n += 2)
        {
            power = (power * square) >> places;
            sum += power / n;
            if ((n & 127) == 127) deadline.Check();
        }
        return sum;
    }

    delegate BigInteger Function(BigInteger x, int places, Deadline deadline);

    // An approximation to x's own number of places, right to about 50 of them or to a quarter.
    static BigInteger Start(BigInteger x, int places, int few, Func<double, double> approximate, Function function, Deadline deadline)
    {
        if (places <= few)
        {
            double start = approximate(places > 60 ? (double)(x >> (places - 60)) / (1L << 60) : (double)x / (1L << places));
            return Shift((BigInteger)(start * (1L << 60)), places - 60);
        }
        int quarter = places / 4 + 8;
        return function(x >> (places - quarter), quarter, deadline) << (places - quarter);
    }

    static double LogStart(double x) => Math.Log(x);

    static double AtanStart(double x) => Math.Atan(x);

    // As many as make the series about as long as the squarings.
    static int Halvings(int places) => Math.Max(4, (int)(Math.Sqrt(places) * (places < 600 ? 0.65 : 0.9)));

    // x + x^2/2! + …, Smith's method: the powers up to m in columns.
    static BigInteger ExpSeries(BigInteger x, int places, Deadline deadline)
    {
        int columns = Columns(places);
        BigInteger[] powers = Powers(x, columns, places), sums = new BigInteger[columns];
        BigInteger term = BigInteger.One << places;
        for (int n = 0; ; n++)
        {
            int column = n % columns;
            if (n > 0) term /= n;
            if (column == 0 && n > 0)
            {
                term = (term * powers[columns]) >> places;
                deadline.Check();
            }
            if (term.IsZero || term.Equals(BigInteger.MinusOne)) break;
            if (n > 0) sums[column] += term;
        }
        return Columns(sums, powers, places);
    }

    // sin x and cos x - 1, the powers of -x^2 in columns.
    static (BigInteger Sin, BigInteger Versed) SinSeries(BigInteger x, int places, Deadline deadline)
    {
        int columns = Columns(places / 2);
        BigInteger square = -((x * x) >> places);
        BigInteger[] powers = Powers(square, columns, places), sines = new BigInteger[columns], cosines = new BigInteger[columns];
        BigInteger term = BigInteger.One << places;
        for (int n = 0; ; n++)
        {
            int column = n % columns;
            if (column == 0 && n > 0)
            {
                term = (term * powers[columns]) >> places;
                deadline.Check();
            }
            if (n > 0) term /= 2 * n;                   // now over (2n)!
            if (n > 0) cosines[column] += term;
            term /= 2 * n + 1;                          // over (2n + 1)!
            if (term.IsZero || term.Equals(BigInteger.MinusOne)) break;
            sines[column] += term;
        }
        return ((x * Columns(sines, powers, places)) >> places, Columns(cosines, powers, places));
    }

    static int Columns(int places) => places < 250 ? 1 : Math.Clamp((int)Math.Sqrt(Math.Sqrt(places) * 0.9), 2, 16);

    static BigInteger[] Powers(BigInteger x, int count, int places)
    {
        var powers = new BigInteger[count + 1];
        powers[1] = x;
        for (int i = 2; i <= count; i++) powers[i] = (powers[i / 2] * powers[i - i / 2]) >> places;
        return powers;
    }

    // sums[0] + sums[1] x + …
    static BigInteger Columns(BigInteger[] sums, BigInteger[] powers, int places)
    {
        BigInteger total = BigInteger.Zero;
        for (int i = 1; i < sums.Length; i++) total += sums[i] * powers[i];
        return sums[0] + (total >> places);
    }

    static BigInteger Shift(BigInteger x, int by) => by >= 0 ? x << by : x >> -by;
}
