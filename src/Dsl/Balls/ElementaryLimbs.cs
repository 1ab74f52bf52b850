using System.Numerics;

namespace GateDsl.Balls;

/// <summary><see cref="Elementary"/>'s exp, sin and cos in limbs: the same numbers within the same error, for places that <see cref="Limbs"/> are made for.</summary>
static class ElementaryLimbs
{
    // Bits beyond the places: the doublings multiply an error of at most terms times limbs units by 2 (exp) or 4 (sin, cos) each.
    const int Guard = 20;

    // Above 2^-10 an error of 1 - cos x is at most 2^10 times as large in sin x.
    const int FarFrom0 = 10;

    /// <summary>e^x for x from 0 to below 2.</summary>
    public static BigInteger Exp(BigInteger x, int places)
    {
        int halvings = places < 512 ? 8 : 12, limbs = Limbs.For(places + halvings + Guard), extra = 64 * limbs - places;
        var format = new Limbs(limbs, 1);
        Span<ulong> small = stackalloc ulong[limbs + 1], sum = stackalloc ulong[limbs + 1], square = stackalloc ulong[limbs + 1];
        Limbs.Read(x << extra >> halvings, small);
        LimbSeries.Sum(format, small, LimbSeries.Terms(64 * limbs, 1 - halvings, Factorial), 1, Factorial, sum);
        for (int i = 0; i < halvings; i++)
        {
            format.Multiply(sum, sum, square);
            square.CopyTo(sum);
        }
        return Limbs.Write(sum) >> extra;
    }

    /// <summary>The sine and cosine of x from 0 to below 1.</summary>
    public static (BigInteger Sin, BigInteger Cos) SinCos(BigInteger x, int places)
    {
        if (places >= 512 && Mag.BitsOf(x) > places - FarFrom0) return ByCosine(x, places);
        int halvings = places < 512 ? 5 : 9, limbs = Limbs.For(places + 2 * halvings + Guard), extra = 64 * limbs - places, count = limbs + 1;
        var format = new Limbs(limbs, 1);
        Span<ulong> small = stackalloc ulong[count], y = stackalloc ulong[count], sum = stackalloc ulong[count], sin = stackalloc ulong[count], versed = stackalloc ulong[count], product = stackalloc ulong[count];
        Limbs.Read(x << extra >> halvings, small);
        format.Multiply(small, small, y);

        // sin x = x S(x^2); 1 - cos x = x^2/2 C(x^2), positive
        LimbSeries.Sum(format, y, LimbSeries.Terms(64 * limbs, 2 - 2 * halvings, OfSin), -1, OfSin, sum);
        format.Multiply(small, sum, sin);
        LimbSeries.Sum(format, y, LimbSeries.Terms(64 * limbs, 2 - 2 * halvings, OfVersed), -1, OfVersed, sum);
        format.Multiply(y, sum, versed);
        Limbs.ShiftRight(versed, 1);

        // s, v = 1 - cos: sin 2t = 2 s (1 - v), 1 - cos 2t = 2 s^2
        for (int i = 0; i < halvings; i++)
        {
            format.Multiply(sin, versed, product);
            format.Multiply(sin, sin, versed);
            Limbs.SubtractProduct(sin, product, 1);
            Limbs.Add(sin, sin);
            Limbs.Add(versed, versed);
        }
        return (Limbs.Write(sin) >> extra, (BigInteger.One << places) - (Limbs.Write(versed) >> extra));
    }

    // Of many places a root is cheaper than a second series: sin x is the root of v (2 - v), v = 1 - cos x; an error of v counts 1 / sin x times.
    static (BigInteger Sin, BigInteger Cos) ByCosine(BigInteger x, int places)
    {
        const int halvings = 12;
        int limbs = Limbs.For(places + 2 * halvings + Guard + FarFrom0), extra = 64 * limbs - places, count = limbs + 1;
        var format = new Limbs(limbs, 1);
        Span<ulong> small = stackalloc ulong[count], y = stackalloc ulong[count], sum = stackalloc ulong[count], versed = stackalloc ulong[count];
        Limbs.Read(x << extra >> halvings, small);
        format.Multiply(small, small, y);
        LimbSeries.Sum(format, y, LimbSeries.Terms(64 * limbs, 2 - 2 * halvings, OfVersed), -1, OfVersed, sum);
        format.Multiply(y, sum, versed);
        Limbs.ShiftRight(versed, 1);

        // 1 - cos 2t = 4 v - 2 v^2
        for (int i = 0; i < halvings; i++)
        {
            format.Multiply(versed, versed, sum);
            Limbs.AddProduct(versed, versed, 3);
            Limbs.SubtractProduct(versed, sum, 2);
        }
        BigInteger v = Limbs.Write(versed), two = BigInteger.One << (64 * limbs + 1);
        return (SquareRoot.Near(v * (two - v)) >> extra, (BigInteger.One << places) - (v >> extra));
    }

    static ulong Factorial(int k) => (ulong)k;

    static ulong OfSin(int k) => 2 * (ulong)k * (2 * (ulong)k + 1);

    // x^2/2 (1 - x^2/(3 4) + …)
    static ulong OfVersed(int k) => (2 * (ulong)k + 1) * (2 * (ulong)k + 2);
}
