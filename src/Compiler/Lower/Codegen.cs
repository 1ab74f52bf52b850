using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using FastExpressionCompiler;

namespace GateDsl.Compiler.Lower;

/// <summary>LINQ expression trees to delegates.</summary>
static class Codegen
{
    static int fallbacks;

    /// <summary>How often a tree without loops was compiled by the framework because FastExpressionCompiler could not, in this process.</summary>
    public static int Fallbacks => Volatile.Read(ref fallbacks);

    const string Kept = "What the trees refer to, they refer to by its reflection object, so it is there; where FastExpressionCompiler misses something of its own, the framework compiles.";

    /// <summary>
    /// Compiles a tree. The runtime compiles the code before it is handed out: there are trees from which FastExpressionCompiler makes code
    /// that the runtime then refuses, and a caller must not be the one who finds out.
    /// </summary>
    /// <param name="tree">The tree.</param>
    /// <param name="hasLoops">Whether it has loops: of some of these only the framework makes code.</param>
    /// <exception cref="Refused">No code can be made of it: it has too many locals, say.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    public static T Compile<T>(Expression<T> tree, bool hasLoops = false) where T : Delegate =>
        Prepared(() => tree.CompileFast(ifFastFailedReturnNull: true, flags: CompilerFlags.ThrowOnNotSupportedExpression), tree.Compile, hasLoops);

    /// <summary>The same for a delegate type known only at run time.</summary>
    /// <exception cref="Refused">No code can be made of it.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    public static Delegate Compile(LambdaExpression tree, bool hasLoops = false) =>
        Prepared(() => (Delegate?)tree.CompileFast(ifFastFailedReturnNull: true, flags: CompilerFlags.ThrowOnNotSupportedExpression), tree.Compile, hasLoops);

    /// <summary>
    /// Compiles a tree of so few operations on numbers that the runtime takes the code for sure. It makes machine code of it at the first call, as of every method: of a formula, that is half
    /// of all that compiling it costs, and many formulas are compiled that are never called.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    public static Delegate CompileShort(LambdaExpression tree)
    {
        try
        {
            if (tree.CompileFast(ifFastFailedReturnNull: true, flags: CompilerFlags.ThrowOnNotSupportedExpression) is Delegate compiled) return compiled;
        }
        catch (Exception e) when (IsRefusal(e))
        {
        }
        return Compile(tree);
    }

    /// <summary>The first of several ways to run something for which code can be made. The last makes none.</summary>
    public static T First<T>(params ReadOnlySpan<Func<T>> ways)
    {
        foreach (Func<T> way in ways[..^1])
        {
            try { return way(); }
            catch (Refused) { }
        }
        return ways[^1]();
    }

    static T Prepared<T>(Func<T?> fast, Func<T> framework, bool hasLoops) where T : Delegate
    {
        try
        {
            if (fast() is { } compiled)
            {
                RuntimeHelpers.PrepareDelegate(compiled);
                return compiled;
            }
        }
        catch (Exception e) when (IsRefusal(e))
        {
        }
        if (!hasLoops) Interlocked.Increment(ref fallbacks);
        try
        {
            T compiled = framework();
            RuntimeHelpers.PrepareDelegate(compiled);
            return compiled;
        }
        catch (Exception e) when (IsRefusal(e)) { throw new Refused(e); }
    }

    static bool IsRefusal(Exception e) =>
        e is NotSupportedException or NotSupportedExpressionException or InvalidProgramException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException;

    /// <summary>A tree of which neither compiler makes code that the runtime takes.</summary>
    public sealed class Refused(Exception reason) : Exception(reason.Message, reason);
}
