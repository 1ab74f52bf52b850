using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>x to the power y, with the special cases of IEEE 754 and <see cref="Math.Pow"/>.</summary>
/// <remarks>
/// Source: e^(y log x) with log x as a sum of two doubles, good to 2^-68: log m = 2 atanh(s), s = (m - 1) / (m + 1) with
/// its remainder (Dekker's double-length arithmetic, fused), the first term of the series in two parts as well.
/// Error: at most 1.1 ulp.
/// </remarks>
internal static class Pow
{
    // Not inlined: the JIT stops inlining in a method of too many locals, and this has a good part of them.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Of<T>(T x, T y) where T : struct, ILane<T>
    {
        (T m, T k) = PowerOfTwo.Split(x);
        T power = OfSplit(m, k, y);
        // An infinite or huge y would make infinity - infinity; NaN fails every comparison.
        T size = T.Abs(y);
        return LogParts.AllPositiveNormal(x) && T.AllWithin(size, 0, HugePower)
            ? power
            : Rare.Patch<T, Edges>(power, x, y, LogParts.IsEdge(x) | ~T.LessOrEqual(size, HugePower));
    }

    /// <summary>With such a power of a number other than 1, the result is infinite or 0.</summary>
    private const double HugePower = 1e22;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfSplit<T>(T m, T k, T y) where T : struct, ILane<T>
    {
        (T high, T low) = LogOf(m, k);
        T product = y * high;
        T error = T.Fma(y, low, T.Fma(y, high, -product));
        // Far beyond the range of exp the tail is noise; it must not disturb an infinity or a 0.
        return Exp.Of(product, T.Larger(-1e-9, T.Smaller(1e-9, error)));
    }

    /// <summary>log(m 2^k) as an unevaluated sum, the second part below a few units of the first one's last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T High, T Low) LogOf<T>(T m, T k) where T : struct, ILane<T>
    {
        T f = m - 1;                                // exact
        T sum = m + 1;
        T sumLow = m - (sum - 1);
        T inverse = 1 / sum;
        T s = f * inverse;
        T sLow = inverse * T.Fma(-s, sumLow, T.Fma(-s, sum, f));
        T z = s * s;
        T zLow = T.Fma(s, s, -z) + (s + s) * sLow;

        // 2s + s z (2/3 + z tail): the cubic's coefficient and product are kept in two parts.
        T tail = z * Curve(z);
        T c = tail + TwoThirds;
        T cLow = (TwoThirds - c) + tail + TwoThirdsLow;
        T sz = s * z;
        T szLow = T.Fma(s, z, -sz) + T.Fma(s, zLow, sLow * z);
        T cubic = sz * c;
        T cubicLow = T.Fma(sz, c, -cubic) + T.Fma(sz, cLow, szLow * c);

        // k ln 2 + 2s + cubic, in falling order.
        T whole = k * LogParts.Ln2Head;            // exact: 11 and 42 bits
        T twice = s + s;
        T a = whole + twice;
        T aLow = (whole - a) + twice;
        T high = a + cubic;
        T low = (a - high) + cubic;
        low += aLow + T.Fma(k, LogParts.Ln2Rest, (sLow + sLow) + cubicLow);
        return (high, low);
    }

    private const double TwoThirds = 0.6666666666666666, TwoThirdsLow = 3.700743415417188e-17;

    /// <summary>(2 atanh(s) / s - 2 - 2/3 z) / z^2 in z = s^2, for s up to 3 - 2 sqrt(2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Curve<T>(T z) where T : struct, ILane<T> => Poly.Of(z,
        0.39999999999999997, 0.28571428571432905, 0.2222222222035518, 0.18181818545976086, 0.15384577464196222,
        0.1333558327594974, 0.11688595889693391, 0.11883039461908983);

    /// <summary>Everything that is not a positive normal number to a moderate power.</summary>
    private readonly struct Edges : IScalarFunction2
    {
        public static double Of(double x, double y)
        {
            if (y == 0 || x == 1)
                return 1;
            if (double.IsNaN(x) || double.IsNaN(y))
                return double.NaN;
            double size = Math.Abs(x);
            if (double.IsInfinity(y) || size == 0 || double.IsInfinity(size) || Math.Abs(y) > HugePower)
                return Limit(x, size, y);
            if (x < 0 && y != Math.Truncate(y))
                return double.NaN;
            double power = OfSize(size, y);
            return x < 0 && IsOdd(y) ? -power : power;
        }

        private static double OfSize(double size, double y)
        {
            bool small = size < LogParts.SmallestNormal;
            (Scalar64 m, Scalar64 k) = PowerOfTwo.Split<Scalar64>(small ? size * LogParts.Lift : size);
            return OfSplit<Scalar64>(m, small ? k.Value - LogParts.LiftExponent : k, y);
        }

        /// <summary>0, 1 or infinity, with a sign where x is -0 or -infinity and y odd.</summary>
        private static double Limit(double x, double size, double y)
        {
            if (size == 1)
                return double.IsInfinity(y) || !IsOdd(y) ? 1 : x;
            double limit = (size > 1) == (y > 0) ? double.PositiveInfinity : 0;
            return double.IsNegative(x) && IsOdd(y) ? -limit : limit;
        }

        private static bool IsOdd(double y) => Math.Abs(y) < 9007199254740992.0 && Math.Abs(y % 2) == 1;
    }
}
