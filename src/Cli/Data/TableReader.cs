using System.Collections.Immutable;
using System.Text;
using Sylvan.Data.Csv;

namespace GateDsl.Cli.Data;

/// <summary>Reads a CSV file block by block: the columns that a gate needs as numbers, everything else as text.</summary>
sealed class TableReader : IDisposable
{
    readonly CsvDataReader rows;
    readonly TextReader text;
    readonly IReadOnlyList<GateParameter> inputs;
    readonly int[] columns;
    readonly BadRows bad;
    readonly string name;
    long line = 1;

    public TableReader(Stream stream, string name, IReadOnlyList<GateParameter> inputs, BadRows bad)
    {
        (this.name, this.inputs, this.bad) = (name, inputs, bad);
        text = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 256 << 10);
        try
        {
            rows = CsvDataReader.Create(text, new CsvDataReaderOptions { Delimiter = Delimiter, BufferSize = 256 << 10, MaxBufferSize = 64 << 20 });
        }
        catch (CsvMissingHeadersException)
        {
            throw new Wrong($"'{name}' is empty: its first line names the columns");
        }
        catch (FormatException wrong)
        {
            throw new Wrong($"{name}(1,1): {wrong.Message}");
        }
        Header = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        columns = [.. inputs.Select(input => Column(input.Name))];
        line += 1 + Header.Sum(LineEnds);
    }

    public const char Delimiter = ',';

    public ImmutableArray<string> Header { get; }

    /// <summary>Refills a block. It stays empty when the table is at its end.</summary>
    public void Fill(Block block)
    {
        block.Clear();
        while (!block.IsFull && Next())
        {
            ReadOnlySpan<char> raw = rows.GetRawRecordSpan();
            ReadOnlySpan<char> record = raw.TrimEnd("\r\n");
            if (record.Length > 0) Take(block, record);      // an empty line is no row
            line += LineEnds(raw);
        }
    }

    public void Dispose()
    {
        rows.Dispose();
        text.Dispose();
    }

    void Take(Block block, ReadOnlySpan<char> record)
    {
        if (rows.RowFieldCount != Header.Length)
        {
            bad.Report(line, 1, $"{rows.RowFieldCount} field{(rows.RowFieldCount == 1 ? "" : "s")}, but the header has {Header.Length}");
            if (bad.Policy == BadRow.Nan) block.Add(Fitted(), bad: true);
            return;
        }
        for (int i = 0; i < columns.Length; i++)
        {
            ReadOnlySpan<char> cell = rows.GetFieldSpan(columns[i]);
            if (Cells.Read(cell, inputs[i].Type, out block.Inputs[i][block.Rows])) continue;
            string shown = cell.Length == 0 ? "nothing" : cell.Length <= 40 ? $"'{cell}'" : $"'{cell[..40]}…'";
            bad.Report(line, Place(record, columns[i]), $"{shown} in column '{Header[columns[i]]}' is no {inputs[i].Type}");
            if (bad.Policy == BadRow.Nan) block.Add(record, bad: true);
            return;
        }
        block.Add(record, bad: false);
    }

    bool Next()
    {
        try
        {
            return rows.Read();
        }
        catch (FormatException wrong)
        {
            // After broken quotes nobody knows where the next row starts.
            throw new Wrong(FormattableString.Invariant($"{name}({line},1): {wrong.Message}"));
        }
    }

    int Column(string wanted)
    {
        int[] found = [.. Enumerable.Range(0, Header.Length).Where(i => Header[i].Trim() == wanted)];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new Wrong($"'{name}' has no column '{wanted}'; its columns are {string.Join(", ", Header)}"),
            _ => throw new Wrong($"'{name}' has {found.Length} columns '{wanted}'"),
        };
    }

    // The fields that are there, cut or filled up to the header's number, so that results stand in their columns.
    string Fitted()
    {
        IEnumerable<string> fields = Enumerable.Range(0, Header.Length).Select(i => i < rows.RowFieldCount ? Quoted(rows.GetFieldSpan(i).ToString()) : "");
        return string.Join(Delimiter, fields);
    }

    static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Where a field starts in its record, from 1.
    static int Place(ReadOnlySpan<char> record, int field)
    {
        bool quoted = false;
        for (int i = 0; i < record.Length; i++)
        {
            if (field == 0) return i + 1;
            if (record[i] == '"') quoted = !quoted;
            else if (record[i] == Delimiter && !quoted) field--;
        }
        return record.Length + 1;
    }

    static long LineEnds(string text) => LineEnds(text.AsSpan());

    static long LineEnds(ReadOnlySpan<char> text)
    {
        int feeds = text.Count('\n');
        return feeds > 0 ? feeds : text.Count('\r');
    }
}
