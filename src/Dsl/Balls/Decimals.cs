using System.Globalization;
using System.Numerics;
using System.Text;

namespace GateDsl.Balls;

/// <summary>Balls as decimals.</summary>
static class Decimals
{
    const double BitsPerDigit = 3.3219280948873624;

    /// <summary>The bits of a number that is shown to so many digits.</summary>
    public static int BitsFor(int digits) => (int)Math.Ceiling(digits * BitsPerDigit);

    /// <summary>The number to so many significant digits, the last one within one unit; null where the ball is too wide for that. Of an exact number no more digits than it has.</summary>
    public static string? Text(Ball x, int digits)
    {
        if (!x.IsFinite || x.IsZero) return x.IsExact ? NumberText.Of(Rounding.Nearest(x)) : null;
        if (IsShort(x, digits) is { } exact) return exact;
        return x.GoodBits < BitsFor(digits) + 3 || x.Sign is null ? null : Rounded(x, digits, 0);
    }

    /// <summary>The number itself where it is exact and has no more than so many digits.</summary>
    public static string? IsShort(Ball x, int digits)
    {
        if (!x.IsExact) return null;
        if (!x.IsFinite || x.IsZero) return NumberText.Of(Rounding.Nearest(x));
        BigInteger odd = x.Digits;
        long exponent = x.Exponent;

        // m / 2^n is m 5^n / 10^n, and has at least as many digits as 5^n
        if (Math.Abs(exponent) > BitsFor(digits) + 64L || Mag.BitsOf(odd) > BitsFor(digits) + 64L) return null;
        BigInteger scaled = exponent >= 0 ? odd << (int)exponent : odd * BigInteger.Pow(5, (int)-exponent);
        long power = Math.Min(exponent, 0);
        string all = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture), kept = all.TrimEnd('0');
        return kept.Length > digits ? null : Written(kept, power + all.Length - 1, x.Digits.Sign < 0, whole: true);
    }

    /// <summary>The end of the ball to some digits: at or below every number in it (-1), or at or above (1).</summary>
    public static string End(Ball x, int direction, int digits)
    {
        if (!x.IsFinite || Math.Abs(x.Top) > Ball.LargestExponent / 4) return NumberText.Of(direction < 0 ? Rounding.Below(x) : Rounding.Above(x));
        Ball end = direction < 0 ? x.Low : x.High;
        return end.IsZero ? "0" : IsShort(end, digits) ?? Rounded(end, digits, direction);
    }

    // The digits of the midpoint: nearest (0), or at or beyond the exact end in a direction.
    static string Rounded(Ball x, int digits, int direction)
    {
        bool isNegative = x.Digits.Sign < 0;
        Ball size = isNegative ? -x : x;
        int bits = BitsFor(digits) + 64 + BitOperations.Log2((ulong)Math.Abs(x.Top) + 1) * 2;
        for (long power = PowerBelow(size.Middle); ; power++)
        {
            long shift = digits - 1 - power;
            Precision p = Precision.Of(bits);
            Ball scaled = shift >= 0 ? Arithmetic.Multiply(size, Reals.PowerOfTen(shift, p), bits) : Arithmetic.Divide(size, Reals.PowerOfTen(-shift, p), bits);
            int away = isNegative ? -direction : direction;
            BigInteger whole = away switch
            {
                0 => Steps.Round(scaled.Middle).Digits << (int)Steps.Round(scaled.Middle).Exponent,
                > 0 => Steps.Ceiling(scaled.High) is var up ? up.Digits << (int)up.Exponent : default,
                _ => Steps.Floor(scaled.Low) is var down ? down.Digits << (int)down.Exponent : default,
            };
            string text = whole.ToString(CultureInfo.InvariantCulture);
            if (text.Length <= digits) return Written(text, power + text.Length - digits, isNegative, whole: false);
        }
    }

    // The power of 10 at or below a number, or one less: from that of 2 with log10 2 to 128 places.
    static long PowerBelow(Ball size)
    {
        const int places = 128;
        BigInteger logOfTwo = (Constants.Ln2(places, Deadline.None) << places) / Constants.Ln10(places, Deadline.None);
        return (long)(((size.Exponent + Mag.BitsOf(size.Digits) - 1) * logOfTwo) >> places);
    }

    // As the language writes numbers: 12.5, 0.001, 1.5e-07.
    static string Written(string digits, long power, bool isNegative, bool whole)
    {
        var text = new StringBuilder(isNegative ? "-" : "");
        if (power >= 0 && power < Math.Max(digits.Length, whole ? 21 : 0))
        {
            if (digits.Length <= power) digits = digits.PadRight((int)power + 1, '0');
            text.Append(digits, 0, (int)power + 1);
            if (digits.Length > power + 1) text.Append('.').Append(digits, (int)power + 1, digits.Length - (int)power - 1);
        }
        else if (power is < 0 and >= -5) text.Append("0.").Append('0', (int)(-power - 1)).Append(digits);
        else
        {
            text.Append(digits[0]);
            if (digits.Length > 1) text.Append('.').Append(digits, 1, digits.Length - 1);
            text.Append('e').Append(power.ToString("00", CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }
}
