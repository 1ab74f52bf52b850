using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>A circuit of a gate with arrays, compiled where it can be, and interpreted where that says more.</summary>
sealed class ArrayFunction(Gate gate, Circuit circuit, Target target)
{
    public Circuit Circuit => circuit;

    /// <summary>Its code; null: it is interpreted.</summary>
    public ArrayProgram? Program { get; } = ArrayProgram.Of(circuit, target.For(gate));

    /// <summary>Its outputs.</summary>
    /// <exception cref="GateRunException">They cannot be computed of these inputs, or a limit is reached.</exception>
    public Cell[] Run(ReadOnlySpan<Cell> inputs, CancellationToken cancellation) => Program?.TryRun(inputs, cancellation) ?? gate.Run(circuit, inputs, cancellation);
}
