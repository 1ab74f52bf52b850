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
        if (node.Op is Op.Less or Op.LessEqual or Op.Greater or Op.GreaterEqual or Op.Equal or Op.NotEqual && graph[node.A].Op == Op.Number && graph[node.B].Op == Op.Number)
        {
            return graph.Truth(Holds(node.Op, graph[node.A].Number, graph[node.B].Number));
        }
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
        return ArrayNodes.Make(graph, node);
    }

    // Doubles are compared exactly.
    static bool Holds(Op op, double x, double y) => op switch
    {
        Op.Less => x < y,
        Op.LessEqual => x <= y,
        Op.Greater => x > y,
        Op.GreaterEqual => x >= y,
        Op.Equal => x == y,
        _ => x != y,
    };

    /// <summary>The number that a node is, where that is known without rounding; truth values are 0 and 1.</summary>
    public static double? Value(Graph graph, int id, int depth = 64)
    {
        Node node = graph[id];
        if (node.Op == Op.Number) return node.Number;
        if (node.Op == Op.Truth) return node.Bits;
        if (depth == 0 || node.Arity == 0 || node.Op.IsOfArrays()) return null;
        if (node.Op == Op.Select) return Value(graph, node.A, depth - 1) is { } chosen ? Value(graph, chosen != 0 ? node.B : node.C, depth - 1) : null;
        if (Value(graph, node.A, depth - 1) is not { } x || (node.B >= 0 && Value(graph, node.B, depth - 1) is null)) return null;
        double y = node.B < 0 ? 0 : Value(graph, node.B, depth - 1)!.Value;
        switch (node.Op)
        {
            case Op.And: return x * y;
            case Op.Or: return Math.Max(x, y);
            case Op.Not: return 1 - x;
            case Op.Divide: return null;
        }
        int known = Of(graph, node.On(Constant(graph, node.A, x), node.B < 0 ? -1 : Constant(graph, node.B, y), -1));
        return graph[known] is { Op: Op.Number } number ? number.Number : graph[known] is { Op: Op.Truth } truth ? truth.Bits : null;
    }

    /// <summary>The permutation that sorts numbers that are known.</summary>
    public static int? Order(Graph graph, in Node node)
    {
        if (graph[node.A].Op != Op.Items) return null;
        double?[] keys = [.. ArrayNodes.Arguments(graph, node.A).Select(item => Value(graph, item))];
        if (Array.Exists(keys, key => key is null)) return null;
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        bool isDescending = node.Bits != 0;
        Array.Sort(order, (i, j) => (isDescending ? keys[j]!.Value.CompareTo(keys[i]!.Value) : keys[i]!.Value.CompareTo(keys[j]!.Value)) is var by && by != 0 ? by : i.CompareTo(j));
        return ArrayNodes.Items(graph, [.. order.Select(place => graph.Number(place))]);
    }

    /// <summary>The place of a number among knots, as a choice.</summary>
    public static int? Locate(Graph graph, in Node node)
    {
        if (graph[node.A].Op != Op.Items) return null;
        int[] knots = ArrayNodes.Arguments(graph, node.A);
        int low = graph.Number(0);
        for (int k = 1; k + 1 < knots.Length; k++) low = Of(graph, new(Op.Select, Of(graph, new(Op.LessEqual, knots[k], node.B)), graph.Number(k), low));
        return low;
    }

    static int Constant(Graph graph, int like, double value) => graph.KindOf(like) == Kind.Bool ? graph.Truth(value != 0) : graph.Number(value);

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
