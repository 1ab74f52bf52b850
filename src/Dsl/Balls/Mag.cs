using System.Numerics;

namespace GateDsl.Balls;

/// <summary>
/// A bound: a number that is not negative, of 31 bits and a long exponent. Every operation rounds up, so that a bound stays one. Source: Arb's mag_t
/// (F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic", 2017).
/// </summary>
/// <param name="Digits">Below 2^31; 0: the bound is 0.</param>
/// <param name="Exponent">Of 2, the factor of the digits.</param>
readonly record struct Mag(ulong Digits, long Exponent)
{
    const int Bits = 31;

    public static Mag Zero => default;

    public static Mag One => new(1, 0);

    public bool IsZero => Digits == 0;

    /// <summary>It is below 2 to this power; of 0, which is below all, one that no other bound has.</summary>
    public long Top => IsZero ? long.MinValue / 4 : Exponent + 64 - BitOperations.LeadingZeroCount(Digits);

    public static Mag PowerOfTwo(long exponent) => new(1, exponent);

    public static Mag operator +(Mag a, Mag b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        if (a.Exponent < b.Exponent) (a, b) = (b, a);
        long apart = a.Exponent - b.Exponent;

        // the larger one may have few digits: it is given as many as fit
        int room = (int)Math.Min(apart, Bits - (64 - BitOperations.LeadingZeroCount(a.Digits)));
        return Up((a.Digits << room) + RightUp(b.Digits, apart - room), a.Exponent - room);
    }

    public static Mag operator *(Mag a, Mag b) => Up(a.Digits * b.Digits, a.Exponent + b.Exponent);

    public static Mag operator /(Mag a, Mag b) => a.IsZero ? Zero : Up((a.Digits << 32) / b.Digits + 1, a.Exponent - b.Exponent - 32);

    public static Mag operator *(Mag a, uint n) => Up(a.Digits * n, a.Exponent);

    /// <summary>Times 2 to a power: exact.</summary>
    public Mag Scale(long power) => IsZero ? this : new(Digits, Exponent + power);

    public static Mag Max(Mag a, Mag b) => a < b ? b : a;

    public static bool operator <(Mag a, Mag b) => !b.IsZero && (a.IsZero || (a.Top != b.Top ? a.Top < b.Top : Aligned(a) < Aligned(b)));

    public static bool operator >(Mag a, Mag b) => b < a;

    /// <summary>The square root.</summary>
    public Mag Sqrt()
    {
        if (IsZero) return this;
        long exponent = Exponent - 30;
        ulong digits = Digits << 30;
        if ((exponent & 1) != 0) (digits, exponent) = (digits << 1, exponent - 1);
        return Up((ulong)Math.Sqrt(digits) + 1, exponent >> 1);
    }

    /// <summary>At or above the size of a whole number times a power of 2.</summary>
    public static Mag AtLeast(BigInteger x, long exponent)
    {
        if (x.IsZero) return Zero;
        long drop = BitsOf(x) - Bits;
        return drop <= 0 ? new((ulong)BigInteger.Abs(x), exponent) : Up((ulong)(BigInteger.Abs(x) >> (int)drop) + 1, exponent + drop);
    }

    /// <summary>At or below that size.</summary>
    public static Mag AtMost(BigInteger x, long exponent)
    {
        long drop = BitsOf(x) - Bits;
        return drop <= 0 ? new((ulong)BigInteger.Abs(x), exponent) : new((ulong)(BigInteger.Abs(x) >> (int)drop), exponent + drop);
    }

    /// <summary>At or above a double that is not negative.</summary>
    public static Mag AtLeast(double x)
    {
        if (x == 0) return Zero;
        int exponent = Math.ILogB(x) - Bits + 2;
        return Up((ulong)Math.Ceiling(Math.ScaleB(x, -exponent)), exponent);
    }

    /// <summary>The bound as a double, at or above it; infinite where it is larger than all.</summary>
    public double ToDouble() => IsZero ? 0 : Top > 1000 ? double.PositiveInfinity : Top < -1000 ? double.Epsilon : Math.ScaleB(Digits, (int)Exponent);

    public static int BitsOf(BigInteger x) => (int)BigInteger.Abs(x).GetBitLength();

    static Mag Up(ulong digits, long exponent)
    {
        int drop = 64 - BitOperations.LeadingZeroCount(digits) - Bits;
        return drop <= 0 ? new(digits, exponent) : new(RightUp(digits, drop), exponent + drop);
    }

    static ulong RightUp(ulong digits, long places) => places == 0 ? digits : places > 63 ? 1 : ((digits - 1) >> (int)places) + 1;

    static ulong Aligned(Mag a) => a.Digits << BitOperations.LeadingZeroCount(a.Digits);
}
