using Xunit;

namespace GateDsl.Dsl.Tests.Simplify;

/// <summary>Arithmetic with constants that might be left out has the bits of C#'s, signs of zeros included.</summary>
public sealed class SignedZeroTests
{
    [Theory]
    [InlineData("+"), InlineData("-"), InlineData("*"), InlineData("/")]
    public void Constants_keep_the_sign_of_zero(string op)
    {
        foreach (double k in (double[])[0.0, -0.0, 1, -1])
        {
            string constant = k == 0 && double.IsNegative(k) ? "(0 / (-3))" : k < 0 ? "(-1)" : $"{k}";
            Gate right = GateModule.Parse($"let f x = x {op} {constant}")["f"], left = GateModule.Parse($"let f x = {constant} {op} x")["f"];
            foreach (double x in (double[])[0.0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon])
            {
                Same(Of(op, x, k), right.Evaluate((ReadOnlySpan<double>)[x]), $"{x:R} {op} {k:R}");
                Same(Of(op, k, x), left.Evaluate((ReadOnlySpan<double>)[x]), $"{k:R} {op} {x:R}");
            }
        }
    }

    static double Of(string op, double a, double b) => op switch { "+" => a + b, "-" => a - b, "*" => a * b, _ => a / b };

    static void Same(double expected, double found, string what)
    {
        bool isSame = double.IsNaN(expected) ? double.IsNaN(found) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(found);
        Assert.True(isSame, $"{what} is {expected:R}, {found:R} found");
    }
}
