using GateDsl.Compiler.Loops;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Compiler.Tests.Arrays;

/// <summary>Elements that do not stand one after another, or not from the first on, against plain code: every second one, backwards, columns, in arrays of all lengths around those of vectors.</summary>
public sealed class StrideTests
{
    const int Columns = 4;

    public static TheoryData<string, Func<double[], int, IEnumerable<double>>> Reads => new()
    {
        { "Array.init (n / 2) (fun i -> xs.[2 * i])", (xs, n) => Enumerable.Range(0, n / 2).Select(i => xs[2 * i]) },
        { "Array.init (n / 2) (fun i -> 3 * xs.[2 * i + 1])", (xs, n) => Enumerable.Range(0, n / 2).Select(i => 3 * xs[2 * i + 1]) },
        { "Array.init (n / 3) (fun i -> xs.[3 * i + 2] - xs.[3 * i])", (xs, n) => Enumerable.Range(0, n / 3).Select(i => xs[3 * i + 2] - xs[3 * i]) },
        { "Array.init n (fun i -> xs.[n - 1 - i])", (xs, n) => xs.Reverse() },
        { "Array.rev xs |> Array.map (fun x -> x + 1)", (xs, n) => xs.Reverse().Select(x => x + 1) },
        { "Array.skip 1 xs", (xs, n) => xs.Skip(1) },
        { "Array.skip 1 xs |> Array.map (fun x -> 2 * x)", (xs, n) => xs.Skip(1).Select(x => 2 * x) },
        { "Array.map2 (fun a b -> a - b) (Array.skip 1 xs) (Array.take (n - 1) xs)", (xs, n) => Enumerable.Range(0, n - 1).Select(i => xs[i + 1] - xs[i]) },
        { "Array.map2 (fun a b -> a - 2 * b) xs (Array.rev xs)", (xs, n) => Enumerable.Range(0, n).Select(i => xs[i] - 2 * xs[n - 1 - i]) },
        { "Array.init n (fun i -> if xs.[n - 1 - i] > 0 then xs.[i] else 0.5)", (xs, n) => Enumerable.Range(0, n).Select(i => xs[n - 1 - i] > 0 ? xs[i] : 0.5) },
    };

    public static TheoryData<string, Func<Func<int, int, double>, int, IEnumerable<double>>> Columned => new()
    {
        { "Array.map (fun (row: float[]) -> row.[1]) m", (m, n) => Enumerable.Range(0, n).Select(i => m(i, 1)) },
        { "Array.map (fun (row: float[]) -> row.[3] - row.[0]) m", (m, n) => Enumerable.Range(0, n).Select(i => m(i, 3) - m(i, 0)) },
        { "(Array.transpose m).[2]", (m, n) => Enumerable.Range(0, n).Select(i => m(i, 2)) },
        { "Array.map (fun x -> 2 * x) (Array.transpose m).[2]", (m, n) => Enumerable.Range(0, n).Select(i => 2 * m(i, 2)) },
        { "Array.map2 (fun a b -> a * b + 1) (Array.transpose m).[3] (Array.rev (Array.transpose m).[0])", (m, n) => Enumerable.Range(0, n).Select(i => m(i, 3) * m(n - 1 - i, 0) + 1) },
        { "Array.map (fun column -> Array.max column) (Array.transpose m)", (m, n) => Enumerable.Range(0, Columns).Select(j => Enumerable.Range(0, n).Max(i => m(i, j))) },
        { "Array.concat (Array.transpose m)", (m, n) => Enumerable.Range(0, Columns * n).Select(k => m(k % n, k / n)) },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public void Of_an_array(string expression, Func<double[], int, IEnumerable<double>> plain)
    {
        ArrayProgram program = Program($"let f (xs: float[]) = (let n = Array.length xs in {expression})");
        for (int n = 1; n <= 70; n++)
        {
            double[] xs = [.. Enumerable.Range(0, n).Select(i => Math.Sin(1.3 * i + n))];
            Assert.Equal([.. plain(xs, n)], program.TryRun([new ArrayData(xs, n)], default)![0].Array.Flat());
        }
    }

    [Theory]
    [MemberData(nameof(Columned))]
    public void Of_a_matrix(string expression, Func<Func<int, int, double>, int, IEnumerable<double>> plain)
    {
        ArrayProgram program = Program($"let f (m: float[][]) = {expression}");
        for (int n = 1; n <= 40; n++)
        {
            double[] cells = [.. Enumerable.Range(0, n * Columns).Select(i => Math.Sin(1.3 * i + n))];
            Assert.Equal([.. plain((i, j) => cells[i * Columns + j], n)], program.TryRun([new ArrayData(cells, n, Columns)], default)![0].Array.Flat());
        }
    }

    static ArrayProgram Program(string source) => ArrayProgram.Of(GateModule.Parse(source)["f"].Circuit(Outputs.Value), Target.Machine)!;
}
