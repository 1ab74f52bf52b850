using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>
/// The transpose of a loop is a loop: the body is copied, the adjoints of its results are seeds there, and what arrives at the inputs becomes results.
/// </summary>
/// <remarks>
/// <code>
/// in the loop                          in its transpose
/// element of a whole array             stacked
/// element at another position          scattered there; of one array, several contributions of one result
/// captured number                      summed
/// captured array                       summed; what is put at a position is scattered there
/// carried                              carried the other way, from the adjoint of Last; its value before the trip is read from All
/// Stacked                              the adjoint is an element
/// Summed                               the adjoint is captured
/// Scattered                            the adjoint is captured and read at the positions
/// All                                  the rows of the adjoint join the seeds of what is carried, the start's row the adjoint of the start
/// Best, Some, Count, index, positions  nothing
/// </code>
/// </remarks>
sealed partial class LoopPull
{
    readonly Graph graph;
    readonly Loop loop;
    readonly int[] arguments;
    readonly Adjoints adjoints;
    readonly SortedDictionary<int, Guarded> results;       // the adjoints of the results that have one
    readonly Wire? common;                                 // where they all have one guard: the transpose is built without it, and what comes out has it
    readonly bool isCommon;
    readonly int id, trips, states;

    LoopPull(Graph graph, int id, Adjoints adjoints)
    {
        (this.graph, this.id, this.adjoints, results) = (graph, id, adjoints, adjoints.Of(id));
        loop = graph.Loops[graph[id].Bits];
        arguments = ArrayNodes.Arguments(graph, id);
        isCommon = results.Values.Select(adjoint => adjoint.Guard).Distinct().Count() == 1;
        common = isCommon ? results.Values.First().Guard : null;
        trips = arguments[Loop.Trips];
        states = id;
        if (loop.HasGoing)
        {
            int counted = LoopRules.WithResults(graph, id, [new LoopResult.Count()]);
            trips = LoopBuilder.Part(graph, counted, loop.Results.Length);
            var taken = new Loop(loop.Body, loop.Inputs, loop.Carried, [], false, loop.IsBackwards) { Place = loop.Place };
            states = graph.Add(new(Op.Loop, ArrayNodes.Pack(graph, [trips, .. arguments[1..]]), Bits: graph.Loops.Add(taken)));
        }
        if (loop.Carried > 0) states = LoopRules.WithResults(graph, states, Enumerable.Range(0, loop.Carried).Select(k => new LoopResult.All(k)));
    }

    /// <summary>Adds to the adjoints of what a loop reads.</summary>
    public static void Of(Graph graph, int id, Adjoints adjoints)
    {
        if (!LoopTangents.Of(graph, id, adjoints)) new LoopPull(graph, id, adjoints).Run();
    }

    void Run()
    {
        SortedSet<int> active = [.. results.Keys.Select(result => loop.Results[result]).OfType<LoopResult.Last>().Select(last => last.Carried)];
        while (true)
        {
            // which carried adjoints are not 0: again until no new one appears
            var body = new Transposed(this, active);
            int known = active.Count;
            active.UnionWith(body.Reached());
            if (active.Count > known) continue;
            body.Finish();
            return;
        }
    }

    int StateOf(LoopBuilder builder, int carried)
    {
        int all = LoopBuilder.Part(graph, states, graph.Loops[graph[states].Bits].Results.Length - loop.Carried + carried);
        return builder.Element(all, loop.IsBackwards ? graph.Number(1) : -1);
    }

    int Start(int carried) => arguments[Loop.FirstStart + carried];

    // The adjoint of a carried value after the last trip.
    int Last(int carried)
    {
        Guarded sum = Guarded.Zero;
        foreach (var (result, adjoint) in results)
        {
            if (loop.Results[result] is LoopResult.Last last && last.Carried == carried) sum += isCommon ? new(adjoint.Value) : adjoint;
        }
        return sum.ResolveLike(graph, Start(carried)).Id;
    }
}
