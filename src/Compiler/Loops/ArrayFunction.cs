using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>A circuit of a gate with arrays, compiled where it can be, and interpreted where that says more.</summary>
sealed class ArrayFunction(Gate gate, Circuit circuit, Target target)
{
    public Circuit Circuit => circuit;

    /// <summary>Its code; null: it is interpreted.</summary>
    public ArrayProgram? Program { get; } = ArrayProgram.Of(circuit, target.For(gate));

    /// <summary>A space for a call, whose inputs are to be put into it.</summary>
    public ArraySpace Rent() => Program?.Rent() ?? ArraySpace.Rent(circuit.Inputs.Length, circuit.Outputs.Length, 0);

    /// <summary>Computes what was put into a space without code, and leaves the outputs there, behind the inputs.</summary>
    /// <exception cref="GateRunException">They cannot be computed of these inputs, or a limit is reached.</exception>
    public void Interpret(ArraySpace space)
    {
        var inputs = new Cell[circuit.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            int rank = circuit.Inputs[i].Kind.Rank();
            ArrayView view = space.Arrays[i];
            inputs[i] = rank == 0 ? space.Numbers[i] : new ArrayData(view.Numbers.ToArray(), [.. ((ReadOnlySpan<int>)[view.Rows, view.Columns, view.Depth])[..rank]]);
        }
        Cell[] results = gate.Run(circuit, inputs, CancellationToken.None);
        for (int k = 0; k < results.Length; k++)
        {
            if (results[k].Object is not ArrayData array)
            {
                space.Numbers[inputs.Length + k] = results[k].Number;
                continue;
            }
            space.Set(inputs.Length + k, array.Flat().ToArray(), 0, array.Lengths[0], array.Rank > 1 ? array.Lengths[1] : 1, array.Rank > 2 ? array.Lengths[2] : 1);
        }
    }

    /// <summary>Its outputs.</summary>
    /// <exception cref="GateRunException">They cannot be computed of these inputs, or a limit is reached.</exception>
    public Cell[] Run(ReadOnlySpan<Cell> inputs, CancellationToken cancellation) => Program?.TryRun(inputs, cancellation) ?? gate.Run(circuit, inputs, cancellation);
}
