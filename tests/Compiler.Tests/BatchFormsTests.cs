using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>What a batch computes and where: outputs by name, outputs left out, gradients without values, singles, numbers that stand apart.</summary>
public class BatchFormsTests
{
    const double Guard = 12345.678;

    static readonly Gate gate = Gate.FromFormula("exp (-x) * sin (x * y) + normcdf y + x ** 3", ["x", "y"]);

    static readonly int[] sizes = [0, 1, 7, 8, 63, 300, 1023, 1024, 1025, 5000];

    public static TheoryData<int> Widths => [8, 4, 2];

    static double[] Numbers(int rows, double start) => [.. Enumerable.Range(0, rows).Select(i => (double)(float)(start + 0.37 * (i % 23) - 0.01 * (i % 7)))];

    static double[][] Plain(BatchFunction batch, int rows)
    {
        double[][] outputs = [.. batch.OutputNames.Select(_ => new double[rows])];
        batch.Invoke(rows, [Numbers(rows, -1), Numbers(rows, 0.5)], [.. outputs.Select(column => column.AsMemory())]);
        return outputs;
    }

    [Theory, MemberData(nameof(Widths))]
    public void Outputs_are_left_out(int lanes)
    {
        BatchFunction batch = gate.CompileBatch(BatchOutputs.ValueGradientHessian, null, 1, new Target(true, lanes));
        const int Rows = 77;
        double[][] all = Plain(batch, Rows);
        for (int choice = 0; choice < 64; choice++)
        {
            double[][] outputs = [.. all.Select((_, i) => (choice >> i & 1) == 0 ? [] : new double[Rows])];
            for (int time = 0; time < 2; time++)
            {
                batch.Invoke(Rows, [Numbers(Rows, -1), Numbers(Rows, 0.5)], [.. outputs.Select(column => column.AsMemory())]);
                for (int i = 0; i < all.Length; i++) if (outputs[i].Length > 0) Assert.Equal(all[i], outputs[i]);
            }
        }
        double[] second = new double[Rows];
        batch.Invoke(Rows, [Numbers(Rows, -1), Numbers(Rows, 0.5)], [BatchResult.None, default, second, BatchResult.None, default, default]);
        Assert.Equal(all[2], second);
    }

    /// <summary>A function of the host that only a left-out output needs is not called.</summary>
    [Fact]
    public void What_only_a_left_out_output_needs_is_not_computed()
    {
        HostFunctions refusing = HostFunctions.Empty.Add("refuse", (double x) => throw new TimeoutException());
        BatchFunction batch = GateModule.Parse("let f x = (x * 2, refuse x)", GateOptions.Default with { Functions = refusing })["f"].CompileBatch();
        double[] doubled = new double[3];
        batch.Invoke(3, [new double[] { 1, 2, 3 }], [doubled, BatchResult.None]);
        Assert.Equal([2, 4, 6], doubled);
        Assert.Throws<TimeoutException>(() => batch.Invoke(3, [new double[] { 1, 2, 3 }], [doubled, doubled]));
    }

    [Fact]
    public void Outputs_are_chosen_by_name()
    {
        double[][] all = Plain(gate.CompileBatch(BatchOutputs.ValueGradientHessian), 50);
        string[][] choices = [["formula'y"], ["formula'x", "formula"], ["formula'y'x", "formula'x'x"], ["formula", "formula"], ["formula'x'y", "formula'y", "formula'y'y"]];
        string[] order = ["formula", "formula'x", "formula'y", "formula'x'x", "formula'x'y", "formula'y'y"];
        foreach (string[] choice in choices)
        {
            BatchFunction batch = gate.CompileBatch(choice);
            Assert.Equal(choice, batch.OutputNames);
            double[][] found = Plain(batch, 50);
            for (int i = 0; i < choice.Length; i++)
            {
                double[] expected = all[Array.IndexOf(order, choice[i] == "formula'y'x" ? "formula'x'y" : choice[i])];
                Assert.All(expected.Zip(found[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
            }
        }
        Assert.Throws<ArgumentException>(() => gate.CompileBatch(["formula'z"]));
        Assert.Throws<ArgumentException>(() => gate.CompileBatch(["f"]));
        Gate pair = GateModule.Parse("let g x y = (x * y, x > y)")["g"];
        Assert.Equal(["g.1'y", "g.2"], pair.CompileBatch(["g.1'y", "g.2"]).OutputNames);
        Assert.Throws<ArgumentException>(() => pair.CompileBatch(["g.1'y'y"]));
    }

    [Fact]
    public void A_gradient_needs_no_value()
    {
        BatchFunction batch = gate.CompileBatch(BatchOutputs.Gradient), one = gate.CompileBatch(BatchOutputs.Gradient, ["y"]);
        Assert.Equal(["formula'x", "formula'y"], batch.OutputNames);
        Assert.Equal(["formula'y"], one.OutputNames);
        double[][] all = Plain(gate.CompileBatch(BatchOutputs.ValueAndGradient), 50);
        Assert.Equal(all[1..], Plain(batch, 50));
        Assert.Equal(all[2..], Plain(one, 50));
    }

    [Theory, MemberData(nameof(Widths))]
    public void Singles_and_numbers_that_stand_apart(int lanes)
    {
        foreach (int threads in (int[])[1, 3])
        {
            BatchFunction batch = gate.CompileBatch(BatchOutputs.ValueAndGradient, null, threads, new Target(true, lanes));
            foreach (int rows in sizes)
            {
                double[] x = Numbers(rows, -1), y = Numbers(rows, 0.5);
                double[][] expected = Plain(batch, rows);
                float[] single = [.. x.Select(number => (float)number)], value = new float[rows];
                double[] records = Spread(y, 3, 1), slopes = Spread(new double[rows], 2, 0);
                float[] apart = [.. Enumerable.Repeat(float.MinValue, Math.Max(0, 4 * rows - 3))];
                batch.Invoke(rows, [single, BatchColumn.Strided(records.AsMemory(rows == 0 ? 0 : 1), 3)],
                    [value, BatchResult.Strided(slopes.AsMemory(), 2), BatchResult.Strided(apart.AsMemory(), 4)]);
                for (int row = 0; row < rows; row++)
                {
                    Assert.Equal((float)expected[0][row], value[row]);
                    Assert.Equal(expected[1][row], slopes[2 * row]);
                    Assert.Equal((float)expected[2][row], apart[4 * row]);
                }
                Assert.All(slopes.Where((_, i) => i % 2 == 1), between => Assert.Equal(Guard, between));
                Assert.All(apart.Where((_, i) => i % 4 != 0), between => Assert.Equal(float.MinValue, between));

                double[] sums = new double[3], plainSums = new double[3];
                batch.InvokeSum(rows, [single, BatchColumn.Strided(records.AsMemory(rows == 0 ? 0 : 1), 3)], sums);
                batch.InvokeSum(rows, [x, y], plainSums);
                Assert.Equal(plainSums, sums);
            }
        }
    }

    [Fact]
    public void Records_are_updated_in_their_place()
    {
        const int Rows = 3000;
        double[] x = Numbers(Rows, -1), y = Numbers(Rows, 0.5), records = new double[3 * Rows];
        for (int row = 0; row < Rows; row++) (records[3 * row], records[3 * row + 1], records[3 * row + 2]) = (x[row], y[row], Guard);
        BatchFunction batch = gate.CompileBatch(BatchOutputs.Gradient, threads: 3);
        double[][] expected = Plain(batch, Rows);
        Memory<double> memory = records;
        batch.Invoke(Rows, [BatchColumn.Strided(memory, 3), BatchColumn.Strided(memory[1..], 3)], [BatchResult.Strided(memory, 3), BatchResult.Strided(memory[1..], 3)]);
        for (int row = 0; row < Rows; row++) Assert.Equal((expected[0][row], expected[1][row], Guard), (records[3 * row], records[3 * row + 1], records[3 * row + 2]));
    }

    /// <summary>Where no code can be generated too.</summary>
    [Fact]
    public void Interpreted_rows_take_every_kind_of_column()
    {
        BatchFunction batch = gate.CompileBatch(BatchOutputs.ValueAndGradient, null, 1, new Target(false, 2));
        float[] single = [.. Numbers(50, -1).Select(number => (float)number)];
        double[] value = new double[50], slopes = new double[100], sums = new double[3];
        for (int time = 0; time < 3; time++) batch.Invoke(50, [single, 0.75], [value, BatchResult.None, BatchResult.Strided(slopes.AsMemory(), 2)]);
        batch.InvokeSum(50, [single, 0.75], sums);
        double[] partials = new double[2];
        GradientFunction gradient = gate.CompileGradient(null, new Target(false, 2));
        for (int row = 0; row < 50; row++) Assert.Equal((gradient([single[row], 0.75], partials), partials[1]), (value[row], slopes[2 * row]));
        Assert.Equal(value.Sum(), sums[0], 1e-12 * Math.Abs(sums[0]));
    }

    [Fact]
    public void Wrong_columns_are_refused()
    {
        BatchFunction batch = gate.CompileBatch();
        double[] ten = new double[10];
        Assert.Throws<ArgumentException>(() => batch.Invoke(10, [ten, default(BatchColumn)], [ten]));
        Assert.Throws<ArgumentException>(() => batch.Invoke(10, [ten, new float[9]], [ten]));
        Assert.Throws<ArgumentException>(() => batch.Invoke(5, [ten, BatchColumn.Strided(new double[8], 2)], [ten]));
        Assert.Throws<ArgumentException>(() => batch.Invoke(5, [ten, ten], [BatchResult.Strided(new float[8], 2)]));
        batch.Invoke(5, [ten, BatchColumn.Strided(new double[9], 2)], [BatchResult.Strided(new float[9], 2)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchColumn.Strided(ten, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchResult.Strided(ten.AsMemory(), -1));
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        BatchFunction batch = gate.CompileBatch(BatchOutputs.ValueAndGradient, threads: 1);
        float[] x = new float[2000], value = new float[2000];
        double[] records = new double[6000];
        for (int time = 0; time < 3; time++) Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int time = 0; time < 20; time++) Call();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Call() => batch.Invoke(2000, [x, BatchColumn.Strided(records.AsMemory(), 3)], [value, BatchResult.None, BatchResult.Strided(records.AsMemory(1), 3)]);
    }

    static double[] Spread(double[] numbers, int stride, int offset)
    {
        double[] spread = [.. Enumerable.Repeat(Guard, numbers.Length == 0 ? 0 : offset + (numbers.Length - 1) * stride + 1)];
        for (int i = 0; i < numbers.Length; i++) spread[offset + i * stride] = numbers[i];
        return spread;
    }
}
