using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Operations on constants, done while the graph is built.</summary>
static class Fold
{
    /// <summary>
    /// The result of an operation on constants whose result has no rounding error; else null. An inexact one is left to be computed in its place,
    /// so that the patterns around functions still see it: in <c>log (1 + 1e-18)</c> the sum must not become 1.
    /// </summary>
    public static int? Exactly(Graph graph, Node node) => Constants(graph, node) is var (x, y) ? node.Op switch
    {
        Op.Negate => graph.Number(-x),
        Op.Abs => graph.Number(Math.Abs(x)),
        Op.Add when IsExactSum(x, y) => graph.Number(x + y),
        Op.Subtract when IsExactSum(x, -y) => graph.Number(x - y),
        Op.Multiply when IsExactProduct(x, y, x * y) => graph.Number(x * y),
        Op.Divide when y != 0 && IsExactProduct(x / y, y, x) => graph.Number(x / y),
        _ => null,
    } : null;

    /// <summary>The result of an operation on constants, rounded as it would be where it runs; else null.</summary>
    public static int? Always(Graph graph, Node node, bool reproducible)
    {
        if (node.Op is Op.Argument or Op.Host || node.Arity == 0 || node.Op.IsOfArrays()) return null;   // the host is called where the gate runs, and not before
        Span<double> values = stackalloc double[3];
        for (int i = 0; i < node.Arity; i++)
        {
            Node argument = graph[node[i]];
            if (argument.Op is not (Op.Number or Op.Truth)) return null;
            values[i] = argument.Op == Op.Number ? argument.Number : argument.Bits;
        }
        Kind kind = node.Op == Op.Select ? graph.KindOf(node.B) : node.Kind;
        double result = Interpreter.Step(node.On(0, node.B < 0 ? -1 : 1, node.C < 0 ? -1 : 2), values, reproducible);
        return kind == Kind.Bool ? graph.Truth(result != 0) : graph.Number(result);
    }

    static (double X, double Y)? Constants(Graph graph, Node node)
    {
        if (node.Op is not (Op.Negate or Op.Abs or Op.Add or Op.Subtract or Op.Multiply or Op.Divide)) return null;
        if (graph[node.A] is not { Op: Op.Number } a) return null;
        if (node.B < 0) return (a.Number, 0);
        return graph[node.B] is { Op: Op.Number } b ? (a.Number, b.Number) : null;
    }

    // Knuth's two-sum: the error of a sum is a double; it must be 0.
    static bool IsExactSum(double x, double y)
    {
        double sum = x + y, part = sum - x;
        return double.IsFinite(sum) && x - (sum - part) + (y - part) == 0;
    }

    // Not below the normal range, where the error of a product need not be a double.
    static bool IsExactProduct(double x, double y, double product) =>
        double.IsFinite(product) && (Math.Abs(product) > 1e-290 || x == 0 || y == 0) && Math.FusedMultiplyAdd(x, y, -product) == 0;
}
