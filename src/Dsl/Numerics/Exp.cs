using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>e^x.</summary>
/// <remarks>
/// Source: Cody and Waite's reduction x = n ln 2 + r, |r| at most ln 2 / 2, with ln 2 in two parts; then a minimax
/// polynomial of degree 11 (tests/reference/minimax.py, exp), whose own error is 0.07 ulp.
/// Error: at most 1.1 ulp.
/// </remarks>
internal static class Exp
{
    /// <summary>e^x. Overflows to infinity, underflows through the subnormals to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        x = T.Smaller(ExpReduction.Overflow, T.Larger(ExpReduction.Underflow, x));
        (T r, T n) = ExpReduction.Of(x);
        return T.Scale(ExpReduction.Exp(r), n);
    }

    /// <summary>e^(x + tail) for a tail below an ulp of x: what e^(-x^2) and x^y need to keep their digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T tail) where T : struct, ILane<T>
    {
        x = T.Smaller(ExpReduction.Overflow, T.Larger(ExpReduction.Underflow, x));
        (T r, T n) = ExpReduction.Of(x, tail);
        return T.Scale(ExpReduction.Exp(r), n);
    }

    /// <summary>e^x for x at most 0 (or NaN): one comparison less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfNegative<T>(T x) where T : struct, ILane<T>
    {
        (T r, T n) = ExpReduction.Of(T.Larger(ExpReduction.Underflow, x));
        return T.Scale(ExpReduction.Exp(r), n);
    }

    /// <summary>e^(x + tail) factor for x at most 0 (or NaN), the factor in [2^-60, 2^60]: where e^x is subnormal, the
    /// product is rounded once all the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfNegativeTimes<T>(T x, T tail, T factor) where T : struct, ILane<T>
    {
        (T r, T n) = ExpReduction.Of(T.Larger(ExpReduction.Underflow, x), tail);
        return T.Scale(T.Fma(factor, ExpReduction.Expm1(r), factor), n);
    }
}

/// <summary>The reduced argument of the exponentials, and e^r - 1 on it.</summary>
internal static class ExpReduction
{
    /// <summary>Beyond these e^x is infinite or rounds to 0, whatever a tail adds.</summary>
    public const double Overflow = 710, Underflow = -746;

    public const double Log2E = 1.4426950408889634;
    public const double Ln2High = 0.6931471805599453, Ln2Low = 2.3190468138462996e-17;

    /// <summary>x = n ln 2 + r with |r| at most ln 2 / 2, for |x| up to 2^20.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T R, T N) Of<T>(T x) where T : struct, ILane<T>
    {
        T n = T.Fma(x, Log2E, PowerOfTwo.Magic) - PowerOfTwo.Magic;
        T r = T.Fma(n, -Ln2High, x);
        return (T.Fma(n, -Ln2Low, r), n);
    }

    /// <summary>x + tail = n ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T R, T N) Of<T>(T x, T tail) where T : struct, ILane<T>
    {
        T n = T.Fma(x, Log2E, PowerOfTwo.Magic) - PowerOfTwo.Magic;
        return (T.Fma(n, -Ln2High, x) + T.Fma(n, -Ln2Low, tail), n);
    }

    /// <summary>x = n ln 2 + r with what r rounded off, and 2^n for n in [-1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T R, T Low, T Scale) OfTwoParts<T>(T x) where T : struct, ILane<T>
    {
        T shifted = T.Fma(x, Log2E, PowerOfTwo.Magic);
        T n = shifted - PowerOfTwo.Magic;
        T first = T.Fma(n, -Ln2High, x);
        T r = T.Fma(n, -Ln2Low, first);
        return (r, T.Fma(n, -Ln2Low, first - r), PowerOfTwo.OfMagic(shifted));
    }

    /// <summary>scale e^(r + low) - 1 as a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Main, T Correction) Expm1<T>(T r, T low, T scale) where T : struct, ILane<T>
    {
        T offset = scale - 1;           // exact, or the 1 no longer matters
        T main = T.Fma(scale, r, offset);
        T lost = T.Fma(scale, r, offset - main);
        return (main, T.Fma(scale, T.Fma(Curve(r), r * r, low), lost));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T r) where T : struct, ILane<T> => Expm1(r) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1<T>(T r) where T : struct, ILane<T> => T.Fma(Curve(r), r * r, r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T r, T tail) where T : struct, ILane<T> =>
        T.Fma(Curve(r), r * r, tail) + r + 1;

    /// <summary>(e^r - 1 - r) / r^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Curve<T>(T r) where T : struct, ILane<T> => Poly.Of(r,
        0.500000000000001, 0.16666666666666674, 0.04166666666652177, 0.008333333333322191, 0.0013888888947887618,
        0.00019841269886642257, 2.4801487250544578e-05, 2.7557242278698953e-06, 2.763268420054813e-07,
        2.5110071748877916e-08);
}
