using System.Diagnostics;
using GateDsl.Compiler.Loops;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Compiler.Tests.Arrays;

/// <summary>Compiled loops where they are long, where something is wrong, and where a limit ends them: all is as if they were interpreted.</summary>
public sealed class LoopRunTests
{
    static readonly double[] numbers = [.. Enumerable.Range(0, 196_700).Select(i => Math.Sin(i) / (1 + i % 7))];

    [Theory]
    [InlineData("Array.sum xs")]
    [InlineData("Array.sumBy (fun x -> x * x) xs")]
    [InlineData("Array.dot xs (Array.rev xs)")]
    [InlineData("Array.average (Array.map exp xs)")]
    [InlineData("log (Array.sumBy exp xs)")]
    [InlineData("Array.sumBy (fun (a, b) -> 100 * (b - a * a) ** 2 + (1 - a) ** 2) (Array.pairwise xs)")]
    [InlineData("Array.sum (Array.map2 (fun a b -> exp (a * b)) (Array.skip 2 xs) (Array.take (Array.length xs - 2) xs))")]
    [InlineData("Array.fold (fun s x -> s * 0.5 + x) 0.0 xs")]
    [InlineData("Array.foldBack (fun x s -> s * 0.5 + x * s) xs 0.25")]
    [InlineData("Array.max xs + Array.sumBy (fun x -> if x > 0 then x else 0.5) xs")]
    [InlineData("Array.sum (Array.mapi (fun i x -> if i < Array.length xs - 1 then xs.[i + 1] * x else 0) xs)")]
    public void Sums_of_many_blocks_have_the_same_bits(string expression)
    {
        foreach (bool isAsWritten in (bool[])[false, true])
        {
            Gate gate = GateModule.Parse($"let f (xs: float[]) = {expression}", GateOptions.Default with { AsWritten = isAsWritten })["f"];
            foreach (Gate each in (Gate[])[gate, gate.Derivative("xs")])
            {
                Circuit circuit = each.Circuit(Outputs.Value);
                ArrayProgram program = ArrayProgram.Of(circuit, Target.Machine)!;
                foreach (int length in isAsWritten || each != gate ? (int[])[2, 9, 65_537] : [2, 1_023, 1_024, 1_025, 65_535, 65_536, 65_537, 196_700])
                {
                    Cell[] inputs = [new ArrayData(numbers[..length], length)];
                    Cell expected = Machine.Run(circuit, inputs)[0], found = program.TryRun(inputs, default)![0];
                    if (expected.Object is null) Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Number), BitConverter.DoubleToInt64Bits(found.Number));
                    else Assert.True(expected.Array.Flat().SequenceEqual(found.Array.Flat()), $"{each.Name} of {length}");
                }
            }
        }
    }

    [Theory]
    [InlineData("iterate n (fun s -> sin (s * a) + 0.5) a")]
    [InlineData("iterateWhile n (fun s -> s < 9) (fun s -> s * 1.001 + a * 0.001) a")]
    [InlineData("(let s, t = iterateWhile n (fun (s, t) -> s + t < 9) (fun (s, t) -> (s + 0.001 * t * a, cos t)) (a, 0.2) in s - 3 * t)")]
    [InlineData("(let s, b = iterate n (fun (s, b) -> (if b then s * 0.75 + a else s - a), s < 2) (a, true) in if b then s else 2 * s)")]
    public void What_is_carried_from_chunk_to_chunk_has_the_same_bits(string expression)
    {
        Gate gate = GateModule.Parse($"let f (n: int) a = {expression}")["f"];
        foreach (Outputs what in (Outputs[])[Outputs.Value, Outputs.ValueAndGradient])
        {
            Circuit circuit = gate.Circuit(what);
            ArrayProgram program = ArrayProgram.Of(circuit, Target.Machine)!;
            foreach (double trips in (double[])[0, 1, 1_023, 1_024, 1_025, 5_000])
            {
                Cell[] inputs = [trips, 0.7], expected = Machine.Run(circuit, inputs), found = program.TryRun(inputs, default)!;
                for (int k = 0; k < expected.Length; k++) Assert.Equal(BitConverter.DoubleToInt64Bits(expected[k].Number), BitConverter.DoubleToInt64Bits(found[k].Number));
            }
        }
    }

    [Theory]
    [InlineData("Array.average (Array.map2 (fun row y -> (let z = Array.dot w row in log (1 + exp z) - y * z)) m ys)")]
    [InlineData("Array.sumBy (fun row -> tanh (Array.dot w row)) m")]
    [InlineData("Array.sum (Array.map (fun row -> (let s = Array.sumBy (fun x -> sin x) row in if s > 0.5 then exp s else Array.dot row w * s)) m)")]
    [InlineData("Array.max (Array.map2 (fun row y -> exp (Array.dot (Array.map (fun x -> x * exp (y * x)) row) w)) m ys)")]
    [InlineData("Array.fold (fun (s: float[]) y -> Array.map2 (fun row a -> tanh (Array.dot row s) + a * y) (Array.take (Array.length w) m) s) w ys |> Array.sum")]
    public void Functions_of_rows_have_the_same_bits(string expression)
    {
        Gate gate = GateModule.Parse($"let f (m: float[][]) (w: float[]) (ys: float[]) = {expression}")["f"];
        foreach (Outputs what in (Outputs[])[Outputs.Value, Outputs.ValueAndGradient])
        {
            Circuit circuit = gate.Circuit(what);
            ArrayProgram program = ArrayProgram.Of(circuit, Target.Machine)!;
            foreach (var (rows, columns) in ((int, int)[])[(3, 2), (9, 9), (19, 17), (1030, 3)])
            {
                Cell[] inputs = [new ArrayData(numbers[..(rows * columns)], rows, columns), new ArrayData(numbers[..columns], columns), new ArrayData(numbers[^rows..], rows)];
                Cell[] expected = Machine.Run(circuit, inputs), found = program.TryRun(inputs, default)!;
                for (int k = 0; k < expected.Length; k++)
                {
                    double[] a = expected[k].Object is null ? [expected[k].Number] : expected[k].Array.Flat().ToArray(), b = found[k].Object is null ? [found[k].Number] : found[k].Array.Flat().ToArray();
                    Assert.True(a.AsSpan().SequenceEqual(b), $"output {k} of {what} of {rows} rows");
                }
            }
        }
    }

    [Theory]
    [InlineData("xs.[5]")]
    [InlineData("Array.sumBy (fun i -> xs.[i]) [| 0 .. 3 |]")]
    [InlineData("Array.sum (Array.map2 (*) xs [| 1; 2 |])")]
    [InlineData("Array.sum (Array.init (Array.length xs - 5) (fun i -> 1.0))")]
    [InlineData("Array.max (Array.skip 3 xs)")]
    [InlineData("interp [| 1; 3; 2 |] xs 1.5")]
    [InlineData("Array.sum (Array.scatterAdd 2 [| 0; 1; 2 |] xs)")]
    [InlineData("Array.sumBy (fun i -> float (6 / i)) [| -1 .. 1 |]")]
    [InlineData("Array.sumBy Array.sum (Array.map (fun x -> Array.init (int x) (fun i -> x)) xs)")]
    [InlineData("iterate 2000000000 (fun x -> x + 1) 0.0")]
    [InlineData("iterateWhile 2000000000 (fun x -> true) (fun x -> x + 1) 0.0")]
    [InlineData("iterate 100000 (fun x -> iterate 100000 (fun y -> y + x) x) 1.0")]
    [InlineData("Array.sum (Array.init 1000000000 (fun i -> float i))")]
    [InlineData("Array.sum (iterate 60 (fun ys -> Array.append ys ys) xs)")]
    [InlineData("Array.sum (Array.scan (fun s i -> s + 1.0) 0.0 [| 0 .. 10000000 |])")]
    public void What_is_wrong_is_said_as_by_the_interpreter(string expression)
    {
        var options = GateOptions.Default with { Limits = new() { Steps = 200_000, WorkspaceBytes = 16 << 20, ArrayLength = 1 << 20 } };
        Gate gate = GateModule.Parse($"let f (xs: float[]) = {expression}", options)["f"];
        long start = Stopwatch.GetTimestamp();
        Diagnostic interpreted = Assert.Throws<GateRunException>(() => gate.Evaluate((GateValue)new double[] { 1, 2, 3 })).Diagnostic;
        Func<double[], double> compiled = gate.Compile<Func<double[], double>>();
        for (int n = 0; n < 18; n++) Assert.Equal(interpreted, Assert.Throws<GateRunException>(() => compiled([1, 2, 3])).Diagnostic);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);
    }

    [Theory]
    [InlineData("if Array.length xs > 5 then xs.[5] else 7.0", 7)]
    [InlineData("if xs.[0] > 0 && Array.length xs > 5 && xs.[5] > 0 then 1.0 else 7.0", 7)]
    [InlineData("Array.sumBy (fun x -> if x > 100 then xs.[7] else x) xs", 6)]
    [InlineData("(let far = xs.[9] in Array.sumBy (fun x -> if x > 100 then far else x) xs)", 6)]
    [InlineData("if xs.[0] > 100 then iterate 2000000000 (fun x -> x + 1) 0.0 else 7.0", 7)]
    [InlineData("if Array.exists (fun x -> x > 0 || xs.[7] > 0) xs then 7.0 else 0.0", 7)]
    public void What_is_not_needed_is_no_fault(string expression, double expected)
    {
        Gate gate = GateModule.Parse($"let f (xs: float[]) = {expression}")["f"];
        Assert.Equal(expected, gate.Compile<Func<double[], double>>()([1, 2, 3]));
        gate.Derivative("xs").Compile<Func<double[], double[]>>()([1, 2, 3]);
    }

    [Fact]
    public void A_long_loop_can_be_cancelled()
    {
        var options = GateOptions.Default with { Limits = new() { Steps = long.MaxValue } };
        FlatGradient function = GateModule.Parse("let f (x: float) = iterate 2000000000 (fun y -> y * 0.5 + x) x + iterateWhile 2000000000 (fun y -> y < 1e9) (fun y -> sin y) x", options)["f"].Bind().CompileGradient();
        using var cancel = new CancellationTokenSource(50);
        long start = Stopwatch.GetTimestamp();
        Assert.ThrowsAny<OperationCanceledException>(() => function.Invoke([1.0], default, cancel.Token));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
    }

    [Fact]
    public void Without_generated_code_all_is_interpreted()
    {
        Gate gate = GateModule.Parse("let f (xs: float[]) = Array.sumBy (fun x -> exp (x * x)) xs")["f"];
        Target without = Target.Machine with { Jit = false };
        Assert.Null(ArrayProgram.Of(gate.Circuit(Outputs.Value), without));
        Assert.Equal(gate.Compile<Func<double[], double>>()(numbers), gate.Compile<Func<double[], double>>(without)(numbers));
    }

    [Fact]
    public void What_stands_apart_is_read_where_it_stands()
    {
        Gate gate = GateModule.Parse("let f (m: float[][]) = Array.map (fun row -> Array.sum row) (Array.transpose (Array.transpose (Array.tail m))) |> Array.sum")["f"];
        Assert.Equal(3 + 4 + 5 + 6, gate.Compile<Func<double[][], double>>()([[1, 2], [3, 4], [5, 6]]));
    }
}
