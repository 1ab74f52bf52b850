namespace GateDsl.Compiler;

/// <summary>
/// One input of a batch: a column with a number for each row, or one number for all rows. What depends on such numbers only is computed once. A column of doubles that stand
/// one after the other is read where it stands; singles, and numbers that stand apart, are copied a block at a time.
/// </summary>
public readonly struct BatchColumn
{
    BatchColumn(ReadOnlyMemory<double> rows, ReadOnlyMemory<float> singles, int stride, double value) => (Rows, Singles, Stride, Value) = (rows, singles, stride, value);

    /// <summary>Of arrays, the lengths of each.</summary>
    internal int[]? Lengths { get; private init; }

    /// <summary>The array of all rows.</summary>
    internal GateValue? OfAll { get; private init; }

    internal ReadOnlyMemory<double> Rows { get; }

    internal ReadOnlyMemory<float> Singles { get; }

    /// <summary>From one row's number to the next; -1 of one number for all rows.</summary>
    internal int Stride { get; }

    internal double Value { get; }

    internal bool IsScalar => Stride < 0;

    internal bool IsSingle => !Singles.IsEmpty;

    /// <summary>How many rows it holds.</summary>
    internal long Count => Strides.Rows(Rows.Length + Singles.Length, Stride);

    /// <summary>A column.</summary>
    public static implicit operator BatchColumn(ReadOnlyMemory<double> rows) => new(rows, default, 1, 0);

    /// <summary>A column.</summary>
    public static implicit operator BatchColumn(Memory<double> rows) => new(rows, default, 1, 0);

    /// <summary>A column.</summary>
    public static implicit operator BatchColumn(double[] rows) => new(Given.NotNull(rows), default, 1, 0);

    /// <summary>A column of singles.</summary>
    public static implicit operator BatchColumn(ReadOnlyMemory<float> rows) => new(default, rows, 1, 0);

    /// <summary>A column of singles.</summary>
    public static implicit operator BatchColumn(Memory<float> rows) => new(default, rows, 1, 0);

    /// <summary>A column of singles.</summary>
    public static implicit operator BatchColumn(float[] rows) => new(default, Given.NotNull(rows), 1, 0);

    /// <summary>One number for all rows.</summary>
    public static implicit operator BatchColumn(double value) => new(default, default, -1, value);

    /// <summary>A column of numbers that stand apart, such as one field of records: row r has the number at r * stride.</summary>
    /// <param name="memory">From the first row's number on.</param>
    /// <param name="stride">How many numbers from one row to the next, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stride is less than 1.</exception>
    public static BatchColumn Strided(ReadOnlyMemory<double> memory, int stride) => new(memory, default, Strides.Checked(stride), 0);

    /// <summary>A column of singles that stand apart: row r has the number at r * stride.</summary>
    /// <param name="memory">From the first row's number on.</param>
    /// <param name="stride">How many numbers from one row to the next, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stride is less than 1.</exception>
    public static BatchColumn Strided(ReadOnlyMemory<float> memory, int stride) => new(default, memory, Strides.Checked(stride), 0);

    /// <summary>An array for each row, for a parameter that is an array: a matrix, row after row. Read where it stands.</summary>
    /// <param name="memory">From the first row's array on.</param>
    /// <param name="length">How many numbers each array has.</param>
    /// <param name="stride">How many numbers from one row's array to the next; null: they follow one another.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length or the stride is negative.</exception>
    public static BatchColumn Arrays(ReadOnlyMemory<double> memory, int length, int? stride = null) => Arrays(memory, [length], stride);

    /// <summary>An array of arrays for each row: its lengths are those of a matrix, whose numbers stand row after row.</summary>
    /// <param name="memory">From the first row's array on.</param>
    /// <param name="lengths">The lengths of each.</param>
    /// <param name="stride">How many numbers from one row's array to the next; null: they follow one another.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length or the stride is negative.</exception>
    public static BatchColumn Arrays(ReadOnlyMemory<double> memory, ReadOnlySpan<int> lengths, int? stride = null)
    {
        foreach (int length in lengths) ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(lengths));
        int step = stride ?? Ir.ArrayData.Size(lengths.ToArray());
        ArgumentOutOfRangeException.ThrowIfNegative(step, nameof(stride));
        return new(memory, default, step, 0) { Lengths = lengths.ToArray() };
    }

    /// <summary>One array for all rows, for a parameter that is an array.</summary>
    /// <param name="array">A <c>double[]</c>, which is not copied, a <c>double[,]</c>, a <c>bool[]</c>, or any other array.</param>
    public static BatchColumn Same(GateValue array) => new(default, default, 0, 0) { OfAll = Given.NotNull(array) };
}

/// <summary>One output of a batch: the caller's memory for a number for each row, or nothing, where nobody wants it.</summary>
public readonly struct BatchResult
{
    BatchResult(Memory<double> rows, Memory<float> singles, int stride) => (Rows, Singles, Stride) = (rows, singles, stride);

    /// <summary>Nothing: the output is left out, and what only it needs is not computed.</summary>
    public static BatchResult None => default;

    internal Memory<double> Rows { get; }

    internal Memory<float> Singles { get; }

    internal int Stride { get; }

    /// <summary>How many numbers the array of each row has; -1 of a column of numbers.</summary>
    internal int Length { get => field - 1; private init => field = value + 1; }

    internal bool IsWanted => Length >= 0 || Rows.Length + Singles.Length > 0;

    internal bool IsSingle => !Singles.IsEmpty;

    internal long Count => Strides.Rows(Rows.Length + Singles.Length, Stride);

    /// <summary>A column; an empty one is left out.</summary>
    public static implicit operator BatchResult(Memory<double> rows) => new(rows, default, 1);

    /// <summary>A column; an empty one is left out.</summary>
    public static implicit operator BatchResult(double[] rows) => new(Given.NotNull(rows), default, 1);

    /// <summary>A column of singles, each result rounded to one; an empty one is left out.</summary>
    public static implicit operator BatchResult(Memory<float> rows) => new(default, rows, 1);

    /// <summary>A column of singles, each result rounded to one; an empty one is left out.</summary>
    public static implicit operator BatchResult(float[] rows) => new(default, Given.NotNull(rows), 1);

    /// <summary>A column of numbers that stand apart: the number of row r is written to r * stride, and nothing in between is touched.</summary>
    /// <param name="memory">From the first row's number on.</param>
    /// <param name="stride">How many numbers from one row to the next, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stride is less than 1.</exception>
    public static BatchResult Strided(Memory<double> memory, int stride) => new(memory, default, Strides.Checked(stride));

    /// <summary>A column of singles that stand apart: the number of row r is written to r * stride, and nothing in between is touched.</summary>
    /// <param name="memory">From the first row's number on.</param>
    /// <param name="stride">How many numbers from one row to the next, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stride is less than 1.</exception>
    public static BatchResult Strided(Memory<float> memory, int stride) => new(default, memory, Strides.Checked(stride));

    /// <summary>An array for each row, for an output that is an array, such as a gradient in one; of a matrix its numbers row after row.</summary>
    /// <param name="memory">From the first row's array on.</param>
    /// <param name="length">How many numbers each has: the batch ends with an <see cref="ArgumentException"/> where one has more or fewer.</param>
    /// <param name="stride">How many numbers from one row's array to the next; null: they follow one another.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or the stride less than the length.</exception>
    public static BatchResult Arrays(Memory<double> memory, int length, int? stride = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride ?? length, length, nameof(stride));
        return new(memory, default, stride ?? length) { Length = length };
    }
}

/// <summary>What a batch computes for each row.</summary>
public enum BatchOutputs
{
    /// <summary>The value; of a tuple each of its items from left to right.</summary>
    Value,

    /// <summary>The value, then its partial derivatives in the float parameters in order; of a tuple the values, then the partials of each item.</summary>
    ValueAndGradient,

    /// <summary>The value, the gradient, then the second partials in p and q for p at or before q in the order of parameters. The result must be one float.</summary>
    ValueGradientHessian,

    /// <summary>The partial derivatives without the value; of a tuple those of each item.</summary>
    Gradient,
}

/// <summary>Columns whose numbers stand apart.</summary>
static class Strides
{
    public static int Checked(int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        return stride;
    }

    /// <summary>How many rows memory of some length holds: behind the last one nothing is needed.</summary>
    public static long Rows(int length, int stride) => stride <= 0 ? 0 : ((long)length + stride - 1) / stride;
}
