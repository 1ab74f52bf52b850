using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace GateDsl;

/// <summary>
/// Recursion that cannot overflow: where the stack runs short, the work goes on on a thread with a fresh one, and at some depth it ends in
/// <see cref="TooDeep"/>. A stack overflow would kill the host process.
/// </summary>
static class DeepStack
{
    const int StackBytes = 64 << 20, MostThreads = 8;

    [ThreadStatic] static int threads;

    /// <summary>Runs a step of a recursion.</summary>
    public static T Run<T>(Func<T> step) => RuntimeHelpers.TryEnsureSufficientExecutionStack() ? step() : OnFreshStack(step);

    /// <summary>True where the stack has room for one more step, so that no closure is needed to take it.</summary>
    public static bool HasRoom => RuntimeHelpers.TryEnsureSufficientExecutionStack();

    static T OnFreshStack<T>(Func<T> step)
    {
        int depth = threads + 1;
        if (depth > MostThreads) throw new TooDeep();
        T result = default!;
        ExceptionDispatchInfo? failed = null;
        var thread = new Thread(() =>
        {
            threads = depth;
            try { result = step(); }
            catch (Exception e) { failed = ExceptionDispatchInfo.Capture(e); }
        }, StackBytes);
        thread.Start();
        thread.Join();
        failed?.Throw();
        return result;
    }

    /// <summary>The recursion is deeper than any stack that we would give it.</summary>
    public sealed class TooDeep : Exception;
}
