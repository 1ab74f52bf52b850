using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The sine.</summary>
/// <remarks>
/// Source: x = n pi + r, |r| at most pi/2, and a minimax polynomial of degree 17 (tests/reference/minimax.py, sin)
/// with the sign of n's parity.
/// </remarks>
internal static class Sin
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T shifted = T.Fma(x, TrigReduction.OneOverPi, PowerOfTwo.Magic);
        T n = shifted - PowerOfTwo.Magic;
        (T r, T low) = TrigReduction.Subtract(x, n, TrigReduction.Pi1, TrigReduction.Pi2, TrigReduction.Pi3);
        T y = TrigReduction.SinOfHalfTurn(r, low) ^ T.ShiftLeft(shifted, 63);
        y = T.Select(T.Equal(x, T.Create(0)), x, y);
        T usual = T.LessOrEqual(T.Abs(x), TrigReduction.Moderate);
        return T.Any(~usual) ? Rare.Patch<T, Huge>(y, x, ~usual) : y;
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
