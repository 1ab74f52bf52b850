using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Checking;

/// <summary>
/// Finds the places between samples where a piece of the function ends: bisection along one input, from one piece into another.
/// Only places where the value or a partial derivative jumps are named.
/// </summary>
sealed class Kinks(Circuit circuit, Circuit gradient, ImmutableArray<int> floats)
{
    const int Most = 8;

    readonly Probe probe = new(circuit);
    readonly Dictionary<string, Kink> found = [];

    public ImmutableArray<Kink> Found => [.. found.Values];

    /// <summary>Goes from a sample towards the coordinates of the others, one input at a time.</summary>
    public void LookFrom(Sample sample, IReadOnlyList<Sample> samples)
    {
        if (sample.Piece.Length == 0 || found.Count >= Most) return;
        foreach (int input in floats)
        {
            foreach (Sample other in samples.Take(12))
            {
                double[] point = [.. sample.At];
                point[input] = other.At[input];
                if (point[input] == sample.At[input] || !probe.MoveTo(point) || Probe.Same(probe.Piece(), sample.Piece)) continue;
                Close(sample, input, point[input]);
            }
        }
    }

    // The last point of the sample's piece and the first one beyond.
    void Close(Sample sample, int input, double beyond)
    {
        double[] point = [.. sample.At];
        double inside = sample.At[input];
        for (int step = 0; step < 200; step++)
        {
            double middle = inside + (beyond - inside) / 2;
            if (middle == inside || middle == beyond) break;
            point[input] = middle;
            if (!probe.MoveTo(point)) return;                    // the way leads out of the domain
            if (Probe.Same(probe.Piece(), sample.Piece)) inside = middle;
            else beyond = middle;
        }
        point[input] = inside;
        double[] before = Outputs(point);

        // The place itself may be like this side, and only the next number unlike.
        foreach (double after in (ReadOnlySpan<double>)[beyond, beyond > inside ? Math.BitIncrement(beyond) : Math.BitDecrement(beyond)])
        {
            point[input] = after;
            if (!probe.MoveTo(point)) return;
            double[] outputs = Outputs(point);
            if (!Differ(before, outputs)) continue;
            Name(sample.Piece, point, beyond, input, jump: Differ(before.AsSpan(0, circuit.Outputs.Length), outputs));
            return;
        }
    }

    void Name(double[] piece, double[] point, double at, int input, bool jump)
    {
        double[] across = probe.Piece();
        int[] choosers = probe.Choosers();
        for (int i = 0; i < choosers.Length; i++)
        {
            // an if is named by its comparison
            if (circuit.Nodes[choosers[i]].Op == Op.Select || across[i].Equals(piece[i]) || double.IsNaN(across[i]) || double.IsNaN(piece[i])) continue;
            string name = Steps.Name(circuit.Nodes[choosers[i]]);
            point[input] = at;
            found.TryAdd($"{name} {jump}", new(name, [.. point], jump));
        }
    }

    double[] Outputs(double[] point)
    {
        var outputs = new double[gradient.Outputs.Length];
        Interpreter.Run(gradient, point, outputs);
        return outputs;
    }

    // The points are neighbours, so that only a jump makes a difference like this.
    static bool Differ(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (!a[i].Equals(b[i]) && !(Math.Abs(a[i] - b[i]) <= 1e-6 * (1e-6 + Math.Max(Math.Abs(a[i]), Math.Abs(b[i]))))) return true;
        }
        return false;
    }
}
