using System.Diagnostics;
using System.Globalization;
using GateDsl.Cli.Output;
using GateDsl.Graphs;

namespace GateDsl.Cli.Data;

/// <summary>What is computed for each row.</summary>
enum Wanted
{
    Value = Outputs.Value,
    Gradient = Outputs.ValueAndGradient,
    Hessian = Outputs.ValueGradientHessian,
}

/// <summary>The arguments of <c>gate eval FILE NAME --data …</c>.</summary>
sealed record TableArguments(string Data, string? Output, Wanted Wanted, BadRow OnError);

/// <summary>
/// Evaluates a gate for every row of a table. Rows pass through in blocks: while one block is computed and written the next one is read,
/// and memory does not depend on the length of the table.
/// </summary>
static class TableRun
{
    public static int Run(Host host, Gate gate, TableArguments arguments)
    {
        var layout = new ResultLayout(gate);
        Outputs outputs = (Outputs)arguments.Wanted;
        if (arguments.Wanted == Wanted.Hessian && gate.ResultType != GateType.Float) throw new Wrong($"--hessian needs a gate whose result is one float: {gate.Signature}");
        string[] names = [.. layout.Names(outputs)];
        var bad = new BadRows(host, arguments.OnError, arguments.Data);
        using var reader = new TableReader(Files.OpenRead(arguments.Data, host), arguments.Data, gate.Leaves, bad);
        using OutputFile file = OutputFile.Open(arguments.Output, host);
        var writer = new RowWriter(file.Stream, TableReader.Delimiter);
        Header(writer, reader.Header, names);

        var progress = new Progress(host);
        Block block = new(gate.Leaves.Length, names.Length), ahead = new(gate.Leaves.Length, names.Length);
        reader.Fill(block);

        // A table that fits into one block does not pay for generating code.
        RowsFunction compute = block.IsFull ? RowsFunctions.Compiled(gate, outputs) : RowsFunctions.Interpreted(gate, outputs);
        while (block.Rows > 0)
        {
            Block next = ahead;
            Task reading = block.IsFull ? Task.Run(() => reader.Fill(next)) : Task.CompletedTask;
            if (!block.IsFull) next.Clear();
            compute(block.Rows, block.Inputs, block.Outputs);
            Write(writer, block, layout);
            progress.Advance(block.Rows);
            reading.GetAwaiter().GetResult();
            (block, ahead) = (next, block);
        }
        writer.Flush();
        file.Commit();
        progress.End();
        bad.Summarize();
        return Exit.Well;
    }

    static void Header(RowWriter writer, IReadOnlyList<string> columns, string[] results)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (i > 0) writer.Separator();
            writer.Field(columns[i]);
        }
        foreach (string result in results)
        {
            writer.Separator();
            writer.Field(result);
        }
        writer.EndRow();
    }

    static void Write(RowWriter writer, Block block, ResultLayout layout)
    {
        double[][] results = block.Outputs;
        for (int row = 0; row < block.Rows; row++)
        {
            writer.Raw(block.Text(row));
            for (int i = 0; i < results.Length; i++)
            {
                writer.Separator();
                if (block.IsUnread(row)) writer.Number(double.NaN);
                else if (i < layout.Count && layout.IsTruth(i)) writer.Truth(results[i][row] != 0);
                else writer.Number(results[i][row]);
            }
            writer.EndRow();
        }
    }
}
