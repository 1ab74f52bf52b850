using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>What erf, erfc, erfcx and the normal distribution share.</summary>
internal static class ErfParts
{
    /// <summary>
    /// exp(x^2) erfc(x) = Numerator / Denominator for x in [0, 28]: one rational function, all coefficients positive,
    /// so that nothing cancels (tests/reference/minimax.py, erfcx).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Numerator, T Denominator) Scaled<T>(T x) where T : struct, ILane<T> =>
        (Poly.Of(x,
            1.0, 2.3411076047655737, 2.716701107005539, 2.0191796340745136, 1.0545319263314772, 0.4025158048346916,
            0.11356341320125793, 0.023412353662013545, 0.0033880070719973345, 0.00031289890428697,
            1.4172780530366083e-05),
        Poly.Of(x,
            1.0, 3.4694867718610864, 5.631597700887045, 5.656523163421169, 3.9155681838280696, 1.9667809481237206,
            0.7339120492057473, 0.20427589175236796, 0.041774615843679225, 0.006017646481313223,
            0.0005545988678482992, 2.5120599429081763e-05));

    /// <summary>erf(x) / x in z = x^2, for |x| up to 0.83 (tests/reference/minimax.py, erf).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Near0<T>(T z) where T : struct, ILane<T> => Poly.Of(z,
        1.1283791670955126, -0.3761263890318343, 0.1128379167093708, -0.026866170641140465, 0.005223977580063303,
        -0.0008548324005292524, 0.00012055207451876352, -1.4922283480592708e-05, 1.6403726413015287e-06,
        -1.5729417820421802e-07, 1.0771719428751053e-08);

    /// <summary>e^(-x^2), with x^2 to twice the precision: its rounding error would be multiplied by x^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfMinusSquare<T>(T x) where T : struct, ILane<T>
    {
        T square = -(x * x);
        return Exp.OfNegative(square, -T.Fma(x, x, square));
    }
}
