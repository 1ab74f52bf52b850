using GateDsl.Tools;

namespace GateDsl.Dsl.Tests.Calculus;

/// <summary>A variable of a loop's body that is also the adjoint of what the loop gives counts once: it is no part of the formula there.</summary>
public class AdjointFactorTests
{
    [Theory]
    [InlineData("let f (xs: float[]) c = c * Array.sumBy (fun x -> exp (c * x)) xs")]
    [InlineData("let f (xs: float[]) c = -c * Array.sumBy (fun x -> sin (c + x)) xs")]
    [InlineData("let f (xs: float[]) tau = Array.map (fun x -> x * Array.sumBy (fun y -> sigmoid ((x - y) / tau)) xs) xs |> Array.sum")]
    [InlineData("let f (xs: float[]) (ys: float[]) c = Array.sum (Array.map (fun y -> y * c * Array.sumBy (fun x -> tanh (c * x * y)) xs) ys)")]
    [InlineData("let f (xs: float[]) c = c * (Array.fold (fun s x -> s * 0.5 + exp (c * x)) 0.0 xs)")]
    public void Agree(string source)
    {
        DerivativeCheck check = DerivativeCheck.Of(GateModule.Parse(source)["f"]);
        Assert.All(check.Partials, partial => Assert.True(partial.Agrees && partial.Compared > 0, $"{partial}"));
    }

    /// <summary>Of no elements the slope is 0, whatever a term would have been.</summary>
    [Fact]
    public void A_sum_of_nothing_has_slope_0() =>
        Assert.Equal("(0, 0)", GateModule.Parse("let h c = Array.sumBy (fun x -> x ** c) [||]\nlet k c = (grad h c, grad (fun c -> -c * h c) c)")["k"].Evaluate((GateValue)(-1.5)).ToString());

    [Fact]
    public void The_slope_is_the_sum_and_what_the_sum_changes()
    {
        double[] xs = [0.3, -1.2, 2];
        const double C = 0.7;
        var slope = (GateValue.Number)GateModule.Parse("let f (xs: float[]) c = c * Array.sumBy (fun x -> exp (c * x)) xs")["f"].Derivative("c").Evaluate((GateValue)xs, C);
        Assert.Equal(xs.Sum(x => Math.Exp(C * x) * (1 + C * x)), slope.Value, 1e-13);
    }
}
