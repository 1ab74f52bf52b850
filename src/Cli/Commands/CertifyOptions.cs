using System.CommandLine;
using System.Globalization;

namespace GateDsl.Cli.Commands;

/// <summary>What is asked for: digits (0: the nearest double), whether literals are decimals, and where the search ends.</summary>
sealed record CertifyRequest(int Digits, bool Real, CertifyLimits Limits)
{
    /// <summary>The digits that the search must reach; without any, those of the nearest double.</summary>
    public int SearchedDigits => Digits == 0 ? 17 : Digits;
}

/// <summary>The options for numbers with a certificate. Their values are read as text, so that a wrong one is answered with a sentence.</summary>
sealed class CertifyOptions
{
    const int MostBits = 1 << 24;

    readonly Option<string?> digits = new("--digits") { Description = $"the value to so many significant digits, each certain (1 to {CertifyLimits.MostDigits:N0})", HelpName = "N" };
    readonly Option<string?> bits = new("--bits") { Description = $"most bits to compute with before a number is given up as not decided; {CertifyLimits.Default.Bits:N0} unless given", HelpName = "N" };
    readonly Option<string?> seconds = new("--seconds") { Description = $"most time for that; {CertifyLimits.Default.Time.TotalSeconds} unless given", HelpName = "S" };

    /// <summary>Numbers that are the nearest doubles, certainly.</summary>
    public Option<bool> Certified { get; } = new("--certified") { Description = "each number the double nearest to the true value, proven" };

    /// <summary>Literals are decimals.</summary>
    public Option<bool> Real { get; } = new("--real") { Description = "with --digits or --certified: literals are decimals and pi and e the real numbers, not the doubles next to them" };

    public static CertifyOptions Declare(Command command)
    {
        var options = new CertifyOptions();
        foreach (Option option in (Option[])[options.digits, options.Certified, options.Real, options.bits, options.seconds]) command.Add(option);
        return options;
    }

    /// <summary>What is asked for; null: plain doubles.</summary>
    public CertifyRequest? Read(ParseResult parsed)
    {
        string? asked = parsed.GetValue(digits);
        if (asked is null && !parsed.GetValue(Certified))
        {
            foreach (Option option in (Option[])[Real, bits, seconds])
            {
                if (parsed.GetResult(option) is { Implicit: false }) throw new Wrong($"{option.Name} goes with --digits or --certified: plain results are doubles");
            }
            return null;
        }
        CertifyLimits limits = CertifyLimits.Default;
        if (parsed.GetValue(bits) is { } most) limits = limits with { Bits = Whole("--bits", most, 64, MostBits) };
        if (parsed.GetValue(seconds) is { } time) limits = limits with { Time = Time(time) };
        return new(asked is null ? 0 : Whole("--digits", asked, 1, CertifyLimits.MostDigits), parsed.GetValue(Real), limits);
    }

    /// <summary>Refuses what does not go with a table.</summary>
    public void RefuseForTables(ParseResult parsed)
    {
        if (parsed.GetValue(digits) is not null) throw new Wrong("--digits does not go with --data: the numbers of a table are doubles; --certified proves each of them");
    }

    static int Whole(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
            : throw new Wrong($"{option} takes a whole number from {Shown(least)} to {Shown(most)}, not '{text}'");

    static TimeSpan Time(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is > 0 and < 1e6 ? TimeSpan.FromSeconds(number)
            : throw new Wrong($"--seconds takes a positive number below a million, not '{text}'");

    static string Shown(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
