using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The angle of the point (x, y), in [-pi, pi], with the signed zeros and infinities of IEEE 754.</summary>
/// <remarks>Error: at most 1.8 ulp.</remarks>
internal static class Atan2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T y, T x) where T : struct, ILane<T>
    {
        T height = T.Abs(y), width = T.Abs(x);
        T angle = Atan.OfQuotient(height, width);
        T left = T.LessThan(x, 0);
        angle = T.Select(left, 3.141592653589793 - (angle - 1.2246467991473532e-16), angle);
        angle = T.Signed(angle, y);
        T usual = T.LessThan(T.Larger(height, width), 1e300) & T.GreaterThan(T.Smaller(width, height), 1e-290);
        return T.Any(~usual) ? Rare.Patch<T, Edges>(angle, y, x, ~usual) : angle;
    }

    private readonly struct Edges : IScalarFunction2
    {
        public static double Of(double y, double x)
        {
            if (double.IsNaN(y) || double.IsNaN(x))
                return double.NaN;
            return Math.CopySign(Size(Math.Abs(y), Math.Abs(x), double.IsNegative(x)), y);
        }

        private static double Size(double height, double width, bool left)
        {
            if (height == 0 || (double.IsInfinity(width) && !double.IsInfinity(height)))
                return left ? Math.PI : 0;
            if (double.IsInfinity(height) && double.IsInfinity(width))
                return left ? 3 * (Math.PI / 4) : Math.PI / 4;
            if (width == 0 || double.IsInfinity(height))
                return Math.PI / 2;
            // Both to the middle of the range: exact unless the smaller one no longer matters or underflows the quotient.
            int shift = -Math.ILogB(Math.Max(height, width));
            double scaledHeight = Math.ScaleB(height, shift), scaledWidth = Math.ScaleB(width, shift);
            double angle = scaledHeight < 1e-290 && !left
                ? height / width
                : Atan.OfQuotient<Scalar64>(scaledHeight, scaledWidth);
            return left ? Math.PI - (angle - 1.2246467991473532e-16) : angle;
        }
    }
}
