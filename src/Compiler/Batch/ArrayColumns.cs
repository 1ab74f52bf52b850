using System.Runtime.InteropServices;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>An input of a batch of a gate with arrays: where the number or the array of a row stands.</summary>
readonly struct ArrayInput
{
    readonly BatchColumn numbers;          // of an input that is a number
    readonly double[]? data;
    readonly int start, stride;            // of the first row, and from one row to the next; 0: the same for all
    readonly int[] lengths;

    /// <exception cref="ArgumentException">The column does not fit the input, or is too short.</exception>
    public ArrayInput(in BatchColumn column, string name, Kind kind, int rows, Func<string, ArgumentException> wrong)
    {
        lengths = [];
        if (!kind.IsArray())
        {
            if (column.Lengths is not null || column.OfAll is not null) throw wrong($"the input {name} is a number in each row, and its column is of arrays");
            if (!column.IsScalar && column.Count < rows) throw wrong($"the input column {name} holds {column.Count} numbers, {rows} are needed");
            numbers = column;
            return;
        }
        if (column.OfAll is { } same)
        {
            ArrayData array = same is GateValue.Array given ? DataOf(given) : throw wrong($"the input {name} is an array, and {same} is none");
            if (array.Rank != kind.Rank()) throw wrong($"the input {name} has {kind.Rank()} dimensions, and the array {array.Rank}");
            (data, start) = array.IsDense ? (array.Data, array.Offset) : (array.Flat().ToArray(), 0);
            lengths = [.. array.Lengths];
            return;
        }
        if (column.Lengths is not { } each) throw wrong($"the input {name} is an array in each row: BatchColumn.Arrays(memory, length), or BatchColumn.Same(array) for all of them");
        if (each.Length != kind.Rank()) throw wrong($"the input {name} has {kind.Rank()} dimensions, and {each.Length} lengths are given");
        (lengths, stride) = (each, column.Stride);
        long needed = rows == 0 ? 0 : (long)stride * (rows - 1) + ArrayData.Size(lengths);
        if (column.Rows.Length < needed) throw wrong($"the input column {name} holds {column.Rows.Length} numbers, {needed} are needed");
        (data, start) = MemoryMarshal.TryGetArray(column.Rows, out ArraySegment<double> segment) ? (segment.Array!, segment.Offset) : (column.Rows.ToArray(), 0);
    }

    public bool IsArray => data is not null;

    /// <summary>The numbers of a row.</summary>
    public int Size => data is null ? 1 : ArrayData.Size(lengths);

    public double Number(int row) =>
        numbers.IsScalar ? numbers.Value : numbers.IsSingle ? numbers.Singles.Span[row * numbers.Stride] : numbers.Rows.Span[row * numbers.Stride];

    /// <summary>The array of a row where it stands.</summary>
    public Loops.ArrayView View(int row) => new(data!, start + row * stride, lengths[0], lengths.Length > 1 ? lengths[1] : 1, lengths.Length > 2 ? lengths[2] : 1);

    /// <summary>What the interpreter takes.</summary>
    public Cell Cell(int row) => data is null ? Number(row) : new ArrayData(data.AsSpan(start + row * stride, Size).ToArray(), lengths);

    static ArrayData DataOf(GateValue.Array array)
    {
        if (array.Data is { } data) return data;
        List<int> lengths = [];
        for (GateValue? part = array; part is GateValue.Array each; part = each.Items.FirstOrDefault()) lengths.Add(each.Length);
        return new(array.ToDoubles(), [.. lengths]);
    }
}

/// <summary>An output of a batch of a gate with arrays: where the number or the array of a row goes.</summary>
readonly struct ArrayOutput
{
    readonly BatchResult column;
    readonly string name;

    /// <exception cref="ArgumentException">The column does not fit the output, or is too short.</exception>
    public ArrayOutput(in BatchResult column, string name, Kind kind, int rows, Func<string, ArgumentException> wrong)
    {
        (this.column, this.name) = (column, name);
        if (kind.IsArray() != column.Length >= 0) throw wrong(kind.IsArray() ? $"the output {name} is an array in each row: BatchResult.Arrays(memory, length)" : $"the output {name} is a number in each row, and its column is of arrays");
        if (!kind.IsArray() && column.Count < rows) throw wrong($"the output column {name} holds {column.Count} numbers, {rows} are needed");
        long needed = kind.IsArray() && rows > 0 ? (long)column.Stride * (rows - 1) + column.Length : 0;
        if (column.Rows.Length < needed) throw wrong($"the output column {name} holds {column.Rows.Length} numbers, {needed} are needed");
    }

    public void Write(int row, double number)
    {
        if (column.IsSingle) column.Singles.Span[row * column.Stride] = (float)number;
        else column.Rows.Span[row * column.Stride] = number;
    }

    /// <exception cref="ArgumentException">There is room for more or fewer numbers.</exception>
    public void Write(int row, ReadOnlySpan<double> numbers, Gate gate)
    {
        if (numbers.Length != column.Length) throw new ArgumentException($"the output {name} of row {row} has {numbers.Length} numbers, and there is room for {column.Length}: {gate.Signature}");
        numbers.CopyTo(column.Rows.Span.Slice(row * column.Stride, numbers.Length));
    }
}
