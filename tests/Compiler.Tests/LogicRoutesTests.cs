using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>All 16 gates of two truth values, hard and soft, and the six comparisons of tuples.</summary>
public class LogicRoutesTests
{
    // By truth table: bit 2a + b is the gate's value at a, b.
    static readonly string[] gates =
    [
        "a && not a && b", "not (a || b)", "not a && b", "not a", "a && not b", "not b", "a <> b", "not (a && b)",
        "a && b", "a = b", "b && (a || not a)", "not a || b", "a && (b || not b)", "a || not b", "a || b", "true || a && b",
    ];

    public static TheoryData<int> Tables => [.. Enumerable.Range(0, 16)];

    static bool At(int table, bool a, bool b) => (table >> ((a ? 2 : 0) + (b ? 1 : 0)) & 1) != 0;

    [Theory, MemberData(nameof(Tables))]
    public void Values_and_Boolean_differences(int table)
    {
        GateModule module = GateModule.Parse($"let g (a: bool) (b: bool) = {gates[table]}\nlet da a b = g'a a b\nlet db a b = g'b a b\nlet dab a b = g'a'b a b");
        foreach (bool a in (bool[])[false, true])
        {
            foreach (bool b in (bool[])[false, true])
            {
                Is("g", At(table, a, b));
                Is("da", At(table, false, b) != At(table, true, b));
                Is("db", At(table, a, false) != At(table, a, true));
                Is("dab", At(table, false, false) ^ At(table, false, true) ^ At(table, true, false) ^ At(table, true, true));
                Assert.Equal(At(table, false, b) != At(table, true, b), module["g"].Derivative("a").Evaluate(a ? 1 : 0, b ? 1 : 0) != 0);
                Assert.Equal(At(table, a, false) != At(table, a, true), module["g"].Derivative("b").Compile<Func<bool, bool, bool>>()(a, b));

                void Is(string name, bool expected)
                {
                    Assert.Equal(expected, module[name].Evaluate(a ? 1 : 0, b ? 1 : 0) != 0);
                    Assert.Equal(expected, module[name].Compile<Func<bool, bool, bool>>()(a, b));
                    double[] column = new double[1];
                    module[name].CompileBatch().Invoke(1, [a ? 1.0 : 0, b ? 1.0 : 0], [column.AsMemory()]);
                    Assert.Equal(expected ? 1 : 0, column[0]);
                }
            }
        }
    }

    /// <summary>Where no input is used twice, the probability that the gate is true for independent inputs; on 0 and 1 the gate, always.</summary>
    [Theory, MemberData(nameof(Tables))]
    public void Relaxations(int table)
    {
        bool once = gates[table].Count(c => c == 'a') <= 1 && gates[table].Replace("&&", "", StringComparison.Ordinal).Count(c => c == 'b') <= 1;
        GateModule module = GateModule.Parse($"let g (a: bool) (b: bool) = {gates[table]}\nlet s p q = soft g p q\nlet sp p q = s'p p q\nlet sq p q = s'q p q");
        double[] numbers = [0, 1, 0.5, 0.25, 0.999, 1e-9];
        foreach (double p in numbers)
        {
            foreach (double q in numbers)
            {
                if (!once && !(p is 0 or 1 && q is 0 or 1)) continue;
                double T(int a, int b) => At(table, a == 1, b == 1) ? 1 : 0;
                double expected = (1 - p) * (1 - q) * T(0, 0) + (1 - p) * q * T(0, 1) + p * (1 - q) * T(1, 0) + p * q * T(1, 1);
                Close(expected, module["s"], p, q);
                if (!once) continue;
                Close((1 - q) * (T(1, 0) - T(0, 0)) + q * (T(1, 1) - T(0, 1)), module["sp"], p, q);
                Close((1 - p) * (T(0, 1) - T(0, 0)) + p * (T(1, 1) - T(1, 0)), module["sq"], p, q);
            }
        }

        void Close(double expected, Gate gate, double p, double q)
        {
            Assert.Equal(expected, gate.Evaluate(p, q), 1e-15);
            Assert.Equal(expected, gate.Compile<Func<double, double, double>>()(p, q), 1e-15);
        }
    }

    [Fact]
    public void Tuples_are_compared_as_in_CSharp()
    {
        GateModule module = GateModule.Parse("""
            let less (p: float * bool) (q: float * bool) = p < q
            let lessEqual (p: float * bool) (q: float * bool) = p <= q
            let greater (p: float * bool) (q: float * bool) = p > q
            let greaterEqual (p: float * bool) (q: float * bool) = p >= q
            let equal (p: float * bool) (q: float * bool) = p = q
            let notEqual (p: float * bool) (q: float * bool) = p <> q
            """);
        (string Name, Func<int, bool> Holds)[] comparisons =
            [("less", c => c < 0), ("lessEqual", c => c <= 0), ("greater", c => c > 0), ("greaterEqual", c => c >= 0), ("equal", c => c == 0), ("notEqual", c => c != 0)];
        foreach (var (name, holds) in comparisons)
        {
            var compiled = module[name].Compile<Func<(double, bool), (double, bool), bool>>();
            foreach ((double, bool) p in Pairs())
            {
                foreach ((double, bool) q in Pairs())
                {
                    bool isNaN = double.IsNaN(p.Item1) || double.IsNaN(q.Item1);
                    bool expected = isNaN ? name == "notEqual" : holds(p.CompareTo(q));
                    Assert.True(expected == compiled(p, q), $"{p} {name} {q}");
                    Assert.True(expected == (module[name].Evaluate(p.Item1, p.Item2 ? 1 : 0, q.Item1, q.Item2 ? 1 : 0) != 0), $"{p} {name} {q}, interpreted");
                }
            }
        }

        static IEnumerable<(double, bool)> Pairs() => ((double[])[-1, 0, 2, double.NaN, double.PositiveInfinity]).SelectMany(x => (IEnumerable<(double, bool)>)[(x, false), (x, true)]);
    }

    [Fact]
    public void Nested_tuples_are_compared_item_by_item()
    {
        string[] operators = ["<", "<=", ">", ">=", "=", "<>"];
        GateModule module = GateModule.Parse(string.Join('\n', operators.Select((op, i) => $"let c{i} a b c d e f = ((a, b), c) {op} ((d, e), f)")));
        double[] numbers = [0, 1];
        for (int code = 0; code < 64; code++)
        {
            double[] x = [.. Enumerable.Range(0, 6).Select(bit => (double)(code >> bit & 1))];
            int order = ((x[0], x[1]), x[2]).CompareTo(((x[3], x[4]), x[5]));
            bool[] expected = [order < 0, order <= 0, order > 0, order >= 0, order == 0, order != 0];
            for (int i = 0; i < 6; i++) Assert.True(expected[i] == (module[$"c{i}"].Evaluate(x) != 0), $"{operators[i]} at {string.Join(' ', x)}");
        }
    }
}
