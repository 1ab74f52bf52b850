using Xunit;

namespace GateDsl.Compiler.Tests.Arrays;

/// <summary>Batches whose rows are arrays, against one call a row.</summary>
public sealed class ArrayBatchTests
{
    const string Source = """
        let loss (w: float[]) (b: float) (xs: float[]) (y: float) =
            let z = Array.dot w xs + b
            softplus z - y * z
        let scaled (xs: float[]) (c: float) = Array.map (fun x -> c * sin x) xs
        let form (m: float[][]) (v: float[]) = Array.sumBy (fun row -> tanh (Array.dot row v)) m
        let pick (xs: float[]) (i: int) = xs.[i] ** 2
        let pairs (ps: (float * float)[]) = Array.sumBy (fun (a, b) -> a * b) ps
        let kinds (xs: float[]) (keep: bool[]) = (Array.sum (Array.map2 (fun x k -> if k then x else 0.0) xs keep), Array.max xs > 1)
        let inside n x = Array.sum (Array.init (int n) (fun i -> x ** float i))
        """;

    static readonly GateModule module = GateModule.Parse(Source);

    static double[] Numbers(int count, double phase) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(1.7 * i + phase))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5_000)]
    public void A_row_has_the_bits_of_one_call(int rows)
    {
        Gate loss = module["loss"], inW = loss.Derivative("w"), inB = loss.Derivative("b"), inX = loss.Derivative("xs");
        BatchFunction batch = loss.CompileBatch(BatchOutputs.ValueAndGradient);
        Assert.Equal(["w", "b", "xs", "y"], batch.InputNames);
        Assert.Equal(["loss", "loss'w", "loss'b", "loss'xs", "loss'y"], batch.OutputNames);
        double[] w = Numbers(3, 0.5), xs = Numbers(rows * 4, 0), ys = Numbers(rows, 2), value = new double[rows], b = new double[rows];
        double[] gw = new double[rows * 5], gx = new double[rows * 3];
        Array.Fill(gw, 77);
        batch.Invoke(rows, [BatchColumn.Same(w), 0.25, BatchColumn.Arrays(xs, 3, stride: 4), ys],
            [value, BatchResult.Arrays(gw, 3, stride: 5), b, BatchResult.Arrays(gx, 3), BatchResult.None]);
        for (int r = 0; r < rows; r += 1 + rows / 50)
        {
            double[] row = xs[(4 * r)..(4 * r + 3)];
            Assert.Equal(loss.Evaluate(w, 0.25, row, ys[r]), (GateValue)value[r]);
            Assert.Equal(((GateValue.Array)inW.Evaluate(w, 0.25, row, ys[r])).ToDoubles(), gw[(5 * r)..(5 * r + 3)]);
            Assert.Equal([77, 77], gw[(5 * r + 3)..(5 * r + 5)]);
            Assert.Equal(((GateValue.Array)inX.Evaluate(w, 0.25, row, ys[r])).ToDoubles(), gx[(3 * r)..(3 * r + 3)]);
            Assert.Equal(inB.Evaluate(w, 0.25, row, ys[r]), (GateValue)b[r]);
            double z = w[0] * row[0] + w[1] * row[1] + w[2] * row[2] + 0.25, slope = 1 / (1 + Math.Exp(-z)) - ys[r];
            Assert.Equal(Math.Log(1 + Math.Exp(z)) - ys[r] * z, value[r], 1e-14);
            for (int k = 0; k < 3; k++) Assert.Equal(slope * row[k], gw[5 * r + k], 1e-14);
        }
    }

    [Fact]
    public void A_sum_over_rows_has_the_same_bits_with_any_threads()
    {
        const int Rows = 3_000;
        double[] w = Numbers(3, 0.5), xs = Numbers(Rows * 3, 0), ys = Numbers(Rows, 2), expected = new double[5];
        double[][] sums = [new double[5], new double[5], new double[5]];
        foreach (int threads in (int[])[1, 2, 7])
        {
            BatchFunction batch = module["loss"].CompileBatch(["loss", "loss'w", "loss'b"], threads);
            batch.InvokeSum(Rows, [BatchColumn.Same(w), 0.25, BatchColumn.Arrays(xs, 3), ys], sums[threads == 1 ? 0 : threads == 2 ? 1 : 2]);
        }
        for (int r = 0; r < Rows; r++)
        {
            double z = w[0] * xs[3 * r] + w[1] * xs[3 * r + 1] + w[2] * xs[3 * r + 2] + 0.25, slope = 1 / (1 + Math.Exp(-z)) - ys[r];
            expected[0] += Math.Log(1 + Math.Exp(z)) - ys[r] * z;
            for (int k = 0; k < 3; k++) expected[1 + k] += slope * xs[3 * r + k];
            expected[4] += slope;
        }
        for (int i = 0; i < 5; i++) Assert.Equal(expected[i], sums[0][i], 1e-9);
        Assert.Equal(sums[0], sums[1]);
        Assert.Equal(sums[0], sums[2]);
        double[] nothing = [1, 1, 1, 1, 1];
        module["loss"].CompileBatch(["loss", "loss'w", "loss'b"]).InvokeSum(0, [BatchColumn.Same(w), 0.25, BatchColumn.Arrays(xs, 3), ys], nothing);
        Assert.Equal(new double[5], nothing);
        Assert.Throws<ArgumentException>(() => module["loss"].CompileBatch(["loss'w"]).InvokeSum(1, [BatchColumn.Same(w), 0.25, BatchColumn.Arrays(xs, 3), ys], new double[2]));
    }

    [Fact]
    public void Results_and_derivatives_may_be_arrays_and_matrices()
    {
        double[] xs = Numbers(6, 0), scaled = new double[6], jacobian = new double[18], inC = new double[6];
        module["scaled"].CompileBatch(BatchOutputs.ValueAndGradient).Invoke(2, [BatchColumn.Arrays(xs, 3), new double[] { 2, 3 }],
            [BatchResult.Arrays(scaled, 3), BatchResult.Arrays(jacobian, 9), BatchResult.Arrays(inC, 3)]);
        for (int i = 0; i < 6; i++)
        {
            double c = i < 3 ? 2 : 3;
            Assert.Equal(c * Math.Sin(xs[i]), scaled[i], 1e-15);
            Assert.Equal(Math.Sin(xs[i]), inC[i], 1e-15);
            for (int k = 0; k < 3; k++) Assert.Equal(i % 3 == k ? c * Math.Cos(xs[i]) : 0, jacobian[3 * i + k], 1e-15);
        }

        double[] m = Numbers(12, 1), v = [0.3, -0.5, 0.7], value = new double[2], inM = new double[12], hessian = new double[2 * 9];
        module["form"].CompileBatch(["form", "form'm", "form'v'v"]).Invoke(2, [BatchColumn.Arrays(m, [2, 3]), BatchColumn.Same(v)],
            [value, BatchResult.Arrays(inM, 6), BatchResult.Arrays(hessian, 9)]);
        for (int r = 0; r < 2; r++)
        {
            double sum = 0;
            for (int i = 0; i < 2; i++)
            {
                int at = 6 * r + 3 * i;
                double t = Math.Tanh(m[at] * v[0] + m[at + 1] * v[1] + m[at + 2] * v[2]);
                sum += t;
                for (int k = 0; k < 3; k++) Assert.Equal((1 - t * t) * v[k], inM[at + k], 1e-14);
            }
            Assert.Equal(sum, value[r], 1e-14);
            double[] all = [.. Enumerable.Range(0, 2).Select(i => Math.Tanh(m[6 * r + 3 * i] * v[0] + m[6 * r + 3 * i + 1] * v[1] + m[6 * r + 3 * i + 2] * v[2]))];
            double second = Enumerable.Range(0, 2).Sum(i => -2 * all[i] * (1 - all[i] * all[i]) * m[6 * r + 3 * i] * m[6 * r + 3 * i + 1]);
            Assert.Equal(second, hessian[9 * r + 1], 1e-14);
        }
    }

    [Fact]
    public void A_call_allocates_little_however_many_rows()
    {
        double[] w = Numbers(3, 0.5), xs = Numbers(30_000, 0), ys = Numbers(10_000, 2), value = new double[10_000], slope = new double[30_000];
        BatchFunction batch = module["loss"].CompileBatch(["loss", "loss'w"], threads: 1);
        for (int i = 0; i < 3; i++) Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000);

        void Call() => batch.Invoke(10_000, [BatchColumn.Same(w), 0.25, BatchColumn.Arrays(xs, 3), ys], [value, BatchResult.Arrays(slope, 3)]);
    }

    [Fact]
    public void Tuples_truths_and_loops_inside()
    {
        double[] dots = new double[2];
        BatchFunction pairs = module["pairs"].CompileBatch();
        Assert.Equal(2, pairs.InputNames.Count);
        pairs.Invoke(2, [BatchColumn.Arrays(new double[] { 1, 2, 3, 4 }, 2), BatchColumn.Same((double[])[10, 100])], [dots]);
        Assert.Equal([210, 430], dots);

        double[] sums = new double[2], above = new double[2];
        module["kinds"].CompileBatch().Invoke(2, [BatchColumn.Arrays(new double[] { 1, 2, 0.5, 0.25 }, 2), BatchColumn.Same((bool[])[false, true])], [sums, above]);
        Assert.Equal([2, 0.25], sums);
        Assert.Equal([1, 0], above);

        float[] series = new float[3];
        module["inside"].CompileBatch().Invoke(3, [3, new float[] { 1, 2, 3 }], [(BatchResult)series]);
        Assert.Equal([3, 7, 13], series);
    }

    [Fact]
    public void What_cannot_be_computed_is_told_with_the_first_row()
    {
        const int Rows = 4_000;
        double[] xs = Numbers(3 * Rows, 0), positions = new double[Rows], value = new double[Rows];
        positions[2_001] = 5;
        positions[3_999] = -1;
        var fault = Assert.Throws<GateRunException>(() => module["pick"].CompileBatch().Invoke(Rows, [BatchColumn.Arrays(xs, 3), positions], [value]));
        Assert.Equal(2_001, fault.Row);
        Assert.Equal("position 5 is outside 'xs', which has 3 elements, in row 2001", fault.Diagnostic.Message);
        Assert.Equal(6, fault.Diagnostic.Source.Place(fault.Diagnostic.Span.Start).Line);
        fault = Assert.Throws<GateRunException>(() => module["loss"].CompileBatch().Invoke(2, [BatchColumn.Same((double[])[1, 2]), 0, BatchColumn.Arrays(xs, 3), 1], [value]));
        Assert.Equal(0, fault.Row);
        Assert.Equal("GATE0621", fault.Diagnostic.Code);
        foreach (int wrong in new[] { 0, 1, Rows - 1 })
        {
            double[] at = new double[Rows];
            at[wrong] = 3;
            Assert.Equal(wrong, Assert.Throws<GateRunException>(() => module["pick"].CompileBatch().InvokeSum(Rows, [BatchColumn.Arrays(xs, 3), at], new double[1])).Row);
        }
    }

    [Fact]
    public void Columns_that_do_not_fit_are_told()
    {
        double[] xs = new double[9], value = new double[3];
        BatchFunction loss = module["loss"].CompileBatch(), scaled = module["scaled"].CompileBatch(), form = module["form"].CompileBatch(), plain = Gate.FromFormula("x + 1").CompileBatch();
        Tell("the input w is an array in each row", () => loss.Invoke(3, [xs, 0, BatchColumn.Arrays(xs, 3), 0], [value]));
        Tell("the input column xs holds 9 numbers, 12 are needed", () => loss.Invoke(3, [BatchColumn.Same(value), 0, BatchColumn.Arrays(xs, 4), 0], [value]));
        Tell("the input b is a number in each row", () => loss.Invoke(3, [BatchColumn.Same(value), BatchColumn.Same(value), BatchColumn.Arrays(xs, 3), 0], [value]));
        Tell("the input m has 2 dimensions, and 1 lengths are given", () => form.Invoke(3, [BatchColumn.Arrays(xs, 3), BatchColumn.Same(value)], [value]));
        Tell("the input m has 2 dimensions, and the array 1", () => form.Invoke(3, [BatchColumn.Same(xs), BatchColumn.Same(value)], [value]));
        Tell("the output scaled is an array in each row", () => scaled.Invoke(3, [BatchColumn.Arrays(xs, 3), 2], [value]));
        Tell("the output scaled of row 0 has 3 numbers, and there is room for 2", () => scaled.Invoke(3, [BatchColumn.Arrays(xs, 3), 2], [BatchResult.Arrays(xs.AsMemory(3), 2)]));
        Tell("the output column scaled holds 3 numbers, 9 are needed", () => scaled.Invoke(3, [BatchColumn.Arrays(xs, 3), 2], [BatchResult.Arrays(value, 3)]));
        Tell("the input x is a number in each row", () => plain.Invoke(3, [BatchColumn.Arrays(xs, 3)], [value]));
        Tell("is a number in each row", () => plain.Invoke(3, [1.0], [BatchResult.Arrays(xs, 3)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchColumn.Arrays(xs, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchResult.Arrays(xs, 3, 2));

        static void Tell(string message, Action call) => Assert.Contains(message, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }
}
