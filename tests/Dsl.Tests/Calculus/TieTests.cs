using Xunit;

namespace GateDsl.Dsl.Tests.Calculus;

/// <summary>The slopes that docs/language.md states at kinks, by every way to a derivative: simplified, by the chain rule alone, and in a loop, backwards and forwards.</summary>
public sealed class TieTests
{
    [Theory]
    [InlineData("max x y", 1, 0)]
    [InlineData("max y x", 0, 1)]
    [InlineData("min x y", 1, 0)]
    [InlineData("min y x", 0, 1)]
    [InlineData("clamp x y 9", 1, 0)]
    [InlineData("clamp x (-9) y", 1, 0)]
    [InlineData("relu (x - y)", 0, 0)]
    [InlineData("abs (x - y)", 0, 0)]
    public void Slopes_at_a_tie_are_the_stated_ones(string formula, double inX, double inY)
    {
        string source = $"let f x y = {formula}\nlet all (xs: float[]) (ys: float[]) = Array.sum (Array.map2 (fun x y -> {formula}) xs ys)\nlet along (xs: float[]) (ys: float[]) a b t = all (Array.map (fun x -> x + t * a) xs) (Array.map (fun y -> y + t * b) ys)";
        foreach (GateOptions options in (GateOptions[])[GateOptions.Default, GateOptions.Default with { Plain = true }])
        {
            GateModule module = GateModule.Parse(source, options);
            foreach (double at in (double[])[0, 2, -1.5])
            {
                Assert.Equal(inX, module["f"].Derivative("x").Evaluate((ReadOnlySpan<double>)[at, at]));
                Assert.Equal(inY, module["f"].Derivative("y").Evaluate((ReadOnlySpan<double>)[at, at]));
                double[] ties = [at, at, at];
                Assert.Equal([inX, inX, inX], ((GateValue.Array)module["all"].Derivative("xs").Evaluate(ties, ties)).ToDoubles());
                Assert.Equal([inY, inY, inY], ((GateValue.Array)module["all"].Derivative("ys").Evaluate(ties, ties)).ToDoubles());
                Assert.Equal(3 * (2 * inX + 5 * inY), ((GateValue.Number)module["along"].Derivative("t").Evaluate(ties, ties, 2.0, 5.0, 0.0)).Value);
            }
        }
    }
}
