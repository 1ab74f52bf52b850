using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>Polynomials, coefficients lowest order first: even and odd powers apart by Horner's rule in x^2.</summary>
/// <remarks>
/// One operation more than Horner's rule in x, and half its chain of waits: a kernel of several functions has too many
/// instructions for the processor to look ahead to the next rows, and is as slow as its longest chain.
/// </remarks>
internal static class Poly
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3, double c4) where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Fma(T.Fma(z, c4, c2), z, c0);
        T odd = T.Fma(z, c3, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(
        T x, double c0, double c1, double c2, double c3, double c4, double c5)
        where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Fma(T.Fma(z, c4, c2), z, c0);
        T odd = T.Fma(T.Fma(z, c5, c3), z, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(
        T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6)
        where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Horner(T.Fma(z, c6, c4), z, c2, c0);
        T odd = T.Fma(T.Fma(z, c5, c3), z, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(
        T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
        where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Horner(T.Fma(z, c6, c4), z, c2, c0);
        T odd = T.Horner(T.Fma(z, c7, c5), z, c3, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(
        T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6,
        double c7, double c8)
        where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Fma(T.Horner(T.Fma(z, c8, c6), z, c4, c2), z, c0);
        T odd = T.Horner(T.Fma(z, c7, c5), z, c3, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(
        T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6,
        double c7, double c8, double c9)
        where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Fma(T.Horner(T.Fma(z, c8, c6), z, c4, c2), z, c0);
        T odd = T.Fma(T.Horner(T.Fma(z, c9, c7), z, c5, c3), z, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(
        T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6,
        double c7, double c8, double c9, double c10)
        where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Horner(T.Fma(z, c10, c8), z, c6, c4, c2, c0);
        T odd = T.Fma(T.Horner(T.Fma(z, c9, c7), z, c5, c3), z, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(
        T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6,
        double c7, double c8, double c9, double c10, double c11)
        where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Horner(T.Fma(z, c10, c8), z, c6, c4, c2, c0);
        T odd = T.Horner(T.Fma(z, c11, c9), z, c7, c5, c3, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(
        T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6,
        double c7, double c8, double c9, double c10, double c11, double c12)
        where T : struct, ILane<T>
    {
        T z = x * x;
        T even = T.Fma(T.Horner(T.Fma(z, c12, c10), z, c8, c6, c4, c2), z, c0);
        T odd = T.Horner(T.Fma(z, c11, c9), z, c7, c5, c3, c1);
        return T.Fma(odd, x, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, double c0, double c1, double c2, double c3) where T : struct, ILane<T> =>
        T.Horner(T.Fma(x, c3, c2), x, c1, c0);

    /// <summary>One of any length by Horner's rule, for the scalar functions.</summary>
    public static double Of(double x, ReadOnlySpan<double> coefficients)
    {
        double s = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            s = Math.FusedMultiplyAdd(s, x, coefficients[i]);
        return s;
    }
}
