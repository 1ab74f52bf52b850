using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GateDsl.Bench;

/// <summary>
/// The columns of batches: ordinary arrays that lie as ordinary arrays do, but not by chance, and that stay there, so that a C function can be given their addresses.
/// All begin at the same place of a cache line, and each a line further in its page than the one before, as arrays of 8 MB do that are allocated one after the other
/// (56 bytes). Both matter: vectors that cross lines cost up to a fifth, and a load waits for the last store if the ends of their addresses are alike, which costs a
/// loop over two columns up to half.
/// </summary>
static unsafe class Columns
{
    /// <summary>How many rows a batch has.</summary>
    public const int Rows = 1 << 20;

    const int Page = 4096, Line = 64, Place = 24;

    static int columns;

    public static Memory<double> Empty(int rows = Rows)
    {
        double[] array = GC.AllocateArray<double>(rows + Page / sizeof(double), pinned: true);
        long wanted = Place + Line * (long)columns++;
        int skip = (int)((wanted - Marshal.UnsafeAddrOfPinnedArrayElement(array, 0)) & (Page - 1)) / sizeof(double);
        return array.AsMemory(skip, rows);
    }

    public static Memory<double>[] Empties(int count) => [.. Enumerable.Range(0, count).Select(_ => Empty())];

    public static Memory<double> Random(int seed, double low, double high, int rows = Rows)
    {
        var random = new Random(seed);
        Memory<double> column = Empty(rows);
        foreach (ref double number in column.Span) number = low + (high - low) * random.NextDouble();
        return column;
    }

    /// <summary>The columns of the Black–Scholes workloads: spot, strike, time, rate, volatility.</summary>
    public static Memory<double>[] Options() => [Random(1, 50, 150), Random(2, 50, 150), Random(3, 0.1, 3), Random(4, 0, 0.1), Random(5, 0.1, 0.6)];

    /// <summary>The address of a column from here.</summary>
    public static double* Address(this Memory<double> column) => (double*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(column.Span));
}
