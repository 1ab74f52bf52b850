using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The inverse hyperbolic sine.</summary>
/// <remarks>Source: log1p(a + a^2 / (1 + sqrt(1 + a^2))) for a = |x|; log(a) + ln 2 for huge a.</remarks>
internal static class Asinh
{
    private const double Huge = 1e9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x);
        T a = T.Smaller(T.Create(Huge), size);
        T square = a * a;
        T y = Log1p.Of(a + square / (T.Create(1) + T.Sqrt(T.Create(1) + square)));
        T huge = T.GreaterThan(size, T.Create(Huge));
        if (T.Any(huge))
            y = T.Select(huge, Log.Of(size) + T.Create(ExpReduction.Ln2High), y);
        return y | (x & T.Create(-0.0));
    }
}
