using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>What erf, erfc, erfcx and the normal distribution share.</summary>
internal static class ErfParts
{
    /// <summary>
    /// exp(x^2) erfc(x) = N / (sqrt(pi) x N + G), Numerator and Denominator, for x in [0, 28]. G / N, rational with positive
    /// coefficients only, is fitted to 1 / erfcx(x) - sqrt(pi) x (tests/reference/minimax.py, erfcx), which goes to 0: so
    /// the rounding of N drops out of the quotient more and more, and that of G matters less and less.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Numerator, T Denominator) Scaled<T>(T x) where T : struct, ILane<T>
    {
        // Estrin's scheme: short chains, and the powers' rounding is common to both. The constant term last: near 0 that
        // is the only rounding.
        T z = x * x;
        T w = z * z;
        T v = w * w;
        T n = Combine(
            z, w, v, T.Fma(x, 2.855648070270646, 2.4032421204958947), T.Fma(x, 1.1621583959784374, 2.1725983645048528),
            T.Fma(x, 0.13185246986511176, 0.4549069624084129), T.Fma(x, 0.004185353331004005, 0.02799335906940408),
            T.Fma(x, 1.8997567223659936e-05, 0.0004012014798337161));
        T g = Combine(
            z, w, v, T.Fma(x, 1.5810202061284981, 1.7591674366858918), T.Fma(x, 0.3792313668491514, 0.9221999403400387),
            T.Fma(x, 0.02445291329063352, 0.11318411869811765), T.Fma(x, 0.000355555554085753, 0.003692336650921624),
            T.Create(1.6836155590811644e-05));
        n = T.Fma(n, x, 1);
        return (n, T.Fma(x * 1.7724538509055159, n, T.Fma(g, x, 1)));
    }

    /// <summary>p0 + p1 x^2 + p2 x^4 + p3 x^6 + p4 x^8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<T>(T z, T w, T v, T p0, T p1, T p2, T p3, T p4) where T : struct, ILane<T> =>
        T.Fma(p4, v, T.Fma(T.Fma(p3, z, p2), w, T.Fma(p1, z, p0)));

    /// <summary>erf(x) / x - 1 in z = x^2, for |x| up to 0.83 (tests/reference/minimax.py, erf).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Near0<T>(T z) where T : struct, ILane<T> => Poly.Of(z,
        0.1283791670955126, -0.3761263890318343, 0.1128379167093708, -0.026866170641140465, 0.005223977580063303,
        -0.0008548324005292524, 0.00012055207451876352, -1.4922283480592708e-05, 1.6403726413015287e-06,
        -1.5729417820421802e-07, 1.0771719428751053e-08);

    /// <summary>e^(-x^2) factor, with x^2 to twice the precision: its rounding error would be multiplied by x^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T BellTimes<T>(T x, T factor) where T : struct, ILane<T>
    {
        T square = -(x * x);
        return Exp.OfNegativeTimes(square, -T.Fma(x, x, square), factor);
    }
}
