using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Ir;
using GateDsl.Numerics;
using GateDsl.Primitives;

namespace GateDsl.Compiler.Lower;

/// <summary>One operation on numbers as a LINQ expression, with the bits that the interpreter gets.</summary>
static class ScalarOps
{
    static readonly ConcurrentDictionary<string, ExpressionType> operators = [];

    static readonly MethodInfo max = ((Func<double, double, double>)Math.Max).Method;

    /// <summary>The value of a node that is no input, from the expressions of its arguments.</summary>
    public static Expression Of(Node node, Expression a, Expression b, Expression c, bool reproducible) => node.Op switch
    {
        Op.Number => Expression.Constant(node.Number),
        Op.Truth => Expression.Constant(node.Bits != 0),
        Op.Select => Expression.Condition(a, b, c),
        Op.Argument => a,
        Op.Min when IsMinusZero(a) => MinOfMinusZero(b),
        Op.Min when IsMinusZero(b) => MinOfMinusZero(a),
        Op.Clamp when IsMinusZero(c) => MinOfMinusZero(Expression.Call(max, a, b)),
        Op.PowerInt when IsProduct(node) => Product(a, (int)node.Bits),
        _ => Sharing.Call(node, reproducible ? typeof(Scalar64) : null, a, b) ?? Call(node, a, b, c, reproducible),
    };

    // The JIT of .NET 10 computes Math.Min (+0, a constant -0) as +0.
    static UnaryExpression MinOfMinusZero(Expression x) => Expression.Negate(Expression.Call(max, Expression.Negate(x), Expression.Constant(0.0)));

    static bool IsMinusZero(Expression value) => value is ConstantExpression { Value: double number } && number == 0 && double.IsNegative(number);

    /// <summary>What an operation costs, roughly in additions: where code is cut, and when a branch is worth taking.</summary>
    public static int Weight(Op op) => op switch
    {
        Op.Number or Op.Truth or Op.Input or Op.Argument => 0,
        Op.Select => 8,   // four blocks of code, of which the JIT takes 2,000 in a method
        _ => PrimitiveTable.Find(op)?.Weight ?? Sharing.Weight(op) ?? 20,
    };

    static Expression Call(Node node, Expression a, Expression b, Expression c, bool reproducible)
    {
        Primitive primitive = PrimitiveTable.Of(node.Op);
        if (primitive.Operator is { } name)
        {
            ExpressionType type = operators.GetOrAdd(name, Enum.Parse<ExpressionType>);
            return primitive.Arity == 1 ? Expression.MakeUnary(type, a, a.Type) : Expression.MakeBinary(type, a, b);
        }
        Expression[] arguments = primitive.Arity switch { 1 => [a], 2 => [a, b], _ => [a, b, c] };
        if (reproducible && primitive.Lanes is not null) return LaneCall.Of(node, typeof(Scalar64), arguments);
        if (primitive.TakesBits) arguments = [Expression.Constant(node.Bits), .. arguments];
        return Expression.Call(primitive.Method, arguments);
    }

    /// <summary>Whether a node is a power that is written out as a product. Its argument must cost nothing to repeat.</summary>
    public static bool IsProduct(Node node) => node.Op == Op.PowerInt && node.Bits is 2 or 3 or 4 or -1;

    /// <summary>The small powers, as in <see cref="PowInt"/>.</summary>
    static BinaryExpression Product(Expression x, int n) => n switch
    {
        2 => Expression.Multiply(x, x),
        3 => Expression.Multiply(Expression.Multiply(x, x), x),
        4 => Expression.Multiply(Expression.Multiply(x, x), Expression.Multiply(x, x)),
        _ => Expression.Divide(Expression.Constant(1.0), x),
    };
}
