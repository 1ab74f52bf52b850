using System.Linq.Expressions;
using GateDsl.Compiler.Lower;
using GateDsl.Graphs;
using GateDsl.Primitives;

namespace GateDsl.Compiler.Batch;

/// <summary>One operation on vectors as a LINQ expression. Truth values are masks: all bits of a lane, or none.</summary>
static class VectorOps
{
    /// <summary>The value of a node that is no input, from the expressions of its arguments.</summary>
    public static Expression Of(VectorShape v, Node node, Expression a, Expression b, Expression c) => node.Op switch
    {
        Op.Number => v.Number(node.Number),
        Op.Truth => v.Truth(node.Bits != 0),
        Op.Select => v.Call("ConditionalSelect", a, b, c),
        Op.Not => v.Not(a),
        Op.And => v.Operator("op_BitwiseAnd", a, b),
        Op.Or => v.Operator("op_BitwiseOr", a, b),
        Op.Xor => v.Operator("op_ExclusiveOr", a, b),
        Op.Same => v.Not(v.Operator("op_ExclusiveOr", a, b)),
        Op.Less => v.Call("LessThan", a, b),
        Op.LessEqual => v.Call("LessThanOrEqual", a, b),
        Op.Greater => v.Call("GreaterThan", a, b),
        Op.GreaterEqual => v.Call("GreaterThanOrEqual", a, b),
        Op.Equal => v.Call("Equals", a, b),
        Op.NotEqual => v.Not(v.Call("Equals", a, b)),
        Op.Negate => v.Operator("op_UnaryNegation", a),
        Op.Add => v.Operator("op_Addition", a, b),
        Op.Subtract => v.Operator("op_Subtraction", a, b),
        Op.Multiply => v.Operator("op_Multiply", a, b),
        Op.Divide => v.Operator("op_Division", a, b),
        Op.Fma => v.Call("FusedMultiplyAdd", a, b, c),
        Op.Sqrt => v.Call("Sqrt", a),
        Op.Abs => v.Call("Abs", a),
        Op.Floor => v.Call("Floor", a),
        Op.Ceil => v.Call("Ceiling", a),
        Op.Round => v.Call("Round", a),
        Op.Truncate => v.Call("Truncate", a),
        Op.Max => v.Call("Max", a, b),
        Op.Min => v.Call("Min", a, b),
        Op.Clamp => v.Call("Min", v.Call("Max", a, b), c),
        Op.Relu => Expression.Call(typeof(VectorMemory), "Relu" + v.Bits, null, a),
        _ => Sharing.Call(node, v.Lane, a, b) ?? Function(v, node, a, b),
    };

    static Expression Function(VectorShape v, Node node, Expression a, Expression b)
    {
        Primitive primitive = PrimitiveTable.Of(node.Op);
        Type lanes = primitive.Lanes ?? throw new NotSupportedException($"{node.Op} has no vector form");
        return primitive.Arity == 1 ? LaneCall.Of(lanes, v.Lane, node, a) : LaneCall.Of(lanes, v.Lane, node, a, b);
    }
}
