using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GateDsl.Bench.Peers;

/// <summary>
/// What one who writes vectors by hand writes next: functions that are inlined into the loop and faster there than the framework's Vector512.Exp and Log,
/// which made the net's loss take more than twice as long. For arguments that are numbers, whose results are neither 0 nor infinite.
/// </summary>
static class VectorMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-708.0)), Vector512.Create(709.0));
        // Added to a number, it leaves the nearest whole number in the lowest bits.
        Vector512<double> shift = Vector512.Create(6755399441055744.0);
        Vector512<double> whole = Fma(x, Vector512.Create(1.4426950408889634), 6755399441055744.0);
        Vector512<double> n = whole - shift;
        Vector512<double> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-6.93147180369123816490e-01), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-1.90821492927058770002e-10), r);
        Vector512<double> p = Vector512.Create(1.0 / 479001600);
        p = Fma(Fma(Fma(Fma(p, r, 1.0 / 39916800), r, 1.0 / 3628800), r, 1.0 / 362880), r, 1.0 / 40320);
        p = Fma(Fma(Fma(Fma(p, r, 1.0 / 5040), r, 1.0 / 720), r, 1.0 / 120), r, 1.0 / 24);
        p = Fma(Fma(Fma(Fma(p, r, 1.0 / 6), r, 0.5), r, 1), r, 1);
        return (p.AsInt64() + (whole.AsInt64() << 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        // x = m 2^k with m from sqrt 1/2 to sqrt 2, and log m = 2 artanh ((m - 1) / (m + 1))
        Vector512<long> k = (x.AsInt64() - Vector512.Create(0x3FE6A09E667F3BCDL)) >> 52;
        Vector512<double> m = (x.AsInt64() - (k << 52)).AsDouble();
        Vector512<double> f = (m - Vector512<double>.One) / (m + Vector512<double>.One), q = f * f;
        Vector512<double> p = Vector512.Create(2.0 / 21);
        p = Fma(Fma(Fma(Fma(Fma(p, q, 2.0 / 19), q, 2.0 / 17), q, 2.0 / 15), q, 2.0 / 13), q, 2.0 / 11);
        p = Fma(Fma(Fma(Fma(Fma(p, q, 2.0 / 9), q, 2.0 / 7), q, 2.0 / 5), q, 2.0 / 3), q, 2);
        return Vector512.FusedMultiplyAdd(Vector512.ConvertToDouble(k), Vector512.Create(0.6931471805599453), f * p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> u) => Vector512<double>.One / (Vector512<double>.One + Exp(-u));

    /// <summary>The normal distribution as in <see cref="HandScalar"/>.</summary>
    /// <param name="x">Where.</param>
    /// <param name="bell">exp(-x²/2), which comes with it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NormCdf(Vector512<double> x, out Vector512<double> bell)
    {
        Vector512<double> a = Vector512.Abs(x), last = Vector512.Create(7.07106781186547);
        bell = Exp(a * a * Vector512.Create(-0.5));
        Vector512<double> over = Fma(Fma(Fma(Vector512.Create(3.52624965998911E-02), a, 0.700383064443688), a, 6.37396220353165), a, 33.912866078383);
        over = Fma(Fma(Fma(over, a, 112.079291497871), a, 221.213596169931), a, 220.206867912376);
        Vector512<double> under = Fma(Fma(Fma(Vector512.Create(8.83883476483184E-02), a, 1.75566716318264), a, 16.064177579207), a, 86.7807322029461);
        under = Fma(Fma(Fma(Fma(under, a, 296.564248779674), a, 637.333633378831), a, 793.826512519948), a, 440.413735824752);
        Vector512<double> tail = bell * over / under;
        if (Vector512.GreaterThanAny(a, last)) tail = Vector512.ConditionalSelect(Vector512.GreaterThan(a, last), FarTail(a, bell), tail);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<double>.Zero), Vector512<double>.One - tail, tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> FarTail(Vector512<double> a, Vector512<double> bell)
    {
        Vector512<double> b = a + Vector512.Create(4.0) / (a + Vector512.Create(0.65));
        b = a + Vector512.Create(2.0) / (a + Vector512.Create(3.0) / b);
        return bell / (Vector512.Create(2.506628274631) * (a + Vector512<double>.One / b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, double c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));
}
