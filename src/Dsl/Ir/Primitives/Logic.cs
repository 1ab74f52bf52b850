using GateDsl.Ir;

namespace GateDsl.Primitives;

static partial class PrimitiveTable
{
    static IEnumerable<Primitive> Logic() =>
    [
        new(Op.Not, "not", (B1)Ieee.Not) { Type = "bool -> bool", Parameters = ["a"], Doc = "True if a is false.", Operator = "Not", Vector = ["op_OnesComplement"], Soft = a => Relaxed.Not(a[0]) },
        new(Op.And, "&&", (B2)Ieee.And)
        {
            Type = "bool -> bool -> bool", Parameters = ["a", "b"], Doc = "True if both are.", IsCommutative = true,
            Operator = "And", Vector = ["op_BitwiseAnd"], Soft = a => Relaxed.And(a[0], a[1]),
        },
        new(Op.Or, "||", (B2)Ieee.Or)
        {
            Type = "bool -> bool -> bool", Parameters = ["a", "b"], Doc = "True if one is.", IsCommutative = true,
            Operator = "Or", Vector = ["op_BitwiseOr"], Soft = a => Relaxed.Or(a[0], a[1]),
        },
        new(Op.Xor, "xor", (B2)Ieee.Xor)
        {
            Type = "bool -> bool -> bool", Parameters = ["a", "b"], Doc = "True if exactly one of them is.", IsCommutative = true, Spelling = "x <> y",
            Operator = "ExclusiveOr", Vector = ["op_ExclusiveOr"], Soft = a => Relaxed.Choice(a[0], Relaxed.Not(a[1]), a[1]),
        },

        // = of truth values
        new(Op.Same, "=", (B2)Ieee.Same)
        {
            Parameters = ["a", "b"], Doc = "True if they are the same.", IsCommutative = true, Vector = ["op_ExclusiveOr", "op_OnesComplement"], Soft = a => Relaxed.Choice(a[0], a[1], Relaxed.Not(a[1])),
        },
        new(Op.Less, "<", (Compare)Ieee.Less) { Type = "'c -> 'c -> bool", Parameters = ["x", "y"], Doc = "Less than; false with NaN.", Operator = "LessThan", Vector = ["LessThan"] },
        new(Op.LessEqual, "<=", (Compare)Ieee.LessEqual)
        {
            Type = "'c -> 'c -> bool", Parameters = ["x", "y"], Doc = "Less than or equal; false with NaN.", Operator = "LessThanOrEqual", Vector = ["LessThanOrEqual"],
        },
        new(Op.Greater, ">", (Compare)Ieee.Greater)
        {
            Type = "'c -> 'c -> bool", Parameters = ["x", "y"], Doc = "Greater than; false with NaN.", Operator = "GreaterThan", Vector = ["GreaterThan"],
        },
        new(Op.GreaterEqual, ">=", (Compare)Ieee.GreaterEqual)
        {
            Type = "'c -> 'c -> bool", Parameters = ["x", "y"], Doc = "Greater than or equal; false with NaN.", Operator = "GreaterThanOrEqual", Vector = ["GreaterThanOrEqual"],
        },
        new(Op.Equal, "=", (Compare)Ieee.Equal)
        {
            Type = "'e -> 'e -> bool", Parameters = ["x", "y"], Doc = "Equality; of tuples item by item; false with NaN.", IsCommutative = true, Operator = "Equal", Vector = ["Equals"],
        },
        new(Op.NotEqual, "<>", (Compare)Ieee.NotEqual)
        {
            Type = "'e -> 'e -> bool", Parameters = ["x", "y"], Doc = "Inequality; true with NaN.", IsCommutative = true, Operator = "NotEqual", Vector = ["Equals", "op_OnesComplement"],
        },
    ];
}
