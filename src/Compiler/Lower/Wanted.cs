using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler.Lower;

/// <summary>What is asked of a gate: its values, and derivatives in some of its float parameters.</summary>
/// <param name="Circuit">Computes the values, then for each value its partials, then the second partials p, q with p at or before q.</param>
/// <param name="Values">How many values.</param>
/// <param name="Parameters">The parameters that are differentiated in, in the order asked for.</param>
sealed record Wanted(Circuit Circuit, int Values, IReadOnlyList<string> Parameters)
{
    public int Partials => Parameters.Count;

    /// <summary>The circuit of a gate.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="what">Which derivatives.</param>
    /// <param name="parameters">The float parameters to differentiate in; null: all.</param>
    /// <param name="values">Whether the values are outputs too.</param>
    /// <param name="exact">Whether as written, for arithmetic with a certificate.</param>
    /// <exception cref="ArgumentException">There is no such float parameter.</exception>
    public static Wanted Of(Gate gate, Outputs what, IReadOnlyList<string>? parameters, bool values = true, bool exact = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        if (parameters is not null) Given.AllNotNull(parameters);
        string[] all = [.. gate.Leaves.Where(leaf => leaf.IsFloat).Select(leaf => leaf.Name)];
        int count = ValueCount(gate.ResultType);
        if (values && (parameters is null || what == Outputs.Value)) return new(exact ? gate.ExactCircuit(what, cancellation) : gate.Circuit(what, cancellation), count, all);
        string[] asked = parameters is null ? all : [.. parameters];
        int[] chosen = [.. asked.Select(name => IndexOf(gate, all, name))];
        List<int> outputs = values ? [.. Enumerable.Range(0, count)] : [];
        for (int value = 0; value < count; value++) outputs.AddRange(chosen.Select(p => count + value * all.Length + p));
        if (what == Outputs.ValueGradientHessian)
        {
            for (int i = 0; i < chosen.Length; i++)
            {
                for (int k = i; k < chosen.Length; k++) outputs.Add(1 + all.Length + Triangle(all.Length, chosen[i], chosen[k]));
            }
        }
        return new(exact ? gate.ExactCircuit(what, cancellation).Only([.. outputs]) : gate.Pruned(what, outputs, cancellation), count, asked);
    }

    public static int ValueCount(GateType result) => result is GateType.Tuple tuple ? tuple.Items.Sum(ValueCount) : result is GateType.Array array ? ValueCount(array.Element) : 1;

    static int IndexOf(Gate gate, string[] all, string name) =>
        Array.IndexOf(all, name) is >= 0 and var index ? index : throw new ArgumentException($"'{gate.Name}' has no float parameter '{name}': {gate.Signature}");

    /// <summary>The place of the pair p, q in the upper triangle, row by row.</summary>
    static int Triangle(int n, int p, int q)
    {
        if (p > q) (p, q) = (q, p);
        return p * n - p * (p - 1) / 2 + (q - p);
    }
}
