using System.Linq.Expressions;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Numbers and truth values in an array, from LINQ trees: by the array's own instructions, not by methods,
/// of which the JIT stops inlining when a method has some hundreds.
/// </summary>
static class ArrayCode
{
    public static Expression Get(Expression array, int position, bool truth)
    {
        Expression number = Expression.ArrayIndex(array, Expression.Constant(position));
        return truth ? Expression.NotEqual(number, Expression.Constant(0.0)) : number;
    }

    public static Expression Set(Expression array, int position, Expression value) =>
        Expression.Assign(Expression.ArrayAccess(array, Expression.Constant(position)), SpanCode.AsNumber(value));
}
