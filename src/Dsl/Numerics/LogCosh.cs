using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>log (cosh x): log1p (2 sinh² (x / 2)) where that keeps the digits of a small result, else |x| + log1p (exp (-2 |x|)) - log 2.</summary>
/// <remarks>Error: at most 2.2 ulp.</remarks>
internal static class LogCosh
{
    const double Ln2 = 0.69314718055994530942;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        T size = T.Abs(x), one = T.Create(1), small = Sinh.Of(T.Smaller(size, one) * T.Create(0.5));
        T near = Log1p.Of(T.Create(2) * small * small);
        T far = size + (Log1p.Of(Exp.OfNegative((x + x) | T.Create(-0.0))) - T.Create(Ln2));
        return T.Select(T.LessThan(size, one), near, far);
    }

    public static double Scalar(double x)
    {
        double size = Math.Abs(x);
        if (!(size < 1)) return size + (ScalarMath.Log1p(ScalarMath.Exp(-2 * size)) - Ln2);
        double small = ScalarMath.Sinh(size / 2);
        return ScalarMath.Log1p(2 * small * small);
    }
}
