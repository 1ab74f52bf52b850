using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Tracing;

/// <summary>The values of hosts and expressions, from and to what circuits compute with: an array of tuples is a tuple of arrays there.</summary>
static class GateValues
{
    /// <summary>The value of a result of this type.</summary>
    public static GateValue Result(GateType type, Circuit circuit, Cell[] cells)
    {
        int next = 0;
        return Read(Shape(type), circuit, cells, 0, ref next);
    }

    // level: the arrays around it
    static GateValue Read(Value shape, Circuit circuit, Cell[] cells, int level, ref int next)
    {
        switch (shape)
        {
            case TupleValue tuple:
                var items = ImmutableArray.CreateBuilder<GateValue>(tuple.Items.Length);
                foreach (Value item in tuple.Items) items.Add(Read(item, circuit, cells, level, ref next));
                return new GateValue.Tuple(items.MoveToImmutable());
            case ArrayValue array:
                Value bottom = array;
                while (bottom is ArrayValue inner) bottom = inner.Columns;
                int first = next;
                if (bottom is WireValue { Id: var id }) return new GateValue.Array(id == Int ? Whole(cells[first].Array) : cells[first].Array, IsTruth(circuit, next++));
                var elements = ImmutableArray.CreateBuilder<GateValue>();
                int length = cells[first].Array.Length;
                next += Arrays.Columns.Nodes(array).Length;
                for (int i = 0; i < length; i++)
                {
                    var rows = (Cell[])cells.Clone();
                    for (int k = first; k < next; k++) rows[k] = rows[k].Array.Rank > 1 ? rows[k].Array.Row(i) : rows[k].Array[i];
                    int at = first;
                    elements.Add(Read(array.Columns, circuit, rows, level + 1, ref at));
                }
                return new GateValue.Array(elements.ToImmutable());
            default:
                double number = cells[next].Number;
                return IsTruth(circuit, next++) ? new GateValue.Truth(number != 0) : new GateValue.Number(shape is WireValue { Id: Int } ? number + 0 : number);
        }
    }

    // The node of an int in a shape.
    const int Int = -2;

    // Of ints there is no -0.
    static ArrayData Whole(ArrayData ints)
    {
        double[] numbers = [.. ints.Flat()];
        for (int i = 0; i < numbers.Length; i++) numbers[i] += 0.0;
        return new(numbers, [.. ints.Lengths]);
    }

    static bool IsTruth(Circuit circuit, int output) => circuit.Kinds[circuit.Outputs[output]].Scalar() == Kind.Bool;

    static Value Shape(GateType type) => type switch
    {
        GateType.Tuple tuple => new TupleValue([.. tuple.Items.Select(Shape)]),
        GateType.Array array => new ArrayValue(Shape(array.Element)),
        _ => new WireValue(type == GateType.Int ? Int : -1),
    };

    /// <summary>What the inputs of a gate's circuits are, of its arguments.</summary>
    /// <exception cref="ArgumentException">An argument does not fit its parameter.</exception>
    public static Cell[] Inputs(Gate gate, ReadOnlySpan<GateValue> arguments)
    {
        if (arguments.Length != gate.Parameters.Count) throw new ArgumentException($"{gate.Parameters.Count} arguments are needed, {arguments.Length} given: {gate.Signature}");
        List<Leaf> leaves = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(arguments[i], nameof(arguments));
            Fill(arguments[i], gate.ParameterTypes[i], gate, gate.Parameters[i].Name, leaves);
        }
        return [.. leaves.Select(leaf => leaf.Cell)];
    }

    // A number or the numbers of one array, with its lengths; -1: no row has shown it yet.
    sealed class Leaf
    {
        public List<double> Numbers { get; } = [];
        public List<int> Lengths { get; } = [];
        public ArrayData? Whole { get; init; }

        public Cell Cell => Whole is not null ? Whole : Lengths.Count == 0 ? Numbers[0] : new ArrayData([.. Numbers], [.. Lengths.Select(length => Math.Max(0, length))]);
    }

    static void Fill(GateValue value, GateType type, Gate gate, string name, List<Leaf> leaves)
    {
        int rank = 0;
        GateType bottom = type;
        for (; bottom is GateType.Array array; bottom = array.Element) rank++;
        if (rank > 0 && bottom is not GateType.Tuple && value is GateValue.Array { Data: { } data } && data.Rank == rank)
        {
            leaves.Add(new() { Whole = data });
            return;
        }
        int first = leaves.Count;
        Open(type, 0);
        int next = first;
        Add(value, type, 0, ref next);

        void Open(GateType of, int level)
        {
            if (of is GateType.Array array) Open(array.Element, level + 1);
            else if (of is GateType.Tuple tuple) foreach (GateType item in tuple.Items) Open(item, level);
            else
            {
                var leaf = new Leaf();
                for (int d = 0; d < level; d++) leaf.Lengths.Add(-1);
                leaves.Add(leaf);
            }
        }

        void Add(GateValue part, GateType of, int level, ref int at)
        {
            switch (of)
            {
                case GateType.Tuple tuple when part is GateValue.Tuple items && items.Items.Length == tuple.Items.Length:
                    for (int k = 0; k < tuple.Items.Length; k++) Add(items.Items[k], tuple.Items[k], level, ref at);
                    break;
                case GateType.Array array when part is GateValue.Array elements:
                    int start = at, end = start + Count(array.Element);
                    for (int k = start; k < end; k++)
                    {
                        if (leaves[k].Lengths[level] >= 0 && leaves[k].Lengths[level] != elements.Length) throw new ArgumentException($"the rows of '{name}' have different lengths: {gate.Signature}");
                        leaves[k].Lengths[level] = elements.Length;
                    }
                    foreach (GateValue element in elements.Items)
                    {
                        at = start;
                        Add(element, array.Element, level + 1, ref at);
                    }
                    at = end;
                    break;
                case GateType.Basic when part is GateValue.Number number && of != GateType.Bool: leaves[at++].Numbers.Add(number.Value); break;
                case GateType.Basic when part is GateValue.Truth truth && of == GateType.Bool: leaves[at++].Numbers.Add(truth.Value ? 1 : 0); break;
                default: throw new ArgumentException($"'{name}' is {type}, and {part} does not fit: {gate.Signature}");
            }
        }
    }

    static int Count(GateType type) => type switch
    {
        GateType.Array array => Count(array.Element),
        GateType.Tuple tuple => tuple.Items.Sum(Count),
        _ => 1,
    };
}
