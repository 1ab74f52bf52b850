namespace GateDsl.Numerics;

/// <summary>An angle of any size reduced by multiples of pi/2.</summary>
/// <remarks>
/// Source: Payne and Hanek, "Radian reduction for trigonometric functions" (1983): of the bits of 2/pi, those that make
/// multiples of 4 in the product are skipped, and 192 bits of the rest are multiplied exactly.
/// </remarks>
internal static class HugeAngle
{
    /// <summary>The quadrant n mod 4 and x - n pi/2 in two parts, for finite |x| at least 1.</summary>
    public static (int Quadrant, double R, double Low) Reduce(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075;                 // |x| = mantissa * 2^exponent
        ulong mantissa = ((ulong)bits & 0x000F_FFFF_FFFF_FFFF) | 0x0010_0000_0000_0000;

        // From this bit of 2/pi (bit 1 has weight 1/2) on, mantissa * 2^exponent * bit is below 4.
        int start = exponent - 2;
        UInt128 high = ((UInt128)Word(start) << 64) | Word(start + 64);
        ulong low = Word(start + 128);

        // product = mantissa * (high : low) modulo 2^192, that is modulo 4, less its last 64 bits: in units of 2^-126.
        UInt128 tail = (UInt128)mantissa * low;
        UInt128 product = high * mantissa + (tail >> 64);
        int quadrant = (int)(product >> 126);
        UInt128 fraction = product << 2;                                   // in units of 2^-128
        bool up = (fraction >> 127) != 0;                                  // nearest multiple, not the one below
        if (up)
        {
            quadrant++;
            fraction = UInt128.Zero - fraction;
        }

        // fraction * pi/2: the leading 53 bits, the next 53, and pi/2 in two parts.
        double first = Leading(fraction, out UInt128 rest);
        double second = Leading(rest, out _);
        double r = first * TrigReduction.HalfPi1;
        double error = Math.FusedMultiplyAdd(first, TrigReduction.HalfPi1, -r)
            + (first * TrigReduction.HalfPi2 + second * TrigReduction.HalfPi1);
        double sum = r + error;
        error = (r - sum) + error;
        bool negative = up != (x < 0);
        return ((x < 0 ? -quadrant : quadrant) & 3, negative ? -sum : sum, negative ? -error : error);
    }

    /// <summary>The leading 53 bits of a number in units of 2^-128, and the number less them.</summary>
    private static double Leading(UInt128 value, out UInt128 rest)
    {
        int width = 128 - (int)UInt128.LeadingZeroCount(value);
        int shift = Math.Max(0, width - 53);
        ulong top = (ulong)(value >> shift);
        rest = value - ((UInt128)top << shift);
        return Math.ScaleB((double)top, shift - 128);
    }

    /// <summary>64 bits of 2/pi after its first <paramref name="start"/> bits; from -64 on.</summary>
    private static ulong Word(int start)
    {
        start += 64;
        int index = start >> 6, offset = start & 63;
        ulong word = TwoOverPi[index] << offset;
        return offset == 0 ? word : word | (TwoOverPi[index + 1] >> (64 - offset));
    }

    /// <summary>A word of zeros and the first 1280 binary places of 2/pi.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0,
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484,
        0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B,
        0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];
}
