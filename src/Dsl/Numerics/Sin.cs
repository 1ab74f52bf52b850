using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The sine.</summary>
/// <remarks>
/// Source: x = n pi + r, |r| at most pi/2, and a minimax polynomial of degree 17 (tests/reference/minimax.py, sin)
/// with the sign of n's parity.
/// Error: at most 1.6 ulp.
/// </remarks>
internal static class Sin
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T shifted = T.Fma(x, TrigReduction.OneOverPi, PowerOfTwo.Magic);
        T n = shifted - PowerOfTwo.Magic;
        T r = T.Fma(n, -TrigReduction.Pi1, x);
        r = T.Fma(n, -TrigReduction.Pi3, T.Fma(n, -TrigReduction.Pi2, r));
        T y = TrigReduction.SinOfHalfTurn(r) ^ T.ShiftLeft(shifted, 63);
        T size = T.Abs(x);
        return T.AllWithin(size, 0, TrigReduction.Moderate)
            ? y
            : Rare.Patch<T, Huge>(y, x, ~T.LessOrEqual(size, TrigReduction.Moderate));
    }

    private readonly struct Huge : IScalarFunction
    {
        public static double Of(double x) => double.IsFinite(x) ? OfHuge(x, 0) : double.NaN;
    }

    /// <summary>sin(x + turn pi/2) for huge x.</summary>
    public static double OfHuge(double x, int turn)
    {
        (int quadrant, double r, double low) = HugeAngle.Reduce(x);
        quadrant += turn;
        double y = (quadrant & 1) == 0
            ? TrigReduction.SinOfQuarterTurn<Scalar64>(r, low)
            : TrigReduction.CosOfQuarterTurn<Scalar64>(r, low);
        return (quadrant & 2) == 0 ? y : -y;
    }
}
