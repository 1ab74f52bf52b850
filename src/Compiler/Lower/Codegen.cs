using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using FastExpressionCompiler;

namespace GateDsl.Compiler.Lower;

/// <summary>LINQ expression trees to delegates that are ready to run.</summary>
static class Codegen
{
    static int fallbacks;

    /// <summary>How often a tree was compiled by the framework because FastExpressionCompiler could not, in this process.</summary>
    public static int Fallbacks => Volatile.Read(ref fallbacks);

    /// <summary>
    /// Compiles a tree. The runtime compiles the code before it is handed out: there are trees from which FastExpressionCompiler makes code
    /// that the runtime then refuses, and a caller must not be the one who finds out.
    /// </summary>
    public static T Compile<T>(Expression<T> tree) where T : Delegate => Fast(tree) ?? tree.Compile();

    /// <summary>The same for a delegate type known only at run time.</summary>
    public static Delegate Compile(LambdaExpression tree) => FastUntyped(tree) ?? tree.Compile();

    static T? Fast<T>(Expression<T> tree) where T : Delegate =>
        Prepared(() => tree.CompileFast(ifFastFailedReturnNull: true, flags: CompilerFlags.ThrowOnNotSupportedExpression));

    static Delegate? FastUntyped(LambdaExpression tree) =>
        Prepared(() => (Delegate?)tree.CompileFast(ifFastFailedReturnNull: true, flags: CompilerFlags.ThrowOnNotSupportedExpression));

    static T? Prepared<T>(Func<T?> compile) where T : Delegate
    {
        try
        {
            if (compile() is { } compiled)
            {
                RuntimeHelpers.PrepareDelegate(compiled);
                return compiled;
            }
        }
        catch (Exception e) when (e is NotSupportedException or NotSupportedExpressionException or InvalidProgramException or InvalidOperationException)
        {
        }
        Interlocked.Increment(ref fallbacks);
        return null;
    }
}
