using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Enclosures;

/// <summary>
/// An exact circuit without what the chain rule leaves over: factors 1, terms 0, numbers that are computed of numbers. Every step is the same real number wherever what it replaces
/// has a value, and rounds nothing: nothing else is done to a circuit that numbers are certified by.
/// </summary>
static class Tidy
{
    const int LargestPower = 64;

    public static Circuit Of(Circuit circuit)
    {
        List<Node> nodes = [];
        List<Kind> kinds = [];
        Dictionary<Node, int> known = [];
        var map = new int[circuit.Nodes.Length];
        for (int i = 0; i < map.Length; i++)
        {
            Node node = circuit.Nodes[i].Through(map);
            map[i] = Simpler(node) is { } simpler ? simpler : Add(node, circuit.Kinds[i]);
        }
        var tidied = circuit with { Nodes = [.. nodes], Kinds = [.. kinds], Outputs = [.. circuit.Outputs.Select(output => map[output])] };
        return WithoutTheDead(Fused(WithoutTheDead(tidied)));

        int Add(Node node, Kind kind)
        {
            if (known.TryGetValue(node, out int id)) return id;
            known.Add(node, nodes.Count);
            nodes.Add(node);
            kinds.Add(kind);
            return nodes.Count - 1;
        }

        int Make(Op op, int a, int b = -1, long bits = 0)
        {
            var node = new Node(op, a, b, Bits: bits);
            return Simpler(node) is { } simpler ? simpler : Add(node, Kind.Float);
        }

        static bool IsNegativeZero(double? number) => number is 0 && double.IsNegative(number.Value);

        double? Number(int id) => id >= 0 && nodes[id].Op == Op.Number && double.IsFinite(nodes[id].Number) ? nodes[id].Number : null;

        int? Simpler(Node node)
        {
            double? x = Number(node.A), y = Number(node.B);
            switch (node.Op)
            {
                case Op.Negate when nodes[node.A].Op == Op.Negate: return nodes[node.A].A;
                case Op.Negate when x is { } a: return Add(Node.OfNumber(-a), Kind.Float);
                case Op.Add or Op.Subtract when x is { } a && y is { } b && IsExactSum(a, node.Op == Op.Add ? b : -b):
                    return Add(Node.OfNumber(node.Op == Op.Add ? a + b : a - b), Kind.Float);
                // -0 + 0 is 0 and 0 - 0 is 0: a zero leaves every number as it is only with one of its signs
                case Op.Add when IsNegativeZero(y): return node.A;
                case Op.Add when IsNegativeZero(x): return node.B;
                case Op.Subtract when y == 0 && !IsNegativeZero(y): return node.A;
                case Op.Subtract when IsNegativeZero(x): return Make(Op.Negate, node.B);
                case Op.Multiply when x is { } a && y is { } b && IsExactProduct(a, b): return Add(Node.OfNumber(a * b), Kind.Float);
                case Op.Multiply when x == 1: return node.B;
                case Op.Multiply or Op.Divide when y == 1: return node.A;
                case Op.Multiply when x == -1: return Make(Op.Negate, node.B);
                case Op.Multiply or Op.Divide when y == -1: return Make(Op.Negate, node.A);

                // signs go outwards, where two of them meet
                case Op.Multiply or Op.Divide when nodes[node.A].Op == Op.Negate: return Make(Op.Negate, Make(node.Op, nodes[node.A].A, node.B));
                case Op.Multiply or Op.Divide when nodes[node.B].Op == Op.Negate: return Make(Op.Negate, Make(node.Op, node.A, nodes[node.B].A));
                case Op.Add when nodes[node.B].Op == Op.Negate: return Make(Op.Subtract, node.A, nodes[node.B].A);
                case Op.Add when nodes[node.A].Op == Op.Negate: return Make(Op.Subtract, node.B, nodes[node.A].A);
                case Op.Subtract when nodes[node.B].Op == Op.Negate: return Make(Op.Add, node.A, nodes[node.B].A);
                case Op.PowerInt when node.Bits == 1: return node.A;
                case Op.Power when y == 0.5: return Make(Op.Sqrt, node.A);
                case Op.Power when y is { } n && n == Math.Round(n) && Math.Abs(n) <= LargestPower: return Make(Op.PowerInt, node.A, bits: (long)n);
                default: return null;
            }
        }
    }

    /// <summary>A product that only a sum reads becomes part of it, and 1 / y that only a product with x reads x / y.</summary>
    static Circuit Fused(Circuit circuit)
    {
        var uses = new int[circuit.Nodes.Length];
        foreach (int output in circuit.Outputs) uses[output]++;
        foreach (Node node in circuit.Nodes)
        {
            for (int k = 0; k < node.Arity; k++) uses[node[k]]++;
        }
        return circuit with { Nodes = [.. circuit.Nodes.Select(Fuse)] };

        Node Fuse(Node node)
        {
            if (node.Op == Op.Multiply && IsInverse(node.B)) return new(Op.Divide, node.A, circuit.Nodes[node.B].B);
            if (node.Op == Op.Multiply && IsInverse(node.A)) return new(Op.Divide, node.B, circuit.Nodes[node.A].B);
            if (node.Op != Op.Add) return node;
            foreach ((int product, int other) in ((int, int)[])[(node.A, node.B), (node.B, node.A)])
            {
                Node factors = circuit.Nodes[product];
                if (factors.Op == Op.Multiply && uses[product] == 1) return new(Op.Fma, factors.A, factors.B, other);
            }
            return node;
        }

        bool IsInverse(int id) => uses[id] == 1 && circuit.Nodes[id].Op == Op.Divide && circuit.Nodes[circuit.Nodes[id].A] is { Op: Op.Number, Number: 1 };
    }

    // A sum whose rounding error is 0 (Knuth), and a product whose rounding error is, where no product of the two underflows.
    static bool IsExactSum(double a, double b)
    {
        double sum = a + b, second = sum - a;
        return double.IsFinite(sum) && (a - (sum - second)) + (b - second) == 0;
    }

    static bool IsExactProduct(double a, double b)
    {
        double product = a * b;
        return double.IsFinite(product) && Math.Abs(product) > 1e-280 && Math.FusedMultiplyAdd(a, b, -product) == 0;
    }

    static Circuit WithoutTheDead(Circuit circuit)
    {
        var live = new bool[circuit.Nodes.Length];
        foreach (int output in circuit.Outputs) live[output] = true;
        for (int i = live.Length - 1; i >= 0; i--)
        {
            for (int k = 0; live[i] && k < circuit.Nodes[i].Arity; k++) live[circuit.Nodes[i][k]] = true;
        }
        var map = new int[live.Length];
        var nodes = ImmutableArray.CreateBuilder<Node>();
        var kinds = ImmutableArray.CreateBuilder<Kind>();
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            map[i] = nodes.Count;
            nodes.Add(circuit.Nodes[i].Through(map));
            kinds.Add(circuit.Kinds[i]);
        }
        return circuit with { Nodes = nodes.ToImmutable(), Kinds = kinds.ToImmutable(), Outputs = [.. circuit.Outputs.Select(output => map[output])] };
    }
}
