using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The tangent.</summary>
/// <remarks>
/// Source: x = n pi/2 + r, |r| at most pi/4; sin r / cos r for even n, -cos r / sin r for odd n.
/// Error: at most 2.0 ulp.
/// </remarks>
internal static class Tan
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T shifted = T.Fma(x, TrigReduction.TwoOverPi, PowerOfTwo.Magic);
        T n = shifted - PowerOfTwo.Magic;
        (T r, T low) = TrigReduction.Subtract(x, n, TrigReduction.HalfPi1, TrigReduction.HalfPi2, TrigReduction.HalfPi3);
        T odd = T.ShiftRightSigned(T.ShiftLeft(shifted, 63), 63);
        T y = Quotient(r, low, odd);
        y = T.Select(T.LessThan(T.Abs(x), 1e-9), x, y);
        T size = T.Abs(x);
        return T.AllWithin(size, 0, TrigReduction.Moderate)
            ? y
            : Rare.Patch<T, Huge>(y, x, ~T.LessOrEqual(size, TrigReduction.Moderate));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Quotient<T>(T r, T low, T odd) where T : struct, ILane<T>
    {
        T sin = TrigReduction.SinOfQuarterTurn(r, low), cos = TrigReduction.CosOfQuarterTurn(r, low);
        T y = T.Select(odd, cos, sin) / T.Select(odd, sin, cos);
        return y ^ (odd & T.Create(-0.0));
    }

    private readonly struct Huge : IScalarFunction
    {
        public static double Of(double x)
        {
            if (!double.IsFinite(x))
                return double.NaN;
            (int quadrant, double r, double low) = HugeAngle.Reduce(x);
            return Quotient<Scalar64>(r, low, Scalar64.FromBits(-(quadrant & 1)));
        }
    }
}
