using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>sqrt(x^2 + y^2) without overflow or underflow; infinite if either is, even beside NaN.</summary>
/// <remarks>
/// Source: C. F. Borges, "An improved algorithm for hypot(a, b)" (2019): the square root, corrected by the residual
/// of its square, after both are scaled by a power of two.
/// Error: at most 0.8 ulp.
/// </remarks>
internal static class Hypot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T y) where T : struct, ILane<T>
    {
        T a = T.Abs(x), b = T.Abs(y);
        T large = T.Larger(a, b), small = T.Smaller(b, a);      // in this order a NaN stays in one of them
        T result = OfOrdered(large, small);
        T usual = T.LessThan(large, 1e150) & T.GreaterThan(small, 1e-130);
        return T.Any(~usual) ? Rare.Patch<T, Edges>(result, a, b, ~usual) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfOrdered<T>(T large, T small) where T : struct, ILane<T>
    {
        T square = large * large;
        T sum = T.Fma(small, small, square);
        T h = T.Sqrt(sum);
        T hSquare = h * h;
        T rest = square - hSquare;
        T residual = T.Fma(small, small, rest) + (T.Fma(large, large, -square) - T.Fma(h, h, -hSquare));
        return T.Fma(residual, 0.5 / h, h);
    }

    private readonly struct Edges : IScalarFunction2
    {
        public static double Of(double a, double b)
        {
            if (double.IsInfinity(a) || double.IsInfinity(b))
                return double.PositiveInfinity;
            double large = Math.Max(a, b), small = Math.Min(a, b);
            if (double.IsNaN(large) || small == 0 || large > 1e18 * small)
                return large + small;
            int shift = -Math.ILogB(large);
            return Math.ScaleB(OfOrdered<Scalar64>(Math.ScaleB(large, shift), Math.ScaleB(small, shift)), -shift);
        }
    }
}
