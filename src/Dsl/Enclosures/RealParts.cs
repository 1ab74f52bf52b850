using System.Globalization;
using System.Numerics;
using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>Real numbers that no double is, as sums of two.</summary>
internal static class RealParts
{
    static readonly Dictionary<string, (double High, double Low)> named = new()
    {
        [RealNumber.Pi.Text] = (3.141592653589793, 1.2246467991473532e-16),
        [RealNumber.E.Text] = (2.718281828459045, 1.4456468917292502e-16),
        [RealNumber.Ln2.Text] = (0.6931471805599453, 2.3190468138462996e-17),
        [RealNumber.Ln10.Text] = (2.302585092994046, -2.1707562233822494e-16),
        [RealNumber.TwoOverSqrtPi.Text] = (1.1283791670955126, 1.533545961316588e-17),
        [RealNumber.SqrtTwoOverPi.Text] = (0.7978845608028654, -4.98465440455546e-17),
        [RealNumber.SqrtHalf.Text] = (0.7071067811865476, -4.833646656726457e-17),
    };

    public static Wide<T> Pi<T>() where T : struct, ILane<T> => Wide<T>.Constant(3.141592653589793, 1.2246467991473532e-16);

    public static Wide<T> HalfPi<T>() where T : struct, ILane<T> => Wide<T>.Constant(1.5707963267948966, 6.123233995736766e-17);

    public static Wide<T> Ln2<T>() where T : struct, ILane<T> => Wide<T>.Constant(0.6931471805599453, 2.3190468138462996e-17);

    /// <summary>The nearest double and the nearest double to the rest; a rest of NaN where that is not known.</summary>
    public static (double High, double Low) Of(RealNumber number)
    {
        bool isNegative = number.Text[0] == '-';
        string text = isNegative ? number.Text[1..] : number.Text;
        (double high, double low) = named.TryGetValue(text, out var parts) ? parts : (Math.Abs(number.Nearest), Rest(text, Math.Abs(number.Nearest)));
        return isNegative ? (-high, -low) : (high, low);
    }

    /// <summary>A decimal less the double next to it, rounded. Decimals with huge exponents are left to whoever counts with more digits.</summary>
    static double Rest(string text, double nearest)
    {
        const int Most = 400;
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        int exponentAt = digits.IndexOfAny(['e', 'E']), exponent = 0;
        if (exponentAt >= 0)
        {
            if (!int.TryParse(digits.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return double.NaN;
            digits = digits[..exponentAt];
        }
        int point = digits.IndexOf('.');
        if (point >= 0) (digits, exponent) = (digits.Remove(point, 1), exponent - (digits.Length - 1 - point));
        if (Math.Abs(exponent) > Most || digits.Length > Most || !BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger number)) return double.NaN;

        // number 10^exponent = top / bottom; nearest = fraction 2^power
        BigInteger top = number * BigInteger.Pow(10, Math.Max(exponent, 0)), bottom = BigInteger.Pow(10, Math.Max(-exponent, 0));
        long bits = BitConverter.DoubleToInt64Bits(nearest);
        int power = Math.Max((int)(bits >> 52 & 0x7FF), 1) - 1075;
        BigInteger fraction = (bits & 0xF_FFFF_FFFF_FFFF) | ((bits >> 52 & 0x7FF) == 0 ? 0 : 1L << 52);
        BigInteger rest = power >= 0 ? top - bottom * (fraction << power) : (top << -power) - bottom * fraction;
        BigInteger under = power >= 0 ? bottom : bottom << -power;
        // a quotient of 128 bits, cut off: far nearer than the half unit that the radius allows for
        int shift = Math.Max(0, 128 - (int)(rest.GetBitLength() - under.GetBitLength()));
        return Math.ScaleB((double)((rest << shift) / under), -shift);
    }
}
