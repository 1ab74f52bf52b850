using GateDsl.Ir;

namespace GateDsl.Primitives;

static partial class PrimitiveTable
{
    // Operators of the language are named in Builtins; what is named here is named only here.
    static IEnumerable<Primitive> Logic() =>
    [
        new(Op.Not, "not", (B1)Ieee.Not) { Type = "bool -> bool", Parameters = ["a"], Doc = "True if a is false." },
        new(Op.And, "&&", (B2)Ieee.And),
        new(Op.Or, "||", (B2)Ieee.Or),
        new(Op.Xor, "xor", (B2)Ieee.Xor) { Type = "bool -> bool -> bool", Parameters = ["a", "b"], Doc = "True if exactly one of them is." },
        new(Op.Same, "=", (B2)Ieee.Same),
        new(Op.Less, "<", (Compare)Ieee.Less),
        new(Op.LessEqual, "<=", (Compare)Ieee.LessEqual),
        new(Op.Greater, ">", (Compare)Ieee.Greater),
        new(Op.GreaterEqual, ">=", (Compare)Ieee.GreaterEqual),
        new(Op.Equal, "=", (Compare)Ieee.Equal),
        new(Op.NotEqual, "<>", (Compare)Ieee.NotEqual),
    ];
}
