namespace GateDsl.Compiler;

/// <summary>One input of a batch: a column with a number for each row, or one number for all rows. What depends on such numbers only is computed once.</summary>
public readonly struct BatchColumn
{
    BatchColumn(ReadOnlyMemory<double> rows, double value, bool isScalar) => (Rows, Value, IsScalar) = (rows, value, isScalar);

    internal ReadOnlyMemory<double> Rows { get; }

    internal double Value { get; }

    internal bool IsScalar { get; }

    /// <summary>A column.</summary>
    public static implicit operator BatchColumn(ReadOnlyMemory<double> rows) => new(rows, 0, false);

    /// <summary>A column.</summary>
    public static implicit operator BatchColumn(Memory<double> rows) => new(rows, 0, false);

    /// <summary>A column.</summary>
    public static implicit operator BatchColumn(double[] rows) => new(rows, 0, false);

    /// <summary>One number for all rows.</summary>
    public static implicit operator BatchColumn(double value) => new(default, value, true);
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
}
