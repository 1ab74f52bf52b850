using System.Globalization;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Calculus;

/// <summary>Slopes of loops that carry numbers, by tangents beside them: against the steps written one after another, which have no loop, and against differences of plain C#.</summary>
public sealed class LoopTangentsTests
{
    [Theory]
    [InlineData("r * s * (1 - s)", 1)]
    [InlineData("sin (r * s) + x", 1)]
    [InlineData("if s > 0.4 then r * s - x else s * s + r", 1)]
    [InlineData("sin (r * t + x * s), (s - r * t * t) / 4", 2)]
    [InlineData("t, s * x + r", 2)]
    [InlineData("s * x, s + t", 2)]
    [InlineData("tanh (r * s), cos (t * s) - x", 2)]
    public void Slopes_are_those_of_the_steps_one_after_another(string step, int carried)
    {
        string state = carried == 1 ? "s" : "(s, t)", start = carried == 1 ? "x" : "(x, r)", result = carried == 1 ? "s" : "s + 3 * t";
        string steps = string.Concat(Enumerable.Range(0, 40).Select(_ => $"    let {state.Trim('(', ')')} = {step}\n"));
        string source = $"""
            let loop r x =
                let {state} = iterate 40 (fun {state} -> {step}) {start}
                {result}
            let straight r x =
                let {state.Trim('(', ')')} = {start.Trim('(', ')')}
            {steps}    {result}
            """;
        foreach (bool isPlain in (bool[])[false, true])
        {
            GateModule module = GateModule.Parse(source, GateOptions.Default with { Plain = isPlain });
            foreach (var (r, x) in ((double, double)[])[(0.7, 0.3), (0.25, -0.5), (1.1, 0.2)])
            {
                double[] expected = All(module["straight"]), found = All(module["loop"]);
                for (int k = 0; k < expected.Length; k++) Assert.True(Math.Abs(expected[k] - found[k]) <= 1e-9 * Math.Max(1, Math.Abs(expected[k])), $"number {k}: {expected[k]} is expected, {found[k]} found at {r}, {x}");

                double[] All(Gate gate)
                {
                    var outputs = new double[6];
                    gate.EvaluateAll([r, x], outputs, 2);
                    return outputs;
                }
            }
        }
    }

    [Theory]
    [InlineData("iterateWhile 30 (fun s -> s < 5) (fun s -> s * a + b) 0.5")]
    [InlineData("Array.fold (fun s x -> a * s + sin (b * x)) b xs")]
    [InlineData("Array.foldBack (fun x s -> x / (a + s * s) + b) xs a")]
    [InlineData("Array.fold (fun (s, t) x -> (t + x, s * a - b)) (a, b) xs |> snd")]
    public void Slopes_are_those_of_plain_loops(string expression)
    {
        double[] xs = [.. Enumerable.Range(0, 9).Select(i => Math.Sin(i + 1))];
        Gate gate = GateModule.Parse($"let f (xs: float[]) a b = {expression}")["f"];
        const double A = 1.3, B = 0.7, H = 1e-5;
        double Value(double a, double b) => ((GateValue.Number)gate.Evaluate(xs, a, b)).Value;
        foreach (var (name, slope) in ((string, double)[])[("a", (Value(A + H, B) - Value(A - H, B)) / (2 * H)), ("b", (Value(A, B + H) - Value(A, B - H)) / (2 * H))])
        {
            Assert.Equal(slope, ((GateValue.Number)gate.Derivative(name).Evaluate(xs, A, B)).Value, 1e-6 * Math.Max(1, Math.Abs(slope)));
        }
        GateValue[] gradient = [.. ((GateValue.Tuple)GateModule.Parse($"let f (xs: float[]) a b = {expression}\nlet g (xs: float[]) a b = grad (fun a b -> f xs a b) a b")["g"].Evaluate(xs, A, B)).Items];
        Assert.Equal((Value(A + H, B) - Value(A - H, B)) / (2 * H), ((GateValue.Number)gradient[0]).Value, 1e-5);
        Assert.Equal((Value(A, B + H) - Value(A, B - H)) / (2 * H), ((GateValue.Number)gradient[1]).Value, 1e-5);
    }

    // value and gradient are one loop, which keeps no state
    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(8, 1, 0)]
    [InlineData(9, 2, 1)]
    public void Of_few_numbers_no_state_is_kept(int numbers, int loops, int arrays)
    {
        string[] names = [.. Enumerable.Range(0, numbers - 1).Select(k => "p" + k.ToString(CultureInfo.InvariantCulture))];
        Gate gate = GateModule.Parse($"let f (n: int) x {string.Join(' ', names)} = iterate n (fun s -> {string.Join(" + ", names.Select(name => $"sin ({name} * s)"))}) x")["f"];
        Circuit circuit = gate.Circuit(Outputs.ValueAndGradient);
        Loop[] made = [.. circuit.Nodes.Where(node => node.Op == Op.Loop).Select(node => circuit.Loops[node.Bits])];
        Assert.Equal(loops, made.Length);
        Assert.Equal(arrays, made.Sum(loop => loop.Results.Count(result => result.KindIn(loop.Body).IsArray())));
    }

    // what starts as one value and goes on as another is not one
    [Theory]
    [InlineData("iterate n (fun s -> a * s) x + 10 * iterate n (fun s -> a + s) x", 1.25 / 8 + 10 * 2.75)]
    [InlineData("fst (iterate n (fun (s, t) -> s + t, t * 2) (x, a)) + 10 * fst (iterate n (fun (s, t) -> s + t, t * 3) (x, a))", 1.25 + 3.5 + 10 * (1.25 + 6.5))]
    [InlineData("fst (iterate n (fun (s, t) -> t, s + 1) (x, x)) + 10 * snd (iterate n (fun (s, t) -> s, t * a) (x, x))", 2.25 + 10 * 1.25 / 8)]
    public void Loops_that_differ_in_what_they_carry_stay_apart_in_one(string expression, double expected)
    {
        Gate gate = GateModule.Parse($"let f (n: int) a x = {expression}")["f"];
        const double Trips = 3, A = 0.5, X = 1.25;
        Assert.Equal(expected, ((GateValue.Number)gate.Evaluate(Trips, A, X)).Value, 1e-12);
    }
}
