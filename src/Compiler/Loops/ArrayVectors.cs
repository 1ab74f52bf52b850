using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GateDsl.Compiler.Batch;

namespace GateDsl.Compiler.Loops;

/// <summary>Vectors in arrays. Positions are checked before, by the code that calls.</summary>
static class ArrayVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load512(double[] data, int at) => Vector512.LoadUnsafe(ref Start(data), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load256(double[] data, int at) => Vector256.LoadUnsafe(ref Start(data), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load128(double[] data, int at) => Vector128.LoadUnsafe(ref Start(data), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store512(Vector512<double> value, double[] data, int at) => value.StoreUnsafe(ref Start(data), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store256(Vector256<double> value, double[] data, int at) => value.StoreUnsafe(ref Start(data), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store128(Vector128<double> value, double[] data, int at) => value.StoreUnsafe(ref Start(data), (nuint)at);

    /// <summary>An index and those after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> From512(int index) => Vector512.Create((double)index) + Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> From256(int index) => Vector256.Create((double)index) + Vector256.Create(0.0, 1, 2, 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> From128(int index) => Vector128.Create((double)index) + Vector128.Create(0.0, 1);

    static ref double Start(double[] data) => ref MemoryMarshal.GetArrayDataReference(data);

    public static Expression Load(VectorShape v, Expression data, Expression at) => Expression.Call(Of("Load", v), data, at);

    public static Expression Store(VectorShape v, Expression value, Expression data, Expression at) => Expression.Call(Of("Store", v), value, data, at);

    public static Expression From(VectorShape v, Expression index) => Expression.Call(Of("From", v), index);

    static MethodInfo Of(string name, VectorShape v) => typeof(ArrayVectors).GetMethod(name + v.Bits)!;
}
