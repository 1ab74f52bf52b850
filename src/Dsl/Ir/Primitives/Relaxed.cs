using GateDsl.Ir;

namespace GateDsl.Primitives;

/// <summary>What the connectives are on truth values relaxed to floats in [0, 1]: products, and complements as nodes of their own (see <see cref="Op.Complement"/>).</summary>
static class Relaxed
{
    public static Wire Not(Wire a) => a.Graph[a.Id] is var node && node.Op == Op.Complement ? new(a.Graph, node.A)
        : node.Op == Op.Number ? a.Number(1 - node.Number)
        : a.Graph.IsExact ? 1 - a
        : a.Apply(Op.Complement);

    public static Wire And(Wire a, Wire b) => Is(a, 0) || Is(b, 1) ? a : Is(b, 0) || Is(a, 1) ? b : a * b;

    public static Wire Or(Wire a, Wire b) => Not(And(Not(a), Not(b)));

    // Constants are taken out, so that what is left are products and choices, whose complements are known.
    public static Wire Choice(Wire c, Wire a, Wire b) =>
        Is(c, 1) || a == b ? a
        : Is(c, 0) ? b
        : Is(a, 0) ? And(Not(c), b)
        : Is(a, 1) ? Or(c, b)
        : Is(b, 0) ? And(c, a)
        : Is(b, 1) ? Or(Not(c), a)
        : c * a + Not(c) * b;

    public static bool Is(Wire a, double number) => a.Graph[a.Id] is { Op: Op.Number, Number: var value } && value == number;
}
