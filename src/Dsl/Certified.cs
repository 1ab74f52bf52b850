using GateDsl.Balls;
using GateDsl.Printing;

namespace GateDsl;

/// <summary>How much is known of a certified number.</summary>
public enum Certainty
{
    /// <summary>Its bounds and nothing else: a limit of bits or time was reached first.</summary>
    Undecided,

    /// <summary><see cref="Certified.Value"/> is one of the two doubles next to the number; which of them is nearer was not decided.</summary>
    Faithful,

    /// <summary><see cref="Certified.Value"/> is the double nearest to the number.</summary>
    Rounded,

    /// <summary>The number is known exactly; or there is none, and <see cref="Certified.Value"/> is the infinity or NaN that IEEE 754 gives for exact arguments.</summary>
    Exact,
}

/// <summary>
/// A number with a certificate: bounds that contain the true value of the formula as it is written, in real arithmetic on the given doubles, and the double nearest to it.
/// </summary>
public sealed class Certified
{
    readonly Ball enclosure;

    internal Certified(Ball enclosure, int bits, bool isOutOfTime = false)
    {
        (this.enclosure, Bits, IsOutOfTime) = (enclosure, bits, isOutOfTime);
        var (low, high) = Rounding.Ends(enclosure);
        (Lower, Upper) = (Rounding.Below(enclosure), Rounding.Above(enclosure));
        Certainty = enclosure.IsExact ? Certainty.Exact : low == high ? Certainty.Rounded : Math.BitIncrement(low) == high ? Certainty.Faithful : Certainty.Undecided;
        Value = Certainty switch
        {
            Certainty.Undecided => double.NaN,
            Certainty.Faithful => enclosure.IsFinite ? Rounding.Nearest(enclosure.Middle) : low,
            _ => low == 0 ? low + high : low,       // of two zeros the positive one
        };
    }

    /// <summary>The double nearest to the number, halves to even; with <see cref="Certainty.Faithful"/> one of its two neighbours, with <see cref="Certainty.Undecided"/> NaN.</summary>
    public double Value { get; }

    /// <summary>A double at or below the number.</summary>
    public double Lower { get; }

    /// <summary>A double at or above the number.</summary>
    public double Upper { get; }

    /// <summary>How much is known.</summary>
    public Certainty Certainty { get; }

    /// <summary>Whether <see cref="Value"/> is certain to the last bit.</summary>
    public bool IsDecided => Certainty >= Certainty.Rounded;

    /// <summary>Whether the number is known exactly, however many digits it has.</summary>
    public bool IsExact => Certainty == Certainty.Exact;

    /// <summary>The bits that midpoints had when this was decided, or when the search ended.</summary>
    public int Bits { get; }

    internal Ball Enclosure => enclosure;

    /// <summary>Whether the limit of time ended the search for some number of the point.</summary>
    public bool IsOutOfTime { get; }

    /// <summary>The number to so many significant digits, each certain, the last one within one unit; where it is not known that well, what is known: <c>not decided: between A and B</c>.</summary>
    /// <param name="digits">From 1.</param>
    public string ToString(int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        return Decimals.Text(enclosure, digits) ?? NotDecided(digits);
    }

    /// <summary>Whether so many significant digits are certain, so that <see cref="ToString(int)"/> shows them.</summary>
    public bool HasDigits(int digits) => Decimals.Text(enclosure, digits) is not null;

    /// <summary>All digits of a number that is known exactly and has no more than so many; else null.</summary>
    public string? ToExactString(int digits) => IsExact && double.IsFinite(Value) ? Decimals.IsShort(enclosure, digits) : null;

    /// <summary>The double nearest to the number in the shortest form that reads back the same, or what is known.</summary>
    public override string ToString() => Certainty > Certainty.Undecided ? NumberText.Of(Value) : NotDecided(17);

    string NotDecided(int digits)
    {
        if (enclosure.IsUnknown) return "not decided: nothing is known of it";

        // as many digits as the ends have in common, and two more
        int shown = (int)Math.Clamp(enclosure.GoodBits * 0.30103 + 2, 3, digits + 2.0);
        return $"not decided: between {Decimals.End(enclosure, -1, shown)} and {Decimals.End(enclosure, 1, shown)}";
    }
}

/// <summary>Where the search for certain digits ends.</summary>
public sealed record CertifyLimits
{
    /// <summary>Most digits that can be asked for.</summary>
    public const int MostDigits = 100_000;

    /// <summary>32,768 bits and ten seconds.</summary>
    public static CertifyLimits Default { get; } = new();

    /// <summary>Most bits of a midpoint; where more digits are asked for than they hold, twice those digits' bits.</summary>
    public int Bits { get; init; } = 32_768;

    /// <summary>Most time for all numbers of a point.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);
}
