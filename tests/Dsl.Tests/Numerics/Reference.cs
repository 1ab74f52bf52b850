using System.Globalization;

namespace GateDsl.Dsl.Tests.Numerics;

/// <summary>A point of a reference table: the true value is Value plus Rest units of Value's last place.</summary>
internal readonly record struct Reference(double X, double Y, double Value, double Rest)
{
    public static Reference[] Read(string name) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "reference", "values", name + ".txt")).Select(Parse)];

    private static Reference Parse(string line)
    {
        double[] n = [.. line.Split(' ').Select(Number)];
        return n.Length == 3 ? new(n[0], 0, n[1], n[2]) : new(n[0], n[1], n[2], n[3]);
    }

    private static double Number(string word) => word switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>The error of a result in units of the last place, at least those of <paramref name="scale"/>.</summary>
    public double ErrorOf(double result, double scale = 0)
    {
        if (result == Value && double.IsInfinity(result))
            return 0;
        // The largest double instead of infinity, or the reverse, is a unit off; anything else is wrong.
        if (double.IsInfinity(Value) || double.IsInfinity(result))
            return Math.Abs(result) >= double.MaxValue && Math.Abs(Value) >= double.MaxValue
                && Math.Sign(result) == Math.Sign(Value) ? 1 : double.PositiveInfinity;
        if (double.IsNaN(result))
            return double.PositiveInfinity;
        double unit = Unit(Value);
        return Math.Abs((result - Value) / unit - Rest) * (unit / Math.Max(unit, Unit(scale)));
    }

    private static double Unit(double value) =>
        Math.Abs(value) < 2.3e-308 ? double.Epsilon : Math.ScaleB(1, Math.ILogB(value) - 52);
}
