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
    [InlineData("log (Array.fold (fun total x -> total + exp x) 0 xs)")]
    [InlineData("log (Array.fold (fun total x -> exp x + total) 0 xs)")]
    [InlineData("log (Array.reduce (+) (Array.map exp xs))")]
    [InlineData("log (Array.average (Array.map exp xs)) + log (float xs.Length)")]
    [InlineData("log (Array.sum [| for i in 0 .. xs.Length - 1 -> exp xs.[i] |])")]
    [InlineData("log (Array.dot (Array.map exp xs) (Array.replicate xs.Length 2)) - log 2")]
    [InlineData("log (Array.sumBy (fun x -> 1 / 3 * (exp x / 2)) xs) + log 6")]
    [InlineData("log (Array.sumBy (fun row -> Array.sumBy exp row) [| xs; xs |]) - log 2")]
    [InlineData("log (Array.sumBy (fun k -> Array.sumBy (fun x -> exp (x + float k)) xs) [| 0 .. 1 |]) - log (1 + e)")]
    [InlineData("log (3 * Array.sumBy exp xs) - log 3")]
    [InlineData("log (Array.sumBy exp xs + Array.sumBy exp xs) - log 2")]
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
    [InlineData("(let all = Array.map exp xs in let total = Array.sum all in Array.map (fun p -> p / total) all)")]
    [InlineData("(let all = Array.map exp xs in [| for p in all -> p / Array.fold (+) 0 all |])")]
    [InlineData("(let all = Array.map exp xs in [| for i in 0 .. xs.Length - 1 -> all.[i] / Array.sum all |])")]
    [InlineData("(let all = Array.map (fun x -> 2 * exp x) xs in let total = Array.sum all in Array.map (fun p -> p / total) all)")]
    [InlineData("(let all = Array.map (fun x -> exp x / 3) xs in let total = Array.sum all in Array.map (fun p -> 3 * p / (3 * total)) all)")]
    [InlineData("(let rows = Array.map (fun row -> (let all = Array.map exp row in Array.map (fun p -> p / Array.sum all) all)) [| xs; xs |] in rows.[1])")]
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

    /// <summary>Logarithms of sums with more than exponentials, means, and what is divided by such sums: each as a formula of the elements, which is right by its own tests.</summary>
    [Theory]
    [InlineData("log (1 + Array.sumBy exp xs)", "log (1 + exp a + exp b)")]
    [InlineData("log (Array.sumBy exp xs + 1)", "log (1 + exp a + exp b)")]
    [InlineData("log (exp 3 + Array.sumBy exp xs)", "log (exp 3 + exp a + exp b)")]
    [InlineData("[| for x in xs -> 1 / Array.sumBy (fun y -> exp (y - x)) xs |].[1]", "exp b / (exp a + exp b)")]
    [InlineData("1 / (1 + Array.sumBy exp xs)", "1 / (1 + exp a + exp b)")]
    [InlineData("Array.sumBy exp xs / (1 + Array.sumBy exp xs)", "(exp a + exp b) / (1 + exp a + exp b)")]
    [InlineData("Array.dot (Array.map exp xs) [| 3; 5 |] / Array.sum (Array.map exp xs)", "(3 * exp a + 5 * exp b) / (exp a + exp b)")]
    [InlineData("Array.sum (Array.map2 (fun x y -> y * exp x) xs [| 3; 5 |]) / Array.sumBy exp xs", "(3 * exp a + 5 * exp b) / (exp a + exp b)")]
    [InlineData("-(Array.dot [| 1; 0 |] (Array.map log (let all = Array.map exp xs in Array.map (fun p -> p / Array.sum all) all)))", "log (exp a + exp b) - a")]
    [InlineData("log (Array.sum (Array.map2 (fun x w -> w * normpdf x) xs [| 0.5; 0.25 |]))", "log (0.5 * normpdf a + 0.25 * normpdf b)")]
    [InlineData("(let all = Array.map normpdf xs in all.[1] / Array.sum all)", "normpdf b / (normpdf a + normpdf b)")]
    public void What_is_made_of_sums_of_exponentials_is_right(string array, string formula)
    {
        GateModule module = GateModule.Parse($"let f (xs: float[]) = {array}\nlet g a b = {formula}");
        Gate gate = module["f"], byElements = module["g"], slope = gate.Derivative("xs");
        Gate printed = GateModule.Parse(slope.ToSource())[slope.Name];
        foreach (double[] xs in (double[][])[[1000, 999], [-1000, -998.5], [60, 50], [0.5, -0.25], [0, 0], [-1, 1]])
        {
            double[] slopes = [byElements.Derivative("a").Evaluate(xs[0], xs[1]), byElements.Derivative("b").Evaluate(xs[0], xs[1])];
            Near([byElements.Evaluate(xs[0], xs[1])], gate.Evaluate((GateValue)xs));
            Near(slopes, slope.Evaluate((GateValue)xs));
            Near(slopes, printed.Evaluate((GateValue)xs));
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
        foreach (var (want, got) in expected.Zip(found)) Assert.True(want == got || Math.Abs(want - got) <= 4e-13 * Math.Max(1, Math.Abs(want)), $"{got}, not {want}: [{string.Join("; ", found)}]");
    }

    [Fact]
    public void The_logarithm_of_a_share_that_is_too_small_for_doubles_is_known()
    {
        Gate gate = GateModule.Parse("let f (z: float[]) (t: float[]) = -(Array.sum (Array.map2 (fun x p -> p * log (exp x / Array.sumBy exp z)) z t))")["f"];
        Assert.Equal(1000, ((GateValue.Number)gate.Evaluate(new double[] { 1000, 0 }, new double[] { 0, 1 })).Value);
    }
}
