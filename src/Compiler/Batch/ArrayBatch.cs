using GateDsl.Compiler.Loops;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>A circuit with arrays over rows: code for one row, whose arrays are read where the caller has them, and threads as for other batches.</summary>
sealed class ArrayBatch
{
    readonly Gate gate;
    readonly Target target;
    readonly ArrayFunction all;
    (bool[] Wanted, ArrayFunction Code)? some;        // the last choice of outputs that leaves some out

    public ArrayBatch(Gate gate, Circuit circuit, Target target)
    {
        (this.gate, this.target) = (gate, target with { Cancellation = default });
        all = new(gate, circuit, target);
    }

    public Circuit Circuit => all.Circuit;

    public void Run(int rows, ReadOnlySpan<BatchColumn> inputs, ReadOnlySpan<BatchResult> outputs, IReadOnlyList<string> names, int threads, CancellationToken cancellation)
    {
        ArrayInput[] columns = Inputs(rows, inputs);
        bool[] wanted = new bool[outputs.Length];
        List<ArrayOutput> results = [];
        for (int i = 0; i < outputs.Length; i++)
        {
            wanted[i] = outputs[i].IsWanted;
            if (wanted[i]) results.Add(new(outputs[i], names[i], KindOf(i), rows, Wrong));
        }
        if (results.Count == 0) return;
        var code = new ArrayRows(gate, CodeOf(wanted), columns, [.. results], 0, cancellation);
        BatchCall call = BatchCall.Rent(0, 0);
        try { call.Run(code, rows, threads, cancellation); }
        finally { call.Return(); }
        code.ThrowFault();
    }

    public void Sum(int rows, ReadOnlySpan<BatchColumn> inputs, Span<double> sums, int threads, CancellationToken cancellation)
    {
        ArrayInput[] columns = Inputs(rows, inputs);
        if (rows == 0)
        {
            sums.Clear();
            return;
        }
        int numbers = new ArrayRows(gate, all, columns, null, 0, cancellation).NumbersOfFirst();
        if (sums.Length < numbers) throw Wrong($"{numbers} sums are computed, there is room for {sums.Length}");
        var code = new ArrayRows(gate, all, columns, null, numbers, cancellation);
        BatchCall call = BatchCall.Rent(0, numbers);
        try { call.Sum(code, rows, threads, sums, cancellation); }
        finally { call.Return(); }
        code.ThrowFault();
    }

    Kind KindOf(int output) => Circuit.Kinds[Circuit.Outputs[output]];

    ArrayInput[] Inputs(int rows, ReadOnlySpan<BatchColumn> inputs)
    {
        var columns = new ArrayInput[inputs.Length];
        for (int i = 0; i < columns.Length; i++) columns[i] = new(inputs[i], Circuit.Inputs[i].Name, Circuit.Inputs[i].Kind, rows, Wrong);
        return columns;
    }

    ArrayFunction CodeOf(bool[] wanted)
    {
        if (Array.TrueForAll(wanted, each => each)) return all;
        lock (all)
        {
            if (some is { } known && known.Wanted.AsSpan().SequenceEqual(wanted)) return known.Code;
            var code = new ArrayFunction(gate, Circuit.Only([.. Enumerable.Range(0, wanted.Length).Where(output => wanted[output])]), target);
            some = (wanted, code);
            return code;
        }
    }

    ArgumentException Wrong(string what) => new($"{what}: {gate.Signature}");
}

/// <summary>The rows of one batch of a circuit with arrays, one after the other. Of several rows that cannot be computed it is the first that is told, whatever the threads.</summary>
/// <param name="gate">The gate.</param>
/// <param name="function">Its code.</param>
/// <param name="inputs">Its columns.</param>
/// <param name="outputs">Where results go; null: they are added up.</param>
/// <param name="numbers">How many numbers are added up.</param>
/// <param name="cancellation">Ends it.</param>
sealed class ArrayRows(Gate gate, ArrayFunction function, ArrayInput[] inputs, ArrayOutput[]? outputs, int numbers, CancellationToken cancellation) : RowCode(function.Circuit)
{
    /// <summary>The numbers of all ranges that a sum may keep beside each other.</summary>
    const int MostPartials = 1 << 22;

    const int SumRange = 64, MostSumRanges = 1024;

    readonly Lock telling = new();
    Exception? fault;
    long faulty = long.MaxValue;

    public override int WorkspaceLength => numbers;

    public override double RowCost { get; } = function.Circuit.Nodes.Length * (1.0 + inputs.Max(input => (double?)input.Size) ?? 1);

    public override bool IsBlocked => false;

    public override int ShortestRange => 1;

    protected override int SumsAt => 0;

    public override long RowsOfSum(long rows, int outputs)
    {
        long ranges = Math.Clamp(MostPartials / Math.Max(1, outputs), 1, MostSumRanges);
        return Math.Max(SumRange, (rows + ranges - 1) / ranges);
    }

    public override void Begin(Workspace workspace, in RowColumns columns)
    {
    }

    public override void ClearSums(Workspace workspace) => workspace.Numbers[..numbers].Clear();

    public override void ReadSums(Workspace workspace, Span<double> sums) => workspace.Numbers[..numbers].CopyTo(sums);

    public override void Run(Workspace workspace, in RowColumns columns, long from, long to)
    {
        ArraySpace? space = function.Program?.Rent();
        try
        {
            for (long row = from; row < to && row < Volatile.Read(ref faulty) && !cancellation.IsCancellationRequested; row++)
            {
                try { Run(space, (int)row, workspace.Numbers); }
                catch (GateRunException e) { Tell(row, e.InRow(row)); }
                catch (ArgumentException e) { Tell(row, e); }
            }
        }
        finally { space?.Return(); }
    }

    /// <summary>How many numbers the outputs of the first row are.</summary>
    public int NumbersOfFirst()
    {
        try { return function.Run(Cells(0), cancellation).Sum(result => result.Object is ArrayData array ? ArrayData.Size([.. array.Lengths]) : 1); }
        catch (GateRunException e) { throw e.InRow(0); }
    }

    /// <summary>What is wrong with the first row that could not be computed, if there is one.</summary>
    public void ThrowFault()
    {
        if (fault is not null) throw fault;
    }

    void Run(ArraySpace? space, int row, Span<double> sums)
    {
        if (space is not null)
        {
            ArrayProgram program = function.Program!;
            for (int i = 0; i < inputs.Length; i++)
            {
                if (inputs[i].IsArray) space.Arrays[i] = inputs[i].View(row);
                else space.Numbers[i] = inputs[i].Number(row);
            }
            if (program.Run(space, cancellation))
            {
                int at = 0;
                for (int k = 0; k < Outputs; k++)
                {
                    if (IsArray(k)) Give(row, k, space.Arrays[inputs.Length + k].Numbers, sums, ref at);
                    else Give(row, k, space.Numbers[inputs.Length + k], sums, ref at);
                }
                return;
            }
        }
        Cell[] results = gate.Run(Circuit, Cells(row), cancellation);
        int next = 0;
        for (int k = 0; k < Outputs; k++)
        {
            if (IsArray(k)) Give(row, k, results[k].Array.Flat().ToArray(), sums, ref next);
            else Give(row, k, results[k].Number, sums, ref next);
        }
    }

    bool IsArray(int output) => Circuit.Kinds[Circuit.Outputs[output]].IsArray();

    Cell[] Cells(int row) => [.. inputs.Select(input => input.Cell(row))];

    void Give(int row, int output, double number, Span<double> sums, ref int at)
    {
        if (outputs is not null) outputs[output].Write(row, number);
        else if (at < numbers) sums[at++] += number;
        else throw OtherLength(row);
    }

    void Give(int row, int output, ReadOnlySpan<double> array, Span<double> sums, ref int at)
    {
        if (outputs is not null)
        {
            outputs[output].Write(row, array, gate);
            return;
        }
        if (at + array.Length > numbers) throw OtherLength(row);
        for (int i = 0; i < array.Length; i++) sums[at + i] += array[i];
        at += array.Length;
    }

    ArgumentException OtherLength(int row) => new($"the results of row {row} are of other lengths than those of row 0, so they cannot be added: {gate.Signature}");

    void Tell(long row, Exception what)
    {
        lock (telling)
        {
            if (row < faulty) (fault, faulty) = (what, row);
        }
    }
}
