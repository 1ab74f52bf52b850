using System.Globalization;

namespace GateDsl;

/// <summary>Numbers as text: the shortest that reads back the same, in every culture.</summary>
static class NumberText
{
    const double Ln2 = 0.69314718055994530942, Ln10 = 2.3025850929940456840;

    /// <summary>As results are shown: <c>-2</c>, <c>0.1</c>, <c>1e-20</c>, <c>infinity</c>, <c>nan</c>.</summary>
    public static string Of(double number) =>
        double.IsNaN(number) ? "nan" : double.IsInfinity(number) ? number > 0 ? "infinity" : "-infinity"
        : number.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');

    /// <summary>As a gate file writes it; a minus may lead, and a blank inside makes it an application.</summary>
    public static string InSource(double number) => number switch
    {
        Math.PI => "pi",
        Ln2 => "log 2",
        Ln10 => "log 10",
        0 when double.IsNegative(number) => "-0.0",
        _ => Of(number),
    };
}
