using GateDsl.Ir;

namespace GateDsl.Tracing.Arrays;

static partial class ArrayMeanings
{
    static IEnumerable<KeyValuePair<string, (int, Meaning)>> Sums() =>
    [
        Entry("Array.sum", 1, call => Sum(call, [call.Array(0)], x => x[0])),
        Entry("Array.sumBy", 2, call => Sum(call, [call.Array(1)], x => call.Apply(0, x))),
        Entry("Array.average", 1, call => Average(call, Sum(call, [call.Array(0)], x => x[0]), call.Array(0))),
        Entry("Array.averageBy", 2, call => Average(call, Sum(call, [call.Array(1)], x => call.Apply(0, x)), call.Array(1))),
        Entry("Array.dot", 2, call => Sum(call, [call.Array(0), call.Array(1)], x => Product(call, x))),
        Entry("Array.max", 1, call => Extreme(call, isLargest: true)),
        Entry("Array.min", 1, call => Extreme(call, isLargest: false)),
        Entry("Array.maxBy", 2, call => Best(call, call.Array(1), x => call.Apply(0, x), isLargest: true)),
        Entry("Array.minBy", 2, call => Best(call, call.Array(1), x => call.Apply(0, x), isLargest: false)),
        Entry("Array.exists", 2, call => Exists(call, x => call.Apply(0, x))),
        Entry("Array.forall", 2, call => Not(call, Exists(call, x => Not(call, call.Apply(0, x))))),
        Entry("Array.length", 1, call => new WireValue(call.Length(call.Array(0)))),
        Entry("Array.isEmpty", 1, call => new WireValue(call.Wire(call.Length(call.Array(0))).With(Op.Equal, 0).Id)),
    ];

    delegate Value Term(params Value[] elements);

    static Value Sum(Call call, ArrayValue[] arrays, Term term)
    {
        int trips = call.SameLength(arrays);
        ArrayLoop loop = call.Loop();
        Value sum = loop.Summed(trips, term([.. arrays.Select(array => loop.Element(array))]));
        return IsOfInts(call.Type) ? new WireValue(call.Checked(Fault.Overflow, ((WireValue)sum).Id)) : sum;
    }

    static bool IsOfInts(GateType type)
    {
        while (type is GateType.Function function) type = function.Result;
        return type == GateType.Int;
    }

    static Value Average(Call call, Value sum, ArrayValue array) => new WireValue((call.Wire(((WireValue)sum).Id) / call.Wire(call.Length(array))).Id);

    static Value Product(Call call, Value[] x) => new WireValue((call.Wire(((WireValue)x[0]).Id) * call.Wire(((WireValue)x[1]).Id)).Id);

    static WireValue Exists(Call call, Term condition)
    {
        ArrayValue array = call.Array(1);
        ArrayLoop loop = call.Loop();
        return loop.One(call.Length(array), condition(loop.Element(array)), node => new LoopResult.Some(node));
    }

    static WireValue Not(Call call, Value truth) => new((!call.Wire(((WireValue)truth).Id)).Id);

    // Of a few wires, as the operations on two.
    static Value Extreme(Call call, bool isLargest)
    {
        ArrayValue array = call.Array(0);
        if (array.Columns is WireValue { Id: var column } && call.Graph[column] is { Op: Op.Items } items && call.Graph.KindOf(column) == Kind.Float.ArrayOf()
            && ArrayNodes.Unpack(call.Graph.Nodes, items.A) is { Length: <= SmallLoops.MostTrips } wires)
        {
            return new WireValue(wires.Select(call.Wire).Aggregate((best, next) => best.With(isLargest ? Op.Max : Op.Min, next)).Id);
        }
        return Best(call, array, x => x[0], isLargest);
    }

    // Keys that are one float have a result of their own; others are compared one after the other.
    static Value Best(Call call, ArrayValue array, Term key, bool isLargest)
    {
        int trips = call.SomeLength(array);
        ArrayLoop loop = call.Loop();
        Value first = key(loop.Element(array));
        if (first is WireValue wire && call.Graph.KindOf(wire.Id) == Kind.Float)
        {
            return call.At(array, loop.One(trips, first, node => new LoopResult.Best(node, isLargest)).Id);
        }
        ArrayLoop fold = call.Loop();
        int zero = call.Graph.Number(0);
        Value best = fold.Carried(call.At(array, zero)), element = fold.Element(array);
        Wire better = Comparison.Ordered(call.Graph, isLargest ? Op.Greater : Op.Less, key(element), key(best));
        return fold.State(trips, call.Trace.Select(better.Id, element, best));
    }
}
