using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Adds operations to a graph as one would write them: signs taken out, nothing added to 0 or multiplied by 1.</summary>
sealed class Code(Graph graph)
{
    public Graph Graph { get; } = graph;

    public int Number(double value) => Graph.Number(value);

    public int Number(int value) => Graph.Number(value);

    /// <summary>A rational as a number where it is a double, else as a quotient.</summary>
    public int Number(Rational value)
    {
        double nearest = value.ToDouble();
        bool isExact = value.IsShort(1L << 53) && Int128.IsPow2(value.Denominator);
        return isExact || !value.IsShort(1L << 53) ? Number(nearest)
            : Graph.Add(new(Op.Divide, Number((double)value.Numerator), Number((double)value.Denominator)));
    }

    public bool IsNumber(int id, double value) => Graph[id] is { Op: Op.Number } node && node.Number == value;

    public bool IsNegated(int id) => Graph[id].Op == Op.Negate;

    public int Negate(int id) => Graph[id] switch
    {
        { Op: Op.Number } number => Number(-number.Number),
        { Op: Op.Negate } negated => negated.A,
        _ => Make(Op.Negate, id),
    };

    /// <summary>What a node is the negative of, where it shows one: -x, -2 * x * y, -x / y.</summary>
    public int? Positive(int id)
    {
        Node node = Graph[id];
        return node.Op switch
        {
            Op.Negate => node.A,
            Op.Number when node.Number < 0 => Number(-node.Number),
            Op.Multiply when Positive(node.A) is { } a => Multiply(a, node.B),
            Op.Divide when Positive(node.A) is { } a => Divide(a, node.B),
            _ => null,
        };
    }

    public int Add(int a, int b) =>
        IsNumber(a, 0) ? b : IsNumber(b, 0) ? a
        : IsNegated(b) ? Subtract(a, Graph[b].A)
        : IsNegated(a) ? Subtract(b, Graph[a].A)
        : Graph[b] is { Op: Op.Number, Number: < 0 } ? Make(Op.Subtract, a, Negate(b))
        : Make(Op.Add, a, b);

    public int Subtract(int a, int b) =>
        IsNumber(b, 0) ? a : IsNumber(a, 0) ? Negate(b) : IsNegated(b) ? Add(a, Graph[b].A) : Make(Op.Subtract, a, b);

    public int Multiply(int a, int b) => IsNumber(a, 1) ? b : IsNumber(b, 1) ? a : IsNumber(a, -1) ? Negate(b) : Make(Op.Multiply, a, b);

    public int Divide(int a, int b) => IsNumber(b, 1) ? a : Make(Op.Divide, a, b);

    /// <summary>A positive power.</summary>
    public int Power(int id, Rational exponent)
    {
        if (exponent.IsOne) return id;
        if (exponent == Rational.Half) return Make(Op.Sqrt, id);
        if (exponent == new Rational(3, 2)) return Multiply(id, Make(Op.Sqrt, id));
        return exponent.IsWhole ? Graph.Add(new(Op.PowerInt, id, Bits: (long)exponent.Numerator)) : Make(Op.Power, id, Number(exponent.ToDouble()));
    }

    public int Choose(int condition, int whenTrue, int whenFalse) => whenTrue == whenFalse ? whenTrue : Graph.Add(new(Op.Select, condition, whenTrue, whenFalse));

    public int Make(Op op, int a, int b = -1, int c = -1) => Graph.Add(new(op, a, b, c));

    /// <summary>How many operations some node needs, each once.</summary>
    public int Count(int root)
    {
        HashSet<int> seen = [];
        Stack<int> open = new([root]);
        int count = 0;
        while (open.TryPop(out int id))
        {
            Node node = Graph[id];
            if (node.Arity == 0 || !seen.Add(id)) continue;
            count++;
            for (int k = 0; k < node.Arity; k++) open.Push(node[k]);
        }
        return count;
    }

    /// <summary>Whether two nodes need the same functions.</summary>
    public bool SameFunctions(int a, int b) => Functions(a) is var p && Functions(b) is var q && p[0] == q[0] && p[1] == q[1];

    // a bit for each operation above arithmetic
    ulong[] Functions(int root)
    {
        HashSet<int> seen = [];
        Stack<int> open = new([root]);
        var bits = new ulong[2];
        while (open.TryPop(out int id))
        {
            Node node = Graph[id];
            if (node.Arity == 0 || !seen.Add(id)) continue;
            if (!IsArithmetic(node.Op)) bits[(int)node.Op >> 6] |= 1UL << ((int)node.Op & 63);
            for (int k = 0; k < node.Arity; k++) open.Push(node[k]);
        }
        return bits;
    }

    static bool IsArithmetic(Op op) => op is Op.Negate or Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Power or Op.PowerInt;
}
