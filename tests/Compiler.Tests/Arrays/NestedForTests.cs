using Xunit;

namespace GateDsl.Compiler.Tests.Arrays;

/// <summary>A <c>for</c> inside a <c>for</c> whose lengths differ from trip to trip, against loops by hand.</summary>
public sealed class NestedForTests
{
    static readonly double[] numbers = [0.3, 0.7, -0.2, 1.1, 0.4];

    [Theory]
    [InlineData("[| for i in 0 .. n do for j in 0 .. i -> 10 * i + j |]", "0 10 11 20 21 22")]
    [InlineData("[| for i in 0 .. n do for j in i .. n - 1 -> 10 * i + j |]", "0 1 11")]
    [InlineData("[| for i in 1 .. n do for j in 1 .. i do for k in 1 .. j -> 100 * i + 10 * j + k |]", "111 211 221 222")]
    [InlineData("[| for i in 0 .. n - 3 do for j in 0 .. i -> 10 * i + j |]", "")]
    [InlineData("[| for i in 0 .. n do for x in Array.take i [| 5 .. 7 |] -> x |]", "5 5 6")]
    [InlineData("[| for i in 0 .. 2 .. 2 * n do for j in i .. -2 .. 1 -> j |]", "2 4 2")]
    public void The_elements_follow_one_another(string expression, string expected)
    {
        Gate gate = GateModule.Parse($"let f (n: int) = {expression}")["f"];
        Assert.Equal($"[|{expected.Replace(" ", "; ", StringComparison.Ordinal)}|]", gate.Evaluate((GateValue)2).ToString());
        Assert.Equal(expected, string.Join(' ', gate.Compile<Func<int, int[]>>()(2)));
    }

    [Fact]
    public void Pairs_are_differentiated_and_read_back()
    {
        GateModule module = GateModule.Parse("""
            let energy (xs: float[]) = Array.sum [| for i in 0 .. xs.Length - 1 do for j in 0 .. i - 1 -> 1 / (1 + (xs.[i] - xs.[j]) ** 2) |]
            """);
        Gate slope = module["energy"].Derivative("xs");
        var compiled = slope.Compile<Func<double[], double[]>>();
        var printed = GateModule.Parse(slope.ToSource())[slope.Name].Compile<Func<double[], double[]>>();
        double energy = 0;
        double[] expected = new double[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double d = numbers[i] - numbers[j], part = 1 / (1 + d * d);
                energy += part;
                expected[i] -= 2 * d * part * part;
                expected[j] += 2 * d * part * part;
            }
        }
        Assert.Equal(energy, module["energy"].Compile<Func<double[], double>>()(numbers), 1e-14);
        foreach (double[] found in (double[][])[compiled(numbers), printed(numbers), ((GateValue.Array)slope.Evaluate((GateValue)numbers)).ToDoubles()])
        {
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-14);
        }
        Assert.Empty(compiled([]));
    }

    /// <summary>An element is computed by itself, not its whole row.</summary>
    [Fact]
    public void It_costs_as_much_as_there_are_elements()
    {
        Gate gate = GateModule.Parse("let f (xs: float[]) = Array.sum [| for i in 0 .. xs.Length - 1 do for j in 0 .. i -> sin (xs.[i] + xs.[j]) |]", GateOptions.Default with { Limits = new() { Steps = 20_000_000 } })["f"];
        double[] xs = [.. Enumerable.Range(0, 500).Select(i => 0.01 * i)];
        double sum = 0;
        for (int i = 0; i < xs.Length; i++) for (int j = 0; j <= i; j++) sum += Math.Sin(xs[i] + xs[j]);
        Assert.Equal(sum, ((GateValue.Number)gate.Evaluate((GateValue)xs)).Value, 1e-9);
        Assert.Equal(xs.Length, ((GateValue.Array)gate.Derivative("xs").Evaluate((GateValue)xs)).Length);
    }
}
