using GateDsl.Ir;

namespace GateDsl.Algebra;

/// <summary>What an atom is; in this order they stand in a product.</summary>
enum AtomKind : byte
{
    /// <summary>A prime, or a number with a name or a text of its own: it becomes a double last.</summary>
    Known,

    /// <summary>An input of the graph.</summary>
    Input,

    /// <summary>A node of the graph that is not looked into.</summary>
    Ref,

    /// <summary>A function of sums.</summary>
    Call,

    /// <summary>A primitive sum as a factor.</summary>
    Base,

    /// <summary>One sum or the other, by a condition of the graph.</summary>
    Choice,
}

/// <summary>A factor that is not taken apart. Interned by its ring: equality is identity.</summary>
sealed class Atom
{
    public required AtomKind Kind { get; init; }

    /// <summary>Of Input and Known, for the order; of others empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Of Call, the function.</summary>
    public Op Op { get; init; }

    /// <summary>Of Call, the order or the tie (the slope at 0: -1, 0 or 1); of Ref, Input and the condition of Choice, the node.</summary>
    public long Bits { get; init; }

    /// <summary>Of Known, the number where it is rational, else its bits as a double in <see cref="Bits"/>.</summary>
    public Rational Value { get; init; }

    public Sum[] Arguments { get; init; } = [];

    /// <summary>Of Choice, the hash of its condition.</summary>
    public ulong ConditionHash { get; init; }

    /// <summary>A hash of the structure: the same at every run, whatever the numbers of nodes and the order of parameters.</summary>
    public ulong Hash { get; init; }

    public int Size { get; init; }

    /// <summary>The first argument.</summary>
    public Sum Of => Arguments[0];

    public bool Is(Op op) => Kind == AtomKind.Call && Op == op;

    public override string ToString() => Kind switch
    {
        AtomKind.Known or AtomKind.Input => Name,
        AtomKind.Ref => $"#{Bits}",
        AtomKind.Base => $"[{Of}]",
        AtomKind.Choice => $"(#{Bits} ? {Arguments[0]} : {Arguments[1]})",
        _ => $"{Op}{(Bits != 0 ? Bits : "")}({string.Join(", ", (object[])Arguments)})",
    };

    public static int Compare(Atom a, Atom b)
    {
        if (ReferenceEquals(a, b)) return 0;
        if (a.Kind != b.Kind) return a.Kind.CompareTo(b.Kind);
        int order = string.CompareOrdinal(a.Name, b.Name);
        if (order == 0) order = a.Size.CompareTo(b.Size);
        if (order == 0) order = a.Op.CompareTo(b.Op);
        if (order == 0) order = a.Hash.CompareTo(b.Hash);
        return order != 0 ? order : a.Bits.CompareTo(b.Bits);
    }
}
