using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// What loses digits or has a hole where a divisor vanishes has its power series there, inside the bodies of loops and in what is computed of their results: <c>sin x / x</c> of
/// every element. For what runs, and not for what is printed.
/// </summary>
static class HolesInLoops
{
    public static int[] Filled(Graph graph, int[] outputs) => Bodies.Through(graph, outputs, body => [.. Inner(graph, body).Select(node => Filled(graph, node))]);

    // What goes into arrays and loops.
    static int[] Inner(Graph graph, int[] outputs) => graph.Map(outputs, (int id, in Node mapped) => mapped.Op.IsOfArrays()
        ? ArrayNodes.Make(graph, mapped.On(mapped.A < 0 ? -1 : Filled(graph, mapped.A), mapped.B < 0 ? -1 : Filled(graph, mapped.B), mapped.C < 0 ? -1 : Filled(graph, mapped.C)))
        : graph.Unless(id, mapped));

    static int Filled(Graph graph, int node)
    {
        if (graph.KindOf(node) != Kind.Float || !MayLose(graph, node)) return node;
        return Slopes.Filled(graph, node) ?? node;
    }

    // Whether a formula divides by what is no constant, and has a function; what comes from arrays is looked at where it is made.
    static bool MayLose(Graph graph, int node)
    {
        bool divides = false, calls = false;
        HashSet<int> seen = [node];
        Stack<int> open = new(seen);
        while (open.TryPop(out int next))
        {
            graph.Budget.Spend(1);
            if (seen.Count > Read.MostNodes) return false;
            Node at = graph[next];
            if (at.Op.IsOfArrays()) continue;
            divides |= Simplify.Divides(graph, at);
            calls |= Simplify.Calls(at);
            for (int k = 0; k < at.Arity; k++) if (seen.Add(at[k])) open.Push(at[k]);
        }
        return divides && calls;
    }
}
