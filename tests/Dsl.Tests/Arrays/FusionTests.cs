using System.Globalization;
using System.Text;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>How many loops a value and its gradient have, and how many arrays are made that nobody has asked for: a table that one reads. It depends on no length.</summary>
public sealed class FusionTests
{
    static readonly (string Name, string Source)[] programs =
    [
        ("sum of squares", "let f xs = Array.sumBy (fun x -> x * x) xs"),
        ("map of a map", "let f xs = xs |> Array.map sin |> Array.map exp |> Array.sum"),
        ("rosenbrock", "let f xs = Array.pairwise xs |> Array.sumBy (fun (a, b) -> 100 * (b - a * a) ** 2 + (1 - a) ** 2)"),
        ("chain", "let f xs = Array.pairwise xs |> Array.sumBy (fun (a, b) -> log (1 + exp (a * b)))"),
        ("variance", "let f xs =\n    let m = Array.average xs\n    Array.averageBy (fun x -> (x - m) ** 2) xs"),
        ("norm", "let f xs = sqrt (Array.sumBy (fun x -> x * x) xs)"),
        ("cosine", "let f (a: float[]) b = Array.dot a b / sqrt (Array.dot a a * Array.dot b b)"),
        ("log-sum-exp", "let f xs = log (Array.sumBy exp xs)"),
        ("cross entropy", "let f logits (targets: float[]) =\n    let total = log (Array.sumBy exp logits)\n    -(Array.sum (Array.map2 (fun t z -> t * (z - total)) targets logits))"),
        ("logistic regression", "let f (w: float[]) (rows: float[][]) (labels: float[]) =\n    Array.average (Array.map2 (fun row y ->\n        let z = Array.dot w row\n        softplus z - y * z) rows labels)"),
        ("two layers", "let layer (w: float[][]) (b: float[]) x = Array.map2 (fun row c -> tanh (Array.dot row x + c)) w b\nlet f w1 b1 w2 b2 x (y: float[]) = Array.sum (Array.map2 (fun o t -> (o - t) ** 2) (layer w2 b2 (layer w1 b1 x)) y)"),
        ("recurrent", "let f w u b (xs: float[]) = Array.fold (fun h x -> tanh (w * h + u * x + b)) 0.0 xs"),
        ("logistic map", "let f (n: int) r x0 = iterate n (fun x -> r * x * (1 - x)) x0"),
        ("moving average", "let f alpha (xs: float[]) = Array.scan (fun s x -> alpha * x + (1 - alpha) * s) 0.0 xs |> Array.sumBy (fun s -> s * s)"),
        ("polynomial", "let f (cs: float[]) x = Array.foldBack (fun c acc -> c + x * acc) cs 0.0"),
        ("convolution", "let f (kernel: float[]) (xs: float[]) =\n    let n = Array.length xs - Array.length kernel + 1\n    let out = Array.init n (fun i -> Array.sum (Array.mapi (fun j k -> k * xs.[i + j]) kernel))\n    Array.sumBy (fun y -> y ** 2) out"),
        ("kernel sum", "let f length (xs: float[]) (ys: float[]) = Array.sumBy (fun x -> Array.sumBy (fun y -> exp (-(((x - y) / length) ** 2) / 2)) ys) xs"),
        ("matrix and vector", "let f (m: float[][]) v = Array.sumBy (fun y -> y * y) (Array.map (fun row -> Array.dot row v) m)"),
        ("product of matrices", "let f (a: float[][]) b =\n    let columns = Array.transpose b\n    Array.sumBy (fun row -> Array.sumBy (fun column -> sin (Array.dot row column)) columns) a"),
        ("mixture", "let f (weights: float[]) (means: float[]) (sigmas: float[]) (xs: float[]) =\n    Array.sumBy (fun x -> log (Array.sumBy exp (Array.map3 (fun a m s -> a - log s - 0.5 * ((x - m) / s) ** 2) weights means sigmas))) xs"),
        ("largest", "let f xs = Array.max (Array.map (fun x -> x * x - x) xs)"),
        ("three columns", "let f (a: float[]) (b: float[]) (c: float[]) = Array.zip3 a b c |> Array.sumBy (fun (x, y, z) -> x * y * exp z)"),
    ];

    [Fact]
    public void The_table_is_as_it_was_read()
    {
        var text = new StringBuilder("loops and arrays of value and gradient: as differentiated, and as they run\n\n");
        foreach (var (name, source) in programs)
        {
            Gate gate = GateModule.Parse(source)["f"];
            Circuit plain = gate.With(gate.Options with { Plain = true }).Circuit(Outputs.ValueAndGradient), runs = gate.Circuit(Outputs.ValueAndGradient);
            text.Append(CultureInfo.InvariantCulture, $"{name,-20} loops {Loops(plain),2} -> {Loops(runs),2}   arrays {Arrays(plain),2} -> {Arrays(runs),2}   operations {Operations(plain),3} -> {Operations(runs),3}\n");
        }
        Repository.AssertMatches(Repository.PathOf("tests", "golden", "calculus", "loops.txt"), text.ToString());
    }

    static IEnumerable<Loop> AllLoops(Circuit circuit) => circuit.Nodes.Where(node => node.Op == Op.Loop).Select(node => circuit.Loops[node.Bits]).SelectMany(loop => AllLoops(loop.Body).Prepend(loop));

    static int Loops(Circuit circuit) => AllLoops(circuit).Count();

    static int Operations(Circuit circuit) => AllLoops(circuit).Select(loop => loop.Body).Prepend(circuit).Sum(body => body.Nodes.Count(node => node.Arity > 0 && !node.Op.IsOfArrays()));

    // The arrays that loops make, without those that are asked for.
    static int Arrays(Circuit circuit) => AllLoops(circuit).Sum(loop => loop.Results.Count(result => result.KindIn(loop.Body).IsArray())) - circuit.Outputs.Count(output => circuit.Kinds[output].IsArray());
}
