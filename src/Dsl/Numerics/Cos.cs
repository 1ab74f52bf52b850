using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The cosine.</summary>
/// <remarks>
/// Source: as <see cref="Sin"/>, with |x| = n pi/2 - r for the odd n nearest, so that cos x = +- sin r.
/// Error: at most 1.5 ulp.
/// </remarks>
internal static class Cos
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x);
        T shifted = T.Fma(size, TrigReduction.OneOverPi, -0.5) + PowerOfTwo.Magic;
        T half = shifted - PowerOfTwo.Magic;
        T n = half + half + 1;
        T r = T.Fma(n, TrigReduction.HalfPi1, -size);
        r = T.Fma(n, TrigReduction.HalfPi3, T.Fma(n, TrigReduction.HalfPi2, r));
        T y = TrigReduction.SinOfHalfTurn(r) ^ T.ShiftLeft(shifted, 63);
        return T.AllWithin(size, 0, TrigReduction.Moderate)
            ? y
            : Rare.Patch<T, Huge>(y, x, ~T.LessOrEqual(size, TrigReduction.Moderate));
    }

    private readonly struct Huge : IScalarFunction
    {
        public static double Of(double x) => double.IsFinite(x) ? Sin.OfHuge(x, 1) : double.NaN;
    }
}
