using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>-1, 0 or 1; 0 for both zeros, NaN for NaN.</summary>
internal static class Sign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T one = T.Signed(T.Create(1), x);
        // Only 0 is equal to 0, and x + 0 makes +0 of -0 and keeps NaN.
        return T.Select(T.GreaterThan(T.Abs(x), 0), one, x + 0);
    }
}
