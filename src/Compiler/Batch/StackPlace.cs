using System.Runtime.CompilerServices;

namespace GateDsl.Compiler.Batch;

/// <summary>
/// Calls a loop with the stack at a chosen place of a cache line. Vectors that a loop has no registers for stand on the stack, which the runtime aligns to
/// 16 bytes: it is chance whether they cross lines, and a loop where they do takes up to three times as long, for as long as the process lives.
/// </summary>
static unsafe class StackPlace
{
    /// <summary>How many places there are.</summary>
    public const int Count = Line / Step;

    const int Line = 64, Step = 16;

    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Call(KernelPart part, int place, long table, long from, long step, long vectors)
    {
        long local;
        long above = (long)&local / Step * Step;
        byte* below = stackalloc byte[Step + (int)((above - place * Step) & (Line - 1))];
        *below = 0;   // so that it is there
        part(table, from, step, vectors);
    }
}
