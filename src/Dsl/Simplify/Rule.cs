using GateDsl.Graphs;

namespace GateDsl.Simplification;

/// <summary>An equation with its scope: the left side is replaced by the right one.</summary>
/// <param name="Left">The shape to find.</param>
/// <param name="Right">What to put in its place; its variables are the left side's.</param>
sealed record Rule(Pattern Left, Pattern? Right = null)
{
    /// <summary>Where the two sides differ in floating point, and why the right one is better; null where they have the same bits for every argument.</summary>
    public string? Differs { get; init; }

    /// <summary>What must hold of the matched nodes.</summary>
    public Func<Match, bool>? If { get; init; }

    /// <summary>The number that <see cref="Shape.computed"/> stands for on the right side.</summary>
    public Func<Match, double>? Computed { get; init; }

    /// <summary>Makes the replacement where no pattern can say it; null where the rule does not apply after all.</summary>
    public Func<Match, Builder, int?>? Make { get; init; }
}

/// <summary>Rules by the operation at their root, every spelling a pattern of its own.</summary>
sealed class RuleSet
{
    readonly List<(Pattern Left, Rule Rule)>[] byOp = new List<(Pattern, Rule)>[256];

    public RuleSet(params IEnumerable<Rule> rules)
    {
        foreach (Rule rule in rules)
        {
            foreach (Pattern left in rule.Left.Spellings())
            {
                (byOp[(int)left.Op] ??= []).Add((left, rule));
            }
        }
    }

    /// <summary>The rules that can apply to a node of this operation, in the order of the table.</summary>
    public IReadOnlyList<(Pattern Left, Rule Rule)> For(Op op) => byOp[(int)op] ?? (IReadOnlyList<(Pattern, Rule)>)[];
}
