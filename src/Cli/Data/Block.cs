namespace GateDsl.Cli.Data;

/// <summary>Some rows of a table on their way: their numbers by column, their text as it was, room for the results, and at last the rows as they are to be written.</summary>
sealed class Block
{
    /// <summary>Rows of a block, and the numbers of one at most: of a Hessian in many parameters a row has a hundred thousand.</summary>
    const int MostRows = 4096, MostNumbers = 4 << 20;

    readonly int capacity;
    readonly int[] ends;
    readonly bool[] unread;
    char[] text = new char[64 << 10];

    public Block(int inputs, int outputs)
    {
        capacity = Math.Clamp(MostNumbers / Math.Max(1, inputs + outputs), 1, MostRows);
        (ends, unread) = (new int[capacity], new bool[capacity]);
        Inputs = Columns(inputs);
        Outputs = Columns(outputs);
    }

    public double[][] Inputs { get; }

    public double[][] Outputs { get; }

    public RowWriter Written { get; } = new(TableReader.Delimiter);

    public int Rows { get; private set; }

    public bool IsFull => Rows == capacity;

    /// <summary>The fields of a row as they stood in the table, without the line end.</summary>
    public ReadOnlySpan<char> Text(int row) => text.AsSpan(Start(row)..ends[row]);

    /// <summary>Whether the row could not be read, and its results are nan.</summary>
    public bool IsUnread(int row) => unread[row];

    public void Clear() => Rows = 0;

    /// <summary>Adds the row whose numbers stand in <see cref="Inputs"/> at <see cref="Rows"/> already.</summary>
    public void Add(ReadOnlySpan<char> record, bool bad)
    {
        int start = Start(Rows);
        if (start + record.Length > text.Length) Array.Resize(ref text, Math.Max(text.Length * 2, start + record.Length));
        record.CopyTo(text.AsSpan(start));
        ends[Rows] = start + record.Length;
        unread[Rows++] = bad;
    }

    int Start(int row) => row == 0 ? 0 : ends[row - 1];

    double[][] Columns(int count)
    {
        var columns = new double[count][];
        for (int i = 0; i < count; i++) columns[i] = new double[capacity];
        return columns;
    }
}
