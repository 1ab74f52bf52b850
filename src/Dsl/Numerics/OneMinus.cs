using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>1 - p, one rounding.</summary>
/// <remarks>Error: at most 0.5 ulp.</remarks>
internal static class OneMinus
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T p) where T : struct, ILane<T> => T.Create(1) - p;

    public static double Scalar(double p) => 1 - p;
}
