using GateDsl.Compiler;
using Xunit;

namespace GateDsl.Tests;

/// <summary>At kinks and beside branches that are not taken, compiled code answers what the language fixes: in a call and in every lane of a batch.</summary>
public class KinkTests
{
    [Theory]
    [InlineData("if x > 0 then log x else 0", -1, 0, 0)]
    [InlineData("if x > 0 then log x else 0", 0, 0, 0)]
    [InlineData("if x > 0 then log x else 0", 2, 0.5, -0.25)]
    [InlineData("if x > 0 then sqrt x else 0", 0, 0, 0)]
    [InlineData("if x > 0 then sqrt x else 0", -3, 0, 0)]
    [InlineData("sqrt (if x > 0 then x else 0)", -1, 0, 0)]
    [InlineData("sqrt (max x 0)", -1, 0, 0)]
    [InlineData("log (clamp x 1 2)", 0.5, 0, 0)]
    [InlineData("log (clamp x 1 2)", 1, 1, -1)]
    [InlineData("if x < 0 then 1 / x else if x < 1 then 0 else sqrt (x - 1)", 0, 0, 0)]
    [InlineData("relu x", 0, 0, 0)]
    [InlineData("abs x", 0, 0, 0)]
    [InlineData("max x x", 3, 1, 0)]
    [InlineData("x ** 2", 0, 0, 2)]
    [InlineData("x ** 2", -3, -6, 2)]
    [InlineData("floor x * x", 2.5, 2, 0)]
    public void Slopes_are_the_fixed_ones(string formula, double x, double slope, double curvature)
    {
        Gate gate = Gate.FromFormula(formula, ["x"]);
        double[] first = [double.NaN], second = [double.NaN];
        gate.CompileHessian()([x], first, second);
        Assert.Equal((slope, curvature), (first[0], second[0]));

        // every length up to a few vectors, with rows on the other side of the kink beside the one that is asked for
        BatchFunction batch = gate.CompileBatch(BatchOutputs.ValueGradientHessian);
        for (int rows = 1; rows < 20; rows++)
        {
            double[] column = [.. Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? x : i - 5.5)];
            double[] value = new double[rows], gradient = new double[rows], hessian = new double[rows];
            batch.Invoke(rows, (ReadOnlyMemory<double>[])[column], (Memory<double>[])[value, gradient, hessian]);
            for (int i = 0; i < rows; i += 3) Assert.Equal((slope, curvature), (gradient[i], hessian[i]));
        }
    }
}
