using System.Buffers;
using System.Runtime.InteropServices;
using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Which memory a batch touches: nothing outside a column, nothing of another batch that runs at the same time, and no input after an output that takes its place.</summary>
public class BatchMemoryTests
{
    // Several loops over a block; the first output is known in the first of them, x and y are read in the last.
    static readonly string chain = string.Join(" + ", Enumerable.Range(1, 30).Select(i => $"exp (sin (x * {i}) + y / {i}) * log (x * x + {i})"));

    static readonly string early = $"let f x y = (x * 2, y - x, {chain})";

    [Theory, InlineData(8), InlineData(4), InlineData(2)]
    public void Columns_may_begin_and_end_where_memory_does(int lanes)
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (string formula in (string[])["x * y + 1", chain])
        {
            Gate gate = Gate.FromFormula(formula, ["x", "y"]);
            BatchFunction batch = gate.CompileBatch(BatchOutputs.ValueAndGradient, null, 1, new Target(true, lanes));
            foreach (int rows in (int[])[1, 2, 3, 7, 8, 9, 64, 65, 300, 512])
            {
                foreach (bool atEnd in (bool[])[true, false])
                {
                    FencedColumn[] columns = [.. Enumerable.Range(0, 5).Select(_ => new FencedColumn(rows, atEnd))];
                    for (int i = 0; i < rows; i++) (columns[0].GetSpan()[i], columns[1].GetSpan()[i]) = (0.01 * i, 1 - 0.02 * i);
                    batch.Invoke(rows, [(ReadOnlyMemory<double>)columns[0].Memory, columns[1].Memory], [columns[2].Memory, columns[3].Memory, columns[4].Memory]);
                    batch.InvokeSum(rows, [(ReadOnlyMemory<double>)columns[0].Memory, 2.0], new double[3]);
                    Assert.Equal(gate.Evaluate(0.01 * (rows - 1), 1 - 0.02 * (rows - 1)), columns[2].GetSpan()[rows - 1], 1e-9);
                    foreach (IDisposable column in columns) column.Dispose();
                }
            }
        }
    }

    [Theory, InlineData(8), InlineData(4), InlineData(2)]
    public void An_output_that_is_ready_early_may_be_in_the_place_of_an_input_that_is_read_late(int lanes)
    {
        Gate gate = GateModule.Parse(early)["f"];
        BatchFunction batch = gate.CompileBatch(BatchOutputs.Value, null, 2, new Target(true, lanes));
        foreach (int rows in (int[])[5, 63, 64, 65, 1000])
        {
            double[] x = [.. Enumerable.Range(0, rows).Select(i => 0.01 * i)], y = [.. Enumerable.Range(0, rows).Select(i => 1 - 0.03 * i)];
            double[][] apart = [new double[rows], new double[rows], new double[rows]];
            batch.Invoke(rows, [x, y], [.. apart.Select(column => column.AsMemory())]);
            double[] third = new double[rows];
            batch.Invoke(rows, [x, y], [x, y, third]);
            Assert.Equal(apart[0], x);
            Assert.Equal(apart[1], y);
            Assert.Equal(apart[2], third);
        }
    }

    [Fact]
    public void Batches_of_different_gates_at_once_do_not_disturb_each_other()
    {
        const int Rows = 5000;
        double[] x = [.. Enumerable.Range(0, Rows).Select(i => 0.001 * i)];
        Gate[] gates = [.. Enumerable.Range(1, 6).Select(k => k % 2 == 0 ? Gate.FromFormula($"exp (-x * {k}) + sin (x + {k})", ["x"]) : Gate.FromFormula(chain.Replace("y", $"(x - {k})", StringComparison.Ordinal), ["x"]))];
        BatchFunction[] batches = [.. gates.Select(gate => gate.CompileBatch(BatchOutputs.ValueAndGradient, threads: 2))];
        double[][][] expected = [.. batches.Select(Run)];
        Parallel.For(0, 60, new() { MaxDegreeOfParallelism = 6 }, i =>
        {
            double[][] found = Run(batches[i % 6]);
            for (int k = 0; k < 2; k++) Assert.Equal(expected[i % 6][k], found[k]);
        });

        double[][] Run(BatchFunction batch)
        {
            double[][] outputs = [new double[Rows], new double[Rows]];
            batch.Invoke(Rows, [x], [outputs[0], outputs[1]]);
            return outputs;
        }
    }

    /// <summary>A row's bits depend on its inputs only: not on how many rows there are, where it stands among them, how many threads work, nor on whether an input is a column or a number.</summary>
    [Theory, InlineData(8), InlineData(4), InlineData(2)]
    public void A_row_is_the_same_wherever_it_stands(int lanes)
    {
        Gate gate = GateModule.Parse($"let f x y = {chain} + normcdf (x - y) * lgamma (2 + x) + (x + 2) ** y")["f"];
        BatchFunction one = gate.CompileBatch(BatchOutputs.ValueAndGradient, null, 1, new Target(true, lanes)), three = gate.CompileBatch(BatchOutputs.ValueAndGradient, null, 3, new Target(true, lanes));
        const int Rows = 40_000;
        double[] x = [.. Enumerable.Range(0, Rows).Select(i => i % 300 * 0.01)], y = [.. Enumerable.Repeat(0.75, Rows)];
        double[][] all = Run(three, Rows, x, y), few = Run(one, 300, x, y), numbers = Run(one, 300, x, 0.75);
        for (int time = 0; time < 3; time++) numbers = Run(one, 300, x, 0.75);
        for (int k = 0; k < 3; k++)
        {
            for (int row = 0; row < Rows; row++) Assert.True(all[k][row].Equals(few[k][row % 300]), $"output {k}, row {row}");
            Assert.Equal(few[k], numbers[k]);
        }
        for (int row = 0; row < 300; row += 7)
        {
            double[][] alone = Run(one, 1, x[row], 0.75), column = Run(one, 1, new double[] { x[row] }, 0.75);
            for (int k = 0; k < 3; k++) Assert.Equal((few[k][row], few[k][row]), (alone[k][0], column[k][0]));
        }

        static double[][] Run(BatchFunction batch, int rows, BatchColumn x, BatchColumn y)
        {
            double[][] outputs = [.. batch.OutputNames.Select(_ => new double[rows + 3])];
            batch.Invoke(rows, [x, y], [.. outputs.Select((column, k) => column.AsMemory(k % 3))]);
            return [.. outputs.Select((column, k) => column[(k % 3)..(k % 3 + rows)])];
        }
    }

    /// <summary>A column between two pages that must not be touched.</summary>
    sealed unsafe class FencedColumn : MemoryManager<double>
    {
        readonly nint memory;
        readonly nuint length;
        readonly double* start;
        readonly int rows;

        public FencedColumn(int rows, bool atEnd)
        {
            int page = Environment.SystemPageSize, bytes = (rows * sizeof(double) + page - 1) / page * page;
            this.rows = rows;
            length = (nuint)(bytes + 2 * page);
            memory = Map(0, length, 3, 0x22, -1, 0);
            Assert.NotEqual(-1, memory);
            Assert.Equal(0, Protect(memory, (nuint)page, 0));
            Assert.Equal(0, Protect(memory + page + bytes, (nuint)page, 0));
            start = (double*)(memory + page + (atEnd ? bytes - rows * sizeof(double) : 0));
        }

        public override Span<double> GetSpan() => new(start, rows);

        public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => Unmap(memory, length);

        [DllImport("libc", EntryPoint = "mmap")]
        static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

        [DllImport("libc", EntryPoint = "mprotect")]
        static extern int Protect(nint address, nuint length, int protection);

        [DllImport("libc", EntryPoint = "munmap")]
        static extern int Unmap(nint address, nuint length);
    }
}
