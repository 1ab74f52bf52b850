using System.Collections.Immutable;
using GateDsl.Graphs;

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

    // Delegates with names that read well in the tables.
    delegate double F1(double x);
    delegate double F2(double x, double y);
    delegate double F3(double x, double y, double z);
    delegate double FInt(long n, double x);
    delegate bool Compare(double x, double y);
    delegate bool B1(bool a);
    delegate bool B2(bool a, bool b);
}
