using Xunit;

namespace GateDsl.Tests.Simplify;

/// <summary>Lengths of three legs and more cost what squares and a root cost, and neither overflow nor underflow before the length itself does.</summary>
public class LengthTests
{
    [Theory]
    [InlineData("sqrt (x*x + y*y + 1)"), InlineData("sqrt (1 + x ** 2 + y ** 2)"), InlineData("sqrt (x*x + y*y + z*z)"), InlineData("sqrt (x*x + 4*y*y + z*z + 9)")]
    public void A_length_is_right_at_every_size(string formula)
    {
        Gate gate = Gate.FromFormula(formula);
        foreach (double size in (double[])[1, 1e-5, 1e20, 1e100, 1e149, 1e160, 1e300, 1e-100, 1e-140, 1e-155, 1e-300, 4e-320])
        {
            double[] at = [.. gate.Inputs.Select((input, i) => size * (i + 1.25) * (i == 1 ? -1 : 1))];
            double[] outputs = new double[1 + at.Length];
            gate.EvaluateAll(at, outputs, 1);
            double expected = Length(formula, gate, at);
            Assert.True(Math.Abs(outputs[0] - expected) <= 3e-16 * expected + double.Epsilon, $"{formula} at {size}: {outputs[0]}, not {expected}");
            for (int i = 0; i < at.Length; i++)
            {
                double weight = formula.Contains("4*y", StringComparison.Ordinal) && gate.Inputs[i].Name == "y" ? 4 : 1, slope = weight * (at[i] / expected);
                if (size >= 1e-300) Assert.True(Math.Abs(outputs[1 + i] - slope) <= 1e-15 * Math.Abs(slope) + 1e-300, $"{formula}'{gate.Inputs[i].Name} at {size}: {outputs[1 + i]}, not {slope}");
            }
        }
    }

    [Fact]
    public void As_written_it_is_the_root_of_the_sum()
    {
        Gate gate = Gate.FromFormula("sqrt (x*x + y*y + 1)", options: new() { AsWritten = true });
        Assert.Equal(double.PositiveInfinity, gate.Evaluate(1e200, 1));
        Assert.Equal(Math.Sqrt(0.1 * 0.1 + 0.7 * 0.7 + 1), gate.Evaluate(0.1, 0.7));
    }

    [Fact]
    public void Special_values_are_those_of_a_length()
    {
        Gate gate = Gate.FromFormula("sqrt (x*x + y*y + 1)");
        Assert.Equal(double.PositiveInfinity, gate.Evaluate(double.NegativeInfinity, 1));
        Assert.True(double.IsNaN(gate.Evaluate(double.NaN, 1)));
        Assert.Equal(1, gate.Evaluate(0, -0.0));
        Assert.Equal(0, Gate.FromFormula("sqrt (x*x + y*y + z*z)").Evaluate(0, 0, 0));
    }

    // Scaled by a power of two, so that squares stay in the range.
    static double Length(string formula, Gate gate, double[] at)
    {
        int power = Math.ILogB(at.Max(Math.Abs));
        double constant = formula.EndsWith("9)", StringComparison.Ordinal) ? 3 : formula.Contains('1', StringComparison.Ordinal) ? 1 : 0;
        power = Math.Max(power, constant > 0 ? 0 : power);
        double sum = Math.Pow(Math.ScaleB(constant, -power), 2);
        for (int i = 0; i < at.Length; i++)
        {
            double leg = Math.ScaleB(at[i], -power) * (formula.Contains("4*y", StringComparison.Ordinal) && gate.Inputs[i].Name == "y" ? 2 : 1);
            sum += leg * leg;
        }
        return Math.ScaleB(Math.Sqrt(sum), power);
    }
}
