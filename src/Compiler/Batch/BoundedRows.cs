using GateDsl.Compiler.Lower;
using GateDsl.Enclosures;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>Rows in numbers that know their error, block after block. The inputs of a block are read before its outputs are written.</summary>
/// <remarks>Each output of the circuit stands in it twice: its lower bound is asked for, then its upper bound. Where nothing is known both are NaN.</remarks>
sealed unsafe class BoundedRows : RowCode
{
    readonly BlockPlan plan;

    public BoundedRows(Circuit circuit)
        : base(circuit)
    {
        plan = BlockPlan.Of(circuit, isWide: false);
        SumsAt = plan.Length;
    }

    public override int WorkspaceLength => SumsAt + Outputs * KernelCode.SumLanes;

    public override double RowCost => 2 * Circuit.Nodes.Length;

    public override bool IsBlocked => false;     // of a block, all inputs are read before outputs are written

    protected override int SumsAt { get; }

    public override void Begin(Workspace workspace, in RowColumns columns) => plan.Begin(Block(workspace));

    public override void Run(Workspace workspace, in RowColumns columns, long from, long to)
    {
        Span<double> block = Block(workspace), lower = stackalloc double[BlockPlan.Rows], upper = stackalloc double[BlockPlan.Rows];
        for (long row = from; row < to; row += BlockPlan.Rows)
        {
            int count = (int)Math.Min(BlockPlan.Rows, to - row);
            BlockInputs.Read(plan, Circuit, block, columns, row, count);
            plan.Run(block, count);
            for (int i = 0; i < Outputs; i += 2)
            {
                double* low = (double*)columns.Addresses[Inputs + i], high = (double*)columns.Addresses[Inputs + i + 1];
                if (low is not null && count == BlockPlan.Rows)
                {
                    plan.End(block, Circuit.Outputs[i], new(low + row, count), new(high + row, count), count);
                    continue;
                }
                plan.End(block, Circuit.Outputs[i], lower, upper, count);
                Write(workspace, columns, i, row, lower[..count]);
                Write(workspace, columns, i + 1, row, upper[..count]);
            }
        }
        GC.KeepAlive(workspace);
    }

    Span<double> Block(Workspace workspace) => workspace.Numbers[..plan.Length];
}

/// <summary>The inputs of a block of rows, from columns at addresses.</summary>
static unsafe class BlockInputs
{
    public static void Read(BlockPlan plan, Circuit circuit, Span<double> block, in RowColumns columns, long row, int count)
    {
        Span<double> same = stackalloc double[BlockPlan.Rows];
        for (int i = 0; i < circuit.Nodes.Length; i++)
        {
            if (circuit.Nodes[i].Op != Op.Input) continue;
            int input = (int)circuit.Nodes[i].Bits;
            double* column = (double*)columns.Addresses[input];
            if (columns.Scalars[input]) same.Fill(*column);
            plan.SetInput(block, i, columns.Scalars[input] ? same[..count] : new ReadOnlySpan<double>(column + row, count));
        }
    }
}
