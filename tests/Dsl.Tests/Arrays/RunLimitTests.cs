using System.Diagnostics;
using Xunit;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>Hostile sizes end by a limit, before anything is allocated or run.</summary>
public sealed class RunLimitTests
{
    [Theory]
    [InlineData("iterate 2000000000 (fun x -> x + 1) 0.0", "Steps")]
    [InlineData("iterate 100000 (fun x -> iterate 100000 (fun y -> y + x) x) 1.0", "Steps")]
    [InlineData("iterateWhile 2000000000 (fun x -> true) (fun x -> x + 1) 0.0", "Steps")]
    [InlineData("Array.sum (Array.init 1000000000 (fun i -> float i))", "")]
    [InlineData("Array.sum (Array.create 200000000 1.0)", "")]
    [InlineData("Array.sumBy Array.sum (Array.init 100000 (fun i -> Array.init 100000 (fun j -> float i * float j)))", "")]
    [InlineData("Array.sum (iterate 60 (fun xs -> Array.append xs xs) [| 1.0 |])", "")]
    [InlineData("Array.sum (Array.map float [| 0 .. 2000000000 |])", "")]
    [InlineData("Array.sumBy Array.sum (Array.windowed 30000 (Array.init 60000 float))", "")]
    public void A_hostile_size_ends_by_a_limit(string expression, string limit)
    {
        GateModule module = GateModule.Parse("let one = 1.0", GateOptions.Default with { Limits = new() { Steps = 2_000_000, WorkspaceBytes = 8 << 20, ArrayLength = 1 << 24 } });
        long start = Stopwatch.GetTimestamp(), memory = GC.GetTotalAllocatedBytes();
        var wrong = Assert.Throws<GateRunException>(() => module.Evaluate(expression));
        Assert.Equal("GATE0630", wrong.Diagnostic.Code);
        Assert.Contains("Limits." + limit, wrong.Diagnostic.Help, StringComparison.Ordinal);
        Assert.Equal(expression, wrong.Diagnostic.Source.Text);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
    }

    [Theory]
    [InlineData("iterate 1000 (fun x -> iterate 1000 (fun y -> iterate 1000 (fun z -> z + 1) y) x) 0.0")]
    [InlineData("Array.length (iterate 60 (fun xs -> Array.append xs xs) [| 1.0 |])")]
    [InlineData("root (fun x -> iterate 1000000 (fun y -> y * x) x - 0.5) 0.0 1.0")]
    [InlineData("Array.sort (Array.init 1000000 (fun i -> sin (float i)))")]
    [InlineData("Array.sum (iterate 100000 (fun xs -> grad (fun (ys: float[]) -> ys.[0] * ys.[1]) xs) (Array.create 100000 1.0))")]
    public void A_stranger_has_less(string expression)
    {
        GateModule module = GateModule.Parse("let one = 1.0", GateOptions.Default with { Limits = Limits.ForStrangers });
        long start = Stopwatch.GetTimestamp();
        Assert.Equal("GATE0630", Assert.Throws<GateRunException>(() => module.Evaluate(expression)).Diagnostic.Code);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
    }

    [Fact]
    public void A_long_loop_can_be_cancelled()
    {
        Gate gate = GateModule.Parse("let f (x: float) = iterate 900000000 (fun y -> y * 0.5 + x) x", GateOptions.Default with { Limits = new() { Steps = long.MaxValue } })["f"];
        using var cancel = new CancellationTokenSource(50);
        Assert.ThrowsAny<OperationCanceledException>(() => gate.Evaluate([1.0], cancel.Token));
    }

    [Fact]
    public void Memory_of_trips_that_are_over_counts_no_more()
    {
        GateModule module = GateModule.Parse("let one = 1.0", GateOptions.Default with { Limits = new() { WorkspaceBytes = 1 << 20 } });
        Assert.Equal(new GateValue.Number(1000), module.Evaluate("Array.sum (iterate 1000 (fun xs -> Array.map (fun x -> x + 1) xs) (Array.create 1000 0.0)) / 1000"));
    }
}
