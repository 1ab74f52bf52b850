using GateDsl.Ir;

namespace GateDsl.Tracing.Arrays;

static partial class ArrayMeanings
{
    static IEnumerable<KeyValuePair<string, (int, Meaning)>> Loops() =>
    [
        Entry("iterate", 3, Iterate),
        Entry("iterateWhile", 4, IterateWhile),
        Entry("root", 3, Root),
        Entry("interp", 3, Interp),
        Entry("float", 1, call => call.Type is GateType.Function { Argument: var given } && given == GateType.Int ? new WireValue(Ints.ToFloat(call.Wire(call.Number(0))).Id) : call.Given[0]),
        Entry("int", 1, call => call.Type is GateType.Function { Argument: var argument } && argument == GateType.Int ? call.Given[0] : new WireValue(Whole(call.Wire(call.Number(0))).Id)),
    ];

    static Value Iterate(Call call)
    {
        ArrayLoop loop = call.Loop();
        return loop.State(call.Number(0), call.Apply(1, loop.Carried(call.Given[2])));
    }

    static Value IterateWhile(Call call)
    {
        ArrayLoop loop = call.Loop();
        Value state = loop.Carried(call.Given[3]);
        Value going = call.Apply(1, state);
        return loop.State(call.Number(0), call.Apply(2, state), going: going);
    }

    static Value Root(Call call)
    {
        ArrayLoop loop = call.Loop();
        return loop.Root(call.Apply(0, loop.Carried(new WireValue(call.Graph.Number(0)))), call.Given[1], call.Given[2]);
    }

    // A number without its fraction, NaN as 0, what no int is as the nearest one.
    static Wire Whole(Wire x) => x.With(Op.Equal, x).Choose(
        x.Graph.Wire(x.Graph.Add(new(Op.Clamp, x.Apply(Op.Truncate).Id, x.Number(int.MinValue).Id, x.Number(int.MaxValue).Id))), x.Number(0));

    // The line between the two knots around x; where there are none, the nearest value. At a knot the slope is that to the right.
    static Value Interp(Call call)
    {
        ArrayValue xs = call.Array(0), ys = call.Array(1);
        Wire x = call.Wire(call.Number(2));
        int length = call.Checked(Fault.Lengths, call.SomeLength(xs), call.Length(ys), call.NameOf(xs), call.NameOf(ys));
        int last = ArrayNodes.Sum(call.Graph, length, -1);
        int knots = ((WireValue)xs.Columns).Id;
        int ordered = call.Checked(Fault.Knots, FirstWrong(call, knots, last), first: call.NameOf(xs));
        int low = ArrayNodes.Make(call.Graph, new(Op.Locate, knots, x.Id, ordered, call.Graph.Loops.At(call.Place)));
        Wire At(ArrayValue array, int position) => call.Wire(((WireValue)call.At(array, position)).Id);
        Wire x0 = At(xs, low), x1 = At(xs, ArrayNodes.Sum(call.Graph, low, 1)), y0 = At(ys, low), y1 = At(ys, ArrayNodes.Sum(call.Graph, low, 1));
        Wire line = y0 + (x - x0) * ((y1 - y0) / (x1 - x0));
        Wire right = x.With(Op.Less, At(xs, last)).Choose(line, At(ys, last));
        int first = ArrayNodes.Sum(call.Graph, ordered, 1);          // 0, and asked for whatever x is
        return new WireValue(x.With(Op.Less, At(xs, first)).Choose(At(ys, call.Graph.Number(0)), x.With(Op.Equal, x).Choose(right, x)).Id);
    }

    // The first knot that is not above the one before it; -1 where there is none.
    static int FirstWrong(Call call, int knots, int pairs)
    {
        var builder = new LoopBuilder(call.Graph) { Place = call.Place };
        Wire grows = call.Wire(builder.Element(knots)).With(Op.Less, call.Wire(builder.Element(knots, call.Graph.Number(1))));
        int loop = builder.Finish(pairs, [], [new LoopResult.Some((!grows).Id), new LoopResult.Best(grows.Choose(grows.Number(0), grows.Number(1)).Id, true)]);
        Wire some = call.Wire(LoopBuilder.Part(call.Graph, loop, 0)), first = call.Wire(LoopBuilder.Part(call.Graph, loop, 1));
        return some.Choose(first + 1, first.Number(-1)).Id;
    }
}
