using System.Linq.Expressions;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
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

    /// <summary>
    /// What an operation adds to a loop that should not grow beyond <see cref="BatchPlan"/>'s limit, in additions. A function is inlined, and its parts
    /// are locals of the loop. Measured: with more than one normcdf or seven exps a loop is slower than two loops, and with twice as many
    /// the JIT stops inlining, which costs ten times as much.
    /// </summary>
    public static int Weight(Op op) => op switch
    {
        Op.Select => 1,
        Op.Exp or Op.Exp2 => 60,
        Op.Sigmoid => 90,
        Op.Log or Op.Log2 or Op.Sin or Op.Cos or Op.Sech2 or Op.Expm1 or Op.NormPdf => 120,
        Op.Erf or Op.Erfc or Op.NormCdf => 280,
        Op.LogCosh => 400,
        _ when ScalarOps.Weight(op) < 20 => ScalarOps.Weight(op),
        _ when Sharing.Weight(op) is { } shared => 2 * shared,
        _ => 220,
    };

    /// <summary>How many instructions an operation is, roughly.</summary>
    public static int Instructions(Op op) => op == Op.Select ? 1 : ScalarOps.Weight(op);

    /// <summary>
    /// Cycles until the result of an operation is known, roughly. Beyond half of <see cref="BatchPlan"/>'s limit an operation is a step of its own, and two
    /// of the gamma family need not share a loop: measured, gradients of likelihoods are some five percent faster so.
    /// </summary>
    public static int Latency(Op op) => op switch
    {
        Op.Number or Op.Truth or Op.Input => 0,
        Op.Select => 4,
        Op.Divide => 15,
        Op.Sqrt => 20,
        Op.Lgamma or Op.Digamma or Op.Polygamma => 120,
        _ => Math.Min(20, ScalarOps.Weight(op)) * 4,
    };

    static Expression Function(VectorShape v, Node node, Expression a, Expression b)
    {
        Primitive primitive = PrimitiveTable.Of(node.Op);
        Type lanes = primitive.Lanes ?? throw new NotSupportedException($"{node.Op} has no vector form");
        return primitive.Arity == 1 ? LaneCall.Of(lanes, v.Lane, node, a) : LaneCall.Of(lanes, v.Lane, node, a, b);
    }
}
