using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>Sine, cosine and the reduction of their arguments by multiples of pi/2.</summary>
/// <remarks>
/// Source: Cody and Waite's reduction with fused multiply-adds. x - n C is exact for C the double nearest pi or pi/2,
/// as both are multiples of 2^-52 and the difference is below 2; the next two parts of C are then subtracted.
/// Beyond <see cref="Moderate"/>, <see cref="HugeAngle"/>.
/// </remarks>
internal static class TrigReduction
{
    /// <summary>Up to here the reduction by parts keeps every digit.</summary>
    public const double Moderate = 1e8;

    // All parts are positive, so that -0 stays -0: 0 * -part + -0.
    public const double Pi1 = 3.141592653589793, Pi2 = 1.224646799147353e-16, Pi3 = 2.165713347843828e-32;
    public const double HalfPi1 = 1.5707963267948966, HalfPi2 = 6.123233995736765e-17, HalfPi3 = 1.082856673921914e-32;
    public const double OneOverPi = 0.3183098861837907, TwoOverPi = 0.6366197723675814;

    /// <summary>x - n (c1 + c2 + c3) as a double and what it rounded off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T R, T Low) Subtract<T>(T x, T n, double c1, double c2, double c3) where T : struct, ILane<T>
    {
        T first = T.Fma(n, -c1, x);
        T product = n * c2;
        T r = first - product;
        T back = r - first;
        T low = (first - (r - back)) - (product + back);
        return (r, T.Fma(n, -c3, low - T.Fma(n, c2, -product)));
    }

    /// <summary>sin r for |r| up to pi/2, with the sign of r also at -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinOfHalfTurn<T>(T r) where T : struct, ILane<T>
    {
        T z = r * r;
        // The constant term last: it is by far the largest, and so only one step rounds in its last place.
        T curve = T.Fma(
            Poly.Of(z,
                0.00833333333333324, -0.0001984126984122135, 2.7557319212675152e-06, -2.5052106974287527e-08,
                1.605894321567455e-10, -7.643049082275194e-13, 2.7214889907063498e-15),
            z, -0.16666666666666666);
        return T.Signed(T.Fma(z * r, curve, r), r);
    }

    /// <summary>sin(r + low) for |r| up to pi/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinOfQuarterTurn<T>(T r, T low) where T : struct, ILane<T>
    {
        T z = r * r;
        T curve = Poly.Of(z,
            -0.1666666666666664, 0.008333333333323423, -0.00019841269829924918, 2.7557313569653753e-06,
            -2.5050721104344216e-08, 1.5893908435087434e-10);
        return r + T.Fma(z * r, curve, T.Fma(z, -0.5, 1) * low);
    }

    /// <summary>cos(r + low) for |r| up to pi/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CosOfQuarterTurn<T>(T r, T low) where T : struct, ILane<T>
    {
        T z = r * r;
        T curve = Poly.Of(z,
            0.04166666666666665, -0.001388888888888269, 2.4801587294490687e-05, -2.755731568718352e-07,
            2.0875889312891455e-09, -1.1367479994724663e-11);
        T half = z * 0.5;
        T main = 1 - half;
        return main + (((1 - main) - half) + T.Fma(z * z, curve, -(r * low)));
    }
}
