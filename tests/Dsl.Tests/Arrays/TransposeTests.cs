using Xunit;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>Random chains of transposes and maps of a matrix: each number has a weight of its own, so that nothing can stand in another's place; slopes against differences of plain C# loops.</summary>
public sealed class TransposeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Slopes_stand_where_their_numbers_do(int seed)
    {
        var random = new Random(seed);
        for (int n = 0; n < 40; n++)
        {
            var (text, of) = Matrix(random, 3);
            string source = $"""
                let f (m: float[][]) =
                    Array.mapi (fun i row -> float (i + 1) * Array.sum (Array.mapi (fun j t -> float (3 * j + 2) * sin t) row)) ({text}) |> Array.sum
                let along (v: float[][]) (m: float[][]) t = f (Array.map2 (fun p q -> Array.map2 (fun a b -> a + t * b) p q) m v)
                """;
            GateModule module = GateModule.Parse(source);
            Gate gate = module["f"], gradient = gate.Derivative("m"), along = module["along"].Derivative("t");
            foreach (int size in (int[])[1, 2, 3])
            {
                double[][] m = Numbers(random, size), v = Numbers(random, size);
                double F(double[][] at) => of(at).Select((row, i) => (i + 1) * row.Select((t, j) => (3 * j + 2) * Math.Sin(t)).Sum()).Sum();
                double[] found = ((GateValue.Array)gradient.Evaluate((GateValue)m)).ToDoubles();
                double sum = 0;
                for (int i = 0; i < size * size; i++)
                {
                    double slope = (F(Moved(m, i, 1e-5)) - F(Moved(m, i, -1e-5))) / 2e-5;
                    Assert.True(Math.Abs(slope - found[i]) <= 1e-6 * Math.Max(1, Math.Abs(slope)), $"{slope} is expected, {found[i]} found: number {i} of {size} rows of\n{source}");
                    sum += found[i] * v[i / size][i % size];
                }
                double forwards = ((GateValue.Number)along.Evaluate((GateValue)v, m, 0.0)).Value;
                Assert.True(Math.Abs(sum - forwards) <= 1e-10 * Math.Max(1, Math.Abs(sum)), $"{sum} backwards, {forwards} forwards:\n{source}");
            }
        }
    }

    static (string Text, Func<double[][], double[][]> Of) Matrix(Random random, int depth)
    {
        if (depth == 0) return ("m", m => m);
        var (a, x) = Matrix(random, depth - 1);
        switch (random.Next(6))
        {
            case 0 or 1 or 2: return ($"(Array.transpose {a})", m => Transposed(x(m)));
            case 3: return ($"(Array.map (fun row -> Array.map (fun t -> t * t / 2) row) {a})", m => Each(x(m), (_, _, t) => t * t / 2));
            case 4: return ($"(Array.mapi (fun i row -> Array.mapi (fun j t -> float (i + 1) * t + float (j * j)) row) {a})", m => Each(x(m), (i, j, t) => (i + 1) * t + j * j));
            default:
                var (b, y) = Matrix(random, depth - 1);
                return ($"(Array.map2 (fun p q -> Array.map2 (fun a b -> a - 0.5 * a * b) p q) {a} {b})", m => y(m) is var other ? Each(x(m), (i, j, t) => t - 0.5 * t * other[i][j]) : []);
        }
    }

    static double[][] Each(double[][] m, Func<int, int, double, double> f) => [.. m.Select((row, i) => row.Select((t, j) => f(i, j, t)).ToArray())];

    static double[][] Transposed(double[][] m) => [.. Enumerable.Range(0, m.Length).Select(j => m.Select(row => row[j]).ToArray())];

    static double[][] Numbers(Random random, int size) => [.. Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextDouble() * 2 - 1).ToArray())];

    static double[][] Moved(double[][] m, int at, double by) => Each(m, (i, j, t) => i * m.Length + j == at ? t + by : t);
}
