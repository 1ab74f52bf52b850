using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>A circuit of a gate with arrays, compiled where it can be, and interpreted where that says more.</summary>
sealed class ArrayFunction(Gate gate, Circuit circuit, Target target)
{
    readonly ArrayProgram? program = ArrayProgram.Of(circuit, target.For(gate));

    public Circuit Circuit => circuit;

    /// <summary>Its outputs.</summary>
    /// <exception cref="GateRunException">They cannot be computed of these inputs, or a limit is reached.</exception>
    public Cell[] Run(ReadOnlySpan<Cell> inputs, CancellationToken cancellation) => program?.TryRun(inputs, cancellation) ?? gate.Run(circuit, inputs, cancellation);
}
