using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Compiler.Batch;

/// <summary>Calls of host functions from loops over vectors: lane after lane.</summary>
static class HostLanes
{
    const int Widest = 8;

    static readonly MethodInfo[] byArity = [.. typeof(HostLanes).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.Name == nameof(Map)).OrderBy(method => method.GetParameters().Length)];

    /// <summary>The function in every lane.</summary>
    public static Expression Call(VectorShape v, HostFunction function, params ReadOnlySpan<Expression> vectors)
    {
        var arguments = new Expression[1 + function.Arity];
        arguments[0] = Expression.Constant(function.Code, function.Code.GetType());
        for (int i = 0; i < function.Arity; i++) arguments[1 + i] = LaneCall.Wrap(v.Lane, vectors[i]);
        return LaneCall.Unwrap(Expression.Call(byArity[function.Arity - 1].MakeGenericMethod(v.Lane), arguments));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Map<T>(Func<double, double> function, T x) where T : struct, ILane<T>
    {
        Span<double> xs = stackalloc double[Widest];
        T.Store(x, ref xs[0]);
        for (int i = 0; i < T.Count; i++) xs[i] = function(xs[i]);
        return T.Load(ref xs[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Map<T>(Func<double, double, double> function, T x, T y) where T : struct, ILane<T>
    {
        Span<double> xs = stackalloc double[Widest], ys = stackalloc double[Widest];
        T.Store(x, ref xs[0]);
        T.Store(y, ref ys[0]);
        for (int i = 0; i < T.Count; i++) xs[i] = function(xs[i], ys[i]);
        return T.Load(ref xs[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Map<T>(Func<double, double, double, double> function, T x, T y, T z) where T : struct, ILane<T>
    {
        Span<double> xs = stackalloc double[Widest], ys = stackalloc double[Widest], zs = stackalloc double[Widest];
        T.Store(x, ref xs[0]);
        T.Store(y, ref ys[0]);
        T.Store(z, ref zs[0]);
        for (int i = 0; i < T.Count; i++) xs[i] = function(xs[i], ys[i], zs[i]);
        return T.Load(ref xs[0]);
    }
}
