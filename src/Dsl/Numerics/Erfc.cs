using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The complementary error function 1 - erf(x), accurate relatively down to the subnormals.</summary>
/// <remarks>
/// Source: e^(-x^2) times the rational function of <see cref="ErfParts"/>; 2 minus that below 0.
/// Error: at most 2.9 ulp.
/// </remarks>
internal static class Erfc
{
    /// <summary>Above this erfc rounds to 0.</summary>
    private const double Underflow = 27.3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T tail = Tail(T.Smaller(Underflow, T.Abs(x)));
        return T.Select(T.LessThan(x, 0), 2 - tail, tail);
    }

    /// <summary>erfc on [0, 27.3].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tail<T>(T x) where T : struct, ILane<T>
    {
        (T numerator, T denominator) = ErfParts.Scaled(x);
        return ErfParts.BellTimes(x, numerator / denominator);
    }
}
