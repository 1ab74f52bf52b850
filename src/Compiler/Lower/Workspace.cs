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

    readonly double[] memory;   // keeps what Address points to alive
    readonly int start;

    Workspace(int length)
    {
        memory = GC.AllocateUninitializedArray<double>(length + CacheLine / sizeof(double), pinned: true);
        long address = (long)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        start = (int)((-address & (CacheLine - 1)) / sizeof(double));
        Address = address + start * sizeof(double);
        Length = length;
    }

    /// <summary>The address of the first number, that of a cache line.</summary>
    public long Address { get; }

    public int Length { get; }

    public Span<double> Numbers => memory.AsSpan(start, Length);

    public void Set(int position, double value) => memory[start + position] = value;

    public double Get(int position) => memory[start + position];

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
