using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Memory for the values of one running call, at an address that does not move. Each thread keeps one workspace between calls,
/// so that calls allocate nothing; a call inside a call finds it taken and makes its own.
/// </summary>
sealed unsafe class Workspace
{
    const int CacheLine = 64;

    [ThreadStatic]
    static Workspace? idle;

    readonly int start;

    Workspace(int length)
    {
        Array = GC.AllocateUninitializedArray<double>(length + CacheLine / sizeof(double), pinned: true);
        long address = (long)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Array));
        start = (int)((-address & (CacheLine - 1)) / sizeof(double));
        Address = address + start * sizeof(double);
        Length = length;
    }

    /// <summary>All of the memory. Scalar code uses it from its start.</summary>
    public double[] Array { get; }

    /// <summary>The address of the first number that batch code uses, that of a cache line.</summary>
    public long Address { get; }

    public int Length { get; }

    /// <summary>The numbers from there.</summary>
    public Span<double> Numbers => Array.AsSpan(start, Length);

    /// <summary>A workspace of at least this length. Its numbers are whatever they were.</summary>
    public static Workspace Rent(int length)
    {
        Workspace? workspace = idle;
        if (workspace is null || workspace.Length < length) return new(length);
        idle = null;
        return workspace;
    }

    public void Return()
    {
        if (idle is null || idle.Length <= Length) idle = this;
    }
}
