using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl;

public sealed partial class Gate
{
    /// <summary>Whether arrays are among its parameters.</summary>
    internal bool HasArrays { get; }

    /// <summary>Its value, of one value for each of its <see cref="Parameters"/>: arrays, and tuples as such. Without generating code.</summary>
    /// <param name="first">The first argument: a number, a truth value, a <c>double[]</c>, a <c>double[,]</c>, a <c>bool[]</c>, or any other <see cref="GateValue"/>.</param>
    /// <param name="others">The other arguments.</param>
    /// <exception cref="ArgumentException">The number of arguments is wrong, or one does not fit its parameter.</exception>
    /// <exception cref="GateRunException">The gate cannot be computed of these arguments, or a limit is reached.</exception>
    public GateValue Evaluate(GateValue first, params ReadOnlySpan<GateValue> others) => Evaluate([first, .. others], CancellationToken.None);

    /// <summary>The same, with a way to end it.</summary>
    /// <param name="arguments">One value for each of its <see cref="Parameters"/>.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The number of arguments is wrong, or one does not fit its parameter.</exception>
    /// <exception cref="GateRunException">The gate cannot be computed of these arguments, or a limit is reached.</exception>
    public GateValue Evaluate(ReadOnlySpan<GateValue> arguments, CancellationToken cancellation)
    {
        Cell[] inputs = GateValues.Inputs(this, arguments);
        Circuit circuit = Circuit(Outputs.Value, cancellation);
        try { return GateValues.Result(ResultType, circuit, Machine.Run(circuit, inputs, cancellation)); }
        catch (GateRunException e) { throw e.At(source, at); }
    }
}
