using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Reads and writes of memory from LINQ trees, which know no pointers: an address is a long. The JIT inlines these to one instruction.
/// </summary>
static unsafe class Memory
{
    static readonly MethodInfo read = ((Func<long, int, double>)Read).Method, readTruth = ((Func<long, int, bool>)ReadTruth).Method,
        write = ((Action<long, int, double>)Write).Method, writeTruth = ((Action<long, int, bool>)WriteTruth).Method;

    /// <summary>The number or truth value at a position of the memory at an address.</summary>
    public static Expression Get(Expression address, int position, bool truth) =>
        Expression.Call(truth ? readTruth : read, address, Expression.Constant(position * sizeof(double)));

    public static Expression Set(Expression address, int position, Expression value) =>
        Expression.Call(value.Type == typeof(bool) ? writeTruth : write, address, Expression.Constant(position * sizeof(double)), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Read(long address, int offset) => *(double*)(address + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ReadTruth(long address, int offset) => *(double*)(address + offset) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write(long address, int offset, double value) => *(double*)(address + offset) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteTruth(long address, int offset, bool value) => *(double*)(address + offset) = value ? 1 : 0;
}
