using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>A way to compute rows of columns at addresses. A thread readies a workspace once, then computes ranges of rows with it.</summary>
abstract unsafe class RowCode(Circuit circuit)
{
    public Circuit Circuit { get; } = circuit;

    protected int Inputs => Circuit.Inputs.Length;

    protected int Outputs => Circuit.Outputs.Length;

    /// <summary>The numbers that a workspace must hold.</summary>
    public abstract int WorkspaceLength { get; }

    /// <summary>Where the running sums stand in a workspace.</summary>
    protected abstract int SumsAt { get; }

    /// <summary>What a row costs, roughly in nanoseconds: for choosing how many threads work.</summary>
    public abstract double RowCost { get; }

    /// <summary>Whether outputs are written when not all inputs of a row have been read, unless told that they may overlap.</summary>
    public abstract bool IsBlocked { get; }

    /// <summary>How many rows it takes to run through all of the code once: rows before, in and after whole vectors, wherever the columns lie.</summary>
    public virtual int RowsOfAllCode => 4 * KernelCode.SumLanes + 1;

    /// <summary>Threads take this many rows or more at a time.</summary>
    public virtual int ShortestRange => 256;

    /// <summary>How many rows of a sum are added up before what others have added: decided by how many there are, and by nothing else.</summary>
    public virtual long RowsOfSum(long rows, int outputs)
    {
        const int SumRange = 4096, MostSumRanges = 1024;
        return Math.Max(SumRange, (rows + MostSumRanges - 1) / MostSumRanges / 8 * 8 + 8);
    }

    /// <summary>Readies a workspace for rows of some columns.</summary>
    public abstract void Begin(Workspace workspace, in RowColumns columns);

    /// <summary>Computes some rows: from 0, or from a multiple of 8 after the head.</summary>
    public abstract void Run(Workspace workspace, in RowColumns columns, long from, long to);

    /// <summary>Sets the running sums to 0.</summary>
    public virtual void ClearSums(Workspace workspace) => SumsOf(workspace).Clear();

    /// <summary>The running sums, their lanes added in a fixed order.</summary>
    public virtual void ReadSums(Workspace workspace, Span<double> sums)
    {
        ReadOnlySpan<double> lanes = SumsOf(workspace);
        for (int i = 0; i < Outputs; i++)
        {
            ReadOnlySpan<double> lane = lanes.Slice(i * KernelCode.SumLanes, KernelCode.SumLanes);
            sums[i] = ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
        }
    }

    /// <summary>Puts the values of some rows into their column, or adds them up.</summary>
    protected unsafe void Write(Workspace workspace, in RowColumns columns, int output, long row, ReadOnlySpan<double> values)
    {
        double* column = (double*)columns.Addresses[Inputs + output];
        if (column is not null)
        {
            values.CopyTo(new(column + row, values.Length));
            return;
        }
        Span<double> sums = SumsOf(workspace).Slice(output * KernelCode.SumLanes, KernelCode.SumLanes);
        for (int k = 0; k < values.Length; k++) sums[(int)((row + k) % KernelCode.SumLanes)] += values[k];
    }

    protected Span<double> SumsOf(Workspace workspace) => workspace.Numbers.Slice(SumsAt, Outputs * KernelCode.SumLanes);
}

/// <summary>The columns of one batch.</summary>
/// <param name="Addresses">Of the input columns or scalars, then of the output columns; 0 for an output that is added up.</param>
/// <param name="Scalars">For each input, whether it is one number for all rows.</param>
/// <param name="Overlapping">Whether an output may be in the place of an input.</param>
/// <param name="Head">How many rows come before those that are done in whole vectors; 0 where outputs are added up.</param>
/// <param name="Backwards">Whether the last rows had better come first.</param>
readonly ref struct RowColumns(ReadOnlySpan<long> Addresses, ReadOnlySpan<bool> Scalars, bool Overlapping, long Head, bool Backwards)
{
    public readonly bool Backwards = Backwards;
    public readonly long Head = Head;
    public readonly ReadOnlySpan<long> Addresses = Addresses;
    public readonly ReadOnlySpan<bool> Scalars = Scalars;
    public readonly bool Overlapping = Overlapping;
}

/// <summary>Row by row, where no loops over vectors can be generated, or they would be too much code.</summary>
sealed unsafe class RowByRow(WorkspaceCode code) : RowCode(code.Circuit)
{
    public override int WorkspaceLength => SumsAt + Outputs * KernelCode.SumLanes;

    public override double RowCost => (code is InterpretedCode ? 10 : 2) * Circuit.Nodes.Length;

    public override bool IsBlocked => false;

    public override int RowsOfAllCode => 1;

    protected override int SumsAt => code.WorkspaceLength;

    public override void Begin(Workspace workspace, in RowColumns columns)
    {
    }

    public override void Run(Workspace workspace, in RowColumns columns, long from, long to)
    {
        Span<double> x = code.InputsOf(workspace), y = code.OutputsOf(workspace), sums = SumsOf(workspace);
        for (long row = from; row < to; row++)
        {
            for (int i = 0; i < x.Length; i++) x[i] = ((double*)columns.Addresses[i])[columns.Scalars[i] ? 0 : row];
            code.Run(workspace);
            for (int i = 0; i < y.Length; i++)
            {
                double* column = (double*)columns.Addresses[Inputs + i];
                if (column is not null) column[row] = y[i];
                else sums[i * KernelCode.SumLanes + (int)(row % KernelCode.SumLanes)] += y[i];
            }
        }
    }
}
