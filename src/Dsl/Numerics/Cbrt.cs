using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The cube root.</summary>
/// <remarks>
/// Source: fdlibm's s_cbrt idea: a third of the exponent by bit work, a cubic for the fraction, then steps of
/// Halley's iteration, the last one with the residual a - y^3 to twice the precision.
/// Error: at most 0.5 ulp.
/// </remarks>
internal static class Cbrt
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T y = OfNormal(x);
        T size = T.Abs(x);
        return LogParts.AllPositiveNormal(size) ? y : Rare.Patch<T, Edges>(y, x, LogParts.IsEdge(size));
    }

    private readonly struct Edges : IScalarFunction
    {
        // 2^54 has the cube root 2^18.
        public static double Of(double x) => x == 0 || !double.IsFinite(x)
            ? x
            : OfNormal<Scalar64>(x * LogParts.Lift).Value * (1.0 / 262144);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfNormal<T>(T x) where T : struct, ILane<T>
    {
        (T m, T k) = PowerOfTwo.Split(T.Abs(x));                    // m in [0.7, 1.42)
        T third = T.Round(k * (1.0 / 3));
        T a = m * PowerOfTwo.Of(k - third * 3);            // in [0.35, 2.83)
        T y = Poly.Of(a, 0.38, 0.84, -0.245, 0.0295);               // within 1 %
        y = Halley(y, a);
        y = Halley(y, a);
        T square = y * y;
        T squareLow = T.Fma(y, y, -square);
        T residual = T.Fma(-y, square, a) - y * squareLow;
        y = T.Fma(residual / square, 1.0 / 3, y);
        return T.Signed(y * PowerOfTwo.Of(third), x);
    }

    /// <summary>y (y^3 + 2a) / (2y^3 + a): three times as many digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Halley<T>(T y, T a) where T : struct, ILane<T>
    {
        T cube = y * y * y;
        return y * (cube + (a + a)) / (cube + cube + a);
    }
}
