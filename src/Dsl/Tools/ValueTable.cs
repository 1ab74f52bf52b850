namespace GateDsl.Tools;

/// <summary>
/// A gate over every combination of some values of its inputs, with its derivatives: of truth values the truth table with the Boolean differences, of floats values and partial
/// derivatives on a grid. What <c>gate table</c> prints.
/// </summary>
public sealed class ValueTable
{
    readonly double[][] axes;
    readonly List<Column> columns;

    ValueTable(double[][] axes, List<Column> columns) => (this.axes, this.columns) = (axes, columns);

    /// <summary>The number of rows.</summary>
    public double Count => axes.Aggregate(1.0, (product, axis) => product * axis.Length);

    /// <summary>The names of the results: <c>f</c>, <c>f'x</c>; of a tuple <c>f.1</c>, <c>f.1'x</c>.</summary>
    public IReadOnlyList<string> Names => field ??= [.. columns.Select(column => column.Name)];

    /// <summary>Whether each of the results is a truth value, which is 1 or 0 in the rows.</summary>
    public IReadOnlyList<bool> AreTruths => field ??= [.. columns.Select(column => column.IsTruth)];

    /// <summary>The rows, one after the other: the inputs, and the results. The first input varies slowest. They are computed while they are read.</summary>
    public IEnumerable<(double[] Inputs, double[] Results)> Rows
    {
        get
        {
            var at = new int[axes.Length];
            while (true)
            {
                double[] inputs = [.. axes.Select((axis, i) => axis[at[i]])];
                yield return (inputs, [.. columns.Select(column => column.At(inputs))]);
                int last = axes.Length - 1;
                while (last >= 0 && ++at[last] == axes[last].Length) at[last--] = 0;
                if (last < 0) yield break;
            }
        }
    }

    /// <summary>The table of a gate.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="axes">The values of each input, at least one; null of an input: a few usual ones, in its declared domain.</param>
    /// <exception cref="ArgumentException">There are more or fewer axes than inputs, or an empty one.</exception>
    /// <exception cref="GateException">A limit is reached.</exception>
    public static ValueTable Of(Gate gate, IReadOnlyList<double[]?>? axes = null)
    {
        ArgumentNullException.ThrowIfNull(gate);
        gate.RefuseArrays("a table");
        axes ??= new double[]?[gate.Inputs.Count];
        if (axes.Count != gate.Inputs.Count || axes.Any(axis => axis is [])) throw new ArgumentException($"an axis of at least one value is needed for each input of {gate.Signature}", nameof(axes));
        return new([.. axes.Select((axis, i) => axis ?? Usual(gate.Inputs[i]))], [.. ColumnsOf(gate)]);
    }

    /// <summary>Numbers from a low one to a high one, both of them exact.</summary>
    public static double[] Grid(double low, double high, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i == count - 1 && count > 1 ? high : low + (high - low) * i / Math.Max(1, count - 1))];

    static double[] Usual(GateParameter input)
    {
        if (input.Type == GateType.Bool) return [0, 1];
        if (input.Type == GateType.Int) return [0, 1, 2, 3];
        if (input.Domain is not { } domain || !double.IsFinite(domain.High - domain.Low)) return [-2, -1, 0, 1, 2];
        double[] inside = [.. Grid(domain.Low, domain.High, 5).Where(x => (domain.LowIncluded || x > domain.Low) && (domain.HighIncluded || x < domain.High))];
        return inside.Length > 0 ? inside : [domain.Low];
    }

    // The results, then of floats the partials in floats, of truth values the differences in truth values.
    static IEnumerable<Column> ColumnsOf(Gate gate)
    {
        bool[] truths = [.. gate.ResultType.Leaves().Select(type => type == GateType.Bool)];
        int floats = gate.Partials.Count, derivatives = floats > 0 && truths.Contains(false) ? 1 : 0;
        IReadOnlyList<string> names = gate.OutputNames(derivatives);
        for (int i = 0; i < names.Count; i++)
        {
            bool isPartial = i >= truths.Length, ofTruth = truths[isPartial ? (i - truths.Length) / floats : i];
            if (!(isPartial && ofTruth)) yield return new(names[i], gate, derivatives, names.Count, i, ofTruth);
        }
        if (truths.Contains(false)) yield break;
        foreach (GateParameter input in gate.Inputs.Where(input => input.Type == GateType.Bool))
        {
            Gate difference = gate.Derivative(input.Name);
            for (int item = 0; item < truths.Length; item++) yield return new($"{names[item]}'{input.Name}", difference, 0, truths.Length, item, true);
        }
    }

    sealed record Column(string Name, Gate Gate, int Derivatives, int Outputs, int Output, bool IsTruth)
    {
        public double At(double[] inputs)
        {
            var outputs = new double[Outputs];
            Gate.EvaluateAll(inputs, outputs, Derivatives);
            return outputs[Output];
        }
    }
}
