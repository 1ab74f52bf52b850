using GateDsl.Ir;

namespace GateDsl.Printing;

/// <summary>A loop with its body written into the graph: what is fresh in a trip, and what the body computes of it.</summary>
/// <param name="Loop">The loop as such.</param>
/// <param name="Arguments">What it is applied to.</param>
/// <param name="Index">The fresh input for the number of the trip.</param>
/// <param name="Inputs">The nodes in the places of the body's inputs.</param>
/// <param name="Outputs">The nodes of its outputs.</param>
sealed record OpenLoop(Loop Loop, int[] Arguments, int Index, int[] Inputs, int[] Outputs)
{
    /// <summary>The inputs of a role among some nodes, by their places.</summary>
    public int[] Of(LoopRole role, bool[] live) => [.. Enumerable.Range(0, Inputs.Length).Where(i => Loop.Inputs[i].Role == role && live[Inputs[i]])];

    public int Trips => Arguments[Loop.Trips];
}

/// <summary>Loops of a graph, opened: their bodies are nodes like others and can be printed as such.</summary>
sealed class OpenLoops(Graph graph)
{
    readonly Dictionary<(int, bool), OpenLoop> open = [];

    /// <summary>The loop of a node.</summary>
    /// <param name="id">The node of the loop, or of a root.</param>
    /// <param name="byPosition">Whether elements are read at positions of their arrays, and not inputs of their own.</param>
    public OpenLoop Of(int id, bool byPosition = false)
    {
        if (open.TryGetValue((id, byPosition), out OpenLoop? known)) return known;
        Loop loop = graph.Loops[graph[id].Bits];
        int[] arguments = ArrayNodes.Arguments(graph, id);
        int index = graph.NewInput("", Kind.Float);
        int[] inputs = [.. loop.Inputs.Select(input => input.Role switch
        {
            LoopRole.Index => index,
            LoopRole.Captured => arguments[input.Argument],
            LoopRole.Element when byPosition => Read(arguments[input.Argument], Position(index, input, arguments)),
            LoopRole.Element => graph.NewInput("", arguments[input.Argument], 1),
            _ when graph[id].Op == Op.Root => graph.NewInput("", Kind.Float),
            _ => graph.NewInput("", arguments[Loop.FirstStart + input.Argument], 0),
        })];
        int[] outputs = Split(graph.Inline(loop.Body, inputs));
        return open[(id, byPosition)] = new(loop, arguments, index, inputs, outputs);
    }

    /// <summary>The nodes of an opened body for another index and other elements.</summary>
    public int[] At(int id, int index)
    {
        Loop loop = graph.Loops[graph[id].Bits];
        int[] arguments = ArrayNodes.Arguments(graph, id);
        return Split(graph.Inline(loop.Body, [.. loop.Inputs.Select(input => input.Role switch
        {
            LoopRole.Index => index,
            LoopRole.Captured => arguments[input.Argument],
            _ => Read(arguments[input.Argument], Position(index, input, arguments)),
        })]));
    }

    // A map read at a position is its body there.
    int Read(int array, int position) =>
        IsInPlace(array) ? At(graph[array].A, position)[((LoopResult.Stacked)graph.Loops[graph[graph[array].A].Bits].Results[(int)graph[array].Bits]).Value]
        : graph[array] is { Op: Op.Put } put && graph.KindOf(array).Rank() == 1 ? graph.Wire(position).With(Op.Equal, graph.Wire(put.C)).Choose(graph.Wire(put.B), graph.Wire(ArrayNodes.ZeroLike(graph, put.B))).Id
        : ArrayNodes.At(graph, array, position);

    /// <summary>Whether an array of which elements are read is written as what makes them.</summary>
    public bool IsInPlace(int array) => graph[array] is { Op: Op.Part } part
        && graph.Loops[graph[part.A].Bits] is { IsOrdered: false, Body.Nodes.Length: <= LargestInPlace } loop && loop.Results[(int)part.Bits] is LoopResult.Stacked;

    const int LargestInPlace = 60;

    int Position(int index, LoopInput input, int[] arguments)
    {
        Wire position = graph.Wire(index);
        if (input.Stride == -1 && input.Offset >= 0) return (graph.Wire(arguments[input.Offset]) - position).Id;
        if (input.Stride != 1) position = position * graph.Wire(graph.Number(input.Stride));
        return input.Offset < 0 ? position.Id : graph[arguments[input.Offset]] is { Op: Op.Number } number ? ArrayNodes.Sum(graph, position.Id, number.Number) : (position + graph.Wire(arguments[input.Offset])).Id;
    }

    /// <summary>The same outputs, where every loop that hands something on gives nothing else than that: what is made in its trips besides is made afterwards, of all states.</summary>
    public int[] Split(int[] outputs) => graph.MayHaveArrays ? graph.Map(outputs, (int id, in Node mapped) => graph[id].Op == Op.Part ? Apart(graph.Unless(id, mapped)) : graph.Unless(id, mapped)) : outputs;

    int Apart(int part)
    {
        Node node = graph[part];
        if (node.Op != Op.Part) return part;
        Loop loop = graph.Loops[graph[node.A].Bits];
        if (!loop.IsOrdered || loop.Results[(int)node.Bits] is LoopResult.Last or LoopResult.All or LoopResult.Count) return part;
        int[] arguments = ArrayNodes.Arguments(graph, node.A);
        int states = With(node.A, loop, Enumerable.Range(0, loop.Carried).Select(k => (LoopResult)new LoopResult.All(k)));
        int trips = loop.HasGoing ? LoopBuilder.Part(graph, With(node.A, loop, [new LoopResult.Count()]), 0) : arguments[Loop.Trips];
        var builder = new LoopBuilder(graph);
        int[] outputs = graph.Inline(loop.Body, [.. loop.Inputs.Select(input => input.Role switch
        {
            LoopRole.Index => builder.Index(),
            LoopRole.Element => builder.Element(arguments[input.Argument], input.Offset < 0 ? -1 : arguments[input.Offset], input.Stride, input.IsWhole && !loop.HasGoing),
            LoopRole.Captured => arguments[input.Argument],
            _ => builder.Element(LoopBuilder.Part(graph, states, input.Argument), loop.IsBackwards ? graph.Number(1) : -1),
        })]);
        LoopResult result = loop.Results[(int)node.Bits].Through(value => outputs[value], argument => arguments[argument]);
        return LoopBuilder.Part(graph, builder.Finish(trips, [], [result]), 0);
    }

    int With(int id, Loop loop, IEnumerable<LoopResult> results) =>
        graph.Add(graph[id] with { Bits = graph.Loops.Add(new Loop(loop.Body, loop.Inputs, loop.Carried, [.. results], loop.HasGoing, loop.IsBackwards)) });
}
