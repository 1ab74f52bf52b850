using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The derivative of digamma; infinite at 0, -1, -2, ...</summary>
/// <remarks>
/// Source: 1/x + (3/4 + Q) / x^2 with one minimax rational function Q for all positive numbers (tests/reference/minimax.py,
/// trigamma) and 1/x to twice the precision; below 0 as <see cref="PolygammaEdges"/>.
/// Error: at most 1.7 ulp.
/// </remarks>
internal static class Trigamma
{
    /// <summary>Below this 1 / x^2 is all there is, near the end of the range.</summary>
    private const double Smallest = 1e-150;

    /// <summary>Beyond this the quotient is its limit.</summary>
    private const double Limit = 1e17;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        bool usual = T.AllWithin(x, Smallest, double.MaxValue);
        T y = usual || T.Count > 1 ? Positive(x) : x;
        return usual ? y : Rare.Patch<T, Edges>(y, x, Rare.Outside(x, Smallest, double.MaxValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Positive<T>(T x) where T : struct, ILane<T>
    {
        T inverse = 1 / x;
        T low = T.Fma(-x, inverse, 1) * inverse;
        T square = inverse * inverse;
        T squareLow = T.Fma(inverse, inverse, -square) + (inverse + inverse) * low;
        T factor = Quotient(T.Smaller(Limit, x)) + 0.75;
        return T.Fma(square, factor, T.Fma(squareLow, factor, low) + inverse);
    }

    /// <summary>x^2 trigamma(x) - x - 3/4 for all positive x: from 1/4 to -1/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Quotient<T>(T x) where T : struct, ILane<T> =>
        Poly.Of(x,
            0.25, 0.21677205126954358, -0.6479319488055455, -1.572253246866444, -1.5989609034345074, -0.9531195177678661,
            -0.3592645356087686, -0.08543071570748166, -0.01188394523728755, -0.0007507789616928006)
        / Poly.Of(x,
            1.0, 4.8670882050781765, 10.296888757697443, 12.490840489052138, 9.632962939151897, 4.930199551798159,
            1.6864897947797675, 0.3747481016158471, 0.049537858180341156, 0.003003115846771166);

    private readonly struct Edges : IScalarFunction
    {
        public static double Of(double x) => x is > 0 and < Smallest ? 1 / x / x : PolygammaEdges.Of(1, x);
    }
}
