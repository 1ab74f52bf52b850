using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Calculus;

/// <summary>Random formulas over all functions: forward, reverse, numeric and printed derivatives agree, values are those as written, second derivatives are symmetric.</summary>
public sealed class RandomProgramTests
{
    static readonly string[] functions =
    [
        "exp", "log", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "log1p", "expm1", "cbrt", "asinh", "acosh", "atanh", "erf", "erfc",
        "normcdf", "normpdf", "sigmoid", "softplus", "relu", "abs", "log2", "log10", "exp2", "lgamma", "digamma",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Repository.Long ? 12_000 : 200)];

    [Theory, MemberData(nameof(Seeds))]
    public void Derivatives_agree_with_each_other_and_with_differences(int seed)
    {
        var random = new Random(seed);
        string source = $"let f x y = {Formula(random, 4)}\n";
        if (source.Contains("x / x", StringComparison.Ordinal) || source.Contains("y / y", StringComparison.Ordinal)) return;   // 1 with rounding: at the end of a domain the slope is 0 * infinity
        Gate f = GateModule.Parse(source)["f"], plain = GateModule.Parse(source, new GateOptions { AsWritten = true })["f"];
        Gate byX = f.Derivative("x"), byY = f.Derivative("y");
        Gate printed = GateModule.Parse(byX.ToSource().Replace("f'x", "g", StringComparison.Ordinal))["g"];
        Circuit circuit = f.Circuit(Outputs.ValueGradientHessian);
        var got = new double[6];
        Gate? byXY = null, byYX = null;
        for (int i = 0; i < 8; i++)
        {
            double x = 0.1 + 2 * random.NextDouble(), y = 0.1 + 2 * random.NextDouble();
            Interpreter.Run(circuit, [x, y], got);
            if (got.Any(number => !double.IsFinite(number) || Math.Abs(number) > 1e4)) continue;
            string where = $"{source.Trim()} at ({x:R}, {y:R})";
            Close(plain.Evaluate(x, y), got[0], 1e-7, $"the value of {where}");
            Close(byX.Evaluate(x, y), got[1], 1e-7, $"forward in x of {where}");
            Close(byY.Evaluate(x, y), got[2], 1e-7, $"forward in y of {where}");
            Close(printed.Evaluate(x, y), got[1], 1e-7, $"printed in x of {where}\n{byX.ToSource()}");
            Close((byXY ??= byX.Derivative("y")).Evaluate(x, y), got[4], 1e-6, $"mixed of {where}");
            Close((byYX ??= byY.Derivative("x")).Evaluate(x, y), got[4], 1e-6, $"mixed, other order, of {where}");
            if (Richardson(t => f.Evaluate(t, y), x) is { } slope) Close(slope, got[1], 1e-4, $"numeric in x of {where}");
            if (Richardson(t => byX.Evaluate(t, y), x) is { } curve) Close(curve, got[3], 1e-4, $"numeric in x x of {where}");
        }
    }

    static void Close(double expected, double got, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - got) <= tolerance * (1 + Math.Abs(expected)), $"{what}: {got:R}, not {expected:R}");

    static string Formula(Random random, int depth)
    {
        if (depth == 0 || random.Next(12) == 0) return random.Next(5) switch { 0 or 1 => "x", 2 or 3 => "y", _ => random.Next(1, 5).ToString(System.Globalization.CultureInfo.InvariantCulture) };
        string A() => Formula(random, depth - 1);
        return random.Next(9) switch
        {
            0 => $"({A()} + {A()})",
            1 => $"({A()} - {A()})",
            2 => $"({A()} * {A()})",
            3 => $"({A()} / {A()})",
            4 => $"({A()}) ** {random.Next(1, 4)}",
            5 => random.Next(4) switch { 0 => $"(hypot ({A()}) ({A()}))", 1 => $"(logsumexp ({A()}) ({A()}))", 2 => $"(max ({A()}) ({A()}))", _ => $"(if x > y then {A()} else {A()})" },
            _ => $"({functions[random.Next(functions.Length)]} ({A()}))",
        };
    }

    // Central differences at two steps; null where they do not agree.
    static double? Richardson(Func<double, double> f, double x)
    {
        double Slope(double h) => (f(x + h) - f(x - h)) / (2 * h);
        double coarse = Slope(2e-4), fine = Slope(1e-4), best = fine + (fine - coarse) / 3;
        return Math.Abs(fine - coarse) <= 1e-5 * (1 + Math.Abs(best)) && double.IsFinite(best) ? best : null;
    }
}
