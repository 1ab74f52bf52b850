using System.Globalization;
using GateDsl.Balls;
using GateDsl.Enclosures;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Calculus;

/// <summary>
/// Values, gradients and Hessians of random programs against certified ones, at 0, at 1 and -1, at ties, near all of these and at ordinary points: never worse than as written. Where the formula as
/// written, differentiated plainly, is accurate in doubles, what runs is too; where it is not a number, a number that runs is the limit's business and not this test's.
/// </summary>
public sealed class CertifiedFuzzTests
{
    const double Accurate = 1e-9, Enough = 1e-6;

    static readonly string list = Repository.PathOf("tests", "conformance", "fuzz-open.txt");

    static readonly string[] functions = ["exp", "log", "sqrt", "sin", "cos", "tanh", "log1p", "expm1", "sigmoid", "softplus", "abs", "erf", "erfc", "normcdf", "cbrt", "atan", "sinh", "relu"];

    [Fact]
    public void What_runs_is_never_worse_than_as_written_but_for_the_programs_listed()
    {
        string[] known = [.. File.ReadAllLines(list).Select(line => line.Split('\t')[0])];
        List<string> open = [];
        int compared = 0;
        for (int seed = 0; seed < (Repository.Long ? 5000 : 120); seed++)
        {
            var random = new Random(seed);
            string formula = Formula(random, 3);
            Gate gate = GateModule.Parse($"let f x y = {formula}\n")["f"];
            if (Worse(gate, random, ref compared) is { } wrong) open.Add($"{formula}\t{wrong}");
        }
        Assert.True(compared > 1000, $"{compared} numbers were compared");
        if (Repository.Update && !Repository.Long) File.WriteAllLines(list, open);
        if (Repository.Update) return;
        string[] fresh = [.. open.Where(line => !known.Contains(line.Split('\t')[0]))];
        Assert.True(Repository.Long ? fresh.Length * 20 <= 5000 : open.Count <= known.Length, $"{open.Count} programs are worse than as written, {known.Length} are listed; new ones:\n{string.Join("\n", fresh.Take(20))}");
    }

    static string? Worse(Gate gate, Random random, ref int compared)
    {
        Circuit written = gate.ExactCircuit(Outputs.ValueGradientHessian), runs = gate.Circuit(Outputs.ValueGradientHessian), plain = GateDsl.Checking.AccuracyCheck.InDoubles(written);
        double[][] points = [.. Enumerable.Range(0, 24).Select(i => Point(random, i))];
        var values = new ExactValues(written, CertifyLimits.Default with { Bits = 1024 });
        double?[][] exact = values.At(points);
        double[] got = new double[runs.Outputs.Length], plainly = new double[got.Length];
        for (int k = 0; k < points.Length; k++)
        {
            Interpreter.Run(runs, points[k], got);
            Interpreter.Run(plain, points[k], plainly);
            for (int i = 0; i < got.Length; i++)
            {
                if (exact[i][k] is not { } truth || !double.IsFinite(truth) || Math.Abs(truth) is > 1e200 or (> 0 and < 1e-200)) continue;
                compared++;
                if (!(Error(plainly[i], truth) <= Accurate) || Error(got[i], truth) <= Enough || IsLimit(values, points[k], i, got[i])) continue;
                return string.Create(CultureInfo.InvariantCulture, $"output {i} at ({points[k][0]:R}, {points[k][1]:R}): {got[i]:R}, not {truth:R}");
            }
        }
        return null;
    }

    /// <summary>Whether a number is what both sides are near to along an input: at a kink that cancels that is right, whatever the chain rule says of the formula as written.</summary>
    static bool IsLimit(ExactValues values, double[] at, int output, double got)
    {
        const double Step = 1e-6;
        foreach (double[] step in (double[][])[[Step, 0], [0, Step]])
        {
            double?[] sides = values.At([[at[0] - step[0], at[1] - step[1]], [at[0] + step[0], at[1] + step[1]]])[output];
            if (sides is [{ } left, { } right] && Math.Abs(left - got) <= 1e-4 * (1 + Math.Abs(got)) && Math.Abs(right - got) <= 1e-4 * (1 + Math.Abs(got))) return true;
        }
        return false;
    }

    static double Error(double got, double truth) => truth == 0 ? Math.Abs(got) : Math.Abs(got - truth) / Math.Abs(truth);

    static double[] Point(Random random, int i)
    {
        double[] special = [0, 1, -1, 2, 0.5, 1e-8, -1e-8, 1 + 1e-9, 30, -30];
        double Draw() => random.Next(2) == 0 ? special[random.Next(special.Length)] : 4 * random.NextDouble() - 2;
        double x = Draw();
        return [x, (i % 4) switch { 0 => x, 1 => -x, _ => Draw() }];
    }

    static string Formula(Random random, int depth)
    {
        if (depth == 0) return random.Next(5) switch { 0 or 1 => "x", 2 or 3 => "y", _ => random.Next(1, 4).ToString(CultureInfo.InvariantCulture) };
        string A() => Formula(random, depth - 1 - random.Next(2) * (depth > 1 ? 1 : 0));
        return random.Next(10) switch
        {
            0 => $"({A()} + {A()})",
            1 => $"({A()} - {A()})",
            2 => $"({A()} * {A()})",
            3 => $"({A()} / {A()})",
            4 => $"({A()}) ** {random.Next(2, 4)}",
            5 => random.Next(3) switch { 0 => $"(hypot ({A()}) ({A()}))", 1 => $"(max ({A()}) ({A()}))", _ => $"(if x > y then {A()} else {A()})" },
            _ => $"({functions[random.Next(functions.Length)]} ({A()}))",
        };
    }
}
