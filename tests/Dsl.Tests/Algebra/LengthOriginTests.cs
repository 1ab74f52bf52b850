using Xunit;

namespace GateDsl.Dsl.Tests.Algebra;

/// <summary>The slope of a length at its origin is 0, in every spelling, of every number of legs, by name and in the gradient; as written it is what the division says.</summary>
public class LengthOriginTests
{
    [Theory]
    [InlineData("hypot x y", "x y")]
    [InlineData("sqrt (x * x + y * y)", "x y")]
    [InlineData("sqrt (y ** 2 + x ** 2)", "x y")]
    [InlineData("(x * x + y * y) ** 0.5", "x y")]
    [InlineData("sqrt (x * x + y * y + z * z)", "x y z")]
    [InlineData("hypot (hypot x y) z", "x y z")]
    [InlineData("sqrt (x ** 2 + y ** 2 + z ** 2 + w ** 2)", "x y z w")]
    [InlineData("sqrt ((x - a) ** 2 + (y - b) ** 2)", "x a y b")]
    [InlineData("exp (-(sqrt (x * x + y * y)))", "x y")]
    [InlineData("3 * sqrt (4 * x * x + y * y) - x", "x y", -1)]
    public void Its_partials_are_0(string formula, string names, double inX = 0)
    {
        Gate gate = Gate.FromFormula(formula, names.Split(' '));
        double[] at = new double[gate.Inputs.Count];
        var all = new double[1 + at.Length];
        gate.EvaluateAll(at, all, 1);
        for (int i = 0; i < at.Length; i++)
        {
            double wanted = i == 0 ? inX : 0;
            Assert.Equal(wanted, all[1 + i]);
            Assert.Equal(wanted, gate.Derivative(gate.Inputs[i].Name).Evaluate(at));
            Assert.Equal(wanted, GateModule.Parse(gate.Derivative(gate.Inputs[i].Name).ToSource()).Gates[0].Evaluate(at));
        }
    }

    [Fact]
    public void A_leg_over_its_length_is_0_unless_as_written()
    {
        Assert.Equal(0, Gate.FromFormula("x / hypot x y").Evaluate(0, 0));
        Assert.Equal(double.NaN, Gate.FromFormula("x / hypot x y", null, new() { AsWritten = true }).Evaluate(0, 0));
    }
}
