using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GateDsl.Compiler.Batch;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>What code is made for. Tests force what this machine is not.</summary>
/// <param name="Jit">Whether code can be generated.</param>
/// <param name="Lanes">How many doubles a vector of batch code has: 8, 4 or 2.</param>
/// <param name="MostNodes">The largest circuit that code is made for: see <see cref="Limits.Code"/>.</param>
/// <param name="Cancellation">Says that nobody wants the code any more. Looked at before each method.</param>
sealed record Target(bool Jit, int Lanes, int MostNodes = int.MaxValue, CancellationToken Cancellation = default)
{
    public static Target Machine { get; } = new(
        RuntimeFeature.IsDynamicCodeSupported,
        Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2);

    /// <summary>This machine, as long as somebody wants the code.</summary>
    public static Target Until(CancellationToken cancellation) => Machine with { Cancellation = cancellation };

    /// <summary>Whether a circuit is compiled; else it is interpreted.</summary>
    public bool Compiles(Circuit circuit) => Jit && !circuit.HasArrays && circuit.Nodes.Length <= MostNodes;

    /// <summary>
    /// Code that computes rows: loops over vectors, or where those would be too much code or cannot be made, code for one row, or the interpreter. Without vectors it has
    /// the functions of lanes: a row's bits are the same.
    /// </summary>
    /// <param name="circuit">What to compute.</param>
    /// <param name="scalars">For each input, whether it is one number for all rows.</param>
    /// <param name="sum">Whether outputs are added up instead of written.</param>
    public RowCode Rows(Circuit circuit, bool[] scalars, bool sum)
    {
        Circuit asLanes = Jit ? circuit with { Reproducible = true } : circuit;
        Func<RowCode> loops = () => new Kernel(circuit, scalars, Lanes, sum, Cancellation), rows = () => new RowByRow(new SplitCode(new Schedule(asLanes), Cancellation)),
            interpreted = () => new RowByRow(WorkspaceCode.Of(asLanes, this));
        if (!Compiles(circuit)) return interpreted();
        return VectorOps.CodeWeight(circuit) <= (long)MostNodes * VectorOps.WeightOfNode ? Codegen.First(loops, rows, interpreted) : Codegen.First(rows, interpreted);
    }

    /// <summary>The same with the limit that a gate's options set.</summary>
    public Target For(Gate gate) => this with { MostNodes = gate.Options.Limits.Code };
}
