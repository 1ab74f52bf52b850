using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>An equation with its scope: the left side is replaced by the right one.</summary>
/// <param name="Left">The shape to find.</param>
/// <param name="Right">What to put in its place; its variables are the left side's.</param>
sealed record Rule(Pattern Left, Pattern? Right = null)
{
    /// <summary>Where the two sides differ in floating point, and why the right one is better; null where they have the same bits for every argument.</summary>
    public string? Differs { get; init; }

    /// <summary>Whether the sides differ only where what is between is infinite or 0: then it does not matter who else reads that.</summary>
    public bool IsFar { get; init; }

    /// <summary>What must hold of the matched nodes.</summary>
    public Func<Match, bool>? If { get; init; }

    /// <summary>The number that <see cref="Shape.computed"/> stands for on the right side.</summary>
    public Func<Match, double>? Computed { get; init; }

    /// <summary>Makes the replacement where no pattern can say it; null where the rule does not apply after all.</summary>
    public Func<Match, Builder, int?>? Make { get; init; }
}

/// <summary>A rule with one spelling of its left side.</summary>
sealed record Spelling(Pattern Left, Rule Rule);

/// <summary>Rules by the operation at their root, every spelling a pattern of its own. Those of an operation are spelled out when it is first met.</summary>
/// <param name="rules">In the order in which they are tried.</param>
sealed class RuleSet(params Rule[] rules)
{
    readonly List<Spelling>?[] byOp = new List<Spelling>?[256];

    /// <summary>The rules that can apply to a node of this operation, in the order of the table.</summary>
    public List<Spelling> For(Op op) => Volatile.Read(ref byOp[(int)op]) ?? SpellOut(op);

    List<Spelling> SpellOut(Op op)
    {
        List<Spelling> found = [];
        foreach (Rule rule in rules)
        {
            // A square has a product among its spellings.
            if (rule.Left.Op != op && rule.Left.Op != Op.PowerInt) continue;
            foreach (Pattern left in rule.Left.Spellings())
            {
                if (left.Op == op) found.Add(new(left, rule));
            }
        }
        Volatile.Write(ref byOp[(int)op], found);       // two threads may do it: either result serves
        return found;
    }
}
