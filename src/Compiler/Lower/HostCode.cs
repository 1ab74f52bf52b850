using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>Calls of host functions on numbers.</summary>
static class HostCode
{
    const int Few = 6;

    static readonly MethodInfo few = Method(nameof(OfFew)), many = Method(nameof(OfMany));

    /// <summary>A call, with 0 in its place where its guard is 0.</summary>
    /// <param name="function">The function.</param>
    /// <param name="guarded">Whether the last argument is a guard.</param>
    /// <param name="arguments">All arguments.</param>
    public static Expression Call(HostFunction function, bool guarded, Expression[] arguments)
    {
        Expression call = Call(function, arguments.AsSpan(0, function.Arity));
        return guarded ? Expression.Condition(Expression.NotEqual(arguments[^1], Expression.Constant(0.0)), call, Expression.Constant(0.0)) : call;
    }

    static Expression Call(HostFunction function, ReadOnlySpan<Expression> arguments)
    {
        if (function.Code is not HostInvoke) return Expression.Invoke(Expression.Constant(function.Code), arguments.ToArray());
        MethodInfo method = arguments.Length <= Few ? few : many;
        var all = new Expression[method.GetParameters().Length];
        all.AsSpan().Fill(Expression.Constant(0.0));
        all[0] = Expression.Constant(function.Code, typeof(HostInvoke));
        all[1] = Expression.Constant(arguments.Length);
        arguments.CopyTo(all.AsSpan(2));
        return Expression.Call(method, all);
    }

    static double OfFew(HostInvoke function, int count, double a, double b, double c, double d, double e, double f)
    {
        ReadOnlySpan<double> all = [a, b, c, d, e, f];
        return function(all[..count]);
    }

    static double OfMany(HostInvoke function, int count, double a, double b, double c, double d, double e, double f, double g, double h,
        double i, double j, double k, double l, double m, double n, double o, double p)
    {
        ReadOnlySpan<double> all = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p];
        return function(all[..count]);
    }

    static MethodInfo Method(string name) => typeof(HostCode).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
