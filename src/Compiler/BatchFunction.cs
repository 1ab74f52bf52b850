using GateDsl.Compiler.Batch;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler;

/// <summary>
/// A gate over columns: one loop over rows in the widest vectors of the machine, shared among threads where there is enough work.
/// Safe to use from any thread. A call allocates nothing; the second one with another choice of scalars compiles a loop for it.
/// </summary>
/// <remarks>
/// Columns need no alignment. An output that nobody wants is left out: its column is empty, and what only it needs is not computed. An output column may be an input column, or start where one starts; if it overlaps one in another way, the rows
/// in the overlap are unspecified, as they are where two outputs overlap, or an array and an output. Nothing outside the first <c>rows</c> numbers of a column is read or written.
/// Truth values are 0 and 1. Of gates with arrays or loops, a row has the bits of a call, and a call allocates a little, however many rows. Results may differ from a scalar call's in the last places, unless the gate is compiled with
/// <see cref="GateOptions.Reproducible"/>; they do not depend on the number of threads.
/// </remarks>
public sealed class BatchFunction
{
    const int MostVariants = 16;

    readonly Circuit circuit;
    readonly RowCode? only;     // serves every choice of scalars
    readonly ArrayBatch? arrays;
    readonly Target target;
    readonly int threads;
    readonly Lock compiling = new();
    Variant[] variants = [];

    internal BatchFunction(Circuit circuit, string signature, IReadOnlyList<string> outputs, int threads, Target target)
    {
        (this.circuit, Signature, OutputNames, this.target) = (circuit, signature, outputs, target);
        this.threads = threads > 0 ? threads : Environment.ProcessorCount;
        InputNames = [.. circuit.Inputs.Select(input => input.Name)];
        WarmUp();
        this.target = target with { Cancellation = default };       // what is compiled later, for another choice of scalars, is for another caller
    }

    /// <param name="arrays">The circuit of a gate with arrays or loops.</param>
    /// <param name="signature">The gate's.</param>
    /// <param name="outputs">Their names.</param>
    /// <param name="threads">How many may work.</param>
    internal BatchFunction(ArrayBatch arrays, string signature, IReadOnlyList<string> outputs, int threads)
    {
        (this.arrays, circuit, target, Signature, OutputNames) = (arrays, arrays.Circuit, Target.Machine, signature, outputs);
        this.threads = threads > 0 ? threads : Environment.ProcessorCount;
        InputNames = [.. circuit.Inputs.Select(input => input.Name)];
    }

    /// <param name="only">Code that serves every choice of scalars, and sums.</param>
    /// <param name="signature">The gate's.</param>
    /// <param name="outputs">Their names.</param>
    /// <param name="threads">How many may work.</param>
    /// <param name="certified">What the code counts, if it does.</param>
    internal BatchFunction(RowCode only, string signature, IReadOnlyList<string> outputs, int threads, CertifiedCounts? certified)
    {
        (this.only, circuit, target, Signature, OutputNames) = (only, only.Circuit, Target.Machine, signature, outputs);
        this.threads = threads > 0 ? threads : Environment.ProcessorCount;
        InputNames = [.. circuit.Inputs.Select(input => input.Name)];
        Certified = certified;      // nothing is computed beforehand: at a point of no interest that might take long
    }

    /// <summary>What certified batches have needed so far; null unless it was compiled to be certified.</summary>
    public CertifiedCounts? Certified { get; }

    /// <summary>The gate's name, parameters and types.</summary>
    public string Signature { get; }

    /// <summary>What each input column holds: the gate's parameters in order, tuples flattened.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>What each output column receives: <c>g</c>, <c>g'x</c>, <c>g'x'y</c>.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Computes rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="inputs">A column of at least that many numbers, or one number for all rows, for each input.</param>
    /// <param name="outputs">A column of at least that many numbers for each output.</param>
    /// <param name="cancellation">Stops the batch between blocks of rows; which outputs are written by then is unspecified.</param>
    /// <exception cref="ArgumentException">There are too few or too many columns, or one is too short.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Invoke(int rows, ReadOnlySpan<BatchColumn> inputs, ReadOnlySpan<BatchResult> outputs, CancellationToken cancellation = default)
    {
        Check(rows, inputs.Length, outputs.Length);
        if (arrays is not null)
        {
            arrays.Run(rows, inputs, outputs, OutputNames, threads, cancellation);
            return;
        }
        BatchCall call = BatchCall.Rent(inputs.Length, outputs.Length);
        try
        {
            SetInputs(call, rows, inputs);
            for (int i = 0; i < outputs.Length; i++) SetOutput(call, rows, i, outputs[i]);
            if (call.Outputs > 0) call.Run(Code(call.Scalars, call.Wanted, sum: false), rows, threads, cancellation);
        }
        finally { call.Return(); }
    }

    /// <inheritdoc cref="Invoke(int, ReadOnlySpan{BatchColumn}, ReadOnlySpan{BatchResult}, CancellationToken)"/>
    public void Invoke(int rows, ReadOnlySpan<BatchColumn> inputs, ReadOnlySpan<Memory<double>> outputs, CancellationToken cancellation = default)
    {
        Check(rows, inputs.Length, outputs.Length);
        if (arrays is not null)
        {
            var results = new BatchResult[outputs.Length];
            for (int i = 0; i < results.Length; i++) results[i] = outputs[i];
            arrays.Run(rows, inputs, results, OutputNames, threads, cancellation);
            return;
        }
        BatchCall call = BatchCall.Rent(inputs.Length, outputs.Length);
        try
        {
            SetInputs(call, rows, inputs);
            for (int i = 0; i < outputs.Length; i++) SetOutput(call, rows, i, outputs[i]);
            if (call.Outputs > 0) call.Run(Code(call.Scalars, call.Wanted, sum: false), rows, threads, cancellation);
        }
        finally { call.Return(); }
    }

    /// <inheritdoc cref="Invoke(int, ReadOnlySpan{BatchColumn}, ReadOnlySpan{BatchResult}, CancellationToken)"/>
    public void Invoke(int rows, ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs, CancellationToken cancellation = default)
    {
        BatchColumn[] columns = System.Buffers.ArrayPool<BatchColumn>.Shared.Rent(inputs.Length);
        try
        {
            for (int i = 0; i < inputs.Length; i++) columns[i] = inputs[i];
            Invoke(rows, columns.AsSpan(0, inputs.Length), outputs, cancellation);
        }
        finally { System.Buffers.ArrayPool<BatchColumn>.Shared.Return(columns, clearArray: true); }
    }

    /// <summary>
    /// The sum of each output over the rows: a loss over a data set with its gradient. Added in an order that depends on the number of rows only,
    /// so the bits do not depend on the number of threads; with <see cref="GateOptions.Reproducible"/> not on the machine either.
    /// </summary>
    /// <param name="rows">How many.</param>
    /// <param name="inputs">A column of at least that many numbers, or one number for all rows, for each input.</param>
    /// <param name="sums">Receives a number for each output, of an output that is an array one for each element; of no rows 0.</param>
    /// <param name="cancellation">Stops the batch between blocks of rows.</param>
    /// <exception cref="ArgumentException">There are too few or too many columns, or one is too short, or the span is.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void InvokeSum(int rows, ReadOnlySpan<BatchColumn> inputs, Span<double> sums, CancellationToken cancellation = default)
    {
        Check(rows, inputs.Length, circuit.Outputs.Length);
        if (arrays is not null)
        {
            arrays.Sum(rows, inputs, sums, threads, cancellation);
            return;
        }
        if (sums.Length < circuit.Outputs.Length) throw Wrong($"{circuit.Outputs.Length} sums are computed, there is room for {sums.Length}");
        BatchCall call = BatchCall.Rent(inputs.Length, circuit.Outputs.Length);
        try
        {
            SetInputs(call, rows, inputs);
            call.Sum(Code(call.Scalars, default, sum: true), rows, threads, sums, cancellation);
        }
        finally { call.Return(); }
    }

    /// <summary>Computes a few rows of ones, so that the first batch finds everything compiled. Functions of the host are not called before the host asks.</summary>
    void WarmUp()
    {
        int few = Code(new bool[circuit.Inputs.Length], default, sum: false).RowsOfAllCode;
        if (circuit.Nodes.Any(node => node.Op == Op.Host)) return;
        double[] ones = [.. Enumerable.Repeat(1.0, few)];
        Memory<double>[] outputs = [.. circuit.Outputs.Select(_ => new double[few].AsMemory())];
        ReadOnlyMemory<double>[] columns = [.. circuit.Inputs.Select(_ => ones.AsMemory())];
        BatchColumn[] numbers = [.. circuit.Inputs.Select(_ => (BatchColumn)1)];
        for (int i = 0; i < (few == 1 ? 1 : 2); i++) Invoke(few, columns, outputs);
        Invoke(few, numbers, outputs);
        variants = Array.FindAll(variants, variant => variant.IsOwn);   // nobody has asked yet
    }

    void Check(int rows, int inputs, int outputs)
    {
        if (rows < 0) throw Wrong("the number of rows is negative");
        if (inputs != circuit.Inputs.Length) throw Wrong($"{circuit.Inputs.Length} input columns are needed, {inputs} given");
        if (outputs != circuit.Outputs.Length) throw Wrong($"{circuit.Outputs.Length} output columns are needed, {outputs} given");
    }

    void SetInputs(BatchCall call, int rows, ReadOnlySpan<BatchColumn> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Lengths is not null || inputs[i].OfAll is not null) throw Wrong($"the input {InputNames[i]} is a number in each row, and its column is of arrays");
            if (inputs[i].IsScalar) call.SetScalar(i, inputs[i].Value);
            else if (inputs[i].Count < rows) throw Wrong($"the input column {InputNames[i]} holds {inputs[i].Count} numbers, {rows} are needed");
            else call.SetInput(i, inputs[i]);
        }
    }

    void SetOutput(BatchCall call, int rows, int output, BatchResult column)
    {
        if (column.Length >= 0) throw Wrong($"the output {OutputNames[output]} is a number in each row, and its column is of arrays");
        if (column.IsWanted && column.Count < rows) throw Wrong($"the output column {OutputNames[output]} holds {column.Count} numbers, {rows} are needed");
        if (column.IsWanted || rows == 0) call.SetOutput(output, column);
        else if (only is not null) call.SetOutput(output, new double[rows]);   // it computes all outputs
        else call.LeaveOut(output);
    }

    ArgumentException Wrong(string what) => new($"{what}: {Signature}");

    /// <summary>
    /// The loop for a choice of scalars and of outputs (none of which are mentioned where all are wanted). When it is first asked for, the loop over columns serves, if there is one, for a batch would wait some
    /// milliseconds for another; when it is asked for again it is compiled.
    /// </summary>
    RowCode Code(ReadOnlySpan<bool> scalars, ReadOnlySpan<bool> wanted, bool sum)
    {
        if (only is not null) return only;
        if (Known(scalars, wanted, sum) is { } known) return known;
        lock (compiling)
        {
            if (Known(scalars, wanted, sum) is { } compiled) return compiled;
            Variant? asked = Find(scalars, wanted, sum);
            RowCode? general = asked is null ? Known(new bool[scalars.Length], wanted, sum) : null;
            bool[] choice = scalars.ToArray(), outputs = wanted.ToArray();
            var variant = new Variant(choice, outputs, sum, general ?? Made(choice, outputs, sum), IsOwn: general is null);
            Volatile.Write(ref variants, [variant, .. variants.Where(other => other != asked).Take(MostVariants - 1)]);
            return variant.Code;
        }
    }

    RowCode Made(bool[] scalars, bool[] wanted, bool sum)
    {
        Circuit made = wanted.Length == 0 ? circuit : circuit.Only([.. Enumerable.Range(0, wanted.Length).Where(output => wanted[output])]);
        return target.Rows(made, scalars, sum);
    }

    RowCode? Known(ReadOnlySpan<bool> scalars, ReadOnlySpan<bool> wanted, bool sum) => Find(scalars, wanted, sum) is { IsOwn: true } variant ? variant.Code : null;

    Variant? Find(ReadOnlySpan<bool> scalars, ReadOnlySpan<bool> wanted, bool sum)
    {
        foreach (Variant variant in Volatile.Read(ref variants))
        {
            if (variant.Sum == sum && variant.Scalars.AsSpan().SequenceEqual(scalars) && variant.Wanted.AsSpan().SequenceEqual(wanted)) return variant;
        }
        return null;
    }

    /// <param name="Scalars">For each input, whether it is one number.</param>
    /// <param name="Wanted">For each output, whether it is wanted; empty: all are.</param>
    /// <param name="IsOwn">Whether the loop is made for this choice.</param>
    sealed record Variant(bool[] Scalars, bool[] Wanted, bool Sum, RowCode Code, bool IsOwn);
}
