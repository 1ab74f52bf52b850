namespace GateDsl.Ir;

/// <summary>
/// Loops over small arrays whose elements are known as nodes, as straight code: <c>[| x; y; z |]</c> is no array, its elements are wires. Sums are added in the order that loops have.
/// </summary>
static class SmallLoops
{
    /// <summary>As many trips as there are running sums: then each has one number.</summary>
    public const int MostTrips = Summation.Sums;

    /// <summary>The most nodes that come about.</summary>
    const int MostNodes = 256;

    /// <summary>The most that come about where every loop is to be straight code: for arithmetic with a certificate.</summary>
    const int MostExact = 200_000;

    /// <summary>The results of a loop; null: it stays a loop.</summary>
    public static int[]? Of(Graph graph, int id)
    {
        Loop loop = graph.Loops[graph[id].Bits];
        if (!graph.IsExact && (loop.HasGoing || loop.Results.Any(result => result is LoopResult.Scattered or LoopResult.Summed { Like: >= 0 }))) return null;
        int[] arguments = ArrayNodes.Arguments(graph, id);
        var (mostTrips, mostNodes) = graph.IsExact ? (MostExact, MostExact) : (MostTrips, MostNodes);
        if (graph.IsExact && ExactInts.Value(graph, arguments[Loop.Trips]) is { } known) arguments[Loop.Trips] = graph.Number(known);
        foreach (LoopInput input in loop.Inputs) if (graph.IsExact && input.Offset >= 0 && ExactInts.Value(graph, arguments[input.Offset]) is { } offset) arguments[input.Offset] = graph.Number(offset);
        int fewest = graph.IsExact || loop.Results.All(result => result is LoopResult.Summed { Like: < 0 }) ? 0 : 1;      // a sum of nothing is 0, whatever it would be made of
        if (graph[arguments[Loop.Trips]] is not { Op: Op.Number, Number: var trips } || !(trips >= fewest && trips <= mostTrips) || trips * loop.Body.Nodes.Length > mostNodes || !IsOfWires(graph, loop, arguments)) return null;
        int mark = graph.Count;
        var straight = new Straight(graph, loop, arguments, (int)trips);
        int[] results = [.. loop.Results.Select(straight.Result)];
        return Array.IndexOf(results, -1) < 0 && (graph.IsExact || !HaveLoops(graph, results, mark)) ? results : null;
    }

    // Loops that stay in a body are not to stand there once for each trip.
    static bool HaveLoops(Graph graph, int[] results, int mark)
    {
        Stack<int> open = new(results);
        HashSet<int> seen = [];
        while (open.TryPop(out int id))
        {
            if (id < mark || !seen.Add(id)) continue;
            Node node = graph[id];
            if (node.Op is Op.Loop or Op.Root) return true;
            for (int k = 0; k < node.Arity; k++) open.Push(node[k]);
        }
        return false;
    }

    // What carries must go through such an array: the program wrote an iteration, of however few steps, as a loop.
    static bool IsOfWires(Graph graph, Loop loop, int[] arguments)
    {
        bool hasWires = loop.Carried == 0 || graph.IsExact;
        foreach (LoopInput input in loop.Inputs)
        {
            if (input.Role != LoopRole.Element) continue;
            if ((graph[arguments[input.Argument]].Op != Op.Items && graph[arguments[Loop.Trips]].Number > 0) || (input.Offset >= 0 && graph[arguments[input.Offset]].Op != Op.Number)) return false;
            hasWires = true;
        }
        return hasWires;
    }

    sealed class Straight
    {
        readonly Graph graph;
        readonly Loop loop;
        readonly List<int[]> outputs = [];           // trip after trip, by the index
        readonly List<int[]> states;                 // before the first trip, and after each

        readonly int[] arguments;
        readonly List<int> going = [];               // of a loop that a condition ends, whether each trip is made

        public Straight(Graph graph, Loop loop, int[] arguments, int trips)
        {
            (this.graph, this.loop, this.arguments) = (graph, loop, arguments);
            states = [arguments[Loop.FirstStart..(Loop.FirstStart + loop.Carried)]];
            Dictionary<int, int[]> arrays = [];
            foreach (LoopInput input in loop.Inputs) if (input.Role == LoopRole.Element && trips > 0) arrays[input.Argument] = ArrayNodes.Arguments(graph, arguments[input.Argument]);
            for (int n = 0; n < trips; n++)
            {
                int i = loop.IsBackwards ? trips - 1 - n : n;
                int[] inputs = [.. loop.Inputs.Select(input => input.Role switch
                {
                    LoopRole.Index => graph.Number(i),
                    LoopRole.Element => Element(arrays[input.Argument], input.Stride * i + (input.Offset < 0 ? 0 : graph[arguments[input.Offset]].Number)) is >= 0 and var element ? element
                        : ArrayNodes.At(graph, arguments[input.Argument], graph.Number(input.Stride * i + (input.Offset < 0 ? 0 : graph[arguments[input.Offset]].Number))),
                    LoopRole.Captured => arguments[input.Argument],
                    _ => states[^1][input.Argument],
                })];
                outputs.Add(graph.IsExact ? ExactInts.Inline(graph, loop.Body, inputs) : graph.Inline(loop.Body, inputs));
                int[] next = outputs[^1][..loop.Carried];
                if (loop.HasGoing)
                {
                    Wire goes = graph.Wire(outputs[^1][loop.Carried]);
                    if (going.Count > 0) goes = graph.Wire(going[^1]) & goes;
                    going.Add(goes.Id);
                    for (int k = 0; k < next.Length; k++) next[k] = Chosen(goes, next[k], states[^1][k]);
                }
                states.Add(next);
            }
            if (!loop.IsBackwards) return;
            outputs.Reverse();
            states.Reverse();
        }

        static int Element(int[] items, double at) => at >= 0 && at < items.Length ? items[(int)at] : -1;

        // Of arrays element by element.
        int Chosen(Wire condition, int whenTrue, int whenFalse)
        {
            if (!graph.KindOf(whenTrue).IsArray()) return condition.Choose(graph.Wire(whenTrue), graph.Wire(whenFalse)).Id;
            if (graph[whenTrue].Op != Op.Items || graph[whenFalse].Op != Op.Items) return condition.Choose(graph.Wire(whenTrue), graph.Wire(whenFalse)).Id;
            return ArrayNodes.Items(graph, [.. ArrayNodes.Arguments(graph, whenTrue).Zip(ArrayNodes.Arguments(graph, whenFalse), (a, b) => Chosen(condition, a, b))]);
        }

        /// <summary>The node of a result; -1: there is none.</summary>
        public int Result(LoopResult result) => result switch
        {
            LoopResult.Stacked or LoopResult.All or LoopResult.Some or LoopResult.Best or LoopResult.Summed or LoopResult.Scattered when loop.HasGoing => -1,
            LoopResult.Stacked when outputs.Count == 0 => -1,
            LoopResult.Stacked stacked => Items(outputs.Select(trip => trip[stacked.Value])),
            LoopResult.Count => going.Select(goes => graph.Wire(goes).Choose(graph.Wire(graph.Number(1)), graph.Wire(graph.Number(0)))).Aggregate(graph.Wire(graph.Number(0)), (sum, one) => sum + one).Id,
            LoopResult.Summed { Like: >= 0 } summed => outputs.Select(trip => trip[summed.Value]).Aggregate(ArrayNodes.Zeros(graph, arguments[summed.Like]), (sum, array) => ArrayNodes.Plus(graph, sum, array)),
            LoopResult.Scattered scattered => Scattered(scattered),
            LoopResult.Summed when outputs.Count == 0 => graph.Number(0),
            LoopResult.Summed summed => Sum([.. outputs.Select(trip => trip[summed.Value])]),
            LoopResult.Last last => (loop.IsBackwards ? states[0] : states[^1])[last.Carried],
            LoopResult.All all => Items(states.Select(state => state[all.Carried])),
            LoopResult.Best when outputs.Count == 0 => graph.Number(-1),
            LoopResult.Best best => Best([.. outputs.Select(trip => graph.Wire(trip[best.Value]))], best.IsLargest ? Op.Greater : Op.Less),
            LoopResult.Some some => outputs.Select(trip => graph.Wire(trip[some.Condition])).Aggregate(graph.Wire(graph.Truth(false)), (before, next) => before | next).Id,
            _ => -1,
        };

        int Items(IEnumerable<int> values)
        {
            int[] items = [.. values];
            return Array.TrueForAll(items, item => !graph.KindOf(item).IsArray() || graph[item].Op == Op.Items) ? ArrayNodes.Items(graph, items) : -1;
        }

        // At a position that is known a value is added there, else everywhere where it is the position.
        int Scattered(LoopResult.Scattered scattered)
        {
            int sum = ArrayNodes.Zeros(graph, arguments[scattered.Like]);
            foreach (int[] trip in outputs)
            {
                foreach (LoopResult.Contribution added in scattered.Contributions)
                {
                    if (graph[sum].Op != Op.Items) return -1;
                    sum = Added(sum, trip[added.Value], [.. added.Positions.Select(position => graph.Wire(trip[position]))]);
                }
            }
            return sum;
        }

        int Added(int array, int value, Wire[] positions)
        {
            if (positions.Length == 0) return ArrayNodes.Plus(graph, array, value);
            int[] items = ArrayNodes.Arguments(graph, array);
            for (int i = 0; i < items.Length; i++)
            {
                if (graph[positions[0].Id] is { Op: Op.Number, Number: var known })
                {
                    if (known == i) items[i] = Added(items[i], value, positions[1..]);
                }
                else items[i] = Chosen(positions[0].With(Op.Equal, i), Added(items[i], value, positions[1..]), items[i]);
            }
            return ArrayNodes.Items(graph, items);
        }

        // Each number is a running sum, which are added by halves.
        int Sum(int[] terms)
        {
            if (graph.AddsOneByOne || graph.IsExact) return terms.Select(graph.Wire).Aggregate((before, next) => before + next).Id;
            for (int half = Summation.Sums / 2; half > 0; half /= 2)
            {
                for (int k = 0; k + half < terms.Length; k++) if (k < half) terms[k] = (graph.Wire(terms[k]) + graph.Wire(terms[k + half])).Id;
                if (terms.Length > half) terms = terms[..half];
            }
            return terms[0];
        }

        // The first best one, or the first that is no number.
        int Best(Wire[] values, Op isBetter)
        {
            Wire best = values[0], place = best.Number(0);
            for (int i = 1; i < values.Length; i++)
            {
                Wire takes = best.With(Op.Equal, best) & (values[i].With(isBetter, best) | values[i].With(Op.NotEqual, values[i]));
                (best, place) = (takes.Choose(values[i], best), takes.Choose(place.Number(i), place));
            }
            return place.Id;
        }
    }
}
