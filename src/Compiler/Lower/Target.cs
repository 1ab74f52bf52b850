using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>What code is made for. Tests force what this machine is not.</summary>
/// <param name="Jit">Whether code can be generated.</param>
/// <param name="Lanes">How many doubles a vector of batch code has: 8, 4 or 2.</param>
/// <param name="MostNodes">The largest circuit that code is made for: see <see cref="Limits.Code"/>.</param>
sealed record Target(bool Jit, int Lanes, int MostNodes = int.MaxValue)
{
    public static Target Machine { get; } = new(
        RuntimeFeature.IsDynamicCodeSupported,
        Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2);

    /// <summary>Whether a circuit is compiled; else it is interpreted.</summary>
    public bool Compiles(Circuit circuit) => Jit && circuit.Nodes.Length <= MostNodes;

    /// <summary>The same with the limit that a gate's options set.</summary>
    public Target For(Gate gate) => this with { MostNodes = gate.Options.Limits.Code };
}
