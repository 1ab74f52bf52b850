using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler.Lower;

/// <summary>The names of what a batch computes: <c>g</c> or <c>g.1</c>, <c>g'x</c>, <c>g'x'y</c>.</summary>
static class NamedOutputs
{
    /// <summary>The names of some outputs, in their order.</summary>
    public static string[] Of(Gate gate, Wanted wanted, BatchOutputs outputs) => Of(gate, wanted.Values, wanted.Parameters, outputs);

    static string[] Of(Gate gate, int valueCount, IReadOnlyList<string> parameters, BatchOutputs outputs)
    {
        string[] values = valueCount == 1 ? [gate.Name] : [.. Enumerable.Range(1, valueCount).Select(i => $"{gate.Name}.{i}")];
        if (outputs == BatchOutputs.Value) return values;
        string[] first = [.. values.SelectMany(value => parameters.Select(p => $"{value}'{p}"))];
        return outputs switch
        {
            BatchOutputs.Gradient => first,
            BatchOutputs.ValueAndGradient => [.. values, .. first],
            _ => [.. values, .. first, .. parameters.SelectMany((p, i) => parameters.Skip(i).Select(q => $"{gate.Name}'{p}'{q}"))],
        };
    }

    /// <summary>The circuit of outputs with these names. Of second partials either order of parameters will do.</summary>
    /// <exception cref="ArgumentException">There is no such output.</exception>
    public static Circuit Circuit(Gate gate, IReadOnlyList<string> names, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(gate);
        string[] parameters = [.. gate.Leaves.Where(leaf => leaf.IsFloat).Select(leaf => leaf.Name)];
        foreach (var (outputs, what) in (ReadOnlySpan<(BatchOutputs, Outputs)>)
            [(BatchOutputs.Value, Outputs.Value), (BatchOutputs.ValueAndGradient, Outputs.ValueAndGradient), (BatchOutputs.ValueGradientHessian, Outputs.ValueGradientHessian)])
        {
            if (what == Outputs.ValueGradientHessian && gate.ResultType != GateType.Float) break;
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            string[] known = Of(gate, Wanted.ValueCount(gate.ResultType), parameters, outputs);
            for (int i = 0; i < known.Length; i++) places.TryAdd(known[i], i);
            if (what == Outputs.ValueGradientHessian) AddTurned(gate, parameters, places);
            if (names.All(name => places.ContainsKey(name ?? throw new ArgumentNullException(nameof(names))))) return gate.Pruned(what, [.. names.Select(name => places[name])], cancellation);
        }
        throw new ArgumentException($"'{gate.Name}' has not all of the outputs {string.Join(", ", names)}: {gate.Signature}", nameof(names));
    }

    // g'y'x is g'x'y.
    static void AddTurned(Gate gate, string[] parameters, Dictionary<string, int> places)
    {
        for (int q = 0; q < parameters.Length; q++)
        {
            for (int p = 0; p < q; p++) places.TryAdd($"{gate.Name}'{parameters[q]}'{parameters[p]}", places[$"{gate.Name}'{parameters[p]}'{parameters[q]}"]);
        }
    }
}
