using System.Numerics;

namespace GateDsl.Simplification;

/// <summary>
/// A real number with a fixed point and 512 binary places: enough for the coefficients of power series, whose leading terms cancel exactly
/// in mathematics and must be seen to.
/// </summary>
readonly record struct Wide(BigInteger Scaled)
{
    const int Places = 512;

    public static Wide Zero => default;
    public static Wide One { get; } = new(BigInteger.One << Places);
    public static Wide Pi { get; } = 16 * ArcTanOfInverse(5) - 4 * ArcTanOfInverse(239);   // Machin
    public static Wide Ln2 { get; } = LogNearOne(new Wide(BigInteger.One << (Places + 1)));
    public static Wide Ln10 { get; } = Log(10);

    /// <summary>Whether it is 0 but for the rounding of its making.</summary>
    public bool IsZero => Scaled.GetBitLength() < Places / 2;

    /// <summary>Whether it is beyond every double. Numbers grow no further: arithmetic with one of a million digits takes for ever.</summary>
    public bool IsHuge => Scaled.GetBitLength() > Places + 1_024;

    public int Sign => Scaled.Sign;

    /// <summary>The power of 2 at or below its size.</summary>
    public int Exponent => (int)BigInteger.Abs(Scaled).GetBitLength() - 1 - Places;

    public static implicit operator Wide(int x) => new(new BigInteger(x) << Places);

    // Constants of the derivatives in the table of primitives: what they are rounded from must cancel.
    static readonly Lazy<Dictionary<double, Wide>> irrational = new(() => ((Wide[])
        [Ln2, Ln10, One / Ln2, One / Ln10, Pi, One / Pi, Sqrt(2), Sqrt(One / 2), Sqrt(Pi), 2 * (One / Sqrt(Pi)), One / Sqrt(Pi), Sqrt(2 * (One / Pi)), Sqrt(2 * Pi), One / Sqrt(2 * Pi), Exp(One)])
        .ToDictionary(x => x.ToDouble()));

    /// <summary>A double, taken exactly, but for those that stand for a well-known irrational number; null where it is too large or too small for this arithmetic.</summary>
    public static Wide? Of(double x)
    {
        if (x == 0) return Zero;
        if (irrational.Value.TryGetValue(Math.Abs(x), out Wide known)) return x < 0 ? -known : known;
        if (!double.IsFinite(x) || Math.Abs(x) is > 1e60 or < 1e-60) return null;
        long bits = BitConverter.DoubleToInt64Bits(x);
        long mantissa = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        int shift = (int)((bits >> 52) & 0x7FF) - 1075 + Places;
        var scaled = shift >= 0 ? new BigInteger(mantissa) << shift : new BigInteger(mantissa) >> -shift;
        return new(x < 0 ? -scaled : scaled);
    }

    public double ToDouble()
    {
        int bits = (int)BigInteger.Abs(Scaled).GetBitLength(), drop = bits - 64;
        return drop > 0 ? Math.ScaleB((double)(Scaled >> drop), drop - Places) : Math.ScaleB((double)Scaled, -Places);
    }

    public static Wide operator +(Wide a, Wide b) => new(a.Scaled + b.Scaled);
    public static Wide operator -(Wide a, Wide b) => new(a.Scaled - b.Scaled);
    public static Wide operator -(Wide a) => new(-a.Scaled);
    public static Wide operator *(Wide a, Wide b) =>
        a.Scaled.IsZero || b == One ? a : b.Scaled.IsZero || a == One ? b : new((a.Scaled * b.Scaled) >> Places);    // most coefficients are 0 or 1
    public static Wide operator *(int a, Wide b) => new(a * b.Scaled);
    public static Wide operator /(Wide a, Wide b) => new((a.Scaled << Places) / b.Scaled);
    public static Wide operator /(Wide a, int b) => new(a.Scaled / b);

    public Wide Scale(int powerOfTwo) => new(powerOfTwo >= 0 ? Scaled << powerOfTwo : Scaled >> -powerOfTwo);

    public static Wide Sqrt(Wide x)
    {
        // from above, by Newton's method: the root of the leading digits has some fifty bits right, and two more in its last place make it too large
        BigInteger square = x.Scaled << Places;
        int dropped = Math.Max((int)square.GetBitLength() - 100, 0) & ~1;
        BigInteger root = (new BigInteger(Math.Sqrt((double)(square >> dropped))) + 2) << (dropped / 2);
        while (true)
        {
            BigInteger next = (root + square / root) >> 1;
            if (next >= root) return new(root);
            root = next;
        }
    }

    /// <summary>e to a power of moderate size: its Taylor series after halving the argument 16 times.</summary>
    public static Wide Exp(Wide x)
    {
        if (x == Zero) return One;
        const int halvings = 16;
        Wide small = x.Scale(-halvings), term = One, sum = One;
        for (int n = 1; term.Scaled != 0 && n < 200; n++) sum += term = term * small / n;
        for (int i = 0; i < halvings; i++) sum *= sum;
        return sum;
    }

    /// <summary>The natural logarithm of a positive number.</summary>
    public static Wide Log(Wide x)
    {
        if (x == One) return Zero;
        int exponent = x.Exponent;
        return LogNearOne(x.Scale(-exponent)) + exponent * Ln2;
    }

    public static (Wide Sin, Wide Cos) SinCos(Wide x)
    {
        Wide term = One, sin = Zero, cos = One;
        for (int n = 1; term.Scaled != 0 && n < 400; n++)
        {
            term = term * x / n;
            switch (n % 4)
            {
                case 1: sin += term; break;
                case 2: cos -= term; break;
                case 3: sin -= term; break;
                default: cos += term; break;
            }
        }
        return (sin, cos);
    }

    // Twice the inverse hyperbolic tangent of (x - 1) / (x + 1), for x in [1, 2].
    static Wide LogNearOne(Wide x)
    {
        Wide z = (x - One) / (x + One), square = z * z, power = z, sum = Zero;
        for (int n = 1; power.Scaled != 0; n += 2)
        {
            sum += power / n;
            power *= square;
        }
        return 2 * sum;
    }

    static Wide ArcTanOfInverse(int n)
    {
        Wide power = One / n, sum = Zero;
        for (int k = 1, sign = 1; power.Scaled != 0; k += 2, sign = -sign)
        {
            sum += sign * (power / k);
            power /= n * n;
        }
        return sum;
    }
}
