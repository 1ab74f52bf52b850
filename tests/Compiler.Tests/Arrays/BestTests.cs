using GateDsl.Compiler.Loops;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Compiler.Tests.Arrays;

/// <summary>Where the best element of an array is, whatever lanes of vectors it and its equals fall into: the first, or the first that is no number.</summary>
public sealed class BestTests
{
    static readonly ArrayProgram largest = Slope("Array.max xs"), smallest = Slope("Array.min xs"), largestBy = Slope("Array.maxBy (fun x -> 0.5 - x) xs");

    static ArrayProgram Slope(string expression) =>
        ArrayProgram.Of(GateModule.Parse($"let f (xs: float[]) = {expression}")["f"].Derivative("xs").Circuit(Outputs.Value), Target.Machine)!;

    [Fact]
    public void The_first_of_equal_elements_has_the_slope()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 400; trial++)
        {
            double[] xs = new double[random.Next(1, 71)];
            for (int i = 0; i < xs.Length; i++) xs[i] = random.Next(trial % 4 + 1);
            Check(xs);
        }
    }

    [Fact]
    public void Each_pair_of_equal_elements_is_decided_by_place()
    {
        foreach (int length in (int[])[2, 8, 9, 16, 17, 33, 1_030])
        {
            int step = 1 + length / 40;
            for (int first = 0; first < length; first += step)
            {
                for (int second = first; second < length; second += step)
                {
                    double[] xs = [.. Enumerable.Range(0, length).Select(i => 0.25 + 0.5 * (i % 3) / 7)];
                    (xs[first], xs[second]) = (3, 3);
                    Check(xs);
                    (xs[first], xs[second]) = (-3, -3);
                    Check(xs);
                    (xs[first], xs[second]) = (4, double.NaN);
                    Check(xs);
                    (xs[first], xs[second]) = (double.NegativeInfinity, double.PositiveInfinity);
                    Check(xs);
                }
            }
        }
    }

    static void Check(double[] xs)
    {
        Check(largest, xs, Best(xs, (x, best) => x > best));
        Check(smallest, xs, Best(xs, (x, best) => x < best));
        Check(largestBy, xs, Best(xs, (x, best) => 0.5 - x > 0.5 - best));
    }

    static void Check(ArrayProgram program, double[] xs, int best)
    {
        double[] expected = new double[xs.Length];
        expected[best] = 1;
        Assert.Equal(expected, program.TryRun([new ArrayData(xs, xs.Length)], default)![0].Array.Flat());
    }

    static int Best(double[] xs, Func<double, double, bool> isBetter)
    {
        int best = 0;
        for (int i = 1; i < xs.Length && !double.IsNaN(xs[best]); i++)
        {
            if (double.IsNaN(xs[i]) || isBetter(xs[i], xs[best])) best = i;
        }
        return best;
    }
}
