using System.Globalization;

namespace GateDsl;

/// <summary>What a gate gives, flat: the items of its result from left to right, then their derivatives.</summary>
static class Results
{
    /// <summary>The floats, ints and truth values in a type, from left to right.</summary>
    public static IEnumerable<GateType> Leaves(this GateType type) => type is GateType.Tuple tuple ? tuple.Items.SelectMany(Leaves) : [type];

    /// <summary>The names of the items, and of their derivatives in these parameters up to this order.</summary>
    public static string[] Names(Gate gate, int derivatives, IReadOnlyList<string> parameters)
    {
        int count = gate.ResultType.Leaves().Count();
        List<string> names = count == 1 ? [gate.Name] : [.. Enumerable.Range(1, count).Select(item => $"{gate.Name}.{item.ToString(CultureInfo.InvariantCulture)}")];
        if (derivatives >= 1) names.AddRange([.. names.SelectMany(value => parameters.Select(p => $"{value}'{p}"))]);
        if (derivatives >= 2) names.AddRange(parameters.SelectMany((p, i) => parameters.Skip(i).Select(q => $"{gate.Name}'{p}'{q}")));
        return [.. names];
    }
}
