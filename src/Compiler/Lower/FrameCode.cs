using GateDsl.Graphs;

namespace GateDsl.Compiler.Lower;

/// <summary>A way to run a circuit on numbers in a frame: the inputs come first in it, then the outputs, then what else the code needs.</summary>
abstract class FrameCode(Circuit circuit)
{
    public Circuit Circuit { get; } = circuit;

    public int Inputs => Circuit.Inputs.Length;

    public int Outputs => Circuit.Outputs.Length;

    /// <summary>The numbers that the frame must hold.</summary>
    public abstract int FrameLength { get; }

    public abstract void Run(Frame frame);

    public Span<double> InputsOf(Frame frame) => frame.Numbers[..Inputs];

    public Span<double> OutputsOf(Frame frame) => frame.Numbers.Slice(Inputs, Outputs);
}

/// <summary>The interpreter, where no code can be generated.</summary>
sealed class InterpretedCode(Circuit circuit) : FrameCode(circuit)
{
    public override int FrameLength => Inputs + Outputs;

    public override void Run(Frame frame) => Interpreter.Run(Circuit, InputsOf(frame), OutputsOf(frame));
}
