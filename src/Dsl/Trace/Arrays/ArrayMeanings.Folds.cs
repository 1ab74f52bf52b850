using GateDsl.Ir;

namespace GateDsl.Tracing.Arrays;

static partial class ArrayMeanings
{
    static IEnumerable<KeyValuePair<string, (int, Meaning)>> Folds() =>
    [
        Entry("Array.fold", 3, call => Fold(call, call.Given[1], [call.Array(2)], (state, x) => call.Apply(0, state, x[0]))),
        Entry("Array.fold2", 4, call => Fold(call, call.Given[1], [call.Array(2), call.Array(3)], (state, x) => call.Apply(0, state, x[0], x[1]))),
        Entry("Array.foldBack", 3, call => Fold(call, call.Given[2], [call.Array(1)], (state, x) => call.Apply(0, x[0], state), isBackwards: true)),
        Entry("Array.scan", 3, call => Fold(call, call.Given[1], [call.Array(2)], (state, x) => call.Apply(0, state, x[0]), isAll: true)),
        Entry("Array.scanBack", 3, call => Fold(call, call.Given[2], [call.Array(1)], (state, x) => call.Apply(0, x[0], state), isBackwards: true, isAll: true)),
        Entry("Array.reduce", 2, Reduce),
        Entry("Array.reduceBack", 2, ReduceBack),
    ];

    delegate Value Next(Value state, Value[] elements);

    static Value Fold(Call call, Value start, ArrayValue[] arrays, Next next, bool isBackwards = false, bool isAll = false)
    {
        int trips = call.SameLength(arrays);
        ArrayLoop loop = call.Loop();
        Value state = loop.Carried(start);
        return loop.State(trips, next(state, [.. arrays.Select(array => loop.Element(array))]), isBackwards, isAll);
    }

    static Value Reduce(Call call)
    {
        ArrayValue array = call.Array(1);
        int trips = ArrayNodes.Sum(call.Graph, call.SomeLength(array), -1);
        ArrayLoop loop = call.Loop();
        Value state = loop.Carried(call.At(array, call.Graph.Number(0)));
        return loop.State(trips, call.Apply(0, state, loop.Element(array, call.Graph.Number(1), isWhole: false)));
    }

    static Value ReduceBack(Call call)
    {
        ArrayValue array = call.Array(1);
        int trips = ArrayNodes.Sum(call.Graph, call.SomeLength(array), -1);
        ArrayLoop loop = call.Loop();
        Value state = loop.Carried(call.At(array, trips));
        return loop.State(trips, call.Apply(0, loop.Element(array, isWhole: false), state), isBackwards: true);
    }
}
