using System.Diagnostics;
using CsCheck;
using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Formulas as strangers write them: nearly valid, with any names in the place of gates, and parameters of any types. Answered, in time, and alike by every way.</summary>
public class FormulaFuzzTests
{
    static readonly int Cases = Repository.Long ? 100_000 : 400;

    // A case takes milliseconds; a machine that does much else may take longer.
    static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    static readonly string[] Names =
    [
        "x", "y", "z", "a", "b", "n", "flag", "x'", "f'x", "``a b``", "``a:b``", "``let``", "e", "pi", "infinity", "nan", "sigmod", "ln", "pow", "Exp", "f", "g", "max", "min", "sin", "exp'",
    ];

    static readonly string[] Functions =
    [
        "sin", "exp", "log", "sqrt", "abs", "floor", "sigmoid", "atan2", "max", "min", "hypot", "pown", "clamp", "not", "fst", "snd", "id", "diff", "grad", "soft", "sigmoid'", "x", "y", "f", "ln", "pow",
        "sigmod", "Exp", "(+)", "(fun t -> t * x)", "(fun (p, q) -> p - q)", "(fun h -> h 2)", "normcdf", "lgamma", "erfc", "log1p", "xor", "relu", "ignore", "``a b``",
    ];

    static readonly string[] Operators = ["+", "-", "*", "/", "%", "**", "&&", "||", "=", "<>", "<", "<=", ">", ">=", "|>", "<|", ">>", "<<", ",", " ", " -", "^", "=="];

    static readonly string[] Numbers = ["0", "1", "2", "3", "-1", "(-2)", "0.5", "1e-300", "1e300", "5e-324", "1e999", "1,5", "true", "false", "7.25", "1_000", "2x", ".5"];

    static readonly string[] Scraps = ["(", ")", "(*", "*)", "//", "\n", "\t", "``", "'", "let ", "in ", "then ", "else ", "\0", "²", "−", ";", "[", "]", "\"", "_", "->", ":", "float", "fun "];

    static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static readonly Gen<string> Atom = Gen.OneOf(One(Names), One(Names), One(Numbers));

    static Gen<string> Expression(int depth)
    {
        if (depth == 0) return Atom;
        Gen<string> inner = Expression(depth - 1);
        return Gen.Frequency(
            (3, Atom),
            (5, Gen.Select(inner, One(Operators), inner, (left, op, right) => $"{left} {op} {right}")),
            (2, inner.Select(text => $"({text})")),
            (3, Gen.Select(One(Functions), inner, (function, argument) => $"{function} ({argument})")),
            (2, Gen.Select(One(Functions), Atom, Atom, (function, first, second) => $"{function} {first} {second}")),
            (1, Gen.Select(One(Functions), Atom, inner, (function, first, second) => $"{function}({first}, {second})")),
            (1, Gen.Select(inner, inner, inner, (condition, then, otherwise) => $"(if {condition} then {then} else {otherwise})")),
            (1, Gen.Select(One("t", "(p, q)", "f t", "x", "_"), inner, inner, (target, value, body) => $"(let {target} = {value} in {body})")),
            (1, inner.Select(text => $"(fun t -> {text})")),
            (1, Gen.Select(inner, inner, (one, other) => $"({one}, {other})")),
            (1, inner.Select(text => $"-{text}")),
            (1, inner.Select(text => $"(* {text} *) {text}")));
    }

    static readonly Gen<string> Valid = Gen.Int[0, 4].SelectMany(Expression);

    static readonly Gen<string> Broken = Gen.Select(Valid, Gen.Int[0, 1_000], Gen.Int[0, 2], One(Scraps), (text, place, kind, scrap) =>
    {
        int at = place % (text.Length + 1);
        return kind == 0 ? text.Insert(at, scrap) : kind == 1 ? text[..at] : text.Remove(Math.Min(at, text.Length - 1), 1);
    });

    static readonly Gen<string> Parameter = Gen.Select(One(Names), One("", "", "", ": float", ": bool", ": int", ": string", ":"), (name, type) => name + type);

    static readonly Gen<string[]?> Parameters = Gen.Frequency((3, Gen.Const((string[]?)null)), (2, Parameter.Array[0, 6].Select(list => (string[]?)list.DistinctBy(name => name.Split(':')[0]).ToArray())), (1, Parameter.Array[0, 4].Select(list => (string[]?)list)));

    static readonly Gen<string?> Result = One<string?>(null, null, null, "float", "bool", "float * float", "text");

    [Fact]
    public void Any_formula_is_answered_in_time_and_alike_by_every_way()
    {
        int gates = 0;
        Gen.Select(Gen.Frequency((4, Valid), (1, Broken)), Parameters, Result, Gen.Int[0, 1_000_000]).Sample((formula, parameters, result, seed) =>
        {
            var watch = Stopwatch.StartNew();
            if (Answered(formula, parameters, result) is { } gate && Interlocked.Increment(ref gates) % (Repository.Long ? 8 : 1) == 0) Alike(gate, new Random(seed), formula);
            Assert.True(watch.Elapsed < Most, $"{watch.Elapsed.TotalSeconds:F1} s: {formula}");
        }, iter: Cases, threads: 1);
        Assert.True(gates > Cases / 20, $"only {gates} of {Cases} were gates");
    }

    static Gate? Answered(string formula, string[]? parameters, string? result)
    {
        try
        {
            if (Formula.TryParse(formula, out Formula? parsed, out IReadOnlyList<Diagnostic> diagnostics)) _ = parsed.ToGate();
            Check(diagnostics);
            bool isGate = Gate.TryFromFormula(formula, out Gate? gate, out diagnostics, parameters, GateOptions.Default with { Reproducible = true }, result);
            Check(diagnostics);
            Assert.Equal(isGate, diagnostics.All(one => one.Severity == Severity.Warning));
            return gate;
        }
        catch (ArgumentException wrong) when (parameters is not null || result is not null)
        {
            Assert.True(wrong.Message.Length > 20);
            return null;
        }
    }

    static void Check(IReadOnlyList<Diagnostic> diagnostics)
    {
        Assert.All(diagnostics, one => Assert.InRange(one.Span.End, one.Span.Start, one.Source.Text.Length));
        Render.Draw(diagnostics);
    }

    // Interpreted, compiled and over columns: the bits of one reproducible gate are the same.
    static void Alike(Gate gate, Random random, string formula)
    {
        const int rows = 9;
        try
        {
            string source = gate.ToSource();
            Assert.True(GateModule.TryParse(new Source("printed", source), null, out _, out IReadOnlyList<Diagnostic> wrong), $"{formula}\n{source}\n{string.Join('\n', wrong)}");
            double[][] columns = [.. gate.Inputs.Select(input => Enumerable.Range(0, rows).Select(_ => Number(input.Type, random)).ToArray())];
            bool hasGradient = gate.ResultType == GateType.Float && gate.Partials.Count > 0;
            ValueFunction compiled = gate.CompileValue(Target.Machine), interpreted = gate.CompileValue(Target.Machine with { Jit = false });
            GradientFunction? gradient = hasGradient ? gate.CompileGradient(null, Target.Machine) : null, slopes = hasGradient ? gate.CompileGradient(null, Target.Machine with { Jit = false }) : null;
            BatchFunction batch = gate.CompileBatch(hasGradient ? BatchOutputs.ValueAndGradient : BatchOutputs.Value, threads: 1);
            double[][] table = [.. batch.OutputNames.Select(_ => new double[rows])];
            batch.Invoke(rows, [.. columns.Select(column => (BatchColumn)column)], [.. table.Select(column => (BatchResult)column)]);
            int values = gate.EvaluateAll([.. columns.Select(column => column[0])]).Length;
            for (int row = 0; row < rows; row++)
            {
                double[] x = [.. columns.Select(column => column[row])], expected = gate.EvaluateAll(x), found = new double[values], partials = new double[gate.Partials.Count], same = new double[gate.Partials.Count];
                string where = $"{formula} at {string.Join(", ", x)}";
                interpreted(x, found);
                AssertSame(expected, found, $"interpreted {where}");
                compiled(x, found);
                AssertSame(expected, found, $"compiled {where}");
                AssertSame(expected, [.. table.Take(values).Select(column => column[row])], $"batch {where}");
                if (gradient is null) continue;
                double value = gradient(x, partials);
                AssertSame([slopes!(x, same), .. same], [value, .. partials], $"gradient {where}");
                AssertSame([value, .. partials], [.. table.Select(column => column[row])], $"gradients in a batch {where}");
            }
        }
        catch (GateException e)
        {
            Assert.All(e.Diagnostics, one => Assert.NotEqual("", one.Code));      // a limit
        }
    }

    static void AssertSame(double[] expected, double[] found, string where)
    {
        for (int i = 0; i < expected.Length; i++) Assert.True(RandomCircuit.Same(expected[i], found[i]), $"{where}: {i} is {found[i]:R}, not {expected[i]:R}");
    }

    static double Number(GateType type, Random random) => type == GateType.Bool ? random.Next(2) : type == GateType.Int ? random.Next(-3, 5) : random.Next(12) switch
    {
        0 => 0,
        1 => -0.0,
        2 => 1,
        3 => -1,
        4 => double.NaN,
        5 => double.PositiveInfinity,
        6 => double.NegativeInfinity,
        7 => 1e300,
        8 => 5e-324,
        _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4)),
    };
}
