using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Checking;

/// <summary>Operations with kinks or jumps, and on which side of them a point lies.</summary>
static class Steps
{
    public static bool ChoosesAt(Node node) => node.Op == Op.Select || PrimitiveTable.Find(node.Op) is { Choice: not null };

    /// <summary>A number that is the same for points on the same side.</summary>
    public static double Choice(Node node, ReadOnlySpan<double> values) => node.Op == Op.Select
        ? values[node.A]
        : PrimitiveTable.Of(node.Op).Choice!(values[node.A], node.B < 0 ? 0 : values[node.B], node.C < 0 ? 0 : values[node.C]);

    /// <summary>What it is called in messages.</summary>
    public static string Name(Node node) => PrimitiveTable.Find(node.Op) is { Kind: Kind.Float } entry ? entry.Name : "if";
}
