using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>Powers of two by their exponent bits, and the split of a number into fraction and exponent.</summary>
internal static class PowerOfTwo
{
    /// <summary>1.5 * 2^52: adding it rounds to an integer (ties to even) and leaves that integer in the low bits.</summary>
    public const double Magic = 6755399441055744.0;

    private const long MagicBits = 0x4338_0000_0000_0000;

    /// <summary>2^n for integral n in [-1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T n) where T : struct, ILane<T> => OfMagic(n + Magic);

    /// <summary>2^n for n + <see cref="Magic"/>, n integral in [-1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfMagic<T>(T shifted) where T : struct, ILane<T> =>
        T.AddBits(T.ShiftLeft(shifted, 52), T.Create(1.0));

    /// <summary>
    /// x * 2^n with one rounding, for machines without an instruction for it: the first of two factors is exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scale<T>(T x, T n) where T : struct, ILane<T>
    {
        n = T.Smaller(1900, T.Larger(-1900, n));
        T half = T.Round(n * 0.5);
        return x * Of(half) * Of(n - half);
    }

    /// <summary>
    /// x = m * 2^k with m in [sqrt(1/2), sqrt(2)), for positive normal x. Source: the exponent bits, after adding
    /// the distance of sqrt(1/2) from 1/2 so that the exponent steps at sqrt(2) and not at 2 (as in fdlibm).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T M, T K) Split<T>(T x) where T : struct, ILane<T> => Split(x, SqrtHalfBits);

    /// <summary>x = m * 2^k with m from the number of the given bits up to twice that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T M, T K) Split<T>(T x, long lowestBits) where T : struct, ILane<T>
    {
        T offset = T.SubtractBits(x, T.FromBits(lowestBits));
        T k = T.ShiftRightSigned(offset, 52);
        T m = T.SubtractBits(x, T.ShiftLeft(k, 52));
        return (m, T.AddBits(k, T.FromBits(MagicBits)) - Magic);
    }

    /// <summary>2^-k and k for the k of <see cref="Split{T}(T)"/>, at most 1022 in size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Power, T K) Inverse<T>(T x) where T : struct, ILane<T>
    {
        T offset = T.SubtractBits(x, T.FromBits(SqrtHalfBits));
        T k = T.AddBits(T.ShiftRightSigned(offset, 52), T.FromBits(MagicBits)) - Magic;
        return (T.SubtractBits(T.Create(1), offset & T.FromBits(ExponentBits)), k);
    }

    private const long ExponentBits = unchecked((long)0xFFF0_0000_0000_0000);
    private const long SqrtHalfBits = 0x3FE6_A09E_667F_3BCD;
}
