using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The hyperbolic sine.</summary>
/// <remarks>
/// Source: with m = e^|x| - 1, (m + m / (m + 1)) / 2; from 22 on e^|x| / 2, in two factors that do not overflow early.
/// Error: at most 1.9 ulp.
/// </remarks>
internal static class Sinh
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x);
        T m = Expm1.Of(T.Smaller(Hyperbolic.Far, size));
        T near = (m + m / (m + 1)) * 0.5;
        T far = T.GreaterThan(size, Hyperbolic.Far);
        T y = T.Any(far) ? T.Select(far, Hyperbolic.HalfExp(size), near) : near;
        return T.Signed(y, x);
    }
}

/// <summary>What sinh and cosh share.</summary>
internal static class Hyperbolic
{
    /// <summary>From here e^-x no longer matters beside e^x.</summary>
    public const double Far = 22;

    /// <summary>e^x / 2, up to where that overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T HalfExp<T>(T x) where T : struct, ILane<T>
    {
        (T r, T n) = ExpReduction.Of(T.Smaller(712, x));
        return T.Scale(ExpReduction.Exp(r), n - 1);
    }
}
