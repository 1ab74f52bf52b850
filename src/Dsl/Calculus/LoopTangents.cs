using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>
/// The derivatives of a loop that carries numbers and is asked for few of them: tangents beside what is carried, and no state is kept, however many trips there are. What comes
/// to the loop as adjoints is multiplied by them after it.
/// </summary>
sealed class LoopTangents
{
    /// <summary>The most numbers in which tangents are carried: of more, the transpose costs less.</summary>
    const int MostVariables = 8;

    readonly Graph graph;
    readonly Loop loop;
    readonly int[] arguments, variables;

    LoopTangents(Graph graph, Loop loop, int[] arguments, int[] variables) => (this.graph, this.loop, this.arguments, this.variables) = (graph, loop, arguments, variables);

    /// <summary>Adds to the adjoints of what a loop reads, if this is the way to them; else false.</summary>
    public static bool Of(Graph graph, int id, Adjoints adjoints)
    {
        Loop loop = graph.Loops[graph[id].Bits];
        int[] arguments = ArrayNodes.Arguments(graph, id);
        SortedDictionary<int, Guarded> given = adjoints.Of(id);
        if (loop.Carried == 0 || loop.Body.Nodes.Any(node => node.Op == Op.Loop) || !given.Keys.All(result => IsNumber(loop, result))) return false;
        for (int k = 0; k < loop.Carried; k++) if (graph.KindOf(arguments[Loop.FirstStart + k]).IsArray()) return false;
        int[] variables = [.. Enumerable.Range(0, loop.Carried).Select(k => Loop.FirstStart + k)
            .Concat(loop.Inputs.Where(input => input.Role is LoopRole.Captured or LoopRole.Element).Select(input => input.Argument))
            .Select(place => arguments[place]).Where(argument => graph.Moves(argument) && adjoints.Needs(argument)).Distinct()];
        if (variables.Length > MostVariables || Array.Exists(variables, variable => graph.KindOf(variable).IsArray() || ArrayNodes.MayFail(graph, variable))) return false;
        new LoopTangents(graph, loop, arguments, variables).Add(given, adjoints);
        return true;
    }

    static bool IsNumber(Loop loop, int result) => loop.Results[result] is LoopResult.Last or LoopResult.Summed && loop.Results[result].KindIn(loop.Body) == Kind.Float;

    void Add(SortedDictionary<int, Guarded> given, Adjoints adjoints)
    {
        SortedSet<(int Carried, int Variable)> active = [];
        for (int k = 0; k < loop.Carried; k++) if (Array.IndexOf(variables, arguments[Loop.FirstStart + k]) is >= 0 and var v) active.Add((k, v));
        SortedSet<int> asked = [.. Enumerable.Range(0, loop.Carried), .. given.Keys.SelectMany(result => loop.Results[result].Values())];
        while (true)
        {
            // which tangents are not 0: again until no new one appears
            var builder = new LoopBuilder(graph) { Place = loop.Place };
            int[] carried = [.. Enumerable.Range(0, loop.Carried).Select(k => builder.Carried(arguments[Loop.FirstStart + k]))];
            Dictionary<(int, int), int> moving = active.ToDictionary(pair => pair,
                pair => builder.Carried(graph.Number(arguments[Loop.FirstStart + pair.Carried] == variables[pair.Variable] ? 1 : 0)));
            int[] inputs = builder.Inputs(loop, arguments, k => carried[k]), outputs = graph.Inline(loop.Body, inputs);
            Guarded[][] moved = Tangents(inputs, outputs, moving, asked);
            int known = active.Count;
            active.UnionWith(Enumerable.Range(0, loop.Carried).SelectMany(k => Enumerable.Range(0, variables.Length).Where(v => !moved[v][k].IsZero).Select(v => (k, v))));
            if (active.Count > known) continue;

            (int Carried, int Variable)[] order = [.. active];
            int[] nexts = [.. outputs[..loop.Carried], .. order.Select(pair => moved[pair.Variable][pair.Carried].ResolveLike(graph, outputs[pair.Carried]).Id)];
            List<LoopResult> results = [];
            List<(int Variable, Guarded Adjoint)> targets = [];
            foreach (var (result, adjoint) in given)
            {
                for (int v = 0; v < variables.Length; v++)
                {
                    LoopResult? made = loop.Results[result] switch
                    {
                        LoopResult.Last last => Array.IndexOf(order, (last.Carried, v)) is >= 0 and var at ? new LoopResult.Last(loop.Carried + at) : null,
                        LoopResult.Summed summed when !moved[v][summed.Value].IsZero => summed with { Value = moved[v][summed.Value].Resolve(graph).Id },
                        _ => null,
                    };
                    if (made is null) continue;
                    results.Add(made);
                    targets.Add((v, adjoint));
                }
            }
            if (results.Count == 0) return;
            int whole = builder.Finish(arguments[Loop.Trips], nexts, results, loop.HasGoing ? outputs[loop.Carried] : -1, loop.IsBackwards);
            for (int q = 0; q < targets.Count; q++) adjoints.Add(variables[targets[q].Variable], targets[q].Adjoint * new Guarded(graph.Wire(LoopBuilder.Part(graph, whole, q))));
            return;
        }
    }

    // Of each output that is asked for a row for each variable. The slopes in what moves are found once, by the reverse pass in the body, and each tangent is a sum of products with
    // them: short from trip to trip, however long the way through the body is.
    Guarded[][] Tangents(int[] inputs, int[] outputs, Dictionary<(int, int), int> moving, SortedSet<int> asked)
    {
        int[] places = [.. Enumerable.Range(0, inputs.Length).Where(i => graph[inputs[i]].Op == Op.Input && Enumerable.Range(0, variables.Length).Any(v => Direction(i, v) is not null)).DistinctBy(i => inputs[i])];
        var tangents = new Guarded[variables.Length][];
        for (int v = 0; v < tangents.Length; v++) tangents[v] = new Guarded[outputs.Length];
        foreach (int output in asked)
        {
            Guarded[] slopes = Reverse.Gradient(graph, [new(outputs[output], graph.Wire(graph.Number(1)))], [.. places.Select(i => inputs[i])]);
            Tidy(slopes, outputs);
            for (int v = 0; v < tangents.Length; v++)
            {
                for (int q = 0; q < places.Length; q++) if (Direction(places[q], v) is { } direction) tangents[v][output] += slopes[q] * new Guarded(graph.Wire(direction));
            }
        }
        return tangents;

        int? Direction(int input, int variable) => loop.Inputs[input] switch
        {
            { Role: LoopRole.Carried, Argument: var k } => moving.TryGetValue((k, variable), out int tangent) ? tangent : null,
            { Role: LoopRole.Captured, Argument: var place } when arguments[place] == variables[variable] => graph.Number(1),
            _ => null,
        };
    }

    void Tidy(Guarded[] slopes, int[] outputs)
    {
        if (graph.Tidy is not { } tidy) return;
        int[] places = [.. Enumerable.Range(0, slopes.Length).Where(i => !slopes[i].IsZero)], tidied = tidy([.. places.Select(i => slopes[i].Resolve(graph).Id)], outputs);
        for (int k = 0; k < places.Length; k++) slopes[places[k]] = graph.Wire(tidied[k]);
    }
}
