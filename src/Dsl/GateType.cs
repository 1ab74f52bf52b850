using System.Collections.Immutable;

namespace GateDsl;

/// <summary>The type of a gate, a parameter or a result. Printed as F# writes it: <c>float -> float * bool</c>.</summary>
public abstract record GateType
{
    private protected GateType() { }

    /// <summary>A 64-bit IEEE float.</summary>
    public static GateType Float { get; } = new Basic("float");

    /// <summary>A truth value.</summary>
    public static GateType Bool { get; } = new Basic("bool");

    /// <summary>A count or a position.</summary>
    public static GateType Int { get; } = new Basic("int");

    /// <summary><c>float</c>, <c>bool</c> or <c>int</c>.</summary>
    public sealed record Basic : GateType
    {
        internal Basic(string name) => Name = name;

        /// <summary>The type's name in the language.</summary>
        public string Name { get; }
    }

    /// <summary><c>'a * 'b * …</c>.</summary>
    public sealed record Tuple(ImmutableArray<GateType> Items) : GateType
    {
        /// <summary>The types of its items.</summary>
        public ImmutableArray<GateType> Items { get; init => field = Given.AllNotNull(value); } = Given.AllNotNull(Items);

        /// <inheritdoc/>
        public bool Equals(Tuple? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Aggregate(17, (hash, item) => hash * 31 + item.GetHashCode());
    }

    /// <summary><c>'a -> 'b</c>.</summary>
    public sealed record Function(GateType Argument, GateType Result) : GateType
    {
        /// <summary>What it takes.</summary>
        public GateType Argument { get; init => field = Given.NotNull(value); } = Given.NotNull(Argument);

        /// <summary>What it gives.</summary>
        public GateType Result { get; init => field = Given.NotNull(value); } = Given.NotNull(Result);
    }

    /// <summary><c>'a[]</c>.</summary>
    public sealed record Array(GateType Element) : GateType
    {
        /// <summary>The type of its elements.</summary>
        public GateType Element { get; init => field = Given.NotNull(value); } = Given.NotNull(Element);
    }

    /// <summary>A type not (yet) known: <c>'a</c>. Only in the types of gates with gate parameters.</summary>
    public sealed record Variable(int Number) : GateType;

    /// <summary>The type as F# writes it.</summary>
    public sealed override string ToString() => TypeText.Of(this);
}
