using System.Buffers;
using System.Runtime.ExceptionServices;
using GateDsl.Compiler.Lower;

namespace GateDsl.Compiler.Batch;

/// <summary>
/// One batch in progress: its columns, pinned, and the ranges of rows that threads take one after the other.
/// The calling thread works too, so a batch never waits for a thread to be free. Kept by the thread for its next batch: calls allocate nothing.
/// </summary>
sealed unsafe class BatchCall : IThreadPoolWorkItem
{
    const int Closed = int.MinValue;   // added twice it is 0

    /// <summary>Less work than this is done before another thread has woken up, in nanoseconds.</summary>
    const double WorthSharing = 100_000;

    /// <summary>The work of a range: long against taking one, short against being the only one left at the end.</summary>
    const double RangeWork = 25_000;

    const int LongestRange = 1 << 16;

    [ThreadStatic]
    static BatchCall? idle;   // the thread's own, while it is not in a batch

    RowCode code = null!;
    long[] addresses = [];
    bool[] scalars = [];
    double[] scalarValues = [];   // pinned
    MemoryHandle[] handles = [];
    bool[] wanted = [];
    Apart[] apart = [];
    int inputs, outputs, pinned, left, copied;
    long rows, head, range, ranges, next;   // the first range has the rows of the head more
    bool overlapping, backwards;
    double[]? partials;   // of a sum: a row of outputs for each range
    int helpers = Closed;   // how many are at work; with Closed, none may begin
    int queued;             // how many the pool will still call; those of an earlier batch help the next one
    CancellationToken cancellation;
    ExceptionDispatchInfo? failure;

    public static BatchCall Rent(int inputs, int outputs)
    {
        BatchCall call = idle ?? new();
        idle = null;
        (call.inputs, call.outputs, call.pinned, call.left, call.copied, call.failure) = (inputs, outputs, 0, 0, 0, null);
        if (call.addresses.Length < inputs + outputs) (call.addresses, call.handles) = (new long[inputs + outputs], new MemoryHandle[inputs + outputs]);
        if (call.scalars.Length < inputs) (call.scalars, call.scalarValues) = (new bool[inputs], GC.AllocateArray<double>(inputs, pinned: true));
        if (call.wanted.Length < outputs) call.wanted = new bool[outputs];
        return call;
    }

    /// <summary>How many outputs are wanted.</summary>
    public int Outputs => outputs - left;

    /// <summary>For each output, whether it is wanted; empty if all are.</summary>
    public ReadOnlySpan<bool> Wanted => wanted.AsSpan(0, left == 0 ? 0 : outputs);

    public ReadOnlySpan<bool> Scalars => scalars.AsSpan(0, inputs);

    public void SetScalar(int input, double value)
    {
        scalars[input] = true;
        scalarValues[input] = value;
        fixed (double* address = &scalarValues[input]) addresses[input] = (long)address;
    }

    public void SetInput(int input, in BatchColumn column)
    {
        scalars[input] = false;
        Pin(input, column.IsSingle ? column.Singles.Pin() : column.Rows.Pin());
        SetApart(input, column.Stride, column.IsSingle);
    }

    /// <summary>The next output that is wanted; the outputs are set in their order.</summary>
    public void SetOutput(int output, in BatchResult column)
    {
        wanted[output] = true;
        Pin(inputs + output - left, column.IsSingle ? column.Singles.Pin() : column.Rows.Pin());
        SetApart(inputs + output - left, column.Stride, column.IsSingle);
    }

    public void LeaveOut(int output)
    {
        wanted[output] = false;
        left++;
    }

    void SetApart(int position, int stride, bool single)
    {
        if (stride == 1 && !single) return;
        if (apart.Length == copied) Array.Resize(ref apart, Math.Max(4, 2 * copied));
        apart[copied++] = new(position, addresses[position], stride, single);
    }

    /// <summary>Runs the rows and writes the outputs.</summary>
    public void Run(RowCode rowCode, long count, int threads, CancellationToken token)
    {
        (code, rows, cancellation, outputs) = (rowCode, count, token, Outputs);
        overlapping = code.IsBlocked && MayOverlap();
        head = copied > 0 ? 0 : Math.Min(rows, RowsToCacheLine());
        backwards = copied == 0 && IsBetterBackwards();
        long rangeRows = (long)Math.Clamp(RangeWork / code.RowCost, code.ShortestRange, LongestRange) / code.ShortestRange * code.ShortestRange;
        Share(rangeRows, threads);
    }

    /// <summary>Runs the rows and adds the outputs up: in ranges that depend on the number of rows only, then range after range.</summary>
    public void Sum(RowCode rowCode, long count, int threads, Span<double> sums, CancellationToken token)
    {
        (code, rows, cancellation, overlapping, head, backwards) = (rowCode, count, token, false, 0, false);
        addresses.AsSpan(inputs, outputs).Clear();
        long rangeRows = code.RowsOfSum(count, outputs);
        int needed = (int)((count + rangeRows - 1) / rangeRows) * outputs;
        partials = ArrayPool<double>.Shared.Rent(Math.Max(1, needed));
        try
        {
            Share(rangeRows, threads);
            sums[..outputs].Clear();
            for (int i = 0; i < needed; i++) sums[i % outputs] += partials[i];
        }
        finally
        {
            ArrayPool<double>.Shared.Return(partials);
            partials = null;
        }
    }

    /// <summary>Ends the batch, whatever happened.</summary>
    public void Return()
    {
        for (int i = 0; i < pinned; i++) handles[i].Dispose();
        handles.AsSpan(0, pinned).Clear();
        pinned = 0;
        code = null!;
        cancellation = default;
        idle = this;
    }

    /// <summary>A helping thread.</summary>
    public void Execute()
    {
        Interlocked.Decrement(ref queued);
        if (Interlocked.Increment(ref helpers) > 0)
        {
            try { Work(); }
            catch (Exception e) { failure = ExceptionDispatchInfo.Capture(e); }
        }
        Interlocked.Decrement(ref helpers);
    }

    void Share(long rangeRows, int threads)
    {
        range = rangeRows;
        ranges = rows == 0 ? 0 : Math.Max(1, (rows - head + range - 1) / range);
        int helping = rows * code.RowCost < WorthSharing ? 0 : (int)Math.Min(threads, ranges) - 1;
        next = 0;
        Interlocked.Add(ref helpers, Closed);
        for (int i = Volatile.Read(ref queued); i < helping; i++)
        {
            Interlocked.Increment(ref queued);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        try { Work(); }
        finally
        {
            Interlocked.Add(ref helpers, Closed);
            var wait = new SpinWait();
            while (Volatile.Read(ref helpers) != Closed) wait.SpinOnce(sleep1Threshold: -1);   // no more than a range is left: never worth a millisecond's sleep
        }
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }

    void Work()
    {
        Workspace workspace = Workspace.Rent(code.WorkspaceLength + (copied == 0 ? 0 : Apart.WorkspaceLength(copied, inputs + outputs)));
        var columns = new RowColumns(addresses.AsSpan(0, inputs + outputs), scalars.AsSpan(0, inputs), overlapping, head, backwards);
        bool begun = false;
        while (!cancellation.IsCancellationRequested && Interlocked.Increment(ref next) - 1 is var mine && mine < ranges)
        {
            if (!begun && copied == 0) code.Begin(workspace, columns);
            begun = true;
            if (partials is not null) code.ClearSums(workspace);
            long from = mine == 0 ? 0 : head + mine * range, to = Math.Min(rows, head + (mine + 1) * range);
            if (copied == 0) code.Run(workspace, columns, from, to);
            else Apart.Run(code, workspace, columns, apart.AsSpan(0, copied), from, to);
            if (partials is not null) code.ReadSums(workspace, partials.AsSpan((int)mine * outputs, outputs));
        }
        workspace.Return();
    }

    /// <summary>
    /// How many rows until the first output column is at the start of a cache line. Vectors written across lines cost half as much again
    /// where memory is the limit; read across lines they cost next to nothing.
    /// </summary>
    long RowsToCacheLine()
    {
        const int Line = 64;
        if (outputs == 0 || addresses[inputs] % sizeof(double) != 0) return 0;
        return (-addresses[inputs] & (Line - 1)) / sizeof(double);
    }

    /// <summary>
    /// The processor compares the addresses of loads and unfinished stores by their last twelve bits: a vector that is read seems to be one that was just
    /// written, and waits, where an output is a little ahead of an input modulo 4,096. Backwards it is then behind. Measured: up to half as much again.
    /// </summary>
    bool IsBetterBackwards()
    {
        const int Page = 4096, Near = 192, MostPairs = 64;
        if (inputs * outputs > MostPairs) return false;
        int ahead = 0, behind = 0;
        for (int o = inputs; o < inputs + outputs; o++)
        {
            for (int i = 0; i < inputs; i++)
            {
                long distance = (addresses[o] - addresses[i]) & (Page - 1);
                if (scalars[i] || distance == 0) continue;
                if (distance < Near) ahead++;
                else if (distance > Page - Near) behind++;
            }
        }
        return ahead > behind;
    }

    void Pin(int position, MemoryHandle handle)
    {
        handles[pinned++] = handle;
        addresses[position] = (long)handle.Pointer;
    }

    /// <summary>Whether an output and an input may be the same memory. Of many columns it is not asked: copying costs less.</summary>
    bool MayOverlap()
    {
        const int MostPairs = 10_000;
        if ((long)inputs * outputs > MostPairs) return true;
        long bytes = rows * sizeof(double);
        for (int i = 0; i < inputs; i++)
        {
            if (scalars[i]) continue;
            for (int o = inputs; o < inputs + outputs; o++)
            {
                if (addresses[i] < addresses[o] + bytes && addresses[o] < addresses[i] + bytes) return true;
            }
        }
        return false;
    }
}
