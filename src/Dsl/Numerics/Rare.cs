using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>
/// Lanes that the straight path cannot serve (huge arguments, subnormals) are worked out one by one.
/// Not inlined: the caller tests first whether any lane needs it, and its own code stays short.
/// </summary>
internal static class Rare
{
    private const int Widest = 8;

    /// <summary>The lanes that <see cref="ILane{T}.AllWithin"/> complains of, NaN among them.</summary>
    public static T Outside<T>(T x, double low, double high) where T : struct, ILane<T> =>
        ~(T.GreaterOrEqual(x, low) & T.LessOrEqual(x, high));

    /// <summary><paramref name="result"/> with F(x) in the lanes of the mask.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Patch<T, TFunction>(T result, T x, T mask)
        where T : struct, ILane<T> where TFunction : struct, IScalarFunction
    {
        Span<double> results = stackalloc double[Widest], xs = stackalloc double[Widest], masks = stackalloc double[Widest];
        T.Store(result, ref results[0]);
        T.Store(x, ref xs[0]);
        T.Store(mask, ref masks[0]);
        for (int i = 0; i < T.Count; i++)
            if (BitConverter.DoubleToInt64Bits(masks[i]) < 0)
                results[i] = TFunction.Of(xs[i]);
        return T.Load(ref results[0]);
    }

    /// <summary><paramref name="result"/> with F(x, y) in the lanes of the mask.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Patch<T, TFunction>(T result, T x, T y, T mask)
        where T : struct, ILane<T> where TFunction : struct, IScalarFunction2
    {
        Span<double> results = stackalloc double[Widest], xs = stackalloc double[Widest],
            ys = stackalloc double[Widest], masks = stackalloc double[Widest];
        T.Store(result, ref results[0]);
        T.Store(x, ref xs[0]);
        T.Store(y, ref ys[0]);
        T.Store(mask, ref masks[0]);
        for (int i = 0; i < T.Count; i++)
            if (BitConverter.DoubleToInt64Bits(masks[i]) < 0)
                results[i] = TFunction.Of(xs[i], ys[i]);
        return T.Load(ref results[0]);
    }
}
