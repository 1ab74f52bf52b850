using GateDsl.Ir;
using GateDsl.Simplification;
using Xunit;

namespace GateDsl.Dsl.Tests.Simplify;

/// <summary>Every rule says the truth of its scope: the exact ones have the same bits on both sides, the others the same value where both sides are well conditioned.</summary>
public sealed class RuleScopeTests
{
    static readonly double[] special =
        [0, -0.0, 1, -1, 2, 0.5, -0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, 2.2e-308, double.MaxValue, -double.MaxValue, 1e-200, 1e200, 36, -709.8];

    [Fact]
    public void Exact_rules_have_the_same_bits_on_both_sides()
    {
        var random = new Random(1);
        Assert.All(ExactRules.All, rule =>
        {
            var sides = Sides.Of(rule, secondIsMinusFirst: false, k: 0)!;
            for (int i = 0; i < 3000; i++)
            {
                double[] at = [.. Enumerable.Range(0, 5).Select(_ => random.Next(2) == 0 ? special[random.Next(special.Length)] : BitConverter.Int64BitsToDouble(random.NextInt64()))];
                var (left, right) = sides.At(at, k: 0);
                Assert.True(SameBits(left, right), $"{Name(rule)} at [{string.Join(", ", at)}]: {left:R} and {right:R}");
            }
        });
    }

    [Fact]
    public void Other_rules_have_the_same_value_where_neither_side_is_at_its_limits()
    {
        var random = new Random(2);
        foreach (Rule rule in (IEnumerable<Rule>)[.. AccuracyRules.All, .. DerivativeRules.All])
        {
            if (rule.Right is null || (Sides.Of(rule, secondIsMinusFirst: false) ?? Sides.Of(rule, secondIsMinusFirst: true)) is not { } sides) continue;
            int compared = 0;
            for (int i = 0; i < 4000 && compared < 40; i++)
            {
                double[] at = [.. Enumerable.Range(0, 5).Select(_ => 6 * random.NextDouble() - 3)];
                var (left, right) = sides.At(at, k: 0.5 + 2 * random.NextDouble());
                if (!double.IsFinite(left) || !double.IsFinite(right) || Math.Abs(left) is > 1e6 or < 1e-3) continue;
                compared++;
                Assert.True(Math.Abs(left - right) <= 1e-9 * Math.Abs(left), $"{Name(rule)} at [{string.Join(", ", at)}]: {left:R} and {right:R}");
            }
            Assert.True(compared > 0 || rule.Left.Bits == 0, $"{Name(rule)} was never compared");
        }
    }

    /// <summary>A rule that is not exact, in the list of the exact ones, is seen.</summary>
    [Fact]
    public void A_rule_in_the_wrong_list_is_seen()
    {
        var wrong = Sides.Of(new(Shape.x + 0, Shape.x), secondIsMinusFirst: false)!;
        var (left, right) = wrong.At([-0.0, 0, 0, 0, 0], 0);
        Assert.False(SameBits(left, right));
    }

    [Fact]
    public void Every_inexact_rule_says_where_it_differs() =>
        Assert.All((IEnumerable<Rule>)[.. AccuracyRules.All, .. DerivativeRules.All, .. FinalRules.Derivatives], rule => Assert.False(string.IsNullOrEmpty(rule.Differs)));

    static bool SameBits(double a, double b) => (double.IsNaN(a) && double.IsNaN(b)) || BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    static string Name(Rule rule) => $"{rule.Left.Op} rule ({rule.Differs ?? "exact"})";

    /// <summary>Both sides of a rule as circuits of their variables.</summary>
    sealed class Sides
    {
        readonly Pattern left;
        readonly Rule rule;
        readonly bool secondIsMinusFirst;

        Sides(Rule rule, bool secondIsMinusFirst) => (left, this.rule, this.secondIsMinusFirst) = (rule.Left, rule, secondIsMinusFirst);

        /// <summary>Null where the rule's condition does not hold of such variables.</summary>
        public static Sides? Of(Rule rule, bool secondIsMinusFirst, double k = 1.5)
        {
            var sides = new Sides(rule, secondIsMinusFirst);
            return sides.Build(k) is null ? null : sides;
        }

        public (double Left, double Right) At(double[] at, double k)
        {
            var (circuit, truth) = Build(k)!.Value;
            double[] inputs = [.. at.Select((x, i) => truth[i] ? (x > 0 ? 1 : 0) : x)];
            var values = new double[2];
            Interpreter.Run(circuit, inputs, values);
            return (values[0], values[1]);
        }

        (Circuit, bool[])? Build(double k)
        {
            var graph = new Graph(new Budget(new Limits()));
            bool[] truth = new bool[5];
            FindTruths(left, truth, false);
            int[] inputs = [.. Enumerable.Range(0, 5).Select(i => graph.NewInput($"v{i}", truth[i] ? Kind.Bool : Kind.Float))];
            int Variable(int i) => i >= 5 ? graph.Number(k) : i == 1 && secondIsMinusFirst ? graph.Add(new(Op.Negate, inputs[0])) : inputs[i];
            int root = Make(graph, left, Variable);
            var match = new Match(graph);
            Pattern? spelling = left.Spellings().FirstOrDefault(pattern => match.Try(pattern, root));
            if (spelling is null || (rule.If is { } condition && !condition(match))) return null;
            int right = new Plain(graph).Make(rule.Right!, match, rule.Computed?.Invoke(match) ?? double.NaN);
            return (graph.Finish([root, right], inputs), truth);
        }

        static void FindTruths(Pattern pattern, bool[] truth, bool isTruth)
        {
            if (pattern.As == Pattern.Role.AnyNode && isTruth) truth[pattern.Variable] = true;
            for (int i = 0; i < pattern.Arguments.Length; i++)
            {
                FindTruths(pattern.Arguments[i], truth, pattern.Op is Op.Not or Op.And or Op.Or || (pattern.Op == Op.Select && i == 0));
            }
        }

        static int Make(Graph graph, Pattern pattern, Func<int, int> variable) => pattern.As switch
        {
            Pattern.Role.Number => graph.Number(pattern.Value),
            Pattern.Role.AnyNode or Pattern.Role.AnyNumber => variable(pattern.Variable),
            _ => pattern.Arguments.Select(argument => Make(graph, argument, variable)).ToArray() is var made
                ? graph.Add(new(pattern.Op, made[0], made.Length > 1 ? made[1] : -1, made.Length > 2 ? made[2] : -1, pattern.Bits)) : -1,
        };

        sealed class Plain(Graph graph) : Builder(graph)
        {
            public override int Make(Node node) => Graph.Add(node);
        }
    }
}
