namespace GateDsl.Algebra;

/// <summary>An exact number, in lowest terms. What leaves 128 bits throws <see cref="OverflowException"/>: the form that needs it is given up.</summary>
readonly struct Rational(Int128 numerator, Int128 denominator) : IEquatable<Rational>
{
    readonly Int128 under = denominator - 1;      // so that default is 0 / 1

    public static readonly Rational Zero = new(0, 1), One = new(1, 1), Half = new(1, 2);

    public Int128 Numerator { get; } = numerator;

    public Int128 Denominator => under + 1;

    public bool IsZero => Numerator == 0;

    public bool IsOne => Numerator == 1 && under == 0;

    public bool IsWhole => under == 0;

    public int Sign => Numerator > 0 ? 1 : Numerator < 0 ? -1 : 0;

    /// <summary>A whole number that is even.</summary>
    public bool IsEven => under == 0 && Int128.IsEvenInteger(Numerator);

    /// <summary>A whole number that is odd.</summary>
    public bool IsOdd => under == 0 && Int128.IsOddInteger(Numerator);

    /// <summary>Neither part is long: such numbers are folded, others keep to themselves.</summary>
    public bool IsShort(long limit) => Int128.Abs(Numerator) < limit && Denominator < limit;

    public static Rational Of(Int128 numerator, Int128 denominator)
    {
        if (denominator < 0) (numerator, denominator) = (-numerator, -denominator);
        Int128 common = Gcd(Int128.Abs(numerator), denominator);
        return common == 1 ? new(numerator, denominator) : new(numerator / common, denominator / common);
    }

    public static implicit operator Rational(int whole) => new(whole, 1);

    public static Rational operator +(Rational a, Rational b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        return checked(a.under == 0 && b.under == 0 ? new(a.Numerator + b.Numerator, 1)
            : Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator));
    }

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b)
    {
        if (a.IsOne) return b;
        if (b.IsOne) return a;
        checked
        {
            if (a.under == 0 && b.under == 0) return new(a.Numerator * b.Numerator, 1);
            Int128 p = Gcd(Int128.Abs(a.Numerator), b.Denominator), q = Gcd(Int128.Abs(b.Numerator), a.Denominator);
            return p == 0 || q == 0 ? Zero : new(a.Numerator / p * (b.Numerator / q), a.Denominator / q * (b.Denominator / p));
        }
    }

    public static Rational operator /(Rational a, Rational b) => a * b.Inverse();

    public static bool operator ==(Rational a, Rational b) => a.Numerator == b.Numerator && a.under == b.under;

    public static bool operator !=(Rational a, Rational b) => !(a == b);

    public static bool operator <(Rational a, Rational b) => (a - b).Sign < 0;

    public static bool operator >(Rational a, Rational b) => (a - b).Sign > 0;

    public static bool operator <=(Rational a, Rational b) => (a - b).Sign <= 0;

    public static bool operator >=(Rational a, Rational b) => (a - b).Sign >= 0;

    public Rational Inverse() => Numerator == 0 ? throw new OverflowException() : Numerator < 0 ? new(-Denominator, -Numerator) : new(Denominator, Numerator);

    public Rational Abs() => Numerator < 0 ? -this : this;

    /// <summary>The largest whole number that is not above it.</summary>
    public Rational Floor() => new((Numerator < 0 ? Numerator - under : Numerator) / Denominator, 1);

    public Rational Power(Rational whole)
    {
        if (!whole.IsWhole || whole.Numerator > 4096 || whole.Numerator < -4096) throw new OverflowException();
        if (whole.Sign < 0) return Inverse().Power(-whole);
        Rational result = One, square = this;
        for (int n = (int)whole.Numerator; n > 0; n >>= 1)
        {
            if ((n & 1) != 0) result *= square;
            if (n > 1) square *= square;
        }
        return result;
    }

    public static Rational Min(Rational a, Rational b) => a <= b ? a : b;

    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    /// <summary>The greatest number of which both are whole multiples.</summary>
    public static Rational Common(Rational a, Rational b) => a.IsZero ? b.Abs() : b.IsZero ? a.Abs()
        : checked(Of(Gcd(Int128.Abs(a.Numerator), Int128.Abs(b.Numerator)), a.Denominator / Gcd(a.Denominator, b.Denominator) * b.Denominator));

    /// <summary>The exact square root; null where there is none.</summary>
    public Rational? Root()
    {
        if (Sign <= 0 || !IsShort(1L << 52)) return null;
        long p = (long)Math.Round(Math.Sqrt((double)Numerator)), q = (long)Math.Round(Math.Sqrt((double)Denominator));
        return p * p == (long)Numerator && q * q == (long)Denominator ? new Rational(p, q) : null;
    }

    /// <summary>The exact cube root; null where there is none.</summary>
    public Rational? CubeRoot()
    {
        if (!IsShort(1L << 52)) return null;
        long p = (long)Math.Round(Math.Cbrt((double)Numerator)), q = (long)Math.Round(Math.Cbrt((double)Denominator));
        return p * p * p == (long)Numerator && q * q * q == (long)Denominator ? new Rational(p, q) : null;
    }

    /// <summary>The nearest double; both parts are exact in one where they have no more than 53 bits.</summary>
    public double ToDouble() => (double)Numerator / (double)Denominator;

    public bool Equals(Rational other) => this == other;

    public override bool Equals(object? obj) => obj is Rational other && this == other;

    public override int GetHashCode() => (int)Hash;

    public ulong Hash => ((ulong)Numerator * 0x9E3779B97F4A7C15) ^ ((ulong)under * 0xC2B2AE3D27D4EB4F) ^ ((ulong)(Numerator >> 64) * 0x165667B19E3779F9);

    public override string ToString() => under == 0 ? Numerator.ToString() : $"{Numerator}/{Denominator}";

    static Int128 Gcd(Int128 a, Int128 b)
    {
        if (a == 1 || b == 1) return 1;
        while (b != 0)
        {
            if ((ulong)(a >> 64) == 0 && (ulong)(b >> 64) == 0) return Gcd((ulong)a, (ulong)b);
            (a, b) = (b, a % b);
        }
        return a;
    }

    static ulong Gcd(ulong a, ulong b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
