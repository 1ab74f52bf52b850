using GateDsl.Primitives;

namespace GateDsl.Ir;

/// <summary>One operation on numbers, whatever its arity; truth values are 0 and 1.</summary>
delegate double Operation(long bits, double x, double y, double z);

/// <summary>The table of primitives in the one shape that the interpreter and the folding of constants call.</summary>
static class ScalarCode
{
    static readonly Operation?[] table = new Operation?[256];

    /// <summary>How an op is computed, by default or with the option Reproducible.</summary>
    public static Operation Of(Op op, bool reproducible)
    {
        int index = reproducible ? (int)op + 128 : (int)op;
        return table[index] ??= Adapt(PrimitiveTable.Of(op), reproducible);
    }

    static Operation Adapt(Primitive primitive, bool reproducible)
    {
        if (reproducible && OneLane.Of(primitive.Op) is { } lane) return lane;
        return primitive.Scalar switch
        {
            F1 f => (_, x, _, _) => f(x),
            F2 f => (_, x, y, _) => f(x, y),
            F3 f => (_, x, y, z) => f(x, y, z),
            FInt f => (bits, x, _, _) => f(bits, x),
            Compare f => (_, x, y, _) => f(x, y) ? 1 : 0,
            B1 f => (_, a, _, _) => f(a != 0) ? 1 : 0,
            B2 f => (_, a, b, _) => f(a != 0, b != 0) ? 1 : 0,
            _ => throw new ArgumentException($"the scalar meaning of {primitive.Op} has a shape of its own", nameof(primitive)),
        };
    }
}
