using Xunit;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>Lengths of vectors neither overflow nor underflow, nor do their slopes.</summary>
public sealed class NormTests
{
    [Theory]
    [InlineData("sqrt (Array.sumBy (fun x -> x * x) xs)")]
    [InlineData("sqrt (Array.sumBy (fun x -> x ** 2) xs)")]
    [InlineData("sqrt (Array.dot xs xs)")]
    [InlineData("Array.sumBy (fun row -> sqrt (Array.sumBy (fun x -> x * x) row)) [| xs |]")]
    public void A_length_is_right_at_every_size(string text)
    {
        Gate gate = GateModule.Parse($"let f xs = {text}")["f"], slope = gate.Derivative("xs");
        foreach (double scale in (double[])[1, 1e-200, 1e200, 1e-320, 1e300])
        {
            double[] xs = [3 * scale, 4 * scale];
            double length = 5 * scale;
            Assert.Equal(length, gate.Evaluate(xs), 1e-15 * length + double.Epsilon);
            if (scale < 1e-300) continue;
            double[] slopes = ((GateValue.Array)slope.Evaluate((GateValue)xs)).ToDoubles();
            Assert.Equal(0.6, slopes[0], 1e-14);
            Assert.Equal(0.8, slopes[1], 1e-14);
        }
        Assert.Equal([0, 0], ((GateValue.Array)slope.Evaluate((GateValue)(double[])[0, 0])).ToDoubles());
        Assert.Equal(0, gate.Evaluate(0, 0));
        Assert.Equal(double.PositiveInfinity, gate.Evaluate(double.NegativeInfinity, 1));
        Assert.Equal(double.NaN, gate.Evaluate(double.NaN, 1));
    }

    [Theory]
    [InlineData("Array.map (fun x -> x ** 2) xs |> Array.sum |> sqrt")]
    [InlineData("sqrt (Array.sum (Array.map2 (fun x y -> (x - y) ** 2) xs (Array.map (fun _ -> 0) xs)))")]
    public void So_is_one_through_maps(string text)
    {
        Gate gate = GateModule.Parse($"let f xs = {text}")["f"];
        foreach (double scale in (double[])[1, 1e-200, 1e200]) Assert.Equal(5 * scale, gate.Evaluate(3 * scale, 4 * scale), 5e-15 * scale);
    }

    [Theory]
    [InlineData("sqrt (Array.averageBy (fun x -> x * x) xs)")]
    [InlineData("sqrt (Array.sumBy (fun x -> x ** 2) xs / float (Array.length xs))")]
    [InlineData("sqrt (0.5 * Array.dot xs xs)")]
    public void So_is_the_root_of_a_mean_of_squares(string text)
    {
        Gate gate = GateModule.Parse($"let f xs = {text}")["f"], slope = gate.Derivative("xs");
        foreach (double scale in (double[])[1, 1e-200, 1e200])
        {
            Assert.Equal(5 / Math.Sqrt(2) * scale, gate.Evaluate(3 * scale, 4 * scale), 5e-15 * scale);
            double[] slopes = ((GateValue.Array)slope.Evaluate((GateValue)(double[])[3 * scale, 4 * scale])).ToDoubles();
            Assert.Equal(0.6 / Math.Sqrt(2), slopes[0], 1e-14);
            Assert.Equal(0.8 / Math.Sqrt(2), slopes[1], 1e-14);
        }
    }

    /// <summary>The slope of a length at its origin is 0: of a distance where the points meet, of a deviation where all are equal.</summary>
    [Theory]
    [InlineData("sqrt (Array.sum (Array.map2 (fun x y -> (x - y) ** 2) xs [| 1; 1; 1 |]))")]
    [InlineData("sqrt (Array.sumBy (fun x -> (x - 1) * (x - 1)) xs)")]
    [InlineData("(let d = Array.map2 (-) xs [| 1; 1; 1 |] in sqrt (Array.dot d d))")]
    [InlineData("3 * sqrt (Array.averageBy (fun x -> (x - 1) ** 2) xs) / 2")]
    [InlineData("(let m = Array.average xs in sqrt (Array.averageBy (fun x -> (x - m) ** 2) xs))")]
    [InlineData("(let m = Array.average xs in sqrt (Array.sumBy (fun x -> (x - m) ** 2) xs / 2))")]
    [InlineData("sqrt (Array.sum [| for x in xs -> (x - 1) ** 2 |])")]
    [InlineData("Array.sumBy (fun y -> sqrt (Array.sumBy (fun x -> (x - y) ** 2) xs)) [| 1 |]")]
    [InlineData("(Array.sumBy (fun x -> (x - 1) ** 2) xs) ** 0.5")]
    public void At_its_origin_a_length_has_slope_0(string text)
    {
        Gate slope = GateModule.Parse($"let f xs = {text}")["f"].Derivative("xs"), printed = GateModule.Parse(slope.ToSource()).Gates[^1];
        foreach (Gate gate in (Gate[])[slope, printed]) Assert.All(((GateValue.Array)gate.Evaluate((GateValue)(double[])[1, 1, 1])).ToDoubles(), x => Assert.Equal(0, Math.Abs(x)));
    }
}
