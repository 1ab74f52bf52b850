using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The arc cosine.</summary>
/// <remarks>
/// Source: pi/2 - asin(x) up to 1/2, 2 asin(sqrt((1 - x)/2)) above, pi minus that of -x below.
/// Error: at most 0.8 ulp.
/// </remarks>
internal static class Acos
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x);
        T outer = T.GreaterThan(size, 0.5);
        T z = T.Select(outer, T.Fma(size, -0.5, 0.5), x * x);
        T curve = z * Asin.Curve(z);
        T main = 1.5707963267948966 - x;
        T lost = (1.5707963267948966 - main) - x;
        T near = main + (lost - T.Fma(x, curve, -6.123233995736766e-17));
        T root = T.Sqrt(z);
        T small = T.Fma(root, curve, Asin.RootLow(root, z));
        T right = root + small;
        T left = 1.5707963267948966 - root;
        T leftLost = (1.5707963267948966 - left) - root;
        left += leftLost - (small - 6.123233995736766e-17);
        T far = T.Select(T.LessThan(x, 0), left, right);
        return T.Select(outer, far + far, near);
    }
}
