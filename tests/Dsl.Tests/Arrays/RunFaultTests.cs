using Xunit;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>What is wrong only where a gate runs: the message, its place, and that nobody is told of what is not needed.</summary>
public sealed class RunFaultTests
{
    [Theory]
    [InlineData("let f (xs: float[]) = xs.[5]", "620", "position 5 is outside 'xs', which has 3 elements")]
    [InlineData("let f (xs: float[]) = xs.[-1]", "620", "position -1 is outside 'xs'")]
    [InlineData("let f (xs: float[]) = Array.sum (Array.map2 (*) xs [| 1; 2 |])", "621", "'xs' has 3 elements and the other has 2: Array.map2 needs the same length")]
    [InlineData("let f (xs: float[]) = Array.dot xs (Array.tail xs)", "621", "Array.dot needs the same length")]
    [InlineData("let f (xs: float[]) = Array.sum (Array.init (Array.length xs - 5) (fun i -> 1.0))", "622", "Array.init is asked for -2 elements")]
    [InlineData("let f (xs: float[]) = Array.max (Array.skip 3 xs)", "623", "is empty: Array.max has nothing to choose from")]
    [InlineData("let f (xs: float[]) = Array.head (Array.skip 3 xs)", "623", "Array.head has nothing to choose from")]
    [InlineData("let f (xs: float[]) = Array.reduce (+) (Array.skip 3 xs)", "623", "Array.reduce has nothing to choose from")]
    [InlineData("let f (xs: float[]) = Array.sum (Array.take 4 xs)", "625", "Array.take is asked for 4 elements, and 'xs' has 3")]
    [InlineData("let f (xs: float[]) = Array.sum (Array.sub xs 2 2)", "625", "Array.sub is asked for 2 elements, and 'xs' has 1")]
    [InlineData("let f (xs: float[]) = interp [| 1; 3; 2 |] xs 1.5", "629", "position 2 is not above the one before it")]
    [InlineData("let f (xs: float[]) = Array.sum (Array.scatterAdd 2 [| 0; 1; 2 |] xs)", "620", "position 2 is outside")]
    [InlineData("let f (xs: float[]) = Array.sumBy Array.sum (Array.windowed 0 xs)", "627", "needs windows of 1 or more elements, not 0")]
    [InlineData("let f (xs: float[]) =\n    let h = fun n -> Array.sum [| 0 .. n .. 5 |]\n    float (h (Array.length xs - 3))", "626", "the step of a range cannot be 0")]
    [InlineData("let f (xs: float[]) = float (7 / (Array.length xs - 3))", "628", "an int is divided by 0")]
    [InlineData("let f (xs: float[]) = float (7 % (Array.length xs - 3))", "628", "an int is divided by 0")]
    [InlineData("let f (xs: float[]) = Array.sumBy (fun i -> float (6 / i)) [| -1 .. 1 |]", "628", "an int is divided by 0")]
    public void Every_fault_has_a_message_and_a_place(string source, string code, string message)
    {
        var wrong = Assert.Throws<GateRunException>(() => GateModule.Parse(source)["f"].Evaluate((GateValue)new double[] { 1, 2, 3 }));
        Assert.Equal("GATE0" + code, wrong.Diagnostic.Code);
        Assert.Contains(message, wrong.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(source, wrong.Diagnostic.Source.Text);
        Assert.True(wrong.Diagnostic.Span.Start > "let f".Length, "it stands where it is written");
    }

    [Theory]
    [InlineData("let f (xs: float[]) = if Array.length xs > 5 then xs.[5] else 7.0", 7)]
    [InlineData("let f (xs: float[]) = if xs.[0] > 0 && Array.length xs > 5 && xs.[5] > 0 then 1.0 else 7.0", 7)]
    [InlineData("let f (xs: float[]) = if Array.length xs < 5 || xs.[5] > 0 then 7.0 else 1.0", 7)]
    [InlineData("let f (xs: float[]) = Array.sumBy (fun x -> if x > 100 then xs.[7] else x) xs", 6)]
    [InlineData("let f (xs: float[]) =\n    let far = xs.[9]\n    Array.sumBy (fun x -> if x > 100 then far else x) xs", 6)]
    [InlineData("let f (xs: float[]) =\n    let far = xs.[9]\n    Array.sumBy (fun x -> x + far) (Array.skip 3 xs)", 0)]
    [InlineData("let f (xs: float[]) = Array.sum (Array.mapi (fun i x -> if i < Array.length xs - 1 then xs.[i + 1] - x else 0) xs)", 2)]
    [InlineData("let f (xs: float[]) = if xs.[0] > 100 then iterate 2000000000 (fun x -> x + 1) 0.0 else 7.0", 7)]
    [InlineData("let f (xs: float[]) = if Array.exists (fun x -> x > 0 || xs.[7] > 0) xs then 7.0 else 0.0", 7)]
    public void What_is_not_needed_is_not_computed(string source, double expected)
    {
        Gate gate = GateModule.Parse(source)["f"];
        Assert.Equal((GateValue)expected, gate.Evaluate((GateValue)new double[] { 1, 2, 3 }));
        gate.Derivative("xs").Evaluate((GateValue)new double[] { 1, 2, 3 });
    }

    [Theory]
    [InlineData("let f (a: int) (b: int) = a / b", 2)]
    [InlineData("let f (a: int) (b: int) = a % b", 1)]
    public void Ints_of_a_gate_of_numbers_are_divided_likewise(string source, double expected)
    {
        Gate gate = GateModule.Parse(source)["f"], again = GateModule.Parse(gate.ToSource())["f"];
        foreach (Gate each in (Gate[])[gate, again])
        {
            Assert.Equal(expected, each.Evaluate(7, 3));
            Assert.Equal("GATE0628", Assert.Throws<GateRunException>(() => each.Evaluate(7, 0)).Diagnostic.Code);
        }
        Assert.Equal(7, GateModule.Parse(source + "\nlet g (a: int) (b: int) = if b = 0 then 7 else f a b")["g"].Evaluate(7, 0));
    }

    [Fact]
    public void A_fault_without_an_array_around_it_is_one_too() =>
        Assert.Equal("GATE0627", Assert.Throws<GateRunException>(() => GateModule.Parse("let one = 1.0").Evaluate("Array.length (Array.windowed 0 [| 1.0 |])")).Diagnostic.Code);

    [Fact]
    public void Second_derivatives_ask_for_nothing_either()
    {
        Gate gate = GateModule.Parse("""
            let f (xs: float[]) (c: float) =
                let ys = Array.map (fun x -> if c > 0 then x * x else Array.sum xs) xs.[1..3]
                if Array.isEmpty ys then 1.0 else Array.reduce (fun p q -> p * 0.5 + q) ys
            """)["f"].Derivative("xs").Derivative("xs");
        Assert.Equal([0], ((GateValue.Array)gate.Evaluate(new double[] { 1 }, 1.0)).ToDoubles());
        Assert.Equal([0, 0, 0, 2], ((GateValue.Array)gate.Evaluate(new double[] { 1, 2 }, 1.0)).ToDoubles());
    }

    [Fact]
    public void A_logarithm_in_a_branch_that_is_not_taken_leaks_nothing()
    {
        Gate inLoop = GateModule.Parse("let f xs = Array.sumBy (fun x -> if x > 0 then log x else 0) xs")["f"];
        Assert.Equal([0.5, 0, 0, 1], ((GateValue.Array)inLoop.Derivative("xs").Evaluate((GateValue)new double[] { 2, 0, -1, 1 })).ToDoubles());
        Gate aroundLoop = GateModule.Parse("let f xs = if Array.min xs > 0 then Array.sumBy log xs else Array.sum xs")["f"];
        Assert.Equal([1, 1], ((GateValue.Array)aroundLoop.Derivative("xs").Evaluate((GateValue)new double[] { 2, 0 })).ToDoubles());
        Gate twoGuards = GateModule.Parse("""
            let f xs =
                let a, b = Array.unzip (Array.map (fun x -> (log x, sqrt x)) xs)
                (if xs.[0] > 0 then Array.sum a else 0) + (if xs.[1] > 0 then Array.sum b else 0)
            """)["f"];
        Assert.Equal([0, 0], ((GateValue.Array)twoGuards.Derivative("xs").Evaluate((GateValue)new double[] { 0, 0 })).ToDoubles());
    }
}
