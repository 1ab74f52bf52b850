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
        if (inside && Circuit(Outputs.Value).HasArrays) throw new NotSupportedException($"{what} does no arrays, loops and quotients of ints, and '{Name}' has some inside");
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
        Circuit circuit = Circuit(Outputs.Value, cancellation);
        return GateValues.Result(ResultType, circuit, Run(circuit, arguments, cancellation));
    }

    /// <summary>What one of its circuits gives.</summary>
    internal Cell[] Run(Circuit circuit, ReadOnlySpan<GateValue> arguments, CancellationToken cancellation) => Run(circuit, GateValues.Inputs(this, arguments), cancellation);

    /// <summary>The same, of what its inputs are.</summary>
    internal Cell[] Run(Circuit circuit, ReadOnlySpan<Cell> inputs, CancellationToken cancellation)
    {
        try { return Machine.Run(circuit, inputs, cancellation); }
        catch (GateRunException e) { throw e.At(source, at); }
    }

    /// <summary>The value and derivatives in some of its leaves only.</summary>
    internal Circuit In(Outputs what, int[] leaves, CancellationToken cancellation = default) => Guarded(() =>
        Running(Pipeline.Of(Traced.Of(Typed, Options, new Ir.Budget(Options.Limits, cancellation)), Typed, what, leaves)));

    /// <summary>The circuit with some of its outputs only, and loops without what those do not need.</summary>
    internal Circuit Pruned(Outputs what, IReadOnlyList<int> outputs, CancellationToken cancellation = default) => Guarded(() =>
    {
        Circuit circuit = Circuit(what, outputs, cancellation);
        if (!circuit.HasArrays) return circuit;
        var graph = new Graph(new Ir.Budget(Options.Limits, cancellation), circuit.Functions, loops: circuit.Loops);
        int[] inputs = [.. circuit.Inputs.Select(input => graph.NewInput(input.Name, input.Kind))];
        int[] found = Simplification.UnreadResults.Without(graph, graph.Inline(circuit, inputs));
        return graph.Finish(found, inputs, circuit.Reproducible) with { AddsOneByOne = circuit.AddsOneByOne };
    });
}
