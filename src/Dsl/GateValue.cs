using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Printing;

namespace GateDsl;

/// <summary>The value of an expression. Printed as the language writes it, floats in the shortest form that reads back the same.</summary>
public abstract record GateValue
{
    private protected GateValue() { }

    /// <summary>A float, or an int.</summary>
    public sealed record Number(double Value) : GateValue;

    /// <summary>A truth value.</summary>
    public sealed record Truth(bool Value) : GateValue;

    /// <summary>A tuple of values.</summary>
    public sealed record Tuple(ImmutableArray<GateValue> Items) : GateValue
    {
        /// <summary>Its items.</summary>
        public ImmutableArray<GateValue> Items { get; init => field = Given.AllNotNull(value); } = Given.AllNotNull(Items);

        /// <inheritdoc/>
        public bool Equals(Tuple? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Aggregate(17, (hash, item) => hash * 31 + item.GetHashCode());
    }

    /// <summary>An array; of arrays all of one length.</summary>
    public sealed record Array : GateValue
    {
        readonly ImmutableArray<GateValue> items;
        readonly ArrayData? data;
        readonly bool areTruths;

        /// <summary>An array of these.</summary>
        public Array(ImmutableArray<GateValue> items) => this.items = Given.AllNotNull(items);

        internal Array(ArrayData data, bool areTruths) => (this.data, this.areTruths) = (data, areTruths);

        /// <summary>How many elements it has.</summary>
        public int Length => data?.Length ?? items.Length;

        /// <summary>Its elements. Of an array of numbers they are made each time.</summary>
        public ImmutableArray<GateValue> Items => data is null ? items : [.. Enumerable.Range(0, data.Length).Select(Item)];

        internal ArrayData? Data => data;

        /// <summary>The numbers of an array of numbers; of a matrix row after row. Truth values are 1 and 0.</summary>
        /// <exception cref="InvalidOperationException">Its elements are tuples.</exception>
        public double[] ToDoubles()
        {
            if (data is not null) return data.Flat().ToArray();
            var numbers = new List<double>(items.Length);
            foreach (GateValue item in items)
            {
                if (item is Array row) numbers.AddRange(row.ToDoubles());
                else numbers.Add(item is Number number ? number.Value : item is Truth truth ? (truth.Value ? 1 : 0) : throw new InvalidOperationException("the elements of the array are tuples"));
            }
            return [.. numbers];
        }

        /// <inheritdoc/>
        public bool Equals(Array? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Length;

        GateValue Item(int i) => data!.Rank > 1 ? new Array(data.Row(i), areTruths) : areTruths ? new Truth(data[i] != 0) : new Number(data[i]);
    }

    /// <summary>A number as the value it is.</summary>
    public static implicit operator GateValue(double value) => new Number(value);

    /// <summary>A truth value as the value it is.</summary>
    public static implicit operator GateValue(bool value) => new Truth(value);

    /// <summary>An array of numbers, which are not copied.</summary>
    public static implicit operator GateValue(double[] values) => new Array(new ArrayData(Given.NotNull(values), values.Length), false);

    /// <summary>A matrix; its numbers are copied.</summary>
    public static implicit operator GateValue(double[,] values)
    {
        var numbers = new double[Given.NotNull(values).Length];
        Buffer.BlockCopy(values, 0, numbers, 0, numbers.Length * sizeof(double));
        return new Array(new ArrayData(numbers, values.GetLength(0), values.GetLength(1)), false);
    }

    /// <summary>A matrix of rows of one length; its numbers are copied.</summary>
    /// <exception cref="ArgumentException">The rows have different lengths.</exception>
    public static implicit operator GateValue(double[][] rows)
    {
        Given.AllNotNull(rows);
        int columns = rows.Length == 0 ? 0 : rows[0].Length;
        if (System.Array.Exists(rows, row => row.Length != columns)) throw new ArgumentException("the rows of a matrix have the same length", nameof(rows));
        return new Array(new ArrayData([.. rows.SelectMany(row => row)], rows.Length, columns), false);
    }

    /// <summary>An array of truth values.</summary>
    public static implicit operator GateValue(bool[] values) => new Array(new ArrayData([.. Given.NotNull(values).Select(value => value ? 1.0 : 0.0)], values.Length), true);

    /// <summary>A gate: it has no value until it is applied.</summary>
    public sealed record Function(GateType Type) : GateValue
    {
        /// <summary>Its type.</summary>
        public GateType Type { get; init => field = Given.NotNull(value); } = Given.NotNull(Type);
    }

    /// <summary>The value as the language writes it: <c>-2</c>, <c>true</c>, <c>(1, 3)</c>.</summary>
    public sealed override string ToString() => this switch
    {
        Number number => NumberText.Of(number.Value),
        Truth truth => truth.Value ? "true" : "false",
        Tuple tuple => $"({string.Join(", ", tuple.Items)})",
        Array array => $"[|{string.Join("; ", array.Items)}|]",
        Function function => $"<gate : {function.Type}>",
        _ => throw new InvalidOperationException(),
    };
}
