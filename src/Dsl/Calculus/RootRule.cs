using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>
/// The derivative of a root is the implicit one: where f (x, c) = 0, x moves by - f_c / f_x. The body is written out at the root, on fresh inputs, whose places the root and what it
/// captures take afterwards.
/// </summary>
static class RootRule
{
    public static void Pull(Graph graph, int id, Adjoints adjoints)
    {
        var (value, unknown, captured, replaced) = Opened(graph, id);
        int[] wanted = [.. captured.Where(input => graph.Moves(input) && adjoints.Needs(replaced[input]))];
        if (wanted.Length == 0) return;
        Guarded adjoint = adjoints[id];
        Wire factor = -(adjoint.Value!.Value / Slope(graph, value, unknown, replaced));
        Guarded[] found = Reverse.Gradient(graph, [new(value, factor)], wanted);
        for (int k = 0; k < wanted.Length; k++)
        {
            if (!found[k].IsZero) adjoints.Add(replaced[wanted[k]], new(Moved(graph, found[k].Resolve(graph), replaced), adjoint.Guard));
        }
    }

    public static Guarded Push(Graph graph, int id, Tangents tangents)
    {
        var (value, unknown, captured, replaced) = Opened(graph, id);
        int[] moving = [.. captured.Where(input => !tangents[replaced[input]].IsZero)];
        if (moving.Length == 0) return Guarded.Zero;
        Guarded moved = Forward.Tangents(graph, [value], moving, [.. moving.Select(input => tangents[replaced[input]].Resolve(graph).Id)])[0];
        return moved.IsZero ? moved : -(Moved(graph, moved.Resolve(graph), replaced) / Slope(graph, value, unknown, replaced));
    }

    static Wire Slope(Graph graph, int value, int unknown, Dictionary<int, int> replaced) =>
        Moved(graph, graph.Wire(Reverse.Gradient(graph, value, [unknown])[0]), replaced);

    static Wire Moved(Graph graph, Wire wire, Dictionary<int, int> replaced) => graph.Wire(graph.Substitute([wire.Id], replaced)[0]);

    // The body's value on fresh inputs: the unknown, which the root replaces, and one for each captured value.
    static (int Value, int Unknown, int[] Captured, Dictionary<int, int> Replaced) Opened(Graph graph, int id)
    {
        Loop body = graph.Loops[graph[id].Bits];
        int[] arguments = ArrayNodes.Arguments(graph, id);
        var replaced = new Dictionary<int, int>();
        int unknown = graph.NewInput("", Kind.Float);
        replaced[unknown] = id;
        var inputs = new int[body.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (body.Inputs[i].Role != LoopRole.Captured)
            {
                inputs[i] = unknown;
                continue;
            }
            int argument = arguments[body.Inputs[i].Argument];
            inputs[i] = graph.NewInput("", argument, 0);
            replaced[inputs[i]] = argument;
        }
        return (graph.Inline(body.Body, inputs)[0], unknown, [.. inputs.Where(input => input != unknown)], replaced);
    }
}
