using GateDsl.Calculus;
using GateDsl.Ir;
using GateDsl.Simplification;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>The stages from a typed gate to what runs, in order. There is no other way.</summary>
static class Pipeline
{
    /// <summary>The circuit of a gate.</summary>
    public static Circuit Of(TypedGate gate, Outputs what, GateOptions options, CancellationToken cancellation = default) =>
        Of(Traced.Of(gate, options, new Budget(options.Limits, cancellation)), gate, what);

    /// <summary>The circuit of a gate that has been traced.</summary>
    /// <param name="traced">Its graph.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="what">What is computed.</param>
    /// <param name="leaves">The inputs to differentiate in, by number; null: all floats.</param>
    public static Circuit Of(Traced traced, TypedGate gate, Outputs what, int[]? leaves = null)
    {
        var (trace, graph, options) = (traced.Trace, traced.Trace.Graph, traced.Trace.Options);
        int[] written = traced.Outputs();
        int[] floats = what == Outputs.Value ? [] : [.. traced.Inputs.Where((_, i) => leaves is null ? gate.Leaves[i].IsFloat : Array.IndexOf(leaves, i) >= 0)];
        graph.Budget.AskForOutputs(Count(what, written.Length, floats.Length));
        int[] direction = what is Outputs.ValueAlong or Outputs.ValueAndGradientAlong ? [.. floats.Select((input, i) => graph.KindOf(input).IsArray() ? graph.NewInput($"direction {i + 1}", input, 0) : graph.NewInput($"direction {i + 1}", Kind.Float))] : [];

        int[] values = Simplify.Values(trace, written);
        int[] outputs = what == Outputs.Value ? values : [.. values, .. Derivatives()];
        outputs = UnreadResults.Without(graph, Simplify.Guarded(trace, outputs, values.Length));
        if (!trace.IsPlain) outputs = UnreadResults.Without(graph, Fusion.Run(graph, outputs));
        Circuit circuit = graph.Finish(Simplify.Constants(trace, outputs), [.. traced.Inputs, .. direction], options.Reproducible) with { AddsOneByOne = options.AsWritten };

        // Of a gradient somebody may ask for a part that needs no derivative that a host function does not have.
        return what is Outputs.ValueAndGradient or Outputs.ValueGradientHessian ? circuit : HostFunction.Whole(circuit);

        // The derivatives asked for, those of first order and then those of second. They are those of the accurate form, also where the values are asked for as written.
        int[] Derivatives()
        {
            int[] ground = options.AsWritten ? Simplify.Accurately(trace, written) : values;
            if (what == Outputs.ValueAlong) return Simplify.Derivatives(trace, Along(graph, ground, floats, direction), ground, valuesKept: !options.AsWritten);
            int[] gradient = Partials.Rows(trace, ground, floats, valuesKept: !options.AsWritten);
            return what switch
            {
                Outputs.ValueAndGradient => gradient,
                Outputs.ValueGradientHessian => [.. gradient, .. Partials.Triangle(trace, ground[0], gradient, floats)],
                _ => [.. gradient, .. Simplify.Derivatives(trace, Along(graph, gradient, floats, direction), [.. ground, .. gradient], valuesKept: true)],
            };
        }
    }

    static int[] Along(Graph graph, int[] moving, int[] floats, int[] direction) =>
        Forward.Along(graph, [.. moving.Select(value => graph.KindOf(value) == Kind.Bool ? graph.Number(0) : value)], floats, direction);

    // How many numbers are asked for.
    public static long Count(Outputs what, long values, long floats) => what switch
    {
        Outputs.Value => values,
        Outputs.ValueAndGradient => values * (1 + floats),
        Outputs.ValueGradientHessian => 1 + floats + floats * (floats + 1) / 2,
        Outputs.ValueAlong => 2 * values,
        _ => 1 + 2 * floats,
    };
}
