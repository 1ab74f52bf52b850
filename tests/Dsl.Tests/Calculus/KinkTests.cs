using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Calculus;

/// <summary>Kinks and branches that are not taken, as section 6 of the language says: forward (g'x) and reverse (the gradient), first and second order.</summary>
public sealed class KinkTests
{
    [Theory]
    [InlineData("if x > 0 then log x else 0", -1, 0, 0)]
    [InlineData("if x > 0 then log x else 0", 0, 0, 0)]
    [InlineData("if x > 0 then sqrt x else 0", 0, 0, 0)]
    [InlineData("if x > 0 then sqrt x else 0", -4, 0, 0)]
    [InlineData("if x > 0 then sqrt x else 0", 4, 0.25, -0.03125)]
    [InlineData("if x > 0 then x ** 0.5 else -x", -1, -1, 0)]
    [InlineData("3 * (if x > 0 then 1 / x else 0)", 0, 0, 0)]
    [InlineData("x * (if x > 0 then log x else 0)", 0, 0, 0)]
    [InlineData("if x > 1 then log (x - 1) elif x > 0 then x else sqrt (-x)", 0.5, 1, 0)]
    [InlineData("if x > 1 then log (x - 1) elif x > 0 then x else sqrt (-x)", -4, -0.25, -0.03125)]
    [InlineData("(if x > 0 then log x else 0) + (if x < 0 then log (-x) else 0)", 0, 0, 0)]
    [InlineData("(if x > 0 then sqrt x else 0) * (if x > 0 then log x else 1)", -1, 0, 0)]
    [InlineData("exp (if x > 0 then log x else 0)", 0, 0, 0)]
    [InlineData("max x 0", 0, 1, 0)]
    [InlineData("max 0 x", 0, 0, 0)]
    [InlineData("min x 0", 0, 1, 0)]
    [InlineData("min 0 x", 0, 0, 0)]
    [InlineData("max (x * x) (2 * x)", 2, 4, 2)]
    [InlineData("max 0 (max x (-x))", 0, 0, 0)]
    [InlineData("abs x", 0, 0, 0)]
    [InlineData("sign x * x", 3, 1, 0)]
    [InlineData("floor x + ceil x + round x + truncate x", 1.25, 0, 0)]
    [InlineData("relu x", 0, 0, 0)]
    [InlineData("clamp x 0 1", 0, 1, 0)]
    [InlineData("clamp x 0 1", 1, 1, 0)]
    [InlineData("clamp x 0 1", 1.5, 0, 0)]
    [InlineData("sqrt (clamp x 0 1)", -1, 0, 0)]
    [InlineData("log (max x 1e-3)", 0, 0, 0)]
    [InlineData("sqrt (max x 0)", -1, 0, 0)]
    [InlineData("x ** 2", 0, 0, 2)]
    [InlineData("x ** 2", -3, -6, 2)]
    [InlineData("x ** 3", 0, 0, 0)]
    public void Derivatives_at_kinks_are_what_the_language_says(string formula, double at, double first, double second)
    {
        Gate f = GateModule.Parse($"let f x = {formula}\nlet g x = f'x x\nlet h x = f'x'x x\n")["f"];
        Circuit reverse = f.Circuit(Outputs.ValueGradientHessian);
        var got = new double[3];
        Interpreter.Run(reverse, [at], got);
        Assert.Equal(first, got[1]);
        Assert.Equal(second, got[2]);
        Assert.Equal(first, f.Derivative("x").Evaluate(at));
        Assert.Equal(second, f.Derivative("x").Derivative("x").Evaluate(at));
    }

    /// <summary>Where one number is NaN too: exactly one of the three is what the value comes from.</summary>
    [Fact]
    public void Clamp_has_the_derivatives_of_min_and_max()
    {
        GateModule module = GateModule.Parse("let f x low high = clamp x low high\nlet g x low high = min (max x low) high\n");
        double[] numbers = [0, 1, 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        Circuit clamp = module["f"].Circuit(Outputs.ValueAndGradient), both = module["g"].Circuit(Outputs.ValueAndGradient);
        double[] found = new double[4], expected = new double[4];
        foreach (double x in numbers)
        {
            foreach (double low in numbers)
            {
                foreach (double high in numbers)
                {
                    Interpreter.Run(clamp, [x, low, high], found);
                    Interpreter.Run(both, [x, low, high], expected);
                    Assert.Equal(expected, found);
                    Assert.Equal(1, found[1] + found[2] + found[3]);
                    Assert.Equal(found.Skip(1), ((string[])["x", "low", "high"]).Select(by => module["f"].Derivative(by).Evaluate(x, low, high)));
                }
            }
        }
    }

    [Fact]
    public void The_slope_of_a_root_at_0_is_infinite() => Assert.Equal(double.PositiveInfinity, GateModule.Parse("let f x = sqrt x\n")["f"].Derivative("x").Evaluate(0));

    [Theory]
    [InlineData("if a then log x else y * y", 0, 0, 2, 0, 4)]
    [InlineData("if a then log x else y * y", 1, 2, 3, 0.5, 0)]
    public void A_truth_value_chooses_the_branch(string formula, double a, double x, double y, double byX, double byY)
    {
        Circuit circuit = GateModule.Parse($"let f (a: bool) x y = {formula}\n")["f"].Circuit(Outputs.ValueAndGradient);
        var got = new double[circuit.Outputs.Length];
        Interpreter.Run(circuit, [a, x, y], got);
        Assert.Equal([byX, byY], got[1..]);
    }
}
