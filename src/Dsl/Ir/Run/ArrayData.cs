namespace GateDsl.Ir;

/// <summary>
/// An array where a gate runs: numbers in memory with lengths and strides, so that rows, columns and the transpose of a matrix are views. Truth values are 0 and 1. It is not written
/// to once somebody can see it.
/// </summary>
sealed class ArrayData(double[] data, int offset, int[] lengths, int[] strides)
{
    /// <summary>A new one, all zeros, in the order of its rows.</summary>
    public ArrayData(params int[] lengths) : this(new double[Size(lengths)], 0, lengths, Dense(lengths)) { }

    /// <summary>Numbers of the caller.</summary>
    public ArrayData(double[] data, params int[] lengths) : this(data, 0, lengths, Dense(lengths)) { }

    public double[] Data { get; } = data;

    public int Offset { get; } = offset;

    public int[] Lengths { get; } = lengths;

    public int[] Strides { get; } = strides;

    public int Rank => Lengths.Length;

    public int Length => Lengths[0];

    /// <summary>How many numbers it has.</summary>
    public int Count => Size(Lengths);

    public ref double this[int i] => ref Data[Offset + i * Strides[0]];

    /// <summary>The part at a position: an array of one rank less.</summary>
    public ArrayData Row(int i) => new(Data, Offset + i * Strides[0], Lengths[1..], Strides[1..]);

    /// <summary>Rows and columns in each other's places.</summary>
    public ArrayData Transposed() => new(Data, Offset, [Lengths[1], Lengths[0], .. Lengths[2..]], [Strides[1], Strides[0], .. Strides[2..]]);

    /// <summary>Whether its numbers lie one after another.</summary>
    public bool IsDense => Count <= 1 || Strides.AsSpan().SequenceEqual(Dense(Lengths));

    /// <summary>Its numbers one after another.</summary>
    public ReadOnlySpan<double> Flat()
    {
        if (IsDense) return Data.AsSpan(Offset, Count);
        var flat = new double[Count];
        int next = 0;
        CopyTo(flat, ref next);
        return flat;
    }

    public void CopyTo(Span<double> into)
    {
        int next = 0;
        CopyTo(into, ref next);
    }

    // The nesting is the rank of a type, which is limited.
    void CopyTo(Span<double> into, ref int next)
    {
        if (Rank > 1)
        {
            for (int i = 0; i < Length; i++) Row(i).CopyTo(into, ref next);
            return;
        }
        for (int i = 0; i < Length; i++) into[next++] = this[i];
    }

    /// <summary>Adds another of the same lengths, number by number.</summary>
    public void Add(ArrayData other)
    {
        if (Rank > 1)
        {
            for (int i = 0; i < Length; i++) Row(i).Add(other.Row(i));
            return;
        }
        for (int i = 0; i < Length; i++) this[i] += other[i];
    }

    /// <summary>Writes another of the same lengths over it.</summary>
    public void Set(ArrayData other)
    {
        if (Rank > 1)
        {
            for (int i = 0; i < Length; i++) Row(i).Set(other.Row(i));
            return;
        }
        for (int i = 0; i < Length; i++) this[i] = other[i];
    }

    public static int Size(ReadOnlySpan<int> lengths)
    {
        int size = 1;
        foreach (int length in lengths) size = checked(size * length);
        return size;
    }

    static int[] Dense(int[] lengths)
    {
        var strides = new int[lengths.Length];
        int stride = 1;
        for (int d = lengths.Length - 1; d >= 0; d--)
        {
            strides[d] = stride;
            stride *= Math.Max(1, lengths[d]);
        }
        return strides;
    }
}

/// <summary>A value where a gate runs: a number or a truth value as 0 and 1, an array, or the results of a loop.</summary>
readonly record struct Cell(double Number, object? Object = null)
{
    public ArrayData Array => (ArrayData)Object!;

    public static implicit operator Cell(double number) => new(number);

    public static implicit operator Cell(ArrayData array) => new(0, array);
}
