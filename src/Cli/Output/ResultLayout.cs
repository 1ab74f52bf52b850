using System.Collections.Immutable;

namespace GateDsl.Cli.Output;

/// <summary>How the numbers that a gate gives are read: items of a tuple from left to right.</summary>
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
