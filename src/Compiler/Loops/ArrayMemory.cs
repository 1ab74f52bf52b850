using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>What code does with whole arrays.</summary>
static class ArrayMemory
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear(double[] data, int at, int count) => data.AsSpan(at, count).Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(double[] into, int at, double[] from, int start, int count) => from.AsSpan(start, count).CopyTo(into.AsSpan(at, count));

    /// <summary>Copies numbers that do not lie one after another: the last dimension first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyApart(double[] into, int at, double[] from, int start, int n0, int n1, int n2, int s0, int s1, int s2)
    {
        for (int i = 0; i < n0; i++)
        {
            for (int j = 0; j < n1; j++)
            {
                for (int k = 0, place = start + i * s0 + j * s1; k < n2; k++, place += s2) into[at++] = from[place];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double[] into, int at, double[] from, int start, int count)
    {
        Span<double> sums = into.AsSpan(at, count);
        ReadOnlySpan<double> more = from.AsSpan(start, count);
        int i = 0;
        for (; i <= count - Vector<double>.Count; i += Vector<double>.Count) (new Vector<double>(sums[i..]) + new Vector<double>(more[i..])).CopyTo(sums[i..]);
        for (; i < count; i++) sums[i] += more[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddApart(double[] into, int at, double[] from, int start, int n0, int n1, int n2, int s0, int s1, int s2)
    {
        for (int i = 0; i < n0; i++)
        {
            for (int j = 0; j < n1; j++)
            {
                for (int k = 0, place = start + i * s0 + j * s1; k < n2; k++, place += s2) into[at++] += from[place];
            }
        }
    }

    /// <summary>Whether all numbers are 0, of an array that lies apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsZero(double[] from, int start, int n0, int n1, int n2, int s0, int s1, int s2)
    {
        for (int i = 0; i < n0; i++)
        {
            for (int j = 0; j < n1; j++)
            {
                for (int k = 0; k < n2; k++) if (from[start + i * s0 + j * s1 + k * s2] != 0) return false;
            }
        }
        return true;
    }

    /// <summary>The sum of the products of numbers that lie one after another, in the order of <see cref="Summation"/>: sixteen running sums are two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double[] a, int atA, double[] b, int atB, int count)
    {
        if (count > Summation.Block) return DotOfBlocks(a, atA, b, atB, count);
        ref double x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a), atA), y = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(b), atB);
        Vector512<double> first = default, second = default;
        int i = 0;
        for (; i <= count - Summation.Sums; i += Summation.Sums)
        {
            first = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref y, (nuint)i), first);
            second = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i + 8), Vector512.LoadUnsafe(ref y, (nuint)i + 8), second);
        }
        if (i < count)
        {
            Span<double> rest = stackalloc double[Summation.Sums];
            first.CopyTo(rest);
            second.CopyTo(rest[8..]);
            for (int k = 0; i < count; i++, k++) rest[k] = Math.FusedMultiplyAdd(Unsafe.Add(ref x, i), Unsafe.Add(ref y, i), rest[k]);
            first = Vector512.Create((ReadOnlySpan<double>)rest);
            second = Vector512.Create((ReadOnlySpan<double>)rest[8..]);
        }
        return Folded(first, second);
    }

    static double DotOfBlocks(double[] a, int atA, double[] b, int atB, int count)
    {
        Span<double> totals = stackalloc double[Summation.Sums];
        for (int from = 0; from < count; from += Summation.Block)
        {
            totals[from / Summation.Block % Summation.Sums] += Dot(a, atA + from, b, atB + from, Math.Min(Summation.Block, count - from));
        }
        return Folded(Vector512.Create((ReadOnlySpan<double>)totals), Vector512.Create((ReadOnlySpan<double>)totals[8..]));
    }

    // By halves: k + 8 onto k, then k + 4, k + 2, k + 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Folded(Vector512<double> first, Vector512<double> second)
    {
        Vector512<double> eight = first + second;
        Vector256<double> four = eight.GetLower() + eight.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>The running sums of a block, folded by halves: see <see cref="Summation"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Folded(double[] data, int sums)
    {
        ReadOnlySpan<double> all = data.AsSpan(sums, Summation.Sums);
        return Folded(Vector512.Create(all), Vector512.Create(all[8..]));
    }

    /// <summary>
    /// The place of the first best among candidates: those of the lanes of vectors, whose bests and places stand in memory, and that of the trips behind them. The first that is no number is
    /// better than all numbers. -1: there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Best(double[] data, int lanes, int place, double best, bool isLargest)
    {
        for (int k = 0; k < BestLanes; k++)
        {
            double value = data[lanes + k], at = data[lanes + BestLanes + k];
            if (at < 0) continue;
            bool isBetter = double.IsNaN(value) ? !double.IsNaN(best) : !double.IsNaN(best) && (isLargest ? value > best : value < best);
            bool isEqual = double.IsNaN(value) ? double.IsNaN(best) : value == best;
            if (place < 0 || isBetter || (isEqual && at < place)) (place, best) = ((int)at, value);
        }
        return place;
    }

    /// <summary>No candidates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearBest(double[] data, int lanes)
    {
        data.AsSpan(lanes, BestLanes).Clear();
        data.AsSpan(lanes + BestLanes, BestLanes).Fill(-1);
    }

    /// <summary>The lanes of the widest vectors.</summary>
    public const int BestLanes = 8;

    /// <summary>Adds a block's sums to the totals, which stand behind them, and clears them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EndBlock(double[] data, int sums, int block)
    {
        data[sums + Summation.Sums + block % Summation.Sums] += Folded(data, sums);
        data.AsSpan(sums, Summation.Sums).Clear();
    }

    /// <summary>The sum of all blocks; the last one is not among the totals yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Total(double[] data, int sums, bool hasBlocks, int block)
    {
        if (!hasBlocks) return Folded(data, sums);
        EndBlock(data, sums, block);
        return Folded(data, sums + Summation.Sums);
    }

    /// <summary>The permutation that sorts, as the interpreter's.</summary>
    public static void Order(double[] into, int at, double[] keys, int start, int count, int stride, bool isDescending)
    {
        int[] positions = ArrayOrder.Of(new(keys, start, [count], [stride]), isDescending);
        for (int i = 0; i < count; i++) into[at + i] = positions[i];
    }

    public static double Locate(double[] knots, int start, int count, int stride, double x) => ArrayOrder.Locate(new(knots, start, [count], [stride]), x);
}
