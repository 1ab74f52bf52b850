using GateDsl.Compiler.Loops;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>A way to run a circuit on numbers in a workspace: the inputs come first in it, then the outputs, then what else the code needs.</summary>
abstract class WorkspaceCode(Circuit circuit)
{
    public Circuit Circuit { get; } = circuit;

    public int Inputs => Circuit.Inputs.Length;

    public int Outputs => Circuit.Outputs.Length;

    /// <summary>The numbers that the workspace must hold.</summary>
    public abstract int WorkspaceLength { get; }

    public abstract void Run(Workspace workspace);

    /// <summary>What computes a circuit that is not straight code of numbers: compiled loops, or the interpreter.</summary>
    public static WorkspaceCode Of(Circuit circuit, Target target) => ArrayProgram.Of(circuit, target) is { } program ? new LoopingCode(circuit, program) : new InterpretedCode(circuit);

    public Span<double> InputsOf(Workspace workspace) => workspace.Array.AsSpan(0, Inputs);

    public Span<double> OutputsOf(Workspace workspace) => workspace.Array.AsSpan(Inputs, Outputs);
}

/// <summary>The interpreter, where no code can be generated.</summary>
sealed class InterpretedCode(Circuit circuit) : WorkspaceCode(circuit)
{
    public override int WorkspaceLength => Inputs + Outputs;

    public override void Run(Workspace workspace) => Interpreter.Run(Circuit, InputsOf(workspace), OutputsOf(workspace));
}

/// <summary>Numbers in and out, and loops between.</summary>
sealed class LoopingCode(Circuit circuit, ArrayProgram program) : WorkspaceCode(circuit)
{
    public override int WorkspaceLength => Inputs + Outputs;

    public override void Run(Workspace workspace)
    {
        if (!program.TryRun(InputsOf(workspace), OutputsOf(workspace))) Interpreter.Run(Circuit, InputsOf(workspace), OutputsOf(workspace));
    }
}
