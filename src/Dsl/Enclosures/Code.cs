using System.Runtime.CompilerServices;

namespace GateDsl.Enclosures;

/// <summary>
/// How the functions here are compiled. The JIT stops inlining in a method of too many locals, and then calls every operation of a lane: so a method inlines some eight
/// operations on pairs, and calls the rest.
/// </summary>
static class Code
{
    public const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Compiled once, at once and optimised: the first tier would call every operation of a lane.</summary>
    public const MethodImplOptions Own = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
}
