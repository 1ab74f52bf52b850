using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GateDsl.Compiler.Batch;

/// <summary>What LINQ trees cannot say: vectors in memory at an address. The JIT inlines these to one instruction.</summary>
static unsafe class VectorMemory
{
    /// <summary>Where a NaN stands, for as long as the process lives.</summary>
    public static long AddressOfNaN { get; } = Kept(double.NaN);

    static long Kept(double number)
    {
        double* memory = (double*)NativeMemory.Alloc(sizeof(double));
        *memory = number;
        return (long)memory;
    }

    /// <summary>The pointer in a table of pointers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Pointer(long table, int index) => ((long*)table)[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load512(long address) => *(Vector512<double>*)address;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load256(long address) => *(Vector256<double>*)address;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load128(long address) => *(Vector128<double>*)address;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store512(Vector512<double> value, long address) => *(Vector512<double>*)address = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store256(Vector256<double> value, long address) => *(Vector256<double>*)address = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store128(Vector128<double> value, long address) => *(Vector128<double>*)address = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Spread512(long address) => Vector512.Create(*(double*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Spread256(long address) => Vector256.Create(*(double*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Spread128(long address) => Vector128.Create(*(double*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo512(Vector512<double> value, long address) => *(Vector512<double>*)address += value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo256(Vector256<double> value, long address) => *(Vector256<double>*)address += value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo128(Vector128<double> value, long address) => *(Vector128<double>*)address += value;

    // A number above 0 or NaN stays; everything else, -0 included, is +0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Relu512(Vector512<double> x) => Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Relu256(Vector256<double> x) => Vector256.AndNot(x, Vector256.LessThanOrEqual(x, Vector256<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Relu128(Vector128<double> x) => Vector128.AndNot(x, Vector128.LessThanOrEqual(x, Vector128<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Clamp512(Vector512<double> x, Vector512<double> low, Vector512<double> high) => Vector512.Min(Vector512.Max(x, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Clamp256(Vector256<double> x, Vector256<double> low, Vector256<double> high) => Vector256.Min(Vector256.Max(x, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Clamp128(Vector128<double> x, Vector128<double> low, Vector128<double> high) => Vector128.Min(Vector128.Max(x, low), high);
}
