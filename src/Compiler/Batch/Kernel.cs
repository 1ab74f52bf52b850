using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>
/// The compiled loops of one circuit, for one choice of which inputs are scalars, over memory at addresses.
/// </summary>
sealed unsafe class Kernel : RowCode
{
    const int Line = 64 / sizeof(double);

    readonly KernelPart[] uniformParts, parts;
    readonly int[] places;     // of each part, where the stack had better stand
    readonly BatchPlan plan;
    readonly bool[] uniform;   // the inputs that the loops take as one number for all rows
    readonly int lanes, tableAt, tailTableAt, uniformsAt, tailSumsAt, tailColumnsAt, innerAt;

    /// <param name="circuit">What to compute.</param>
    /// <param name="scalars">For each input, whether it is one number for all rows.</param>
    /// <param name="lanes">The width.</param>
    /// <param name="sum">Whether outputs are added up instead of written.</param>
    /// <param name="cancellation">Looked at before each loop is compiled, and each is tried.</param>
    public Kernel(Circuit circuit, ReadOnlySpan<bool> scalars, int lanes, bool sum, CancellationToken cancellation = default)
        : base(circuit)
    {
        (this.lanes, uniform) = (lanes, scalars.ToArray());
        plan = new BatchPlan(circuit, scalars);
        VectorShape shape = VectorShape.Of(lanes);
        uniformParts = [.. Enumerable.Range(0, plan.UniformParts.Count).Select(i => Made(plan.UniformParts[i], () => KernelCode.Uniform(plan, shape, i)))];
        parts = [.. Enumerable.Range(0, plan.Parts.Count).Select(i => Made(plan.Parts[i], () => KernelCode.Loop(plan, shape, i, sum)))];

        int length = 0;
        tableAt = Next(Inputs + Outputs + (int)KernelTable.Count);
        tailTableAt = Next(Inputs + Outputs + (int)KernelTable.Count);
        uniformsAt = Next(plan.Uniforms * lanes);
        SumsAt = Next(Outputs * KernelCode.SumLanes);
        tailSumsAt = Next(Outputs * KernelCode.SumLanes);
        tailColumnsAt = Next((Inputs + Outputs) * Line);
        innerAt = Next((plan.Columns + Inputs) * plan.BlockRows);
        WorkspaceLength = length;
        places = new int[parts.Length];
        if (!circuit.Nodes.Any(node => node.Op == Op.Host)) FindPlaces(cancellation);   // the host is not called before it asks

        KernelPart Made(List<int> steps, Func<KernelPart> loop)
        {
            cancellation.ThrowIfCancellationRequested();
            return plan.CallOf(steps) is >= 0 and var call ? new HostPart(plan, lanes, call).Run : loop();
        }

        int Next(int numbers)
        {
            int start = length;
            length += (numbers + Line - 1) / Line * Line;
            return start;
        }
    }

    public override int WorkspaceLength { get; }

    public override double RowCost => 0.1 * (Inputs + Outputs) + 0.008 * plan.Weight;

    /// <summary>Rows are worked on in blocks by several loops.</summary>
    public override bool IsBlocked => parts.Length > 1;

    protected override int SumsAt { get; }

    long Bytes => lanes * sizeof(double);

    public override void Begin(Workspace workspace, in RowColumns columns)
    {
        long* table = Table(workspace), tail = TailTable(workspace);
        for (int i = 0; i < columns.Addresses.Length; i++)
        {
            table[i] = columns.Addresses[i];
            tail[i] = At(workspace, tailColumnsAt + i * Line);
        }
        long* special = table + Inputs + Outputs, tailSpecial = tail + Inputs + Outputs;
        special[(int)KernelTable.Inner] = tailSpecial[(int)KernelTable.Inner] = At(workspace, innerAt);
        special[(int)KernelTable.Uniforms] = tailSpecial[(int)KernelTable.Uniforms] = At(workspace, uniformsAt);
        special[(int)KernelTable.Sums] = At(workspace, SumsAt);
        tailSpecial[(int)KernelTable.Sums] = At(workspace, tailSumsAt);
        foreach (KernelPart part in uniformParts) part((long)table, 0, Bytes, 1);
        for (int i = 0; i < Inputs; i++)
        {
            if (IsSpread(columns, i)) new Span<double>((double*)Copy(workspace, i), plan.BlockRows).Fill(*(double*)table[i]);
        }
    }

    public override void Run(Workspace workspace, in RowColumns columns, long from, long to)
    {
        RunLoops(workspace, columns, from, to);
        foreach (Follower follower in plan.Followers) Follow(workspace, columns, follower, from, (int)(to - from));
    }

    public override void ReadSums(Workspace workspace, Span<double> sums)
    {
        base.ReadSums(workspace, sums);
        foreach (Follower follower in plan.Followers)
        {
            if (follower.Same >= 0) sums[follower.Output] = sums[follower.Same];
        }
    }

    /// <summary>An output that no loop writes, in some rows whose inputs nobody needs any longer.</summary>
    void Follow(Workspace workspace, in RowColumns columns, Follower follower, long from, int count)
    {
        double* column = (double*)columns.Addresses[Inputs + follower.Output];
        if (column is not null && follower.Same >= 0)
        {
            new ReadOnlySpan<double>((double*)columns.Addresses[Inputs + follower.Same] + from, count).CopyTo(new(column + from, count));
        }
        else if (column is not null) new Span<double>(column + from, count).Fill(Uniform(workspace, columns, follower.Node));
        else if (follower.Same < 0)
        {
            double value = Uniform(workspace, columns, follower.Node);
            Span<double> sums = SumsOf(workspace).Slice(follower.Output * KernelCode.SumLanes, KernelCode.SumLanes);
            for (int i = 0; i < count; i++) sums[(int)((from + i) % KernelCode.SumLanes)] += value;
        }
    }

    double Uniform(Workspace workspace, in RowColumns columns, int index)
    {
        Node node = plan.Circuit.Nodes[index];
        if (node.Op == Op.Number) return node.Number;
        double value = node.Op switch
        {
            Op.Truth => node.Bits,
            Op.Input => *(double*)columns.Addresses[(int)node.Bits],
            _ => workspace.Numbers[uniformsAt + plan.SlotOf(index) * lanes],
        };
        return plan.Circuit.Kinds[index] == Kind.Float ? value : value != 0 ? 1 : 0;   // a mask that is set is a NaN
    }

    void RunLoops(Workspace workspace, in RowColumns columns, long from, long to)
    {
        if (from == 0 && columns.Head > 0)
        {
            for (long row = 0; row < columns.Head; row += lanes) RunTail(workspace, columns, row, (int)Math.Min(lanes, columns.Head - row));
            from = columns.Head;
        }
        long whole = from + (to - from) / lanes * lanes;
        if (whole > from)
        {
            if (IsBlocked || AnySpread(columns)) RunBlocks(workspace, columns, from, whole);
            else if (columns.Backwards) Call(0, Table(workspace), (whole - lanes) * sizeof(double), -Bytes, (whole - from) / lanes);
            else Call(0, Table(workspace), from * sizeof(double), Bytes, (whole - from) / lanes);
        }
        if (whole < to) RunTail(workspace, columns, whole, (int)(to - whole));
        GC.KeepAlive(workspace);
    }

    // Called for every block from the first batch on: as it will be, from the beginning.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void RunBlocks(Workspace workspace, in RowColumns columns, long from, long to)
    {
        long* table = Table(workspace);
        bool copies = columns.Overlapping || AnySpread(columns);
        for (long row = from; row < to; row += plan.BlockRows)
        {
            long end = Math.Min(row + plan.BlockRows, to);
            if (copies) ReadyBlock(workspace, columns, row, (int)(end - row));
            for (int part = 0; part < parts.Length; part++) Call(part, table, row * sizeof(double), Bytes, (end - row) / lanes);
        }
        for (int i = 0; i < Inputs && copies; i++) table[i] = columns.Addresses[i];
    }

    /// <summary>
    /// Loops after the first read inputs when outputs have been written: from a copy, if that may be the same memory. And a number for which there is no
    /// loop yet that takes it as one is a column of a block's length.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void ReadyBlock(Workspace workspace, in RowColumns columns, long row, int count)
    {
        for (int i = 0; i < Inputs; i++)
        {
            bool spread = IsSpread(columns, i);
            if (!spread && (!columns.Overlapping || uniform[i])) continue;
            long copy = Copy(workspace, i);
            if (!spread) new ReadOnlySpan<double>((double*)columns.Addresses[i] + row, count).CopyTo(new((double*)copy, plan.BlockRows));
            Table(workspace)[i] = copy - row * sizeof(double);
        }
    }

    bool IsSpread(in RowColumns columns, int input) => columns.Scalars[input] && !uniform[input];

    bool AnySpread(in RowColumns columns)
    {
        for (int i = 0; i < Inputs; i++)
        {
            if (IsSpread(columns, i)) return true;
        }
        return false;
    }

    /// <summary>The first and the last rows, which do not fill a vector, in columns of one vector: nothing beyond the caller's columns is read or written.</summary>
    void RunTail(Workspace workspace, in RowColumns columns, long row, int count)
    {
        long* table = Table(workspace), tail = TailTable(workspace);
        for (int i = 0; i < Inputs; i++)
        {
            double* column = (double*)table[i];
            for (int lane = 0; lane < lanes; lane++)
            {
                ((double*)tail[i])[lane] = columns.Scalars[i] ? *column : column[row + Math.Min(lane, count - 1)];
            }
        }
        Span<double> sums = SumsOf(workspace), tailSums = workspace.Numbers.Slice(tailSumsAt, Outputs * KernelCode.SumLanes);
        tailSums.Clear();
        for (int part = 0; part < parts.Length; part++) Call(part, tail, 0, Bytes, 1);
        for (int i = 0; i < Outputs; i++)
        {
            double* column = (double*)table[Inputs + i], values = (double*)tail[Inputs + i];
            for (int lane = 0; lane < count; lane++)
            {
                if (column is not null) column[row + lane] = values[lane];
                else sums[i * KernelCode.SumLanes + (int)((row + lane) % KernelCode.SumLanes)] += tailSums[i * KernelCode.SumLanes + lane];
            }
        }
    }

    void Call(int part, long* table, long from, long step, long vectors) => StackPlace.Call(parts[part], places[part], (long)table, from, step, vectors);

    /// <summary>Tries each part at each place of the stack on a block of ones, and keeps the fastest. The results are the same at all of them.</summary>
    void FindPlaces(CancellationToken cancellation)
    {
        const int Tries = 12, Runs = 3;
        double[] ones = GC.AllocateUninitializedArray<double>(plan.BlockRows, pinned: true), results = GC.AllocateUninitializedArray<double>(plan.BlockRows, pinned: true);
        ones.AsSpan().Fill(1);
        var addresses = new long[Inputs + Outputs];
        for (int i = 0; i < addresses.Length; i++) addresses[i] = Marshal.UnsafeAddrOfPinnedArrayElement(i < Inputs ? ones : results, 0);
        Workspace workspace = Workspace.Rent(WorkspaceLength);
        Begin(workspace, new(addresses, uniform, Overlapping: false, Head: 0, Backwards: false));
        for (int part = 0; part < parts.Length; part++)
        {
            cancellation.ThrowIfCancellationRequested();
            long least = long.MaxValue;
            for (int turn = 0; turn < Tries * StackPlace.Count; turn++)
            {
                int place = turn % StackPlace.Count;
                long start = Stopwatch.GetTimestamp();
                for (int run = 0; run < Runs; run++) StackPlace.Call(parts[part], place, (long)Table(workspace), 0, Bytes, plan.BlockRows / lanes);
                long time = Stopwatch.GetTimestamp() - start;
                if (time < least) (least, places[part]) = (time, place);
            }
        }
        workspace.Return();
    }

    long* Table(Workspace workspace) => (long*)At(workspace, tableAt);

    long* TailTable(Workspace workspace) => (long*)At(workspace, tailTableAt);

    /// <summary>A block's rows of an input.</summary>
    long Copy(Workspace workspace, int input) => At(workspace, innerAt + (plan.Columns + input) * plan.BlockRows);

    static long At(Workspace workspace, int number) => workspace.Address + number * (long)sizeof(double);
}
