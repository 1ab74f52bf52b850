using System.Collections.Immutable;
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
        Function function => $"<gate : {function.Type}>",
        _ => throw new InvalidOperationException(),
    };
}
