using System.Globalization;
using Xunit;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>
/// Random programs with arrays: their values against plain C# loops, which know nothing of graphs; the gradient against differences of those, against the derivative in a direction,
/// which goes forwards, and the Hessian against differences of the gradient.
/// </summary>
public sealed class RandomArrayTests
{
    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 60)]
    [InlineData(3, 60)]
    public void Values_and_derivatives_are_right(int seed, int programs)
    {
        if (Repository.Long) programs *= 20;
        var random = new Random(seed);
        for (int n = 0; n < programs; n++)
        {
            ArrayProgram program = ArrayProgram.Of(random);
            try { Check(program, random); }
            catch (GateRunException wrong) { Assert.Fail($"{wrong.Message} in\n{program.Text}"); }
        }
    }

    static void Check(ArrayProgram program, Random random)
    {
        string source = $"""
            let f (xs: float[]) (c: float) =
            {program.Text}
            let along (vs: float[]) (xs: float[]) c t = f (Array.map2 (fun x v -> x + t * v) xs vs) c
            """;
        GateModule module = GateModule.Parse(source);
        Gate gate = module["f"], gradient = gate.Derivative("xs"), hessian = gradient.Derivative("xs"), slope = gate.Derivative("c"), along = module["along"].Derivative("t");
        foreach (int length in (int[])[0, 1, 2, 5, 17])
        {
            double[] xs = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() * 2 - 1)];
            double c = Math.Round(random.NextDouble() * 2 - 1, 3);
            string where = $"{source}\nat [| {string.Join("; ", xs.Select(x => x.ToString("R", CultureInfo.InvariantCulture)))} |] {c.ToString("R", CultureInfo.InvariantCulture)}";
            double F(double[] at, double by) => program.Value(at, by);
            Same(F(xs, c), Number(gate.Evaluate(xs, c)), 1e-11, $"value of {where}");
            double[] found = ((GateValue.Array)gradient.Evaluate(xs, c)).ToDoubles();
            Assert.Equal(length, found.Length);
            for (int i = 0; i < length; i++) Same(Difference(t => F(Moved(xs, i, t), c)), found[i], 2e-5, $"partial {i} of {where}");
            Same(Difference(t => F(xs, c + t)), Number(slope.Evaluate(xs, c)), 2e-5, $"slope in c of {where}");
            double[] direction = [.. xs.Select(_ => random.NextDouble() * 2 - 1)];
            Same(found.Zip(direction, (a, b) => a * b).Sum(), Number(along.Evaluate(direction, xs, c, 0.0)), 1e-9, $"along a direction, forwards and backwards, of {where}");
            if (length is 0 or > 5) continue;
            double[] second = ((GateValue.Array)hessian.Evaluate(xs, c)).ToDoubles();
            for (int i = 0; i < length; i++)
            {
                for (int j = 0; j < length; j++)
                {
                    Same(Difference(t => ((GateValue.Array)gradient.Evaluate(Moved(xs, j, t), c)).ToDoubles()[i]), second[i * length + j], 1e-4, $"second partial {i}, {j} of {where}");
                }
            }
        }
    }

    static double[] Moved(double[] xs, int i, double by)
    {
        var moved = (double[])xs.Clone();
        moved[i] += by;
        return moved;
    }

    // Where three differences disagree there is a kink between, and nothing to compare with.
    static double Difference(Func<double, double> f)
    {
        double Slope(double h) => (f(h) - f(-h)) / (2 * h);
        double coarse = Slope(2e-4), fine = Slope(1e-4), finest = Slope(3e-5), best = fine + (fine - coarse) / 3;
        if (Math.Abs(f(0)) > 1e4) return double.NaN;          // its roundings hide the slope
        return Math.Abs(finest - best) <= 1e-5 * Math.Max(1, Math.Abs(best)) ? best : double.NaN;
    }

    static double Number(GateValue value) => ((GateValue.Number)value).Value;

    static void Same(double expected, double found, double tolerance, string what)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected)) return;
        Assert.True(Math.Abs(expected - found) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{expected} is expected, {found} found: {what}");
    }
}
