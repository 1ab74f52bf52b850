using GateDsl.Ir;

namespace GateDsl.Printing;

/// <summary>
/// Which nodes are ints where a gate is written. In the graph they are numbers like all others; in the language lengths, positions and counts are ints, and one is made a float by <c>float</c>.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="loops">Its loops.</param>
/// <param name="inputs">The inputs that are ints or arrays of ints.</param>
sealed class IntNodes(Graph graph, OpenLoops loops, IEnumerable<int> inputs)
{
    readonly Dictionary<int, bool> known = inputs.ToDictionary(input => input, _ => true);

    /// <summary>Whether it is an int, or an array of such; what was learned.</summary>
    public bool IsInt(int id) => known.GetValueOrDefault(id);

    /// <summary>A whole number, which is what it has to be.</summary>
    public bool IsEither(int id) => graph[id] switch
    {
        { Op: Op.Number, Number: var number } => double.IsInteger(number) && Math.Abs(number) <= int.MaxValue,
        { Op: Op.Items } => ArrayNodes.Arguments(graph, id).All(IsEither),
        { Op: Op.Zeros } => true,
        { Op: Op.Checked or Op.Negate, A: var value } => IsEither(value),
        { Op: Op.Add or Op.Subtract or Op.Multiply or Op.Max or Op.Min, A: var left, B: var right } => DeepStack.HasRoom && IsEither(left) && IsEither(right),
        _ => false,
    };

    /// <summary>A fresh int.</summary>
    public void Know(int id) => known[id] = true;

    /// <summary>Whether an operation on these is one on ints.</summary>
    public bool AreInts(ReadOnlySpan<int> nodes) => All(nodes);

    /// <summary>Looks at what some outputs need.</summary>
    public void Learn(ReadOnlySpan<int> outputs)
    {
        bool[] live = graph.ReachableFrom(outputs);
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && !known.ContainsKey(i)) known[i] = Natural(i);
        }
    }

    bool Natural(int id)
    {
        Node node = graph[id];
        switch (node.Op)
        {
            case Op.Length or Op.Order or Op.Locate: return true;
            case Op.Part: return OfLoop(node);
            case Op.At or Op.Transpose or Op.Zeros or Op.Checked: return IsInt(node.A);
            case Op.Plus: return IsInt(node.A) && IsInt(node.B);
            case Op.Put: return IsInt(node.B);
            case Op.Items: return All(ArrayNodes.Arguments(graph, id));
            case Op.Select: return IsIntOf(id) || All([node.B, node.C]);
            case Op.Negate or Op.Abs or Op.Floor or Op.Ceil or Op.Round: return IsInt(node.A);
            case Op.Add or Op.Subtract or Op.Multiply or Op.Modulo or Op.Max or Op.Min: return All([node.A, node.B]);
            case Op.Truncate: return IsInt(node.A) || Quotient(node) is not null;
            default: return false;
        }
    }

    /// <summary>The two ints of whose quotient a node is the whole part.</summary>
    public Node? Quotient(in Node node) => node.Op == Op.Truncate && graph[node.A] is { Op: Op.Divide } quotient && All([quotient.A, quotient.B]) ? quotient : null;

    /// <summary>Whether this is what <c>int x</c> means; then of graph[id].A.A.</summary>
    public bool IsIntOf(int id) => graph[id] is { Op: Op.Select, A: var condition, B: var clamped } node && graph[node.C] is { Op: Op.Number, Number: 0 }
        && graph[condition] is { Op: Op.Equal } same && same.A == same.B
        && graph[clamped] is { Op: Op.Clamp } clamp && graph[clamp.A] is { Op: Op.Truncate } whole && whole.A == same.A
        && graph[clamp.B] is { Op: Op.Number, Number: int.MinValue } && graph[clamp.C] is { Op: Op.Number, Number: int.MaxValue };

    bool All(ReadOnlySpan<int> nodes)
    {
        bool any = false;
        foreach (int node in nodes)
        {
            if (IsInt(node)) any = true;
            else if (!IsEither(node)) return false;
        }
        return any;
    }

    bool OfLoop(in Node part)
    {
        OpenLoop loop = loops.Of(part.A);
        LoopResult result = loop.Loop.Results[(int)part.Bits];
        Open(loop);
        return result switch
        {
            LoopResult.Count or LoopResult.Best => true,
            LoopResult.Stacked stacked => IsInt(loop.Outputs[stacked.Value]),
            LoopResult.Summed summed => IsInt(loop.Outputs[summed.Value]),
            LoopResult.Scattered scattered => scattered.Contributions.All(added => IsInt(loop.Outputs[added.Value])),
            LoopResult.Last last => IsState(loop, last.Carried),
            LoopResult.All all => IsState(loop, all.Carried),
            _ => false,
        };
    }

    bool IsState(OpenLoop loop, int carried) => IsInt(loop.Arguments[Loop.FirstStart + carried]) && (IsInt(loop.Outputs[carried]) || IsEither(loop.Outputs[carried]));

    /// <summary>Looks at the body of a loop: a carried value is an int if it is one at the start and after each trip.</summary>
    public void Open(OpenLoop loop)
    {
        known[loop.Index] = true;
        for (int i = 0; i < loop.Inputs.Length; i++)
        {
            LoopInput input = loop.Loop.Inputs[i];
            if (input.Role == LoopRole.Element) known[loop.Inputs[i]] = IsInt(loop.Arguments[input.Argument]);
            if (input.Role == LoopRole.Carried) known[loop.Inputs[i]] = loop.Arguments.Length > Loop.FirstStart + input.Argument && IsInt(loop.Arguments[Loop.FirstStart + input.Argument]);
        }
        Learn(loop.Outputs);
        for (int i = 0; i < loop.Inputs.Length; i++)
        {
            LoopInput input = loop.Loop.Inputs[i];
            if (input.Role != LoopRole.Carried || !IsInt(loop.Inputs[i]) || IsState(loop, input.Argument)) continue;
            // a float after the first trip
            foreach (int node in known.Keys.Where(node => node > loop.Index && graph[node].Op != Op.Input).ToArray()) known.Remove(node);
            known[loop.Inputs[i]] = false;
            Learn(loop.Outputs);
        }
    }
}
