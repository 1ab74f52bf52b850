using System.Diagnostics;
using System.Globalization;
using GateDsl.Cli.Commands;
using GateDsl.Cli.Output;
using GateDsl.Compiler;

namespace GateDsl.Cli.Data;

/// <summary>What is computed for each row: up to derivatives of this order.</summary>
enum Wanted
{
    Value,
    Gradient,
    Hessian,
}

/// <summary>The arguments of <c>gate eval FILE NAME --data …</c>.</summary>
sealed record TableArguments(string Data, string? Output, Wanted Wanted, BadRow OnError, CertifyRequest? Certain = null);

/// <summary>
/// Evaluates a gate for every row of a table. Rows pass through in blocks: one thread reads them and writes them in their order, others compute them and
/// turn them into text meanwhile. Memory does not depend on the length of the table.
/// </summary>
sealed class TableRun
{
    /// <summary>Blocks at work at once at most: more would wait for the one thread that reads.</summary>
    const int MostAtWork = 8;

    readonly RowWriter header = new(TableReader.Delimiter);
    readonly ResultLayout layout;
    readonly string[] names;
    readonly OutputFile file;
    readonly Progress progress;
    readonly Queue<(Block Block, Task Task)> working = [];
    readonly Stack<Block> free = [];
    CertifiedCounts? counts;

    TableRun(ResultLayout layout, string[] names, OutputFile file, Progress progress) =>
        (this.layout, this.names, this.file, this.progress) = (layout, names, file, progress);

    public static int Run(Host host, Gate gate, TableArguments arguments)
    {
        var layout = new ResultLayout(gate);
        if (arguments.Wanted == Wanted.Hessian && gate.ResultType != GateType.Float) throw new Wrong($"--hessian needs a gate whose result is one float: {gate.Signature}");
        var bad = new BadRows(host, arguments.OnError, arguments.Data);
        using var reader = new TableReader(Files.OpenRead(arguments.Data, host), arguments.Data, gate.Inputs, bad);
        string[] names = [.. gate.OutputNames((int)arguments.Wanted)];
        if (Array.Find(names, reader.Header.Contains) is { } taken) throw new Wrong($"'{arguments.Data}' has a column '{taken}' already, which is the name of a result: rename one of them");
        using OutputFile file = OutputFile.Open(arguments.Output, host);
        var run = new TableRun(layout, names, file, new(host));
        run.Header(reader.Header);
        run.Rows(reader, gate, arguments.Wanted, arguments.Certain);
        run.header.MoveTo(file.Stream);     // of a table without rows
        file.Commit();
        run.progress.End();
        bad.Summarize();
        run.SayHowCertain(host);
        return Exit.Well;
    }

    void Rows(TableReader reader, Gate gate, Wanted wanted, CertifyRequest? certain)
    {
        int most = Math.Clamp(Environment.ProcessorCount, 1, MostAtWork);
        RowsFunction? compute = null;
        while (true)
        {
            if (!free.TryPop(out Block? block)) block = new(gate.Inputs.Count, names.Length);
            try
            {
                reader.Fill(block);
            }
            catch (Wrong)
            {
                Finish(0);      // what came before it is good
                throw;
            }
            if (block.Rows == 0) break;

            // A table that fits into one block does not pay for generating code, nor for another thread.
            if (compute is null && !block.IsFull)
            {
                Work(block, certain is not null ? Certified(gate, wanted, certain, compiled: false) : RowsFunctions.Interpreted(gate, wanted));
                Write(block);
                return;
            }
            RowsFunction batch = compute ??= certain is not null ? Certified(gate, wanted, certain, compiled: true) : RowsFunctions.Compiled(gate, wanted);
            working.Enqueue((block, Task.Run(() => Work(block, batch))));
            Finish(most);
        }
        Finish(0);
    }

    RowsFunction Certified(Gate gate, Wanted wanted, CertifyRequest certain, bool compiled)
    {
        (RowsFunction compute, counts) = RowsFunctions.Certified(gate, wanted, certain.Limits == CertifyLimits.Default ? null : certain.Limits, compiled);
        return compute;
    }

    void SayHowCertain(Host host)
    {
        if (counts is not { Rows: > 0 } count) return;
        string near = count.WithinOneUnit == 0 ? "" : $"; {count.WithinOneUnit} within one unit in the last place", open = count.Undecided == 0 ? "" : $"; {count.Undecided} not decided: nan";
        host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count.Rows} row{(count.Rows == 1 ? "" : "s")}, correctly rounded: plain doubles are {count.PlainRight} times, {count.NeededMore} needed more, at most {count.MostBits} bits{near}{open}"));
    }

    /// <summary>Writes blocks that are ready, and waits for as many that no more than some are left.</summary>
    void Finish(int most)
    {
        while (working.TryPeek(out var first) && (working.Count > most || first.Task.IsCompleted))
        {
            working.Dequeue().Task.GetAwaiter().GetResult();
            Write(first.Block);
            free.Push(first.Block);
        }
    }

    void Write(Block block)
    {
        header.MoveTo(file.Stream);         // with the first rows, so that of a table that is wrong from the start nothing is written
        block.Written.MoveTo(file.Stream);
        progress.Advance(block.Rows);
    }

    void Header(IReadOnlyList<string> columns)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (i > 0) header.Separator();
            header.Field(columns[i]);
        }
        foreach (string name in names)
        {
            header.Separator();
            header.Field(name);
        }
        header.EndRow();
    }

    void Work(Block block, RowsFunction compute)
    {
        compute(block.Rows, block.Inputs, block.Outputs);
        RowWriter writer = block.Written;
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
