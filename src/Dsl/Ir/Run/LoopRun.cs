namespace GateDsl.Ir;

/// <summary>A loop while it runs: the inputs of its trips, and its results as they grow.</summary>
sealed class LoopRun
{
    readonly Machine machine;
    readonly Activation outer;
    readonly Loop loop;
    readonly int[] arguments;
    readonly int weight;
    readonly double trips;
    readonly Cell[] state;
    readonly Grown[] results;
    readonly long before;                // the memory in use when it begins
    long taken;                          // what its results have taken

    // A result that is not finished.
    sealed class Grown(LoopResult what)
    {
        public LoopResult What { get; } = what;
        public ArrayData? Array { get; set; }
        public Summation? Sum { get; set; }
        public long Place { get; set; } = -1;
        public double Best { get; set; }
        public int Factors { get; set; } = -1;             // of a summed product, its node in the body
    }

    public LoopRun(Machine machine, Activation outer, Loop loop, int[] arguments, int weight)
    {
        (this.machine, this.outer, this.loop, this.arguments, this.weight) = (machine, outer, loop, arguments, weight);
        before = machine.Bytes;
        if (loop.Place != CheckPlace.None) machine.Place = loop.Place;
        trips = Math.Max(0, Argument(Loop.Trips).Number);
        if (double.IsNaN(trips)) trips = 0;
        state = new Cell[loop.Carried];
        for (int k = 0; k < state.Length; k++) state[k] = Argument(Loop.FirstStart + k);
        machine.Spend(loop.HasGoing ? 0 : trips, weight);
        results = [.. loop.Results.Select(Begun)];
    }

    public Cell[] Run(Activation body)
    {
        long count = 0, all = (long)trips, held = outer.Held;
        for (; count < all; count++)
        {
            long i = loop.IsBackwards ? all - 1 - count : count;
            if (loop.HasGoing) machine.Spend(1, weight);
            machine.Made(weight);
            Enter(body, i);
            if (loop.HasGoing && body.Output(loop.Carried).Number == 0) break;
            foreach (Grown result in results) Grow(result, body, i);
            Carry(body, i);
            if (Array.TrueForAll(results, result => result is { What: LoopResult.Some, Place: 1 })) break;

            // What the trip has made is gone, but for what is carried, what the results have taken, and what was made outside because it asked for it.
            machine.Bytes = before + taken + Carried() + outer.Held - held;
        }
        return [.. results.Select(result => Ended(result, count))];
    }

    long Carried()
    {
        long bytes = 0;
        foreach (Cell cell in state)
        {
            if (cell.Object is ArrayData array) bytes += (long)array.Count * sizeof(double);
        }
        return bytes;
    }

    ArrayData Allocate(params int[] lengths)
    {
        long bytes = machine.Bytes;
        ArrayData array = machine.Allocate(lengths);
        taken += machine.Bytes - bytes;
        return array;
    }

    Cell Argument(int place) => outer.Value(arguments[place]);

    void Enter(Activation body, long i)
    {
        for (int k = 0; k < loop.Inputs.Length; k++)
        {
            LoopInput input = loop.Inputs[k];
            switch (input.Role)
            {
                case LoopRole.Index: body.Inputs[k] = i; break;
                case LoopRole.Carried: body.Inputs[k] = state[input.Argument]; break;
                case LoopRole.Element:
                    ArrayData array = Argument(input.Argument).Array;
                    long at = input.Stride * i + (input.Offset < 0 ? 0 : (long)Argument(input.Offset).Number);
                    if (at < 0 || at >= array.Length) throw RunFaults.Of(Fault.Position, machine.Place, at, array.Length);
                    body.Inputs[k] = array.Rank > 1 ? array.Row((int)at) : array[(int)at];
                    break;
            }
        }
        body.Begin();
    }

    void Carry(Activation body, long i)
    {
        if (state.Length == 0) return;
        var next = new Cell[state.Length];
        for (int k = 0; k < next.Length; k++) next[k] = body.Output(k);
        next.CopyTo(state, 0);
        foreach (Grown result in results)
        {
            if (result.What is LoopResult.All all) Store(result, state[all.Carried], loop.IsBackwards ? i : i + 1, trips + 1);
        }
    }

    Grown Begun(LoopResult what)
    {
        var result = new Grown(what);
        switch (what)
        {
            case LoopResult.Summed summed when loop.Body.Kinds[loop.Body.Outputs[summed.Value]] == Kind.Float:
                result.Sum = new(machine.AddsOneByOne);
                if (result.Sum.IsFused && loop.Body.Nodes[loop.Body.Outputs[summed.Value]].Op == Op.Multiply) result.Factors = loop.Body.Outputs[summed.Value];
                break;
            case LoopResult.Stacked stacked when !loop.Body.Kinds[loop.Body.Outputs[stacked.Value]].IsArray(): result.Array = Allocate(machine.Length(trips)); break;
            case LoopResult.Scattered scattered:
                result.Array = Allocate(Argument(scattered.Like).Array.Lengths);
                break;
            case LoopResult.All all: Store(result, state[all.Carried], loop.IsBackwards ? (long)trips : 0, trips + 1); break;
        }
        return result;
    }

    void Grow(Grown result, Activation body, long i)
    {
        switch (result.What)
        {
            case LoopResult.Stacked stacked: Store(result, body.Output(stacked.Value), i, trips); break;
            case LoopResult.Summed when result.Factors >= 0:
                Node product = loop.Body.Nodes[result.Factors];
                result.Sum!.AddProduct(i, body.Value(product.A).Number, body.Value(product.B).Number);
                break;
            case LoopResult.Summed summed when result.Sum is { } sum: sum.Add(i, body.Output(summed.Value).Number); break;
            case LoopResult.Summed summed:
                ArrayData more = body.Output(summed.Value).Array;
                result.Array ??= Allocate(more.Lengths);
                Same(result.Array, more);
                result.Array.Add(more);
                break;
            case LoopResult.Scattered scattered:
                foreach (LoopResult.Contribution added in scattered.Contributions) Scatter(result.Array!, added, body);
                break;
            case LoopResult.Best best:
                double value = body.Output(best.Value).Number;
                if (result.Place < 0 || (!double.IsNaN(result.Best) && (double.IsNaN(value) || (best.IsLargest ? value > result.Best : value < result.Best)))) (result.Place, result.Best) = (i, value);
                break;
            case LoopResult.Some some:
                if (body.Output(some.Condition).Number != 0) result.Place = 1;
                break;
        }
    }

    void Scatter(ArrayData into, LoopResult.Contribution added, Activation body)
    {
        for (int d = 0; d < added.Positions.Length; d++)
        {
            double position = body.Output(added.Positions[d]).Number;
            if (position == -1) return;
            if (!(position >= 0 && position < into.Length))
            {
                if (ArrayCode.IsZero(body.Output(added.Value))) return;
                throw RunFaults.Of(Fault.Position, machine.Place, position, into.Length);
            }
            if (into.Rank > 1) into = into.Row((int)position);
            else into[(int)position] += body.Output(added.Value).Number;
        }
        if (body.Output(added.Value).Object is ArrayData row) into.Add(row);
    }

    // A number or a row at a place of an array that is made when its first row is there.
    void Store(Grown result, Cell value, long place, double length)
    {
        if (value.Object is not ArrayData row)
        {
            result.Array ??= Allocate(machine.Length(length));
            result.Array[(int)place] = value.Number;
            return;
        }
        result.Array ??= Allocate([machine.Length(length), .. row.Lengths]);
        ArrayData target = result.Array.Row((int)place);
        Same(target, row);
        target.Set(row);
    }

    void Same(ArrayData first, ArrayData other)
    {
        for (int d = 0; d < first.Rank; d++)
        {
            if (first.Lengths[d] != other.Lengths[d]) throw RunFaults.Rows(machine.Place, first.Lengths[d], other.Lengths[d]);
        }
    }

    Cell Ended(Grown result, long count) => result.What switch
    {
        LoopResult.Last last => state[last.Carried],
        LoopResult.Count => count,
        LoopResult.Best => result.Place,
        LoopResult.Some => result.Place > 0 ? 1 : 0,
        LoopResult.Summed when result.Sum is { } sum => sum.Total(),
        LoopResult.Summed summed => result.Array ?? Allocate(Argument(summed.Like).Array.Lengths),
        LoopResult.Stacked stacked => result.Array ?? Allocate(Empty(stacked)),
        _ => result.Array!,
    };

    int[] Empty(LoopResult.Stacked stacked)
    {
        int rank = loop.Body.Kinds[loop.Body.Outputs[stacked.Value]].Rank();
        var lengths = new int[rank + 1];
        for (int d = 0; d < stacked.Row.Length; d++) lengths[d + 1] = machine.Length(Argument(stacked.Row[d]).Number);
        return lengths;
    }
}
