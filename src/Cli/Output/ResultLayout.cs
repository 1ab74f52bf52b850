using System.Collections.Immutable;
using System.Globalization;
using GateDsl.Ir;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl.Cli.Output;

/// <summary>How the numbers that a gate's circuit gives are named and read: items of a tuple from left to right, then their partials.</summary>
sealed class ResultLayout
{
    readonly Gate gate;
    readonly ImmutableArray<GateType> types;

    public ResultLayout(Gate gate)
    {
        this.gate = gate;
        List<GateType> leaves = [];
        Leaves(gate.ResultType, leaves);
        types = [.. leaves];
    }

    /// <summary>The number of floats, ints and truth values in the result.</summary>
    public int Count => types.Length;

    /// <summary>Which of them are truth values.</summary>
    public bool IsTruth(int item) => types[item] == GateType.Bool;

    /// <summary>The float parameters: what is differentiated in.</summary>
    public IEnumerable<Leaf> Floats => gate.Leaves.Where(leaf => leaf.Type == GateType.Float);

    /// <summary>The gate's name; of items of a tuple <c>name.1</c>, <c>name.2</c>.</summary>
    public string Name(int item) => Count == 1 ? gate.Name : $"{gate.Name}.{(item + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The names of all outputs of the circuit, in their order.</summary>
    public IEnumerable<string> Names(Outputs what)
    {
        string[] floats = [.. Floats.Select(leaf => leaf.Name)];
        IEnumerable<string> names = Enumerable.Range(0, Count).Select(Name);
        if (what >= Outputs.ValueAndGradient) names = names.Concat(Enumerable.Range(0, Count).SelectMany(item => floats.Select(p => $"{Name(item)}'{p}")));
        if (what >= Outputs.ValueGradientHessian) names = names.Concat(floats.SelectMany((p, i) => floats.Skip(i).Select(q => $"{gate.Name}'{p}'{q}")));
        return names;
    }

    /// <summary>The result as a value of the language, from the numbers from <paramref name="next"/> on.</summary>
    public GateValue Value(ReadOnlySpan<double> numbers, ref int next) => Value(gate.ResultType, numbers, ref next);

    static GateValue Value(GateType type, ReadOnlySpan<double> numbers, ref int next)
    {
        if (type is GateType.Tuple tuple)
        {
            var items = ImmutableArray.CreateBuilder<GateValue>(tuple.Items.Length);
            foreach (GateType item in tuple.Items) items.Add(Value(item, numbers, ref next));
            return new GateValue.Tuple(items.MoveToImmutable());
        }
        double number = numbers[next++];
        return type == GateType.Bool ? new GateValue.Truth(number != 0) : new GateValue.Number(number);
    }

    static void Leaves(GateType type, List<GateType> into)
    {
        if (type is GateType.Tuple tuple)
        {
            foreach (GateType item in tuple.Items) Leaves(item, into);
        }
        else into.Add(type);
    }
}
