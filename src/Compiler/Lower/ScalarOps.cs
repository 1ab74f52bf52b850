using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using GateDsl.Graphs;
using GateDsl.Numerics;
using GateDsl.Primitives;

namespace GateDsl.Compiler.Lower;

/// <summary>One operation on numbers as a LINQ expression, with the bits that the interpreter gets.</summary>
static class ScalarOps
{
    /// <summary>The value of a node that is no input, from the expressions of its arguments.</summary>
    public static Expression Of(Node node, Expression a, Expression b, Expression c, bool reproducible) => node.Op switch
    {
        Op.Number => Expression.Constant(node.Number),
        Op.Truth => Expression.Constant(node.Bits != 0),
        Op.Select => Expression.Condition(a, b, c),
        Op.Not => Expression.Not(a),
        Op.And => Expression.And(a, b),
        Op.Or => Expression.Or(a, b),
        Op.Xor => Expression.ExclusiveOr(a, b),
        Op.Negate => Expression.Negate(a),
        Op.Add => Expression.Add(a, b),
        Op.Subtract => Expression.Subtract(a, b),
        Op.Multiply => Expression.Multiply(a, b),
        Op.Divide => Expression.Divide(a, b),
        Op.PowerInt when Powers.Of((int)node.Bits) is { } power => Expression.Call(power, a),
        _ => Sharing.Call(node, reproducible ? typeof(Scalar64) : null, a, b) ?? Call(node, a, b, c, reproducible),
    };

    /// <summary>What an operation costs, roughly in additions: where code is cut, and when a branch is worth taking.</summary>
    public static int Weight(Op op) => op switch
    {
        Op.Number or Op.Truth or Op.Input => 0,
        <= Op.Multiply or Op.Fma or (>= Op.Abs and <= Op.Relu) => 1,
        Op.Divide or Op.Sqrt or Op.PowerInt => 3,
        _ => Sharing.Weight(op) ?? 20,
    };

    static Expression Call(Node node, Expression a, Expression b, Expression c, bool reproducible)
    {
        Primitive primitive = PrimitiveTable.Of(node.Op);
        Expression[] arguments = primitive.Arity switch { 1 => [a], 2 => [a, b], _ => [a, b, c] };
        if (reproducible && primitive.Lanes is { } lanes) return LaneCall.Of(lanes, typeof(Scalar64), node, arguments);
        if (primitive.TakesBits) arguments = [Expression.Constant(node.Bits), .. arguments];
        return Expression.Call(primitive.Method, arguments);
    }

    /// <summary>The small powers as products, the same ones as <see cref="PowInt"/>.</summary>
    static class Powers
    {
        static readonly MethodInfo square = Method(Square), cube = Method(Cube), fourth = Method(Fourth), inverse = Method(Inverse);

        public static MethodInfo? Of(int n) => n switch { 2 => square, 3 => cube, 4 => fourth, -1 => inverse, _ => null };

        static MethodInfo Method(Func<double, double> power) => power.Method;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static double Square(double x) => x * x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static double Cube(double x) => x * x * x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static double Fourth(double x) => x * x * (x * x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static double Inverse(double x) => 1 / x;
    }
}
