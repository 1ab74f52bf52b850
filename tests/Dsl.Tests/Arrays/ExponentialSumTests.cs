using Xunit;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>Log-sum-exp and softmax neither overflow nor underflow, in every spelling, and keep their slopes.</summary>
public sealed class ExponentialSumTests
{
    static readonly double[][] points = [[1000, 999, 1002], [-1000, -1001.5, -999], [0.5, -0.25, 2], [745], [3, double.NegativeInfinity]];

    [Theory]
    [InlineData("log (Array.sumBy exp xs)")]
    [InlineData("log (Array.sum (Array.map exp xs))")]
    [InlineData("xs |> Array.map (fun x -> exp x) |> Array.sum |> log")]
    [InlineData("xs |> Array.map (fun x -> x + 0) |> Array.map exp |> Array.sum |> log")]
    [InlineData("(let m = Array.max xs in m + log (Array.sumBy (fun x -> exp (x - m)) xs))")]
    [InlineData("log (Array.sumBy (fun x -> 2 * exp x) xs) - log 2")]
    public void Log_sum_exp_is_right(string text)
    {
        Gate gate = GateModule.Parse($"let f xs = {text}")["f"], slope = gate.Derivative("xs"), second = slope.Derivative("xs");
        foreach (double[] xs in points)
        {
            double m = xs.Max(), total = m + Math.Log(xs.Sum(x => Math.Exp(x - m)));
            double[] softmax = [.. xs.Select(x => Math.Exp(x - total))];
            Near([total], gate.Evaluate(xs));
            Near(softmax, slope.Evaluate((GateValue)xs));
            Near([.. softmax.SelectMany((p, i) => softmax.Select((q, j) => (i == j ? p : 0) - p * q))], second.Evaluate((GateValue)xs));
        }
    }

    [Theory]
    [InlineData("(let total = Array.sumBy exp xs in Array.map (fun x -> exp x / total) xs)")]
    [InlineData("(let total = xs |> Array.map exp |> Array.sum in xs |> Array.map (fun x -> exp x / total))")]
    [InlineData("(let m = Array.max xs in let total = Array.sumBy (fun x -> exp (x - m)) xs in Array.map (fun x -> exp (x - m) / total) xs)")]
    public void Softmax_is_right(string text)
    {
        Gate gate = GateModule.Parse($"let f xs = {text}")["f"], slope = gate.Derivative("xs");
        foreach (double[] xs in points)
        {
            double m = xs.Max(), total = m + Math.Log(xs.Sum(x => Math.Exp(x - m)));
            double[] softmax = [.. xs.Select(x => Math.Exp(x - total))];
            Near(softmax, gate.Evaluate((GateValue)xs));
            Near([.. softmax.SelectMany((p, i) => softmax.Select((q, j) => (i == j ? p : 0) - p * q))], slope.Evaluate((GateValue)xs));
        }
    }

    [Theory]
    [InlineData("let f xs = log (Array.sumBy exp xs)", double.NegativeInfinity)]
    [InlineData("let f xs = sqrt (Array.sumBy (fun x -> x * x) xs)", 0)]
    public void No_elements_are_no_fault(string source, double expected) => Assert.Equal(expected, GateModule.Parse(source)["f"].Evaluate(ReadOnlySpan<double>.Empty));

    static void Near(double[] expected, GateValue found) => Near(expected, found is GateValue.Array array ? array.ToDoubles() : [((GateValue.Number)found).Value]);

    static void Near(double[] expected, double found) => Near(expected, [found]);

    static void Near(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        foreach (var (want, got) in expected.Zip(found)) Assert.True(want == got || Math.Abs(want - got) <= 1e-13 * Math.Max(1, Math.Abs(want)), $"{got}, not {want}: [{string.Join("; ", found)}]");
    }

    [Fact]
    public void The_logarithm_of_a_share_that_is_too_small_for_doubles_is_known()
    {
        Gate gate = GateModule.Parse("let f (z: float[]) (t: float[]) = -(Array.sum (Array.map2 (fun x p -> p * log (exp x / Array.sumBy exp z)) z t))")["f"];
        Assert.Equal(1000, ((GateValue.Number)gate.Evaluate(new double[] { 1000, 0 }, new double[] { 0, 1 })).Value);
    }
}
