using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl;

public sealed partial class Gate
{
    /// <summary>Whether arrays are among its parameters.</summary>
    internal bool HasArrays { get; }

    /// <summary>For what takes and gives numbers only.</summary>
    /// <param name="what">What it is, as a sentence goes on with it.</param>
    /// <param name="inside">Whether it cannot do loops inside a gate of numbers either.</param>
    /// <exception cref="NotSupportedException">The gate has arrays.</exception>
    internal void RefuseArrays(string what, bool inside = false)
    {
        if (HasArrays || IsOfArrays(ResultType)) throw new NotSupportedException($"{what} takes no arrays: {Signature}");
        if (inside && Circuit(Outputs.Value).HasArrays) throw new NotSupportedException($"{what} does no arrays and loops, and '{Name}' has some inside");
    }

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
