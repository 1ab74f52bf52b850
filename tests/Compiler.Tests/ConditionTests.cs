using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>
/// Conditions of comparisons and connectives, NaN among the numbers and the constants: every route takes the branch that C# takes. Many conditions are one gate,
/// as the items of a tuple; some are a gate of their own, because what the JIT sees around a comparison matters.
/// </summary>
public class ConditionTests
{
    static readonly string[] comparisons = ["<", "<=", ">", ">=", "=", "<>"], connectives = ["&&", "||", "=", "<>"];

    static readonly (string Text, double Value)[] constants = [("0", 0), ("nan", double.NaN), ("infinity", double.PositiveInfinity), ("(-1)", -1)];

    static readonly double[] numbers = [-1, 0, -0.0, 1, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    sealed record Condition(string Text, Func<double, double, bool> Holds);

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Many_conditions_of_one_gate(int seed)
    {
        var random = new Random(seed);
        Condition[] conditions = [.. Enumerable.Range(0, 200).Select(_ => Make(random, 3))];
        Check([.. conditions], $"let f z w = ({string.Join(", ", conditions.Select(c => $"(if {c.Text} then 1 else 2)"))})", 1, 2, random);
        Check([.. conditions], $"let f z w = ({string.Join(", ", conditions.Select(c => $"({c.Text})"))})", 1, 0, random);
    }

    [Theory, InlineData(4), InlineData(5)]
    public void Conditions_of_gates_of_their_own(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 60; i++)
        {
            Condition condition = Make(random, i % 3 + 1);
            string wanted = (i % 4) switch { 0 => "if {0} then 1 else 2", 1 => "3 - (if not ({0}) then 1 else 2)", 2 => "if {0} then 1 + 0 * sin 1 else 1 + exp 0", _ => "1 + (if {0} then 0 else 1)" };
            Check([condition], "let f z w = " + wanted.Replace("{0}", condition.Text, StringComparison.Ordinal), 1, 2, random);
        }
    }

    static void Check(Condition[] conditions, string source, double whenTrue, double whenFalse, Random random)
    {
        Gate gate = GateModule.Parse(source)["f"];
        (double Z, double W)[] points = [.. numbers.SelectMany(z => numbers.Select(w => (z, w)))];
        double[] values = new double[conditions.Length];
        ValueFunction compiled = gate.CompileValue();
        double[][] columns = [.. conditions.Select(_ => new double[points.Length])], numbersIn = [.. conditions.Select(_ => new double[1])];
        BatchFunction batch = gate.CompileBatch(BatchOutputs.Value, null, 1, new Target(true, 2 << random.Next(3)));
        batch.Invoke(points.Length, [points.Select(p => p.Z).ToArray(), points.Select(p => p.W).ToArray()], [.. columns.Select(c => c.AsMemory())]);
        for (int i = 0; i < points.Length; i++)
        {
            (double z, double w) = points[i];
            double[] expected = [.. conditions.Select(c => c.Holds(z, w) ? whenTrue : whenFalse)];
            Same("the interpreter", gate.EvaluateAll(z, w));
            compiled([z, w], values);
            Same("compiled code", values);
            Same("a batch", [.. columns.Select(c => c[i])]);
            batch.Invoke(1, [z, w], [.. numbersIn.Select(c => c.AsMemory())]);
            Same("a batch of numbers", [.. numbersIn.Select(c => c[0])]);

            void Same(string route, double[] found)
            {
                for (int k = 0; k < expected.Length; k++) Assert.True(expected[k] == found[k], $"{conditions[k].Text} in {(source.Length < 200 ? source : "a tuple")} at z = {z}, w = {w}: {route} answers {found[k]}");
            }
        }
    }

    static Condition Make(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0) return Comparison(random);
        if (random.Next(5) == 0)
        {
            Condition inner = Make(random, depth - 1);
            return new($"not ({inner.Text})", (z, w) => !inner.Holds(z, w));
        }
        Condition left = Make(random, depth - 1), right = Make(random, depth - 1);
        string connective = connectives[random.Next(4)];
        return new($"({left.Text}) {connective} ({right.Text})", connective switch
        {
            "&&" => (z, w) => left.Holds(z, w) && right.Holds(z, w),
            "||" => (z, w) => left.Holds(z, w) || right.Holds(z, w),
            "=" => (z, w) => left.Holds(z, w) == right.Holds(z, w),
            _ => (z, w) => left.Holds(z, w) != right.Holds(z, w),
        });
    }

    static Condition Comparison(Random random)
    {
        var (a, left) = Operand(random);
        var (b, right) = Operand(random);
        string comparison = comparisons[random.Next(6)];
        return new($"{a} {comparison} {b}", comparison switch
        {
            "<" => (z, w) => left(z, w) < right(z, w),
            "<=" => (z, w) => left(z, w) <= right(z, w),
            ">" => (z, w) => left(z, w) > right(z, w),
            ">=" => (z, w) => left(z, w) >= right(z, w),
            "=" => (z, w) => left(z, w) == right(z, w),
            _ => (z, w) => left(z, w) != right(z, w),
        });
    }

    static (string, Func<double, double, double>) Operand(Random random)
    {
        switch (random.Next(4))
        {
            case 0: return ("z", (z, _) => z);
            case 1: return ("w", (_, w) => w);
            case 2: return ("(-z)", (z, _) => -z);
        }
        (string text, double value) = constants[random.Next(constants.Length)];
        return (text, (_, _) => value);
    }
}
