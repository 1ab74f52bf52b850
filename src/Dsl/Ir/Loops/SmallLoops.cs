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

    /// <summary>The results of a loop; null: it stays a loop.</summary>
    public static int[]? Of(Graph graph, int id)
    {
        Loop loop = graph.Loops[graph[id].Bits];
        if (loop.HasGoing || loop.Results.Any(result => result is LoopResult.Scattered or LoopResult.Summed { Like: >= 0 })) return null;
        int[] arguments = ArrayNodes.Arguments(graph, id);
        if (graph[arguments[Loop.Trips]] is not { Op: Op.Number, Number: >= 1 and <= MostTrips and var trips } || trips * loop.Body.Nodes.Length > MostNodes || !IsOfWires(graph, loop, arguments)) return null;
        var straight = new Straight(graph, loop, arguments, (int)trips);
        int[] results = [.. loop.Results.Select(straight.Result)];
        return Array.IndexOf(results, -1) < 0 ? results : null;
    }

    // What carries must go through such an array: the program wrote an iteration, of however few steps, as a loop.
    static bool IsOfWires(Graph graph, Loop loop, int[] arguments)
    {
        bool hasWires = loop.Carried == 0;
        foreach (LoopInput input in loop.Inputs)
        {
            if (input.Role != LoopRole.Element) continue;
            if (graph[arguments[input.Argument]].Op != Op.Items || (input.Offset >= 0 && graph[arguments[input.Offset]].Op != Op.Number)) return false;
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

        public Straight(Graph graph, Loop loop, int[] arguments, int trips)
        {
            (this.graph, this.loop) = (graph, loop);
            states = [arguments[Loop.FirstStart..(Loop.FirstStart + loop.Carried)]];
            for (int n = 0; n < trips; n++)
            {
                int i = loop.IsBackwards ? trips - 1 - n : n;
                int[] inputs = [.. loop.Inputs.Select(input => input.Role switch
                {
                    LoopRole.Index => graph.Number(i),
                    LoopRole.Element => ArrayNodes.At(graph, arguments[input.Argument], graph.Number(input.Stride * i + (input.Offset < 0 ? 0 : graph[arguments[input.Offset]].Number))),
                    LoopRole.Captured => arguments[input.Argument],
                    _ => states[^1][input.Argument],
                })];
                outputs.Add(graph.Inline(loop.Body, inputs));
                states.Add(outputs[^1][..loop.Carried]);
            }
            if (!loop.IsBackwards) return;
            outputs.Reverse();
            states.Reverse();
        }

        /// <summary>The node of a result; -1: there is none.</summary>
        public int Result(LoopResult result) => result switch
        {
            LoopResult.Stacked stacked => Items(outputs.Select(trip => trip[stacked.Value])),
            LoopResult.Summed summed => Sum([.. outputs.Select(trip => trip[summed.Value])]),
            LoopResult.Last last => (loop.IsBackwards ? states[0] : states[^1])[last.Carried],
            LoopResult.All all => Items(states.Select(state => state[all.Carried])),
            LoopResult.Best best => Best([.. outputs.Select(trip => graph.Wire(trip[best.Value]))], best.IsLargest ? Op.Greater : Op.Less),
            LoopResult.Some some => outputs.Select(trip => graph.Wire(trip[some.Condition])).Aggregate((before, next) => before | next).Id,
            _ => -1,
        };

        int Items(IEnumerable<int> values)
        {
            int[] items = [.. values];
            return Array.TrueForAll(items, item => !graph.KindOf(item).IsArray() || graph[item].Op == Op.Items) ? ArrayNodes.Items(graph, items) : -1;
        }

        // Each number is a running sum, which are added by halves.
        int Sum(int[] terms)
        {
            if (graph.AddsOneByOne) return terms.Select(graph.Wire).Aggregate((before, next) => before + next).Id;
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
