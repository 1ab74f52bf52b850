using System.Globalization;
using System.Numerics;
using GateDsl.Ir;

namespace GateDsl.Balls;

/// <summary>The real numbers that no double is, as balls.</summary>
static class Reals
{
    public static Ball Of(RealNumber number, Precision p)
    {
        if (number.Text[0] == '-') return -Of(-number, p);
        Precision working = p.More(8);
        if (number == RealNumber.Pi) return Constants.Pi(p);
        if (number == RealNumber.E) return Exponentials.Exp(Ball.One, p);
        if (number == RealNumber.Ln2) return Constants.Ln2(p);
        if (number == RealNumber.Ln10) return Constants.Ln10(p);
        if (number == RealNumber.TwoOverSqrtPi) return Arithmetic.Divide(Ball.OfInteger(2), Arithmetic.Sqrt(Constants.Pi(working), working.Bits), p.Bits);
        if (number == RealNumber.SqrtTwoOverPi) return Arithmetic.Sqrt(Arithmetic.Divide(Ball.OfInteger(2), Constants.Pi(working), working.Bits), p.Bits);
        return number == RealNumber.SqrtHalf ? Arithmetic.Sqrt(Ball.Exactly(1, -1), p.Bits) : OfDecimal(number.Text, p);
    }

    /// <summary>What a literal means as a decimal: <c>0.1</c>, <c>1_000</c>, <c>2.5e-400</c>.</summary>
    public static Ball OfDecimal(string text, Precision p)
    {
        var (whole, exponent) = Parts(text);
        if (whole.IsZero) return Ball.Zero;
        if (BigInteger.Abs(exponent) > long.MaxValue / 8) return exponent.Sign > 0 ? Ball.Beyond(whole.Sign, Ball.LargestExponent) : Ball.Sliver(whole.Sign, -Ball.LargestExponent);

        // a power of ten in the denominator is exact there: 5e-1 comes out as one half
        Ball power = PowerOfTen((long)BigInteger.Abs(exponent), p.More(8));
        return exponent.Sign < 0 ? Arithmetic.Divide(Ball.OfInteger(whole), power, p.Bits) : Arithmetic.Multiply(Ball.OfInteger(whole), power, Math.Max(p.Bits, Mag.BitsOf(whole)));
    }

    // The digits without the point, and the power of ten that they are multiplied by.
    static (BigInteger Whole, BigInteger Exponent) Parts(string text)
    {
        ReadOnlySpan<char> rest = text.Replace("_", "", StringComparison.Ordinal);
        int mark = rest.IndexOfAny('e', 'E');
        BigInteger exponent = mark < 0 ? 0 : BigInteger.Parse(rest[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        ReadOnlySpan<char> digits = mark < 0 ? rest : rest[..mark];
        int point = digits.IndexOf('.');
        if (point >= 0) exponent -= digits.Length - point - 1;
        BigInteger whole = BigInteger.Parse(string.Concat(digits[..(point < 0 ? digits.Length : point)], point < 0 ? "" : digits[(point + 1)..]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (whole, exponent);
    }

    /// <summary>A decimal as a quotient; null where it is too long, and of other numbers.</summary>
    public static Ratio? RatioOf(string text)
    {
        if (!RealNumber.IsDecimal(text)) return null;
        var (whole, exponent) = Parts(text);
        if (BigInteger.Abs(exponent) > 4_000) return null;
        BigInteger power = BigInteger.Pow(10, (int)BigInteger.Abs(exponent));
        return exponent.Sign < 0 ? Ratio.Of(whole, power) : Ratio.Of(whole * power, 1);
    }

    /// <summary>Whether a double is the number that a decimal means.</summary>
    public static bool IsDouble(string text, double nearest)
    {
        if (double.IsInteger(nearest) && Math.Abs(nearest) <= 1L << 53 && text.AsSpan().IndexOfAny('.', 'e', 'E') < 0) return true;
        Ball number = OfDecimal(text, Precision.Of(1200));
        return number.IsExact && Arithmetic.Compare(number, Ball.Of(nearest)) == 0;
    }

    public static Ball PowerOfTen(long exponent, Precision p) =>
        exponent <= p.Bits / 4 ? Ball.OfInteger(BigInteger.Pow(10, (int)exponent)) : Powers.PowInt(exponent, Ball.OfInteger(10), p);
}
