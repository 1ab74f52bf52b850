using System.Globalization;
using GateDsl.Balls;
using GateDsl.Ir;
using GateDsl.Simplification;
using Xunit;

namespace GateDsl.Dsl.Tests.Simplify;

/// <summary>
/// Every rule whose two sides are patterns, judged by certified arithmetic at random and at hard points: where the left side has a value, the right side has the same real value. Constants next to
/// pi, e, ln 2 and their like stand for those numbers. Rules that do not hold are listed with a counterexample in rules-open.txt, which may only get shorter.
/// </summary>
public sealed class RuleTruthTests
{
    static readonly string list = Repository.PathOf("tests", "conformance", "rules-open.txt");

    static readonly double[] hard =
        [0, -0.0, 1, -1, 2, 0.5, -0.5, 3, 1e-9, -1e-9, 1e-200, -1e-200, 1e200, 36.5, -36.5, -38.5, 26.7, 709.9, -745.5, 1e15, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity];

    static readonly int points = Repository.Long ? 160 : 70;

    static readonly CertifyLimits limits = CertifyLimits.Default with { Bits = 4096, Time = TimeSpan.FromMinutes(1) };

    static IEnumerable<(string Table, Rule Rule)> Rules =>
    [
        .. ExactRules.All.Select(rule => ("exact", rule)), .. AccuracyRules.All.Select(rule => ("accuracy", rule)), .. DerivativeRules.All.Select(rule => ("derivative", rule)),
        .. FinalRules.Derivatives.Select(rule => ("final", rule)),
    ];

    [Fact]
    public void Where_the_left_side_has_a_value_the_right_side_has_the_same_but_for_the_rules_listed()
    {
        List<string> open = [];
        int judged = 0;
        foreach ((string table, Rule rule) in Rules)
        {
            if (rule.Right is null || RuleSides.Of(rule) is not { } sides) continue;
            judged++;
            if (Counterexample(sides) is { } wrong) open.Add($"{table}: {sides.Text} {wrong}");
        }
        Assert.True(judged > 60, $"only {judged} rules were judged");
        if (Repository.Update) File.WriteAllLines(list, open);
        string[] known = File.ReadAllLines(list);
        string[] fresh = [.. open.Where(line => !known.Any(other => Name(other) == Name(line)))];
        Assert.True(fresh.Length == 0, "rules that do not hold: " + string.Join("\n", fresh));
    }

    /// <summary>A rule that is wrong at one point of the hard ones is seen.</summary>
    [Fact]
    public void A_rule_that_does_not_hold_is_seen()
    {
        Assert.Null(Counterexample(RuleSides.Of(new(Shape.x / Shape.x, 1))!));       // where the left side has a value
        Assert.NotNull(Counterexample(RuleSides.Of(new(Pattern.Of(Op.Sqrt, Shape.x.Pow(2)), Shape.x))!));
        Assert.NotNull(Counterexample(RuleSides.Of(new(Pattern.Of(Op.Log, Shape.x * Shape.y), Pattern.Of(Op.Log, Shape.x) + Pattern.Of(Op.Log, Shape.y)))!));
    }

    static string Name(string line) => line[..line.IndexOf(" [", StringComparison.Ordinal)];

    /// <summary>A point at which the sides differ, and how; null where none was found.</summary>
    static string? Counterexample(RuleSides sides)
    {
        var random = new Random(11);
        for (int i = 0; i < points; i++)
        {
            double[] at = [.. Enumerable.Range(0, RuleSides.Variables).Select(_ => Draw(random))];
            if (i % 5 == 0) at[1] = at[0];
            if (i % 7 == 0) at[1] = -at[0];
            double k = random.Next(3) == 0 ? hard[random.Next(13)] : Math.Round(8 * random.NextDouble() - 4) / 2;
            if (sides.At(at, k) is not { } circuit) continue;
            double[] inputs = [.. at.Select((x, v) => sides.IsTruth(v) ? (x > 0 ? 1 : 0) : x)];
            Certified[] known = Certify.Point(circuit, inputs, limits, cancellation: TestContext.Current.CancellationToken);
            Certified left = known[0], right = known[1], apart = known[2];
            if (!left.IsDecided || !double.IsFinite(left.Value)) continue;
            string where = $"[{string.Join(", ", sides.Used.Select(v => $"{RuleSides.Names[v]} = {inputs[v].ToString(CultureInfo.InvariantCulture)}"))}{(sides.HasConstant ? $", k = {k.ToString(CultureInfo.InvariantCulture)}" : "")}]";
            if (right.IsDecided && !double.IsFinite(right.Value)) return $"{where}: {left} becomes {right}";
            if (apart.IsDecided && apart.Value != 0 && Math.Abs(apart.Value) > 1e-40 * Math.Abs(left.Value)) return $"{where}: {left} becomes {right}";
        }
        return null;
    }

    static double Draw(Random random) => random.Next(4) switch
    {
        0 => hard[random.Next(hard.Length)],
        1 => Math.Round(8 * random.NextDouble() - 4) / 2,
        2 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-9, 4)),
        _ => 6 * random.NextDouble() - 3,
    };
}
