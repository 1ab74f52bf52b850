using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The arc tangent.</summary>
/// <remarks>
/// Source: Cephes' reduction to |t| at most tan(pi/8) by atan a = pi/4 + atan((a - 1)/(a + 1)) and pi/2 - atan(1/a),
/// in one division; then an odd minimax polynomial (tests/reference/minimax.py, atan).
/// Error: at most 1.5 ulp.
/// </remarks>
internal static class Atan
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x);
        return T.Signed(OfQuotient(T.Smaller(1e300, size), T.Create(1)), x);
    }

    /// <summary>atan(y / x) for y and x at least 0, not both 0, and their sum finite: in [0, pi/2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfQuotient<T>(T y, T x) where T : struct, ILane<T>
    {
        T steep = T.GreaterThan(y, x * 2.414213562373095);
        T middle = T.GreaterThan(y, x * 0.41421356237309503);
        T numerator = T.Select(steep, -x, T.Select(middle, y - x, y));
        T denominator = T.Select(steep, y, T.Select(middle, y + x, x));
        T high = T.Select(steep, T.Create(1.5707963267948966), middle & T.Create(0.7853981633974483));
        T low = T.Select(steep, T.Create(6.123233995736766e-17), middle & T.Create(3.061616997868383e-17));
        T t = numerator / denominator;
        T z = t * t;
        return high + T.Fma(t * z, Curve(z), low + t);
    }

    /// <summary>(atan(t) / t - 1) / z in z = t^2, for |t| up to tan(pi/8).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Curve<T>(T z) where T : struct, ILane<T> => Poly.Of(z,
        -0.3333333333333327, 0.199999999999691, -0.14285714281357412, 0.11111110825043978, -0.09090898564315592,
        0.0769206884080577, -0.06663148070807516, 0.05847881407432409, -0.05038028832946306, 0.03800560738873991,
        -0.017818085487310634);
}
