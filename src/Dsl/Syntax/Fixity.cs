using System.Collections.Immutable;

namespace GateDsl.Syntax;

/// <summary>How tightly operators bind, and their grouping.</summary>
static class Fixity
{
    /// <summary>F#'s levels, weakest first. <c>|&gt;</c> and <c>&gt;&gt;</c> are on the level of the comparisons there: <c>x |&gt; f = 3</c> is <c>(x |&gt; f) = 3</c>.</summary>
    static readonly (string[] Operators, bool RightAssociative)[] Levels =
    [
        (["||"], false),
        (["&&"], false),
        (["=", "<>", "<", "<=", ">", ">=", "|>", "<|", ">>", "<<"], false),
        (["+", "-"], false),
        (["*", "/", "%"], false),
        (["**"], true),
    ];

    static readonly Dictionary<string, int> LevelOf =
        Levels.SelectMany((level, i) => level.Operators.Select(op => (op, i))).ToDictionary(pair => pair.op, pair => pair.i);

    /// <summary>The level of an operator: a higher number binds tighter.</summary>
    public static int Level(string op) => LevelOf[op];

    public static bool IsRightAssociative(int level) => Levels[level].RightAssociative;

    /// <summary>How tightly a chain of operators of one level binds.</summary>
    public static int Level(ChainExpr chain) => Level(chain.Rest[0].Operator.Text);

    /// <summary>
    /// Groups <c>first op operand op operand …</c> by the levels of the operators: operands of one level become one flat chain. One pass with a stack
    /// of at most one unfinished chain per level, so a million terms are no trouble.
    /// </summary>
    public static Expr Group(Expr first, IReadOnlyList<(Token Operator, Expr Operand)> rest)
    {
        if (rest.Count == 0) return first;
        var unfinished = new List<(int Level, Expr First, ImmutableArray<Link>.Builder Links)>();
        Expr current = first;                                        // the operand read last, or a finished chain that ends with it
        List<Token> pending = [];                                    // of each unfinished chain, the operator before the operand to come
        foreach (var (op, operand) in rest)
        {
            int level = Level(op.Text);
            while (unfinished.Count > 0 && unfinished[^1].Level > level) Finish();
            if (unfinished.Count > 0 && unfinished[^1].Level == level) unfinished[^1].Links.Add(new(new(pending[^1].Text, pending[^1].Span), current));
            else
            {
                unfinished.Add((level, current, ImmutableArray.CreateBuilder<Link>()));
                pending.Add(default);
            }
            pending[^1] = op;
            current = operand;
        }
        while (unfinished.Count > 0) Finish();
        return current;

        void Finish()
        {
            var (level, start, links) = unfinished[^1];
            links.Add(new(new(pending[^1].Text, pending[^1].Span), current));
            current = new ChainExpr(start, links.DrainToImmutable(), IsRightAssociative(level), start.Span.To(current.Span));
            unfinished.RemoveAt(unfinished.Count - 1);
            pending.RemoveAt(pending.Count - 1);
        }
    }
}
