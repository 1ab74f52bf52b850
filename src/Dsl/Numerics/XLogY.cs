using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>x log y, and 0 where x is 0: the limit as both go to 0, and what an entropy means by 0 log 0.</summary>
/// <remarks>
/// Where y is negative or NaN it is NaN whatever x is: there the logarithm has no value to be a factor of.
/// Error: at most 1.1 ulp.
/// </remarks>
internal static class XLogY
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T y) where T : struct, ILane<T>
    {
        T zero = T.Create(0);
        return T.Select(T.Equal(x, zero) & T.GreaterOrEqual(y, zero), x, x * Log.Of(y));
    }

    public static double Scalar(double x, double y) => x == 0 && y >= 0 ? x : x * ScalarMath.Log(y);
}

/// <summary>x log (1 + y), and 0 where x is 0.</summary>
/// <remarks>Error: at most 1.1 ulp.</remarks>
internal static class XLog1pY
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T y) where T : struct, ILane<T> =>
        T.Select(T.Equal(x, T.Create(0)) & T.GreaterOrEqual(y, T.Create(-1)), x, x * Log1p.Of(y));

    public static double Scalar(double x, double y) => x == 0 && y >= -1 ? x : x * ScalarMath.Log1p(y);
}
