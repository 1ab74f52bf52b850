using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>x to an integer power.</summary>
/// <remarks>
/// Source: up to the fourth power plain products, as anybody would write them; from there repeated squaring in
/// double-length arithmetic (Kornerup, Lefevre, Louvet and Muller, "On the computation of correctly rounded integer
/// powers", 2009), as plain squaring loses n/2 units in the last place; <see cref="Pow"/> where that could overflow or underflow.
/// Error: at most 1.8 ulp.
/// </remarks>
internal static class PowInt
{
    private const int Largest = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, int n) where T : struct, ILane<T> => n switch
    {
        0 => T.Create(1),
        1 => x,
        2 => x * x,
        3 => x * x * x,
        4 => x * x * (x * x),
        -1 => 1 / x,
        _ => General(x, n),
    };

    /// <summary>With an exponent per lane, integral: what a computed exponent needs.</summary>
    public static T Of<T>(T x, T n) where T : struct, ILane<T> =>
        Rare.Patch<T, OfDoubles>(x, x, n, T.Equal(x, x) | ~T.Equal(x, x));

    private readonly struct OfDoubles : IScalarFunction2
    {
        public static double Of(double x, double n) =>
            Math.Abs(n) <= int.MaxValue ? PowInt.Of<Scalar64>(x, (int)n) : Pow.Of<Scalar64>(x, n);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T General<T>(T x, int n) where T : struct, ILane<T>
    {
        if (n is < -Largest or > Largest)
            return Pow.Of(x, T.Create(n));
        int count = Math.Abs(n);
        (T high, T low) = Power(x, count);
        T y = n > 0 ? high + low : Inverse(high, low);
        // Within these bounds neither the power nor its rounding errors leave the range of normal numbers.
        T size = T.Abs(high);
        T usual = T.GreaterThan(size, 1e-270) & T.LessThan(size, 1e290);
        return T.Any(~usual) ? T.Select(usual, y, Pow.Of(x, T.Create(n))) : y;
    }

    /// <summary>1 / x^count to half a unit in the last place, or anything where that is near the ends of the range.</summary>
    public static double Reciprocal(double x, int count)
    {
        (Scalar64 high, Scalar64 low) = Power<Scalar64>(x, count);
        return Inverse(high, low);
    }

    private static (T High, T Low) Power<T>(T x, int count) where T : struct, ILane<T>
    {
        T high = x, low = T.Create(0);
        for (int bit = System.Numerics.BitOperations.Log2((uint)count) - 1; bit >= 0; bit--)
        {
            T square = high * high;
            low = T.Fma(high, high, -square) + (high + high) * low;
            high = square;
            if ((count >> bit & 1) != 0)
            {
                T product = high * x;
                low = T.Fma(low, x, T.Fma(high, x, -product));
                high = product;
            }
        }

        return (high, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Inverse<T>(T high, T low) where T : struct, ILane<T>
    {
        T q = 1 / high;
        return T.Fma(q, T.Fma(-q, low, T.Fma(-q, high, 1)), q);
    }
}
