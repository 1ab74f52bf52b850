namespace GateDsl.Simplification;

/// <summary>
/// A Laurent series t^First (c0 + c1 t + c2 t² + …), cut off after a number of terms, or where they become too large for any double. The first coefficient is
/// not 0, unless the series is.
/// </summary>
/// <remarks>Recurrences for the elementary functions: Knuth, The Art of Computer Programming 2, section 4.7.</remarks>
sealed class PowerSeries
{
    readonly Wide[] c;

    PowerSeries(int first, Wide[] coefficients)
    {
        int skip = 0, end = 0;
        while (end < coefficients.Length && !coefficients[end].IsHuge) end++;
        while (skip < end && coefficients[skip].IsZero) skip++;
        c = skip == 0 && end == coefficients.Length ? coefficients : coefficients[skip..end];
        First = c.Length == 0 ? 0 : first + skip;
    }

    /// <summary>The exponent of the leading term.</summary>
    public int First { get; }

    /// <summary>How many coefficients are known.</summary>
    public int Count => c.Length;

    /// <summary>Whether nothing but 0 is known of it.</summary>
    public bool IsZero => c.Length == 0;

    /// <summary>The coefficient of the power First + i.</summary>
    public Wide this[int i] => c[i];

    /// <summary>The first exponent that is not known.</summary>
    int End => First + c.Length;

    public static PowerSeries Constant(Wide value, int terms) => new(0, [value, .. new Wide[terms - 1]]);

    /// <summary>The variable times a constant.</summary>
    public static PowerSeries Variable(Wide slope, int terms) => new(1, [slope, .. new Wide[terms - 1]]);

    /// <summary>The coefficient of a power from 0 on, of a series without negative powers.</summary>
    Wide At(int power) => power < First || power >= End ? Wide.Zero : c[power - First];

    Wide[] From0()
    {
        var result = new Wide[End];
        for (int i = 0; i < result.Length; i++) result[i] = At(i);
        return result;
    }

    public static PowerSeries operator -(PowerSeries a, PowerSeries b) => a + -1 * b;

    public static PowerSeries operator +(PowerSeries a, PowerSeries b)
    {
        if (b.IsZero) return a;
        if (a.IsZero) return b;
        int first = Math.Min(a.First, b.First), end = Math.Min(a.End, b.End);
        var sum = new Wide[Math.Max(0, end - first)];
        for (int i = 0; i < sum.Length; i++) sum[i] = a.At(first + i) + b.At(first + i);
        return new(first, sum);
    }

    public static PowerSeries operator *(int k, PowerSeries a) => k == 1 ? a : new(a.First, Array.ConvertAll(a.c, x => k * x));

    public static PowerSeries operator *(Wide k, PowerSeries a) => new(a.First, Array.ConvertAll(a.c, x => k * x));

    public static PowerSeries operator *(PowerSeries a, PowerSeries b)
    {
        var product = new Wide[Math.Min(a.Count, b.Count)];
        for (int i = 0; i < product.Length; i++)
        {
            for (int k = 0; k <= i; k++) product[i] += a.c[k] * b.c[i - k];
        }
        return new(a.First + b.First, product);
    }

    /// <summary>The quotient; where the divisor is 0 as far as it is known, nothing is known of it.</summary>
    public static PowerSeries operator /(PowerSeries a, PowerSeries b)
    {
        if (b.IsZero) return b;
        var quotient = new Wide[Math.Min(a.Count, b.Count)];
        for (int i = 0; i < quotient.Length; i++)
        {
            Wide rest = a.c[i];
            for (int k = 0; k < i; k++) rest -= quotient[k] * b.c[i - k];
            quotient[i] = rest / b.c[0];
            if (quotient[i].IsHuge) break;
        }
        return new(a.First - b.First, quotient);
    }

    /// <summary>The series times a power of the variable.</summary>
    public PowerSeries Shift(int power) => new(First + power, c);

    public PowerSeries Derivative()
    {
        var slope = new Wide[c.Length];
        for (int i = 0; i < c.Length; i++) slope[i] = (First + i) * c[i];
        return new(First - 1, slope);
    }

    // The integral of a series without negative powers, with a constant term.
    PowerSeries Integral(Wide constant)
    {
        Wide[] slope = From0();
        var integral = new Wide[slope.Length + 1];
        integral[0] = constant;
        for (int i = 0; i < slope.Length; i++) integral[i + 1] = slope[i] / (i + 1);
        return new(0, integral);
    }

    /// <summary>A whole power.</summary>
    public PowerSeries? Power(int n, int terms)
    {
        PowerSeries result = Constant(Wide.One, terms), square = this;
        for (int rest = Math.Abs(n); rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0) result *= square;
            if (rest > 1) square *= square;
        }
        return n >= 0 ? result : Constant(Wide.One, terms) / result;
    }

    /// <summary>A real power of a series that is positive at 0.</summary>
    public PowerSeries? Power(Wide exponent)
    {
        if (IsZero || First != 0 || c[0].Sign <= 0) return null;
        var power = new Wide[c.Length];
        if (Math.Abs(exponent.ToDouble() * Math.Log(c[0].ToDouble())) >= 32) return null;
        power[0] = exponent == Half ? Wide.Sqrt(c[0]) : Wide.Exp(exponent * Wide.Log(c[0]));
        for (int n = 1; n < power.Length; n++)
        {
            Wide sum = Wide.Zero;
            for (int k = 1; k <= n; k++) sum += (k * exponent - (n - k)) * (c[k] * power[n - k]);
            power[n] = sum / c[0] / n;
            if (power[n].IsHuge) break;
        }
        return new(0, power);
    }

    public PowerSeries? Exp()
    {
        if (!IsModerateAtZero) return null;
        Wide[] w = From0();
        var e = new Wide[Math.Max(1, w.Length)];
        e[0] = Wide.Exp(At(0));
        for (int n = 1; n < e.Length; n++)
        {
            Wide sum = Wide.Zero;
            for (int k = 1; k <= n; k++) sum += k * (w[k] * e[n - k]);
            e[n] = sum / n;
            if (e[n].IsHuge) break;
        }
        return new(0, e);
    }

    public PowerSeries? Log() => IsZero || First != 0 || c[0].Sign <= 0 ? null : Derivative() is { IsZero: false } slope ? (slope / this).IntegralFrom(Wide.Log(c[0])) : Constant(Wide.Log(c[0]), Count);

    public (PowerSeries Sin, PowerSeries Cos)? SinCos(bool hyperbolic = false)
    {
        if (!IsModerateAtZero) return null;
        if (hyperbolic)
        {
            PowerSeries up = Exp()!, down = (-1 * this).Exp()!;
            return (Half * (up - down), Half * (up + down));
        }
        Wide[] w = From0();
        var s = new Wide[Math.Max(1, w.Length)];
        var k = new Wide[s.Length];
        (s[0], k[0]) = Wide.SinCos(At(0));
        for (int n = 1; n < s.Length; n++)
        {
            Wide sin = Wide.Zero, cos = Wide.Zero;
            for (int i = 1; i <= n; i++)
            {
                sin += i * (w[i] * k[n - i]);
                cos -= i * (w[i] * s[n - i]);
            }
            (s[n], k[n]) = (sin / n, cos / n);
            if (s[n].IsHuge || k[n].IsHuge) return (new(0, s[..n]), new(0, k[..n]));
        }
        return (new(0, s), new(0, k));
    }

    /// <summary>The function whose derivative, as a function of this series, is given, and which is 0 at 0; for series that are 0 at 0.</summary>
    public PowerSeries? OddFunction(PowerSeries? slope) => !IsZero && First > 0 && slope is { } s ? (s * Derivative()).IntegralFrom(Wide.Zero) : null;

    PowerSeries? IntegralFrom(Wide constant) => First < 0 ? null : Integral(constant);

    /// <summary>Whether it is finite at 0 and not far from it, so that exponentials stay in range.</summary>
    bool IsModerateAtZero => IsZero || (First >= 0 && (First > 0 || IsModerate(c[0])));

    static bool IsModerate(Wide exponent) => exponent.Exponent < 5;

    static Wide Half { get; } = Wide.One / 2;
}
