using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>
/// A call of the host as a part of a kernel: it takes the rows of a block from columns and gives a column. Rows that do not need the call are left out of it; their result is 0.
/// </summary>
sealed unsafe class HostPart
{
    readonly HostFunction function;
    readonly Argument[] arguments;
    readonly bool guarded, uniform;
    readonly int lanes, result, inner, uniforms;

    public HostPart(BatchPlan plan, int lanes, int call)
    {
        Circuit circuit = plan.Circuit;
        this.lanes = lanes;
        (function, guarded, uniform) = (circuit.Functions[circuit.Nodes[call].Bits], circuit.Nodes[call].IsGuarded, plan.IsUniform(call));
        inner = circuit.Inputs.Length + circuit.Outputs.Length + (int)KernelTable.Inner;
        uniforms = circuit.Inputs.Length + circuit.Outputs.Length + (int)KernelTable.Uniforms;
        arguments = [.. plan.ArgumentsOf(call).Select(argument => ArgumentOf(plan, argument))];
        result = uniform ? plan.SlotOf(call) * lanes : plan.SlotOf(call) * plan.BlockRows;
    }

    /// <summary>Where the numbers of an argument stand.</summary>
    /// <param name="Entry">The entry of the kernel's table that they start at; -1: it is a constant.</param>
    /// <param name="Offset">How many numbers from there.</param>
    /// <param name="IsBlock">Whether a column of a block starts there, and not one of all rows.</param>
    /// <param name="IsColumn">Whether there is a number for each row.</param>
    /// <param name="Constant">The constant.</param>
    readonly record struct Argument(int Entry, int Offset, bool IsBlock, bool IsColumn, double Constant);

    Argument ArgumentOf(BatchPlan plan, int argument)
    {
        Node node = plan.Circuit.Nodes[argument];
        if (node.Op == Op.Number) return new(-1, 0, false, false, node.Number);
        if (node.Op == Op.Input) return new((int)node.Bits, 0, false, !plan.IsUniform(argument), 0);
        return plan.IsUniform(argument) ? new(uniforms, plan.SlotOf(argument) * lanes, false, false, 0) : new(inner, plan.SlotOf(argument) * plan.BlockRows, true, true, 0);
    }

    /// <summary>See <see cref="KernelPart"/>.</summary>
    public void Run(long table, long from, long step, long vectors)
    {
        int rows = uniform ? 1 : (int)(vectors * lanes);
        long* addresses = (long*)table;
        var results = new Span<double>((double*)addresses[uniform ? uniforms : inner] + result, uniform ? lanes : rows);
        Span<double> columns = stackalloc double[rows * arguments.Length];
        for (int k = 0; k < arguments.Length; k++)
        {
            Argument argument = arguments[k];
            Span<double> column = columns.Slice(k * rows, rows);
            if (argument.Entry < 0) column.Fill(argument.Constant);
            else
            {
                double* start = (double*)(addresses[argument.Entry] + (argument.IsColumn && !argument.IsBlock ? from : 0)) + argument.Offset;
                if (argument.IsColumn) new ReadOnlySpan<double>(start, rows).CopyTo(column);
                else column.Fill(*start);
            }
        }
        if (!guarded) function.Call(rows, columns, results);
        else CallWhereNeeded(rows, columns, results);
        if (uniform) results.Fill(results[0]);
    }

    void CallWhereNeeded(int rows, Span<double> columns, Span<double> results)
    {
        int arity = function.Arity, needed = 0;
        ReadOnlySpan<double> guards = columns.Slice(arity * rows, rows);
        Span<int> places = stackalloc int[rows];
        for (int row = 0; row < rows; row++)
        {
            if (guards[row] != 0) places[needed++] = row;
        }
        Span<double> packed = stackalloc double[needed * arity], found = stackalloc double[needed];
        for (int k = 0; k < arity; k++)
        {
            for (int i = 0; i < needed; i++) packed[k * needed + i] = columns[k * rows + places[i]];
        }
        if (needed > 0) function.Call(needed, packed, found);
        results.Clear();
        for (int i = 0; i < needed; i++) results[places[i]] = found[i];
    }
}
