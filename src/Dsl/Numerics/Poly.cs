using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>Polynomials by Horner's rule, coefficients lowest order first. One rounding a step.</summary>
/// <remarks>
/// Over a column, several groups of lanes are in flight and Horner's chain of waits costs nothing; it also has the
/// fewest operations and the smallest error, as each step's error is damped by the next multiplication.
/// </remarks>
internal static class Poly
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2) where T : struct, ILane<T> =>
        T.Fma(T.Fma(T.Create(c2), x, T.Create(c1)), x, T.Create(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c3), x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c4), x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4, double c5) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c5), x, T.Create(c4));
        s = T.Fma(s, x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c6), x, T.Create(c5));
        s = T.Fma(s, x, T.Create(c4));
        s = T.Fma(s, x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c7), x, T.Create(c6));
        s = T.Fma(s, x, T.Create(c5));
        s = T.Fma(s, x, T.Create(c4));
        s = T.Fma(s, x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c8), x, T.Create(c7));
        s = T.Fma(s, x, T.Create(c6));
        s = T.Fma(s, x, T.Create(c5));
        s = T.Fma(s, x, T.Create(c4));
        s = T.Fma(s, x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8, double c9) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c9), x, T.Create(c8));
        s = T.Fma(s, x, T.Create(c7));
        s = T.Fma(s, x, T.Create(c6));
        s = T.Fma(s, x, T.Create(c5));
        s = T.Fma(s, x, T.Create(c4));
        s = T.Fma(s, x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8, double c9, double c10) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c10), x, T.Create(c9));
        s = T.Fma(s, x, T.Create(c8));
        s = T.Fma(s, x, T.Create(c7));
        s = T.Fma(s, x, T.Create(c6));
        s = T.Fma(s, x, T.Create(c5));
        s = T.Fma(s, x, T.Create(c4));
        s = T.Fma(s, x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8, double c9, double c10, double c11) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c11), x, T.Create(c10));
        s = T.Fma(s, x, T.Create(c9));
        s = T.Fma(s, x, T.Create(c8));
        s = T.Fma(s, x, T.Create(c7));
        s = T.Fma(s, x, T.Create(c6));
        s = T.Fma(s, x, T.Create(c5));
        s = T.Fma(s, x, T.Create(c4));
        s = T.Fma(s, x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8, double c9, double c10, double c11, double c12) where T : struct, ILane<T>
    {
        T s = T.Fma(T.Create(c12), x, T.Create(c11));
        s = T.Fma(s, x, T.Create(c10));
        s = T.Fma(s, x, T.Create(c9));
        s = T.Fma(s, x, T.Create(c8));
        s = T.Fma(s, x, T.Create(c7));
        s = T.Fma(s, x, T.Create(c6));
        s = T.Fma(s, x, T.Create(c5));
        s = T.Fma(s, x, T.Create(c4));
        s = T.Fma(s, x, T.Create(c3));
        s = T.Fma(s, x, T.Create(c2));
        s = T.Fma(s, x, T.Create(c1));
        return T.Fma(s, x, T.Create(c0));
    }

    /// <summary>One of any length, for the scalar functions.</summary>
    public static double Of(double x, ReadOnlySpan<double> coefficients)
    {
        double s = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            s = Math.FusedMultiplyAdd(s, x, coefficients[i]);
        return s;
    }
}
