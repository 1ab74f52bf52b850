using System.Runtime.InteropServices;
using GateDsl.Compiler.Lower;
using GateDsl.Enclosures;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>
/// Rows whose every number is the correctly rounded double: computed around pairs of doubles from the circuit as written, and where those do not decide, with as many digits as it
/// takes. The circuit that a plain batch runs is run too, to count how often it is right already, and for the sign of a zero.
/// </summary>
sealed unsafe class CertifiedRows : RowCode
{
    /// <summary>The marks of a row: a number is not decided, a plain number is wrong.</summary>
    const byte Open = 1, Wrong = 2;

    readonly BlockPlan plan;
    readonly RowCode plain;
    readonly CertifiedPoints points;
    readonly CertifiedCounts counts;
    readonly int blockAt, columnsAt;
    readonly bool[] noScalars;

    /// <param name="circuit">As written: see <see cref="Gate.ExactCircuit"/>.</param>
    /// <param name="plain">The code of a plain batch over columns, of the same inputs and outputs.</param>
    /// <param name="points">Decides the numbers that pairs do not.</param>
    /// <param name="counts">What is counted.</param>
    public CertifiedRows(Circuit circuit, RowCode plain, CertifiedPoints points, CertifiedCounts counts)
        : base(circuit)
    {
        (this.plain, this.points, this.counts) = (plain, points, counts);
        plan = BlockPlan.Of(circuit, isWide: true);
        noScalars = new bool[Inputs];
        blockAt = RoundUp(plain.WorkspaceLength);
        columnsAt = blockAt + RoundUp(plan.Length);
        SumsAt = columnsAt + (Inputs + Outputs) * BlockPlan.Rows;
    }

    public override int WorkspaceLength => SumsAt + Outputs * KernelCode.SumLanes;

    public override double RowCost => 20 * Circuit.Nodes.Length;

    public override bool IsBlocked => false;

    protected override int SumsAt { get; }

    public override void Begin(Workspace workspace, in RowColumns columns)
    {
        plan.Begin(Block(workspace));
        Span<long> addresses = stackalloc long[Inputs + Outputs];
        plain.Begin(workspace, Columns(workspace, addresses));
    }

    public override void Run(Workspace workspace, in RowColumns columns, long from, long to)
    {
        Span<double> block = Block(workspace);
        Span<long> addresses = stackalloc long[Inputs + Outputs];
        RowColumns own = Columns(workspace, addresses);
        for (long row = from; row < to; row += BlockPlan.Rows)
        {
            int count = (int)Math.Min(BlockPlan.Rows, to - row);
            for (int i = 0; i < Inputs; i++)
            {
                double* column = (double*)columns.Addresses[i];
                if (columns.Scalars[i]) Column(workspace, i)[..count].Fill(*column);
                else new ReadOnlySpan<double>(column + row, count).CopyTo(Column(workspace, i));
            }
            plain.Run(workspace, own, 0, count);
            BlockInputs.Read(plan, Circuit, block, own, 0, count);
            plan.Run(block, count);
            Decide(workspace, block, count);
            for (int i = 0; i < Outputs; i++) Write(workspace, columns, i, row, Column(workspace, Inputs + i)[..count]);
        }
        GC.KeepAlive(workspace);
    }

    /// <summary>Puts the correctly rounded numbers into the block's own output columns, where the plain ones are.</summary>
    void Decide(Workspace workspace, Span<double> block, int count)
    {
        Span<double> rounded = stackalloc double[BlockPlan.Rows], isKnown = stackalloc double[BlockPlan.Rows];
        Span<byte> state = stackalloc byte[BlockPlan.Rows];
        state.Clear();
        for (int i = 0; i < Outputs; i++)
        {
            plan.End(block, Circuit.Outputs[i], rounded, isKnown, count);
            Span<double> column = Column(workspace, Inputs + i);
            for (int k = 0; k < count; k++)
            {
                if (BitConverter.DoubleToInt64Bits(isKnown[k]) == 0) state[k] |= Open;
                else if (column[k] != rounded[k]) (state[k], column[k]) = ((byte)(state[k] | Wrong), rounded[k]);
            }
        }
        int open = 0, wrong = 0;
        foreach (byte row in state[..count])
        {
            if ((row & Open) != 0) open++;
            else if (row == Wrong) wrong++;
        }
        counts.Add(count, count - open - wrong, wrong);
        for (int k = 0; k < count && open > 0; k++)
        {
            if ((state[k] & Open) != 0) DecidePoint(workspace, block, k, (state[k] & Wrong) != 0);
        }
    }

    /// <summary>A row of which some number is still open.</summary>
    void DecidePoint(Workspace workspace, Span<double> block, int row, bool isWrong)
    {
        Span<double> rounded = stackalloc double[BlockPlan.Rows], isKnown = stackalloc double[BlockPlan.Rows];
        var at = new double[Inputs];
        var isWanted = new bool[Outputs];
        var values = new double[Outputs];
        for (int i = 0; i < Inputs; i++) at[i] = Column(workspace, i)[row];
        for (int i = 0; i < Outputs; i++)
        {
            plan.End(block, Circuit.Outputs[i], rounded, isKnown, row + 1);
            values[i] = Column(workspace, Inputs + i)[row];
            isWanted[i] = BitConverter.DoubleToInt64Bits(isKnown[row]) == 0;
        }
        PointResult result = points.Decide(at, isWanted, values);
        counts.AddPoint(isWrong || result.Differs, result.IsNear, result.IsOpen, result.Bits);
        for (int i = 0; i < Outputs; i++) Column(workspace, Inputs + i)[row] = values[i];
    }

    /// <summary>The block's own columns, for the plain code.</summary>
    RowColumns Columns(Workspace workspace, Span<long> addresses)
    {
        for (int i = 0; i < addresses.Length; i++) addresses[i] = workspace.Address + (columnsAt + i * BlockPlan.Rows) * (long)sizeof(double);
        return new(addresses, noScalars, Overlapping: false, Head: 0, Backwards: false);
    }

    Span<double> Block(Workspace workspace) => workspace.Numbers.Slice(blockAt, plan.Length);

    Span<double> Column(Workspace workspace, int column) => workspace.Numbers.Slice(columnsAt + column * BlockPlan.Rows, BlockPlan.Rows);

    static int RoundUp(int numbers) => (numbers + 7) / 8 * 8;
}
