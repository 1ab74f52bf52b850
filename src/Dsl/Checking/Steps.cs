using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Checking;

/// <summary>Operations with kinks or jumps, and on which side of them a point lies.</summary>
static class Steps
{
    public static bool ChoosesAt(Node node) => node.Op switch
    {
        Op.Select or Op.Abs or Op.Sign or Op.Relu or Op.Max or Op.Min or Op.Clamp or Op.Modulo
            or Op.Floor or Op.Ceil or Op.Round or Op.Truncate => true,
        >= Op.Less and <= Op.NotEqual => true,
        _ => false,
    };

    /// <summary>A number that is the same for points on the same side.</summary>
    public static double Choice(Node node, ReadOnlySpan<double> values) => node.Op switch
    {
        Op.Select => values[node.A],
        Op.Abs or Op.Sign or Op.Relu => Sign(values[node.A]),
        Op.Max or Op.Min => Sign(values[node.A] - values[node.B]),
        >= Op.Less and <= Op.NotEqual => Sign(values[node.A] - values[node.B]),
        Op.Clamp => Sign(values[node.A] - values[node.B]) * 3 + Sign(values[node.A] - values[node.C]),
        Op.Modulo => Math.Truncate(values[node.A] / values[node.B]),
        Op.Floor => Whole(values[node.A], Math.Floor(values[node.A])),
        Op.Ceil => Whole(values[node.A], Math.Ceiling(values[node.A])),
        Op.Truncate => Whole(values[node.A], Math.Truncate(values[node.A])),
        Op.Round => Math.Round(values[node.A]),
        _ => throw new ArgumentException($"{node.Op} does not choose"),
    };

    /// <summary>What it is called in messages.</summary>
    public static string Name(Node node) => node.Op switch
    {
        Op.Select => "if",
        >= Op.Less and <= Op.NotEqual => "if",
        _ => PrimitiveTable.Of(node.Op).Name,
    };

    static double Sign(double x) => double.IsNaN(x) ? double.NaN : Math.Sign(x);

    // The point of the jump itself is a piece of its own.
    static double Whole(double x, double whole) => x == whole ? whole + 0.25 : whole + 0.5;
}
