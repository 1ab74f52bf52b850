using System.Globalization;
using GateDsl.Ir;
using GateDsl.Simplification;

namespace GateDsl.Dsl.Tests.Simplify;

/// <summary>Both sides of a rule as an exact circuit of their variables.</summary>
sealed class RuleSides
{
    public const int Variables = 5;

    /// <summary>What variables are called in texts, by their place in a match.</summary>
    public static readonly string[] Names = Named();

    readonly Rule rule;
    readonly bool[] truth = new bool[Variables];
    readonly bool secondIsMinusFirst;

    RuleSides(Rule rule, bool secondIsMinusFirst)
    {
        (this.rule, this.secondIsMinusFirst) = (rule, secondIsMinusFirst);
        FindTruths(rule.Left, isTruth: false);
        Used = [.. Variable(rule.Left).Where(v => v < Variables).Distinct()];
        HasConstant = Variable(rule.Left).Any(v => v >= Variables);
    }

    /// <summary>The variables of the left side that are inputs.</summary>
    public int[] Used { get; }

    /// <summary>Whether the left side has a constant that may be any number.</summary>
    public bool HasConstant { get; }

    public string Text => $"{Of(rule.Left)} -> {Of(rule.Right!)}";

    /// <summary>Null where the rule's condition holds of no such variables.</summary>
    public static RuleSides? Of(Rule rule)
    {
        foreach (bool opposite in (bool[])[false, true])
        {
            var sides = new RuleSides(rule, opposite);
            if (sides.At(new double[Variables], 1.5) is not null || sides.At(new double[Variables], 2) is not null) return sides;
        }
        return null;
    }

    public bool IsTruth(int variable) => truth[variable];

    /// <summary>The left side, the right side and their difference (of truth values, whether they differ), for a value of the constant; null where the rule does not apply.</summary>
    public Circuit? At(double[] at, double k)
    {
        var graph = new Graph(new Budget(new Limits()), isExact: true);
        int[] inputs = [.. Enumerable.Range(0, Variables).Select(i => graph.NewInput($"v{i}", truth[i] ? Kind.Bool : Kind.Float))];
        int Place(int i) => i >= Variables ? graph.Number(k) : i == 1 && secondIsMinusFirst ? graph.Add(new(Op.Negate, inputs[0])) : inputs[i];
        int root = Make(graph, rule.Left, Place);
        var match = new Match(graph);
        Pattern? spelling = rule.Left.Spellings().FirstOrDefault(pattern => match.Try(pattern, root));
        if (spelling is null || (rule.If is { } condition && !condition(match))) return null;
        int right = new Exact(graph).Make(rule.Right!, match, rule.Computed?.Invoke(match) ?? double.NaN);
        int left = Real(graph, root);
        right = Real(graph, right);
        int apart = graph.Add(new(graph.KindOf(root) == Kind.Bool ? Op.Xor : Op.Subtract, left, right));
        return graph.Finish([left, right, apart], inputs);
    }

    /// <summary>The node with real numbers in the place of the doubles next to them.</summary>
    static int Real(Graph graph, int root)
    {
        Dictionary<int, int> reals = [];
        for (int i = 0; i <= root; i++)
        {
            if (graph[i].Op == Op.Number && Meant(graph, graph[i].Number) is { } real) reals.Add(i, real);
        }
        return graph.Substitute([root], reals)[0];
    }

    /// <summary>A multiple of a named number by a power of two, or a half of log (2 pi), if a double is the nearest to it.</summary>
    static int? Meant(Graph graph, double number)
    {
        foreach (RealNumber real in RealNumber.Named)
        {
            foreach (double factor in (double[])[1, -1, 2, -2, 0.5, -0.5])
            {
                if (number == real.Nearest * factor) return graph.Add(new(Op.Multiply, graph.Real(real), graph.Number(factor)));
            }
            if (number == 1 / real.Nearest) return graph.Add(new(Op.Divide, graph.Number(1), graph.Real(real)));
        }
        if (Math.Abs(number) != 0.91893853320467274178) return null;
        int log = graph.Add(new(Op.Log, graph.Add(new(Op.Multiply, graph.Real(RealNumber.Pi), graph.Number(2)))));
        return graph.Add(new(Op.Multiply, log, graph.Number(Math.Sign(number) * 0.5)));
    }

    void FindTruths(Pattern pattern, bool isTruth)
    {
        if (pattern.As == Pattern.Role.AnyNode && isTruth) truth[pattern.Variable] = true;
        for (int i = 0; i < pattern.Arguments.Length; i++)
        {
            FindTruths(pattern.Arguments[i], pattern.Op is Op.Not or Op.And or Op.Or || (pattern.Op == Op.Select && i == 0));
        }
    }

    static IEnumerable<int> Variable(Pattern pattern) => pattern.As switch
    {
        Pattern.Role.AnyNode or Pattern.Role.AnyNumber => [pattern.Variable],
        _ => pattern.Arguments.SelectMany(Variable),
    };

    static int Make(Graph graph, Pattern pattern, Func<int, int> variable) => pattern.As switch
    {
        Pattern.Role.Number => graph.Number(pattern.Value),
        Pattern.Role.AnyNode or Pattern.Role.AnyNumber => variable(pattern.Variable),
        _ => pattern.Arguments.Select(argument => Make(graph, argument, variable)).ToArray() is var made
            ? graph.Add(new(pattern.Op, made[0], made.Length > 1 ? made[1] : -1, made.Length > 2 ? made[2] : -1, pattern.Bits)) : -1,
    };

    static string Of(Pattern pattern)
    {
        switch (pattern.As)
        {
            case Pattern.Role.Number: return pattern.Value.ToString(CultureInfo.InvariantCulture);
            case Pattern.Role.AnyNode or Pattern.Role.AnyNumber: return pattern.Variable >= 0 && pattern.Variable < Names.Length ? Names[pattern.Variable] : "computed";
        }
        string[] arguments = [.. pattern.Arguments.Select(Of)];
        string? infix = pattern.Op switch { Op.Add => "+", Op.Subtract => "-", Op.Multiply => "*", Op.Divide => "/", Op.Power => "**", _ => null };
        return infix is not null ? $"({arguments[0]} {infix} {arguments[1]})" : pattern.Op == Op.PowerInt ? $"{arguments[0]} ** {pattern.Bits}" : $"({pattern.Op.ToString().ToLowerInvariant()} {string.Join(" ", arguments)})";
    }

    static string[] Named()
    {
        string[] names = [.. Enumerable.Range(0, 8).Select(i => $"v{i}")];
        foreach ((string name, Pattern variable) in ((string, Pattern)[])[("x", Shape.x), ("y", Shape.y), ("a", Shape.a), ("b", Shape.b), ("k", Shape.k)])
        {
            if (variable.Variable >= 0) names[variable.Variable] = name;
        }
        return names;
    }

    sealed class Exact(Graph graph) : Builder(graph)
    {
        public override int Make(Node node) => Graph.Add(node);
    }
}
