namespace GateDsl.Ir;

/// <summary>
/// A derivative under a condition: a partial, a tangent or an adjoint. It is an exact 0 wherever the guard is false, whatever the value is there:
/// so a branch that is not taken contributes 0 and never 0 * infinity. The condition is carried along products and is resolved only when sums meet.
/// </summary>
/// <param name="Value">The derivative where the guard holds; null: 0 everywhere.</param>
/// <param name="Guard">The condition; null: always true.</param>
readonly record struct Guarded(Wire? Value, Wire? Guard = null)
{
    public static Guarded Zero => default;

    public bool IsZero => Value is null;

    public static Guarded When(Wire guard, Wire value) => new(value, guard);

    public static implicit operator Guarded(Wire value) => IsNumber(value, 0) ? Zero : new(value);

    /// <summary>The chain rule: a partial times what came through it.</summary>
    public static Guarded operator *(Guarded partial, Guarded tangent) =>
        partial.Value is not { } p || tangent.Value is not { } t ? Zero : new(Product(p, t), Both(partial.Guard, tangent.Guard));

    public static Guarded operator +(Guarded a, Guarded b)
    {
        if (a.Value is not { } x) return b;
        if (b.Value is not { } y) return a;
        if (a.Guard == b.Guard) return new(Sum(x, y), a.Guard);
        if (Alternatives(a.Guard, b.Guard) is ({ } choice, var common)) return new(choice.Choose(x, y), common);
        if (Alternatives(b.Guard, a.Guard) is ({ } other, var shared)) return new(other.Choose(y, x), shared);
        Wire? either = a.Guard is { } g && b.Guard is { } h ? g | h : null;
        return new(Sum(a.Resolve(x.Graph), b.Resolve(x.Graph)), either);
    }

    /// <summary>The derivative as one wire, its guard resolved.</summary>
    public Wire Resolve(Graph graph) =>
        Value is not { } value ? graph.Wire(graph.Number(0)) : Guard is { } guard ? guard.Choose(value, graph.Wire(ArrayNodes.ZeroLike(graph, value.Id))) : value;

    /// <summary>The same, of a variable: where it is 0 everywhere, of the variable's kind.</summary>
    public Wire ResolveLike(Graph graph, int variable) => IsZero ? graph.Wire(ArrayNodes.ZeroLike(graph, variable))
        : Guard is { } guard && graph.KindOf(variable).IsArray() ? guard.Choose(Value!.Value, graph.Wire(ArrayNodes.Zeros(graph, variable))) : Resolve(graph);

    /// <summary>The guard, where one more condition has to hold.</summary>
    public Wire? And(Wire? condition) => Both(Guard, condition);

    static Wire Sum(Wire x, Wire y) => x.Graph.Wire(ArrayNodes.Plus(x.Graph, x.Id, y.Id));

    static Wire? Both(Wire? a, Wire? b) => a is { } x ? b is { } y && x != y ? x & y : a : b;

    // c and not c, or both under one more condition: where one ends the other begins. Answers c and the common condition.
    static (Wire? Choice, Wire? Common) Alternatives(Wire? a, Wire? b)
    {
        if (a is not { } x || b is not { } y) return default;
        if (IsNot(y, x)) return (x, null);
        Node left = x.Graph[x.Id], right = y.Graph[y.Id];
        if (left.Op != Op.And || right.Op != Op.And) return default;
        foreach (var (common, choice) in ((int, int)[])[(left.A, left.B), (left.B, left.A)])
        {
            int rest = right.A == common ? right.B : right.B == common ? right.A : -1;
            if (rest >= 0 && IsNot(x.Graph.Wire(rest), x.Graph.Wire(choice))) return (x.Graph.Wire(choice), x.Graph.Wire(common));
        }
        return default;
    }

    static bool IsNot(Wire wire, Wire of) => wire.Graph[wire.Id] is { Op: Op.Not } node && node.A == of.Id;

    static Wire Product(Wire x, Wire y) => IsNumber(x, 1) ? y : IsNumber(y, 1) ? x : x * y;

    static bool IsNumber(Wire wire, double number) => wire.Graph[wire.Id] is { Op: Op.Number } node && node.Number == number;
}
