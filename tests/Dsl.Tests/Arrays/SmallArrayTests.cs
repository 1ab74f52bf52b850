using Xunit;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>Small arrays that are written out are wires: what goes through them is straight code, with the values that a loop over a parameter gives, to rounding.</summary>
public sealed class SmallArrayTests
{
    [Theory]
    [InlineData("Array.sumBy (fun t -> t * t) xs", "[| x; y; z |]")]
    [InlineData("Array.sum xs", "[| x; y; z; x * y; y * z; 2 |]")]
    [InlineData("sqrt (Array.dot xs xs)", "[| x; y; z |]")]
    [InlineData("Array.fold (fun s t -> s * 0.5 + t) 1 xs", "[| x; y; z |]")]
    [InlineData("Array.foldBack (fun t s -> s * x + t) xs 0", "[| x; y; z |]")]
    [InlineData("Array.scan (fun s t -> s * t + 1) 1 xs |> Array.sum", "[| x; y; z |]")]
    [InlineData("Array.scanBack (fun t s -> s * t + 1) xs 1 |> Array.reduce (fun a b -> a - 2 * b)", "[| x; y; z |]")]
    [InlineData("Array.max xs - Array.min xs", "[| x; y; z; x |]")]
    [InlineData("Array.maxBy (fun t -> t * t) xs", "[| x; y; z |]")]
    [InlineData("log (Array.sumBy exp xs)", "[| x; y; z |]")]
    [InlineData("Array.pairwise xs |> Array.sumBy (fun (a, b) -> (b - a * a) ** 2)", "[| x; y; z |]")]
    [InlineData("Array.windowed 2 xs |> Array.sumBy (fun w -> w.[0] * w.[1])", "[| x; y; z |]")]
    [InlineData("Array.append xs (Array.rev xs) |> Array.mapi (fun i t -> float i * t) |> Array.sum", "[| x; y; z |]")]
    [InlineData("if Array.exists (fun t -> t > 1) xs then xs.[0] else xs.[1]", "[| x; y; z |]")]
    [InlineData("Array.sum [| for i in 0 .. 3 -> x ** float i |] + xs.[0]", "[| y; z |]")]
    public void They_are_straight_code_with_the_same_values(string body, string literal)
    {
        GateModule module = GateModule.Parse($"""
            let loop x (xs: float[]) = {body}
            let straight x y z =
                let xs = {literal}
                {body}
            let given x y z = {literal}
            """);
        Assert.False(module["straight"].Circuit(Tracing.Outputs.ValueAndGradient).HasArrays);
        foreach (double[] point in (double[][])[[1, 2, 3], [0.3, -0.7, 1.9], [2, 2, -2], [-5, 0.1, 7]])
        {
            double[] xs = ((GateValue.Array)module["given"].Evaluate((GateValue)point[0], point[1], point[2])).ToDoubles();
            double expected = ((GateValue.Number)module["loop"].Evaluate((GateValue)point[0], xs)).Value, found = module["straight"].Evaluate((ReadOnlySpan<double>)point);
            Assert.Equal(expected, found, 4e-16 * Math.Max(1, Math.Abs(expected)));
        }
    }

    /// <summary>A matrix times itself is a polynomial, and so is its derivative.</summary>
    [Fact]
    public void Products_of_small_matrices_are_too()
    {
        Gate gate = GateModule.Parse("""
            let mul p q =
                let columns = Array.transpose q
                Array.map (fun row -> Array.map (Array.dot row) columns) p
            let f a b =
                let m = [| [| a; b; 1 |]; [| b; a; 2 |]; [| 1; 2; a |] |]
                (mul m m).[0].[2]
            """)["f"];
        Assert.Equal("let f'a a b = 2\n", gate.Derivative("a").ToSource());
    }
}
