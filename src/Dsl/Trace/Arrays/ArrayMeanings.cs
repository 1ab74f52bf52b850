using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Tracing.Arrays;

/// <summary>What the functions on arrays and the loops mean: each a few lines on top of a loop. A file per family.</summary>
static partial class ArrayMeanings
{
    /// <summary>A use of a function.</summary>
    /// <param name="Trace">Where it is traced.</param>
    /// <param name="Place">Where it stands in the source.</param>
    /// <param name="Type">The type at which it is used.</param>
    /// <param name="Given">Its arguments.</param>
    sealed record Call(Trace Trace, CheckPlace Place, GateType Type, ImmutableArray<Value> Given)
    {
        public Graph Graph => Trace.Graph;

        public ArrayValue Array(int argument) => (ArrayValue)Given[argument];

        public int Number(int argument) => ((WireValue)Given[argument]).Id;

        public ArrayLoop Loop() => new(Trace, Place);

        public Value Apply(int function, params ReadOnlySpan<Value> arguments) => Trace.Apply(Given[function], arguments);

        public int Length(ArrayValue array) => Columns.Length(Graph, array);

        public string NameOf(ArrayValue array) => Columns.NameOf(Trace, array);

        /// <summary>A number that is checked against another where the gate runs.</summary>
        public int Checked(Fault fault, int value, int other = -1, string first = "", string second = "") =>
            ArrayNodes.Checked(Graph, value, other, Graph.Loops.At(Place with { First = first, Second = second }, fault));

        /// <summary>The one length of some arrays.</summary>
        public int SameLength(params ReadOnlySpan<ArrayValue> arrays)
        {
            int length = Length(arrays[0]);
            foreach (ArrayValue array in arrays[1..]) length = Checked(Fault.Lengths, length, Length(array), NameOf(arrays[0]), NameOf(array));
            return length;
        }

        /// <summary>The length of an array that must have an element.</summary>
        public int SomeLength(ArrayValue array) => Checked(Fault.Empty, Length(array), first: NameOf(array));

        public Value At(ArrayValue array, int position) => Columns.At(Trace, array, position, Place);

        public Wire Wire(int node) => Graph.Wire(node);
    }

    delegate Value Meaning(Call call);

    static readonly Dictionary<string, (int Arity, Meaning Meaning)> table = new(
        [.. Made(), .. Maps(), .. Sums(), .. Folds(), .. Parts(), .. Loops()]);

    /// <summary>The value of a function at the type at which it is used.</summary>
    public static Value Of(string name, GateType type, CheckPlace place)
    {
        var (arity, meaning) = table[name];
        return new Native(arity, (trace, x) => meaning(new(trace, place, type, [.. x])));
    }

    /// <summary>Whether a built-in name has a meaning here, and for how many arguments.</summary>
    public static int? ArityOf(string name) => table.TryGetValue(name, out var entry) ? entry.Arity : null;

    static KeyValuePair<string, (int, Meaning)> Entry(string name, int arity, Meaning meaning) => new(name, (arity, meaning));
}
