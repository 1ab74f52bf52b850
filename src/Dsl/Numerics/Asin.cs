using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The arc sine.</summary>
/// <remarks>
/// Source: fdlibm's e_asin: an odd polynomial up to 1/2, pi/2 - 2 asin(sqrt((1 - |x|)/2)) from there, with the
/// remainder of the square root (the polynomial is ours: tests/reference/minimax.py, asin).
/// Error: at most 0.8 ulp.
/// </remarks>
internal static class Asin
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x);
        T outer = T.GreaterThan(size, 0.5);
        T z = T.Select(outer, T.Fma(size, -0.5, 0.5), size * size);
        T curve = z * Curve(z);
        T near = T.Fma(size, curve, size);
        T root = T.Sqrt(z);
        T rootLow = RootLow(root, z);
        // pi/2 - 2 (root + rootLow)(1 + curve)
        T doubled = root + root;
        T main = 1.5707963267948966 - doubled;
        T lost = (1.5707963267948966 - main) - doubled;
        T far = main + (lost - T.Fma(doubled, curve, T.Fma(rootLow, 2, -6.123233995736766e-17)));
        return T.Signed(T.Select(outer, far, near), x);
    }

    /// <summary>What the square root rounded off; 0 for a root of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T RootLow<T>(T root, T z) where T : struct, ILane<T> =>
        T.Fma(-root, root, z) / T.Larger(1e-150, root + root);

    /// <summary>(asin(t) / t - 1) / z in z = t^2, for |t| up to 1/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Curve<T>(T z) where T : struct, ILane<T> => Poly.Of(z,
        0.16666666666666172, 0.07500000000190286, 0.04464285692571548, 0.03038195595586667, 0.022371817219964462,
        0.01735903346136076, 0.01388999062535448, 0.012148606617369823, 0.006577367901800665, 0.019487479365096472,
        -0.016289305105385028, 0.032034200052711764);
}
