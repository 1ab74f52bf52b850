using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>Reverse differentiation: an adjoint per node, from the result down. All partials cost a small constant times the gate.</summary>
static class Reverse
{
    /// <summary>The derivatives of one node in some inputs, in the same graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="of">What is differentiated.</param>
    /// <param name="variables">The inputs.</param>
    /// <param name="isPlain">Whether it goes by the chain rule alone.</param>
    public static int[] Gradient(Graph graph, int of, ReadOnlySpan<int> variables, bool isPlain = false)
    {
        Guarded[] gradient = Gradient(graph, [new(of, graph.Wire(graph.Number(1)))], variables, isPlain);
        var result = new int[variables.Length];
        for (int i = 0; i < result.Length; i++) result[i] = gradient[i].ResolveLike(graph, variables[i]).Id;
        return result;
    }

    /// <summary>What some nodes with given adjoints add to those of some inputs.</summary>
    public static Guarded[] Gradient(Graph graph, IReadOnlyList<Seed> seeds, ReadOnlySpan<int> variables, bool isPlain = false)
    {
        int first = int.MaxValue, last = -1;
        foreach (int variable in variables) first = Math.Min(first, variable);
        foreach (Seed seed in seeds) last = Math.Max(last, seed.Node);
        if (first > last) return new Guarded[variables.Length];
        graph.Budget.Spend((last - first) / Graph.NodesAStep);
        var adjoints = new Adjoints(graph, first, last, variables);
        foreach (Seed seed in isPlain ? seeds : Below(graph, seeds, adjoints)) adjoints.Add(seed.Node, seed.Adjoint);

        // Arguments have smaller numbers: every use of a node is met before the node itself.
        for (int i = last; i >= first; i--)
        {
            if (adjoints.Reaches(i)) Pull.Node(graph, i, adjoints);
        }
        var result = new Guarded[variables.Length];
        for (int i = 0; i < result.Length; i++) result[i] = adjoints[variables[i]];
        return result;
    }

    // Seeds at what the formulas of seeds read, where a formula is better differentiated as a whole: numbers that have adjoints under one guard are one sum.
    static IReadOnlyList<Seed> Below(Graph graph, IReadOnlyList<Seed> seeds, Adjoints adjoints)
    {
        if (graph.Local is not { } local || !graph.MayHaveArrays) return seeds;
        List<Seed> result = [];
        foreach (var formula in seeds.GroupBy(seed => seed.Adjoint.Guard))
        {
            Wire? sum = null;
            List<Seed> numbers = [];
            Dictionary<int, int> given = [], fresh = [];       // variables in adjoints, which are no part of the formula: something else stands for them
            foreach (Seed seed in formula)
            {
                if (seed.Adjoint.Value is not { } adjoint || graph.KindOf(seed.Node) != Kind.Float || !IsShort(graph, adjoint.Id))
                {
                    result.Add(seed);
                    continue;
                }
                numbers.Add(seed);
                Wire term = graph[adjoint.Id] is { Op: Op.Number, Number: 1 } ? graph.Wire(seed.Node) : graph.Wire(seed.Node) * Apart(adjoint);
                sum = sum is { } before ? before + term : term;
            }
            if (sum is not { } whole) continue;
            if (local(whole.Id, adjoints.Needs) is not { } slopes) result.AddRange(numbers);
            else result.AddRange(slopes.Select(slope => new Seed(slope.Variable, new(graph.Wire(given.Count == 0 ? slope.Slope : graph.Substitute([slope.Slope], given)[0]), formula.Key))));

            Wire Apart(Wire adjoint)
            {
                Node node = graph[adjoint.Id];
                if (node.Op == Op.Multiply) return Apart(graph.Wire(node.A)) * Apart(graph.Wire(node.B));
                if (node.Op == Op.Negate) return -Apart(graph.Wire(node.A));
                if (!adjoints.Needs(adjoint.Id)) return adjoint;
                if (!fresh.TryGetValue(adjoint.Id, out int other))
                {
                    fresh[adjoint.Id] = other = graph.NewInput("", Kind.Float);
                    given[other] = adjoint.Id;
                }
                return graph.Wire(other);
            }
        }
        return result;
    }

    // An adjoint that is an input or a number, or a product of such.
    static bool IsShort(Graph graph, int adjoint) => graph[adjoint].Arity == 0
        || (graph[adjoint] is { Op: Op.Multiply or Op.Negate } node && graph[node.A].Arity == 0 && (node.B < 0 || graph[node.B].Arity == 0));
}

/// <summary>A node whose adjoint is given.</summary>
readonly record struct Seed(int Node, Guarded Adjoint);
