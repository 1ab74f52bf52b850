using GateDsl.Checking;

namespace GateDsl.Dsl.Tests.Checking;

public class DerivativeCheckTests
{
    [Theory]
    [InlineData("let f x y = x * y + sin x")]
    [InlineData("let f x = log x * sqrt (3 - x)")]                        // only on (0, 3)
    [InlineData("let f x = asin (2 * x - 5)")]                            // only on (2, 3)
    [InlineData("let f x y z = acosh x + atanh y / lgamma z")]
    [InlineData("let f x = if x > 1000 then x * x else exp (x / 1000)")]
    [InlineData("let f x = if x > 0 then log x else 0")]
    [InlineData("let f x y = max x y + abs (x - y) + clamp x (-1) 1")]
    [InlineData("let f x = floor x + x % 3 + round (x / 7)")]
    [InlineData("let f x = 1e8 + x ** 3")]                                // rounding swamps small steps
    [InlineData("let f x = (x + 1e6) - x")]                               // the derivative is 0, and every quotient is rounding
    [InlineData("let f x = sin (1000 * x)")]
    [InlineData("let f x = exp (-(x ** 2) / 2) / sqrt (2 * pi)")]
    [InlineData("let f (x, y) z = (x * z, y / z, x < y)")]
    [InlineData("let f (n: int) x = pown x 3 * sigmoid x")]
    [InlineData("let f a x = if a then erf x else normcdf x")]
    public void A_right_derivative_agrees(string source)
    {
        CheckResult result = DerivativeCheck.Of(GateModule.Parse(source)["f"], seed: 1);
        Assert.All(result.Partials, partial => Assert.True(partial.Agrees, $"{partial}"));
        Assert.NotEmpty(result.Partials);
    }

    [Fact]
    public void Samples_lie_where_the_doc_comment_says()
    {
        const string Source = "/// x in (3, 4]\nlet f x = log (x - 2.9)";
        CheckResult result = DerivativeCheck.Of(GateModule.Parse(Source)["f"], seed: 1);
        Assert.InRange(result.Partials[0].Worst!.At[0], 3, 4);
    }

    [Theory]
    [InlineData("let f x = abs (x - 2)", "abs", false, 2.0)]
    [InlineData("let f x = if x > 3 then 2 * x else x + 3", "if", false, 3.0)]
    [InlineData("let f x = if x > 1 then 5 else x", "if", true, 1.0)]
    [InlineData("let f x = relu (x + 1)", "relu", false, -1.0)]
    public void A_kink_is_named_with_its_place(string source, string name, bool jump, double at)
    {
        CheckResult result = DerivativeCheck.Of(GateModule.Parse(source)["f"], seed: 1);
        Kink kink = Assert.Single(result.Kinks);
        Assert.Equal((name, jump), (kink.Name, kink.IsJump));
        Assert.Equal(at, kink.At[0], 1e-9);
    }

    [Fact]
    public void A_smooth_passage_from_branch_to_branch_is_no_kink() =>
        Assert.Empty(DerivativeCheck.Of(GateModule.Parse("let f x = if x > 0 then x ** 3 else -(x ** 2) * x ** 2")["f"], seed: 1).Kinks);

    [Fact]
    public void A_gate_that_is_defined_nowhere_is_not_said_to_agree()
    {
        CheckResult result = DerivativeCheck.Of(GateModule.Parse("let f x = sqrt (-1 - x * x)")["f"], seed: 1);
        Assert.Equal(0, result.Points);
        Assert.False(result.Agrees);
    }

    [Fact]
    public void The_same_seed_gives_the_same_points()
    {
        Gate gate = GateModule.Parse("let f x y = x * exp y")["f"];
        Assert.Equal(DerivativeCheck.Of(gate, 3).Partials[0].Worst!.At, DerivativeCheck.Of(gate, 3).Partials[0].Worst!.At);
        Assert.NotEqual(DerivativeCheck.Of(gate, 3).Partials[0].Worst!.At, DerivativeCheck.Of(gate, 4).Partials[0].Worst!.At);
    }

    /// <summary>Between fine steps there is no room for a numeric derivative, and none is needed.</summary>
    [Theory]
    [InlineData("round (x * 1e9) / 1e9"), InlineData("floor (1e7 * x)"), InlineData("x * 0 + 3")]
    public void Steps_agree_with_0(string formula) => Assert.True(Tools.DerivativeCheck.Of(GateModule.Parse($"let f x = {formula}\n")["f"]).Agrees);
}
