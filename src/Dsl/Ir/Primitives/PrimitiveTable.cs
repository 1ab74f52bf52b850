using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Primitives;

/// <summary>Every operation of the graph but the leaves and Select, a family a file.</summary>
static partial class PrimitiveTable
{
    static readonly Primitive?[] byOp = ByOp();

    static readonly Kind[] kinds = [.. byOp.Select((entry, op) => (Op)op == Op.Truth ? Kind.Bool : entry?.Kind ?? Kind.Float)];

    public static IEnumerable<Primitive> All => byOp.OfType<Primitive>();

    /// <summary>The entry of an op that is computed from arguments by a scalar function.</summary>
    public static Primitive Of(Op op) => byOp[(int)op] ?? throw new ArgumentException($"{op} has no entry", nameof(op));

    /// <summary>The entry of an op; null of leaves, Select and calls of the host.</summary>
    public static Primitive? Find(Op op) => byOp[(int)op];

    /// <summary>The kind of an op's value. Of Input and Select it is their node's own.</summary>
    public static Kind KindOf(Op op) => kinds[(int)op];

    static Primitive?[] ByOp()
    {
        var table = new Primitive?[256];
        foreach (Primitive entry in (ImmutableArray<Primitive>)[.. Logic(), .. Arithmetic(), .. Steps(), .. Exponential(), .. Circular(), .. Special()])
        {
            if (table[(int)entry.Op] is not null) throw new InvalidOperationException($"{entry.Op} has two entries");
            table[(int)entry.Op] = entry;
        }
        return table;
    }
}
