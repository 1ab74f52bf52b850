using System.Buffers;
using GateDsl.Primitives;

namespace GateDsl.Ir;

/// <summary>
/// Runs a circuit, one loop over its nodes. The oracle that compiled code is tested against bit for bit, and the way for formulas used once
/// or where no code can be generated.
/// </summary>
static class Interpreter
{
    /// <summary>The values of circuits up to this size are on the stack.</summary>
    const int OnStack = 256;

    /// <summary>Computes every output. Truth values are 0 and 1.</summary>
    /// <param name="circuit">What to run.</param>
    /// <param name="inputs">One number per input of the circuit.</param>
    /// <param name="outputs">Receives one number per output.</param>
    public static void Run(Circuit circuit, ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        if (circuit.HasArrays)
        {
            RunMachine(circuit, inputs, outputs, default);
            return;
        }
        double[]? rented = circuit.Nodes.Length > OnStack ? ArrayPool<double>.Shared.Rent(circuit.Nodes.Length) : null;
        Span<double> values = rented ?? stackalloc double[OnStack];
        Fill(circuit, inputs, values);
        for (int i = 0; i < circuit.Outputs.Length; i++) outputs[i] = values[circuit.Outputs[i]];
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Numbers in, numbers out, and arrays between.</summary>
    public static void RunMachine(Circuit circuit, ReadOnlySpan<double> inputs, Span<double> outputs, CancellationToken cancellation)
    {
        var cells = new Cell[inputs.Length];
        for (int i = 0; i < cells.Length; i++) cells[i] = inputs[i];
        RunMachine(circuit, cells, outputs, cancellation);
    }

    /// <summary>Values in, numbers out.</summary>
    public static void RunMachine(Circuit circuit, ReadOnlySpan<Cell> inputs, Span<double> outputs, CancellationToken cancellation)
    {
        Cell[] results = Machine.Run(circuit, inputs, cancellation);
        for (int i = 0; i < results.Length; i++) outputs[i] = results[i].Number;
    }

    /// <summary>Computes the value of every node.</summary>
    public static void Fill(Circuit circuit, ReadOnlySpan<double> inputs, Span<double> values)
    {
        if (inputs.Length < circuit.Inputs.Length) throw new ArgumentException($"{circuit.Inputs.Length} inputs are needed", nameof(inputs));
        ReadOnlySpan<Node> nodes = circuit.Nodes.AsSpan();
        for (int i = 0; i < nodes.Length; i++)
        {
            ref readonly Node node = ref nodes[i];
            values[i] = node.Op == Op.Input ? inputs[(int)node.Bits] : Step(circuit, node, values);
        }
    }

    /// <summary>The value of one node of a circuit that is no input, from the values of its arguments.</summary>
    public static double Step(Circuit circuit, in Node node, ReadOnlySpan<double> values) => node.Op == Op.Host
        ? HostCall.Invoke(circuit, node, values)
        : Step(node, values, circuit.Reproducible);

    /// <summary>The value of one node that is no input and no call of the host, from the values of its arguments.</summary>
    public static double Step(in Node node, ReadOnlySpan<double> values, bool reproducible) => node.Op switch
    {
        Op.Number => node.Number,
        Op.Truth => node.Bits,
        Op.Add => values[node.A] + values[node.B],
        Op.Subtract => values[node.A] - values[node.B],
        Op.Multiply => values[node.A] * values[node.B],
        Op.Divide => values[node.A] / values[node.B],
        Op.Negate => -values[node.A],
        Op.Select => values[node.A] != 0 ? values[node.B] : values[node.C],
        Op.Argument => values[node.A],
        _ => ScalarCode.Of(node.Op, reproducible)(node.Bits, node.A < 0 ? 0 : values[node.A], node.B < 0 ? 0 : values[node.B], node.C < 0 ? 0 : values[node.C]),
    };
}
