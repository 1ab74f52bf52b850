using System.Text;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Calculus;

/// <summary>Value and gradient cost a small constant times the value, whatever the number of inputs; graphs grow with the program.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData(2), InlineData(10), InlineData(100), InlineData(1000)]
    public void Value_and_gradient_cost_at_most_four_times_the_value(int inputs)
    {
        var source = new StringBuilder("let f");
        for (int i = 0; i < inputs; i++) source.Append(" x").Append(i);
        source.Append(" =\n    let s0 = 0.5\n");
        for (int i = 0; i < inputs; i++) source.Append($"    let s{i + 1} = s{i} * x{i} + sin (x{i} * s{i}) / (1 + x{i} * x{i})\n");
        source.Append($"    s{inputs}\n");
        Gate f = GateModule.Parse(source.ToString())["f"];
        int value = Operations(f.Circuit(Outputs.Value)), both = Operations(f.Circuit(Outputs.ValueAndGradient));
        Assert.True(both <= 4 * value, $"{both} operations for value and gradient, {value} for the value");
    }

    [Fact]
    public void A_map_iterated_200_times_has_a_derivative_of_its_own_size()
    {
        var source = new StringBuilder("let f r x =\n    let x0 = x\n");
        for (int i = 0; i < 200; i++) source.Append($"    let x{i + 1} = r * x{i} * (1 - x{i})\n");
        source.Append("    x200\n");
        Gate f = GateModule.Parse(source.ToString())["f"];
        Assert.True(Operations(f.Circuit(Outputs.ValueAndGradient)) < 200 * 14);
        Assert.True(Operations(f.Derivative("x").Circuit(Outputs.Value)) < 200 * 14);
    }

    /// <summary>Logarithms of a quotient stay together under a density: log s and log k apart are twice as many operations, and cancel.</summary>
    [Theory]
    [InlineData("s * normcdf d - k * exp (-r * t) * normcdf (d - v * sqrt t)"), InlineData("k * exp (-r * t) * normcdf (v * sqrt t - d) - s * normcdf (-d)")]
    public void A_price_has_its_second_partials_in_few_operations(string formula)
    {
        Gate f = GateModule.Parse($"let f s k r v t =\n    let d = (log (s / k) + (r + v ** 2 / 2) * t) / (v * sqrt t)\n    {formula}\n")["f"];
        int operations = Operations(f.Circuit(Outputs.ValueGradientHessian));
        Assert.True(operations <= 200, $"{operations} operations");
    }

    static int Operations(Circuit circuit) => circuit.Nodes.Count(node => node.Arity > 0);
}
