using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Adds nodes to a graph, applying rules to each on its way in, so that what is built is simple from the start.</summary>
abstract class Builder(Graph graph)
{
    public Graph Graph { get; } = graph;

    /// <summary>The node that means this operation.</summary>
    public abstract int Make(Node node);

    public int Number(double value) => Graph.Number(value);

    public int Make(Op op, int a, int b = -1, int c = -1, long bits = 0) => Make(new Node(op, a, b, c, bits));

    /// <summary>What has become of a matched node.</summary>
    public virtual int Now(int id) => id;

    /// <summary>A matched node as it stands, on what has become of its arguments.</summary>
    public virtual int Same(int id) => id;

    /// <summary>The right side of a rule, with the nodes that its variables stand for.</summary>
    public int Make(Pattern pattern, Match match, double computed = double.NaN)
    {
        switch (pattern.As)
        {
            case Pattern.Role.Number: return Number(pattern.Value);
            case Pattern.Role.AnyNumber when pattern == Shape.computed: return Number(computed);
            case Pattern.Role.AnyNumber or Pattern.Role.AnyNode: return Now(match[pattern]);
        }
        Span<int> made = [-1, -1, -1];
        for (int i = 0; i < pattern.Arguments.Length; i++) made[i] = Make(pattern.Arguments[i], match, computed);
        return Make(new Node(pattern.Op, made[0], made[1], made[2], pattern.Bits));
    }

    /// <summary>What a rule makes of a match; null where it does not apply.</summary>
    protected int? Apply(Rule rule, Match match)
    {
        if (rule.If is { } condition && !condition(match)) return null;
        if (rule.Make is { } make) return make(match, this);
        return Make(rule.Right!, match, rule.Computed?.Invoke(match) ?? double.NaN);
    }
}
