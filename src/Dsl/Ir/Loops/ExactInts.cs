namespace GateDsl.Ir;

/// <summary>
/// Positions and counts in a graph for real arithmetic, where nothing else is rewritten: an operation on whole numbers that are known is its result, where no rounding can play a part; so is a
/// choice by a condition that is known.
/// </summary>
static class ExactInts
{
    const double Largest = 1L << 52;

    /// <summary>The nodes of a circuit, with what is known of ints done.</summary>
    public static int[] Inline(Graph graph, Circuit circuit, ReadOnlySpan<int> inputs)
    {
        var map = new int[circuit.Nodes.Length];
        for (int i = 0; i < map.Length; i++)
        {
            graph.Budget.Spend(1);
            Node node = circuit.Nodes[i];
            map[i] = node.Op == Op.Input ? inputs[(int)node.Bits] : Of(graph, node.Through(map));
        }
        var outputs = new int[circuit.Outputs.Length];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = map[circuit.Outputs[i]];
        return outputs;
    }

    /// <summary>What an operation is: its result where it is known.</summary>
    public static int Of(Graph graph, in Node node)
    {
        if (node.Op == Op.Select && graph[node.A] is { Op: Op.Truth } truth) return truth.Bits != 0 ? node.B : node.C;
        if (node.Arity is 0 or > 2 || (node.Op != Op.Truncate && !IsWhole(graph, node.A)) || (node.B >= 0 && !IsWhole(graph, node.B))) return Logic(graph, node) ?? ArrayNodes.Make(graph, node);
        if (node.Op == Op.Truncate) return graph[node.A] is { Op: Op.Divide } quotient && IsWhole(graph, quotient.A) && IsWhole(graph, quotient.B) && graph[quotient.B].Number != 0
            ? graph.Number(Math.Truncate(graph[quotient.A].Number / graph[quotient.B].Number)) : IsWhole(graph, node.A) ? node.A : graph.Add(node);
        double x = graph[node.A].Number, y = node.B < 0 ? 0 : graph[node.B].Number;
        double? number = node.Op switch
        {
            Op.Add => x + y,
            Op.Subtract => x - y,
            Op.Multiply => x * y,
            Op.Negate => -x,
            Op.Modulo when y != 0 => x % y,
            Op.Max => Math.Max(x, y),
            Op.Min => Math.Min(x, y),
            Op.Floor or Op.Ceil or Op.Round => x,
            _ => null,
        };
        if (number is { } result && Math.Abs(result) <= Largest) return graph.Number(result + 0.0);
        bool? truth2 = node.Op switch
        {
            Op.Less => x < y,
            Op.LessEqual => x <= y,
            Op.Greater => x > y,
            Op.GreaterEqual => x >= y,
            Op.Equal => x == y,
            Op.NotEqual => x != y,
            _ => null,
        };
        return truth2 is { } holds ? graph.Truth(holds) : ArrayNodes.Make(graph, node);
    }

    static int? Logic(Graph graph, in Node node)
    {
        bool? a = Known(graph, node.A), b = Known(graph, node.B);
        return node.Op switch
        {
            Op.Not when a is { } value => graph.Truth(!value),
            Op.And when a is { } left => left ? node.B : graph.Truth(false),
            Op.Or when a is { } left => left ? graph.Truth(true) : node.B,
            Op.And when b == true => node.A,
            Op.Or when b == false => node.A,
            _ => null,
        };
    }

    static bool? Known(Graph graph, int id) => id >= 0 && graph[id] is { Op: Op.Truth } truth ? truth.Bits != 0 : null;

    static bool IsWhole(Graph graph, int id) => id >= 0 && graph[id] is { Op: Op.Number, Number: var number } && number == Math.Floor(number) && Math.Abs(number) <= Largest;
}
