using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Batches give the same bits at every width, number of threads and length, and with Reproducible the interpreter's.</summary>
public class BatchBitsTests
{
    const double Guard = 12345.678;

    public static TheoryData<int> Widths => [8, 4, 2];

    [Theory, MemberData(nameof(Widths))]
    public void Reproducible_batches_have_the_interpreters_bits(int lanes)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            Circuit circuit = RandomCircuit.Of(seed * 7 + 1, seed < 8 ? 40 : 300, outputs: 4, reproducible: true);
            var batch = new BatchFunction(circuit, "the circuit", Names(circuit), 1, new(true, lanes));
            foreach (int rows in (int[])[0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 100])
            {
                double[][] columns = Columns(circuit, rows, seed);
                double[][] found = Run(batch, circuit, rows, columns);
                for (int row = 0; row < rows; row++)
                {
                    double[] x = [.. columns.Select(c => c[row])], expected = new double[circuit.Outputs.Length];
                    Interpreter.Run(circuit, x, expected);
                    for (int i = 0; i < expected.Length; i++)
                    {
                        Assert.True(RandomCircuit.Same(expected[i], found[i][row]),
                            $"seed {seed}, {rows} rows, row {row}, output {i} at [{string.Join(", ", x)}]: interpreter {expected[i]:R}, batch {found[i][row]:R}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Sums_have_the_same_bits_at_every_width_and_number_of_threads()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            Circuit circuit = RandomCircuit.Of(seed * 13 + 5, seed < 3 ? 30 : 500, outputs: 3, reproducible: true);
            var interpreter = new BatchFunction(circuit, "the circuit", Names(circuit), 1, new(false, 2));
            var batches = (from lanes in (int[])[8, 4, 2]
                           from threads in (int[])[1, 3]
                           select (Name: $"{lanes} lanes, {threads} threads", Batch: new BatchFunction(circuit, "the circuit", Names(circuit), threads, new(true, lanes)))).ToArray();
            foreach (int rows in (int[])[0, 1, 7, 8, 13, 4096, 10_001])
            {
                double[][] columns = Columns(circuit, rows, seed, tame: true);
                double[]? first = null;
                foreach (var (name, batch) in batches)
                {
                    var sums = new double[circuit.Outputs.Length];
                    batch.InvokeSum(rows, [.. columns.Select(c => (BatchColumn)c)], sums);
                    first ??= sums;
                    Assert.All(sums.Zip(first), pair => Assert.True(RandomCircuit.Same(pair.First, pair.Second), $"seed {seed}, {rows} rows, {name}: {pair}"));
                }
                var interpreted = new double[circuit.Outputs.Length];
                interpreter.InvokeSum(rows, [.. columns.Select(c => (BatchColumn)c)], interpreted);
                Assert.All(interpreted.Zip(first!), pair => Assert.True(RandomCircuit.Same(pair.First, pair.Second)));
            }
        }
    }

    [Fact]
    public void Sums_are_the_sums_of_the_rows()
    {
        BatchFunction batch = Gate.FromFormula("x * y + 1", ["x", "y"]).CompileBatch(BatchOutputs.ValueAndGradient, threads: 2);
        foreach (int rows in (int[])[1, 9, 4096, 4097, 12_289, 100_003])
        {
            double[] x = [.. Enumerable.Range(0, rows).Select(i => (double)(i % 17))], sums = new double[3];
            batch.InvokeSum(rows, [x, 2.0], sums);
            Assert.Equal([2 * x.Sum() + rows, 2.0 * rows, x.Sum()], sums);
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void Scalars_are_columns_of_one_number(int lanes)
    {
        for (int seed = 0; seed < (Repository.Long ? 12 : 10); seed++)
        {
            Circuit circuit = RandomCircuit.Of(seed * 3 + 2, seed < 9 ? 60 : 900, outputs: 4);
            const int Rows = 77;
            double[][] columns = Columns(circuit, Rows, seed);
            var batch = new BatchFunction(circuit, "the circuit", Names(circuit), 1, new(true, lanes));
            bool[] scalar = [.. Enumerable.Range(0, columns.Length).Select(i => ((seed + i) & 1) == 0)];
            for (int i = 0; i < columns.Length; i++)
            {
                if (scalar[i]) columns[i].AsSpan().Fill(columns[i][0]);
            }
            double[][] expected = Run(batch, circuit, Rows, columns);
            double[][] found = [.. circuit.Outputs.Select(_ => new double[Rows])];
            BatchColumn[] mixed = [.. columns.Select((c, i) => scalar[i] ? (BatchColumn)c[0] : c)];
            // the loop over columns, then one for this choice of scalars
            for (int time = 0; time < 3; time++)
            {
                batch.Invoke(Rows, mixed, [.. found.Select(c => c.AsMemory())]);
                for (int i = 0; i < found.Length; i++) Assert.All(found[i].Zip(expected[i]), pair => Assert.True(RandomCircuit.Same(pair.First, pair.Second), $"seed {seed}, output {i}: {pair}"));
                foreach (double[] column in found) column.AsSpan().Clear();
            }
            double[] sums = new double[found.Length], mixedSums = new double[found.Length];
            batch.InvokeSum(Rows, [.. columns.Select(c => (BatchColumn)c)], sums);
            for (int time = 0; time < 2; time++)
            {
                batch.InvokeSum(Rows, mixed, mixedSums);
                Assert.All(mixedSums.Zip(sums), pair => Assert.True(RandomCircuit.Same(pair.First, pair.Second), $"seed {seed}: {pair}"));
            }
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void An_output_may_be_an_input(int lanes)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            Circuit circuit = RandomCircuit.Of(seed * 5 + 3, seed < 5 ? 60 : 1500, outputs: 3);
            const int Rows = 700;
            double[][] columns = Columns(circuit, Rows, seed);
            var batch = new BatchFunction(circuit, "the circuit", Names(circuit), 1, new(true, lanes));
            double[][] expected = Run(batch, circuit, Rows, columns);
            batch.Invoke(Rows, [.. columns.Select(c => (BatchColumn)c)], [.. columns.Take(3).Select(c => c.AsMemory())]);
            for (int i = 0; i < 3; i++) Assert.All(columns[i].Zip(expected[i]), pair => Assert.True(RandomCircuit.Same(pair.First, pair.Second), $"seed {seed}, output {i}: {pair}"));
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void Columns_need_no_alignment(int lanes)
    {
        Circuit circuit = RandomCircuit.Of(17, 60, outputs: 2);
        const int Most = 50;
        double[][] columns = Columns(circuit, Most, 3);
        var batch = new BatchFunction(circuit, "the circuit", Names(circuit), 1, new(true, lanes));
        double[][] expected = Run(batch, circuit, Most, columns);
        for (int offset = 0; offset < 9; offset++)
        {
            foreach (int rows in (int[])[1, 4, 7, 8, 20, Most])
            {
                double[][] memory = [.. circuit.Outputs.Select(_ => new double[Most + 20])];
                foreach (double[] column in memory) column.AsSpan().Fill(Guard);
                double[][] shifted = [.. columns.Select(column => (double[])[.. new double[offset], .. column])];
                batch.Invoke(rows, [.. shifted.Select(column => (BatchColumn)column.AsMemory(offset))], [.. memory.Select((column, i) => column.AsMemory(offset + i))]);
                for (int i = 0; i < memory.Length; i++)
                {
                    Assert.All(memory[i][..(offset + i)], value => Assert.Equal(Guard, value));
                    Assert.All(memory[i][(offset + i + rows)..], value => Assert.Equal(Guard, value));
                    for (int row = 0; row < rows; row++) Assert.True(RandomCircuit.Same(expected[i][row], memory[i][offset + i + row]), $"offset {offset}, {rows} rows, row {row}");
                }
            }
        }
    }

    [Fact]
    public void Threads_change_nothing()
    {
        Circuit circuit = RandomCircuit.Of(99, 80, outputs: 4);
        const int Rows = 200_003;
        double[][] columns = Columns(circuit, Rows, 1);
        double[][] one = Run(new(circuit, "the circuit", Names(circuit), 1, Target.Machine), circuit, Rows, columns);
        double[][] four = Run(new(circuit, "the circuit", Names(circuit), 4, Target.Machine), circuit, Rows, columns);
        for (int i = 0; i < one.Length; i++) Assert.True(one[i].Zip(four[i]).All(pair => RandomCircuit.Same(pair.First, pair.Second)));
    }

    static string[] Names(Circuit circuit) => [.. circuit.Outputs.Select((_, i) => $"y{i}")];

    static double[][] Columns(Circuit circuit, int rows, int seed, bool tame = false)
    {
        double[][] columns = [.. circuit.Inputs.Select(_ => new double[rows])];
        for (int row = 0; row < rows; row++)
        {
            double[] x = RandomCircuit.Point(circuit, seed * 100_000 + row);
            for (int i = 0; i < columns.Length; i++) columns[i][row] = tame ? Math.Clamp(double.IsNaN(x[i]) ? 1 : x[i], -3, 3) : x[i];
        }
        return columns;
    }

    /// <summary>Runs a batch whose output columns are longer than the rows, and checks that nothing is written there.</summary>
    static double[][] Run(BatchFunction batch, Circuit circuit, int rows, double[][] columns)
    {
        double[][] outputs = [.. circuit.Outputs.Select(_ => new double[rows + 9])];
        foreach (double[] output in outputs) output.AsSpan(rows).Fill(Guard);
        batch.Invoke(rows, [.. columns.Select(c => (BatchColumn)c)], [.. outputs.Select(c => c.AsMemory())]);
        Assert.All(outputs, output => Assert.All(output[rows..], value => Assert.Equal(Guard, value)));
        return outputs;
    }
}
