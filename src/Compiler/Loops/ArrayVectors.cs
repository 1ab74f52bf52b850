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

    /// <summary>Every lane in the one after it, and the last in the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Turned512(Vector512<double> value) => Vector512.Shuffle(value, Vector512.Create(7L, 0, 1, 2, 3, 4, 5, 6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Turned256(Vector256<double> value) => Vector256.Shuffle(value, Vector256.Create(3L, 0, 1, 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Turned128(Vector128<double> value) => Vector128.Shuffle(value, Vector128.Create(1L, 0));

    /// <summary>The first lane of one, and the others of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> After512(Vector512<double> first, Vector512<double> others) => Vector512.ConditionalSelect(Vector512.Create(-1L, 0, 0, 0, 0, 0, 0, 0).AsDouble(), first, others);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> After256(Vector256<double> first, Vector256<double> others) => Vector256.ConditionalSelect(Vector256.Create(-1L, 0, 0, 0).AsDouble(), first, others);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> After128(Vector128<double> first, Vector128<double> others) => Vector128.ConditionalSelect(Vector128.Create(-1L, 0).AsDouble(), first, others);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double First512(Vector512<double> value) => value.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double First256(Vector256<double> value) => value.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double First128(Vector128<double> value) => value.ToScalar();

    static ref double Start(double[] data) => ref MemoryMarshal.GetArrayDataReference(data);

    public static Expression Load(VectorShape v, Expression data, Expression at) => Expression.Call(Of("Load", v), data, at);

    public static Expression Store(VectorShape v, Expression value, Expression data, Expression at) => Expression.Call(Of("Store", v), value, data, at);

    public static Expression From(VectorShape v, Expression index) => Expression.Call(Of("From", v), index);

    public static Expression Turned(VectorShape v, Expression value) => Expression.Call(Of("Turned", v), value);

    public static Expression After(VectorShape v, Expression first, Expression others) => Expression.Call(Of("After", v), first, others);

    public static Expression First(VectorShape v, Expression value) => Expression.Call(Of("First", v), value);

    static MethodInfo Of(string name, VectorShape v) => typeof(ArrayVectors).GetMethod(name + v.Bits)!;
}
