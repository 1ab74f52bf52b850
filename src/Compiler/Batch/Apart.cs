using GateDsl.Compiler.Lower;

namespace GateDsl.Compiler.Batch;

/// <summary>
/// A column whose numbers stand apart or are singles. The loops know columns of doubles only: a block of rows is copied from it before they run, or to it afterwards.
/// </summary>
/// <param name="Position">Among the inputs, then the outputs.</param>
/// <param name="Address">Of the first row's number.</param>
/// <param name="Stride">How many numbers from one row to the next.</param>
/// <param name="Single">Whether they are singles.</param>
readonly unsafe record struct Apart(int Position, long Address, int Stride, bool Single)
{
    /// <summary>Rows of a block: a multiple of the widest vector, few enough for the second-level cache.</summary>
    const int BlockRows = 1024;

    const int Line = 64 / sizeof(double);

    /// <summary>What a workspace must hold besides what the loops need: a block of each such column, and the addresses of all columns.</summary>
    public static int WorkspaceLength(int copied, int columns) => 2 * Line + copied * BlockRows + columns;

    /// <summary>Runs rows, from a multiple of eight on, block by block.</summary>
    public static void Run(RowCode code, Workspace workspace, in RowColumns columns, ReadOnlySpan<Apart> apart, long from, long to)
    {
        double* blocks = (double*)workspace.Address + (code.WorkspaceLength + Line - 1) / Line * Line;
        var addresses = new Span<long>(blocks + apart.Length * BlockRows, columns.Addresses.Length);
        columns.Addresses.CopyTo(addresses);
        var copies = new RowColumns(addresses, columns.Scalars, columns.Overlapping, Head: 0, Backwards: false);
        for (long row = from; row < to; row += BlockRows)
        {
            int count = (int)Math.Min(BlockRows, to - row);
            for (int i = 0; i < apart.Length; i++)
            {
                double* block = blocks + i * BlockRows;
                addresses[apart[i].Position] = (long)(block - row);
                if (apart[i].Position < columns.Scalars.Length) apart[i].Read(row, count, block);
            }
            code.Begin(workspace, copies);
            code.Run(workspace, copies, row, row + count);
            for (int i = 0; i < apart.Length; i++)
            {
                if (apart[i].Position >= columns.Scalars.Length) apart[i].Write(row, count, blocks + i * BlockRows);
            }
        }
    }

    void Read(long row, int count, double* block)
    {
        if (Single)
        {
            float* source = (float*)Address + row * Stride;
            for (int i = 0; i < count; i++) block[i] = source[(long)i * Stride];
        }
        else
        {
            double* source = (double*)Address + row * Stride;
            for (int i = 0; i < count; i++) block[i] = source[(long)i * Stride];
        }
    }

    void Write(long row, int count, double* block)
    {
        if (Single)
        {
            float* target = (float*)Address + row * Stride;
            for (int i = 0; i < count; i++) target[(long)i * Stride] = (float)block[i];
        }
        else
        {
            double* target = (double*)Address + row * Stride;
            for (int i = 0; i < count; i++) target[(long)i * Stride] = block[i];
        }
    }
}
