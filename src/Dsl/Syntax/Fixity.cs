using System.Collections.Immutable;

namespace GateDsl.Syntax;

/// <summary>How tightly operators bind, and their grouping.</summary>
static class Fixity
{
    /// <summary>F#'s levels, weakest first. <c>|&gt;</c> and <c>&gt;&gt;</c> are on the level of the comparisons there: <c>x |&gt; f = 3</c> is <c>(x |&gt; f) = 3</c>.</summary>
    static readonly string[][] Levels =
    [
        ["||"],
        ["&&"],
        ["=", "<>", "<", "<=", ">", ">=", "|>", "<|", ">>", "<<"],
        ["+", "-"],
        ["*", "/", "%"],
        ["**"],
    ];

    /// <summary>Powers, and nothing else.</summary>
    static readonly int RightAssociative = Level("**");

    /// <summary>The level of an operator: a higher number binds tighter.</summary>
    public static int Level(string op) => Array.FindIndex(Levels, level => Array.IndexOf(level, op) >= 0) is >= 0 and var level ? level : throw new ArgumentException(op, nameof(op));

    public static bool IsRightAssociative(int level) => level == RightAssociative;

    /// <summary>How tightly a chain of operators of one level binds.</summary>
    public static int Level(ChainExpr chain) => Level(chain.Rest[0].Operator.Text);

    /// <summary>
    /// Groups <c>first op operand op operand …</c> by the levels of the operators: operands of one level become one flat chain. One pass with a stack
    /// of at most one unfinished chain per level, so a million terms are no trouble.
    /// </summary>
    public static Expr Group(Expr first, List<Link> rest)
    {
        if (rest.Count == 0) return first;
        List<Unfinished> unfinished = [];
        Expr current = first;                                        // the operand read last, or a finished chain that ends with it
        foreach (Link link in rest)
        {
            int level = Level(link.Operator.Text);
            while (unfinished.Count > 0 && unfinished[^1].Level > level) Finish();
            if (unfinished.Count > 0 && unfinished[^1].Level == level) unfinished[^1].Add(current);
            else unfinished.Add(new(level, current));
            unfinished[^1].Pending = link.Operator;
            current = link.Operand;
        }
        while (unfinished.Count > 0) Finish();
        return current;

        void Finish()
        {
            Unfinished chain = unfinished[^1];
            chain.Add(current);
            current = new ChainExpr(chain.First, chain.Links.DrainToImmutable(), IsRightAssociative(chain.Level), chain.First.Span.To(current.Span));
            unfinished.RemoveAt(unfinished.Count - 1);
        }
    }

    /// <summary>A chain whose end has not been read.</summary>
    sealed class Unfinished(int level, Expr first)
    {
        public int Level => level;

        public Expr First => first;

        public ImmutableArray<Link>.Builder Links { get; } = ImmutableArray.CreateBuilder<Link>();

        /// <summary>The operator before the operand to come.</summary>
        public Identifier Pending { get; set; }

        public void Add(Expr operand) => Links.Add(new(Pending, operand));
    }
}
