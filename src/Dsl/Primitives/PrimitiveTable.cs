using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Primitives;

/// <summary>Every operation of the graph but the leaves and Select, a family a file.</summary>
static partial class PrimitiveTable
{
    static readonly Primitive?[] byOp = ByOp();

    public static IEnumerable<Primitive> All => byOp.OfType<Primitive>();

    /// <summary>The entry of an op that is computed from arguments by a scalar function.</summary>
    public static Primitive Of(Op op) => byOp[(int)op] ?? throw new ArgumentException($"{op} has no entry", nameof(op));

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
