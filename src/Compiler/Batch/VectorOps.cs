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
        Op.Argument => a,
        _ => Sharing.Call(node, v.Lane, a, b) ?? Primitive(v, node, a, b, c),
    };

    /// <summary>
    /// What an operation adds to a loop that should not grow beyond <see cref="BatchPlan"/>'s limit, in additions. A function is inlined, and its parts
    /// are locals of the loop. Measured: with more than one normcdf or seven exps a loop is slower than two loops, and with twice as many
    /// the JIT stops inlining, which costs ten times as much.
    /// </summary>
    public static int Weight(Op op) => op switch
    {
        Op.Select => 1,
        _ when ScalarOps.Weight(op) < 20 => ScalarOps.Weight(op),
        _ => PrimitiveTable.Find(op)?.LoopWeight ?? 220,
    };

    /// <summary>What of <see cref="CodeWeight"/> a node of <see cref="Limits.Code"/> stands for.</summary>
    public const int WeightOfNode = 3;

    /// <summary>A whole power that is no short product is a function of its own, though it takes little time.</summary>
    const int WholePower = 80;

    /// <summary>How much code the loops of a circuit are, functions inlined and every output stored. Compiling takes some 10 microseconds a unit.</summary>
    public static long CodeWeight(Circuit circuit)
    {
        long weight = 2L * circuit.Outputs.Length;
        foreach (Node node in circuit.Nodes) weight += node.Op == Op.PowerInt && !ScalarOps.IsProduct(node) ? WholePower : Weight(node.Op);
        return weight;
    }

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
        _ => PrimitiveTable.Find(op)?.Latency ?? Math.Min(20, ScalarOps.Weight(op)) * 4,
    };

    static Expression Primitive(VectorShape v, Node node, Expression a, Expression b, Expression c)
    {
        Primitive primitive = PrimitiveTable.Of(node.Op);
        if (primitive.Vector.Length > 0)
        {
            Expression result = v.Apply(primitive.Vector[0], primitive.Arity switch { 1 => [a], 2 => [a, b], _ => [a, b, c] });
            foreach (string next in primitive.Vector.Skip(1)) result = v.Apply(next, result);
            return result;
        }
        return primitive.Arity == 1 ? LaneCall.Of(node, v.Lane, a) : LaneCall.Of(node, v.Lane, a, b);
    }
}
