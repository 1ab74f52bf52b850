using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Checking;

/// <summary>Finds points at which a circuit is defined, on as many of its smooth pieces as it can.</summary>
sealed class Sampler
{
    const int TriesPerPoint = 40;

    readonly Random random;
    readonly Probe probe;
    readonly Interval[] ranges;
    readonly ImmutableArray<GateType> types;
    readonly double[] constants;
    readonly List<Sample> found = [];

    public Sampler(Circuit circuit, ImmutableArray<GateType> types, Interval[] ranges, Random random)
    {
        (this.types, this.ranges, this.random) = (types, ranges, random);
        probe = new Probe(circuit);

        // Numbers in the source are where branches change sides; the ends of ints are none of it.
        constants = [.. circuit.Nodes.Where(node => node.Op == Op.Number && Math.Abs(node.Number) < int.MaxValue).Select(node => node.Number).Distinct().Take(64)];
    }

    /// <summary>Up to so many points, in the order found.</summary>
    public IReadOnlyList<Sample> Find(int most)
    {
        for (int tries = 0; found.Count < most && tries < most * TriesPerPoint; tries++)
        {
            Keep(most, found.Count > 0 && random.Next(3) == 0 ? Neighbour(found[random.Next(found.Count)].At) : Fresh());
        }
        LookAcross();
        return found;
    }

    bool Keep(int most, double[] point)
    {
        if (!probe.MoveTo(point)) return false;
        double[] piece = probe.Piece();
        if (found.Count(sample => Probe.Same(sample.Piece, piece)) >= (most + 1) / 2) return false;     // leave room for other pieces
        found.Add(new(point, piece));
        return true;
    }

    // For each choice that always fell out the same way: walk along the axes until it does not.
    void LookAcross()
    {
        if (found.Count == 0) return;
        int choices = found[0].Piece.Length;
        for (int choice = 0; choice < Math.Min(choices, 64); choice++)
        {
            double only = found[0].Piece[choice];
            if (found.Exists(sample => !sample.Piece[choice].Equals(only))) continue;
            Walk(choice, only);
        }
    }

    void Walk(int choice, double only)
    {
        foreach (Sample from in found.Take(4).ToArray())
        {
            for (int input = 0; input < types.Length; input++)
            {
                for (int power = -8; power <= 14; power++)
                {
                    foreach (int sign in (ReadOnlySpan<int>)[1, -1])
                    {
                        double[] point = [.. from.At];
                        point[input] = types[input] == GateType.Bool ? 1 - point[input] : Shaped(input, point[input] + sign * Math.ScaleB(1, power));
                        if (!ranges[input].Contains(point[input]) || !probe.MoveTo(point)) continue;
                        double[] piece = probe.Piece();
                        if (piece[choice].Equals(only)) continue;
                        found.Add(new(point, piece));
                        return;
                    }
                }
            }
        }
    }

    double[] Fresh()
    {
        var point = new double[types.Length];
        for (int i = 0; i < point.Length; i++) point[i] = Draw(i);
        return point;
    }

    double[] Neighbour(double[] of)
    {
        double[] point = [.. of];
        if (point.Length > 0)
        {
            int input = random.Next(point.Length);
            point[input] = Draw(input);
        }
        return point;
    }

    double Draw(int input)
    {
        if (types[input] == GateType.Bool) return random.Next(2);
        Interval range = ranges[input];
        for (int tries = 0; tries < 20; tries++)
        {
            double x = Shaped(input, Wild(range));
            if (range.Contains(x)) return x;
        }
        return Shaped(input, Inside(range));
    }

    double Shaped(int input, double x) => types[input] == GateType.Int ? Math.Round(x) + 0.0 : x;

    // Ordinary numbers mostly; sometimes small or large ones, and the neighbourhood of numbers in the source.
    double Wild(Interval range) => random.Next(10) switch
    {
        < 4 when double.IsFinite(range.High - range.Low) => Inside(range),
        < 5 => Normal() * 2,
        5 or 6 => Math.Exp(Normal() * 2) * (range.Low >= 0 ? 1 : random.Next(2) * 2 - 1),
        7 when constants.Length > 0 => constants[random.Next(constants.Length)] + Normal() * 0.3,
        8 => Inside(range),
        _ => Normal(),
    };

    double Inside(Interval range)
    {
        bool low = double.IsFinite(range.Low), high = double.IsFinite(range.High);
        return (low, high) switch
        {
            (true, true) => range.Low + (range.High - range.Low) * random.NextDouble(),
            (true, false) => range.Low + Math.Exp(Normal()),
            (false, true) => range.High - Math.Exp(Normal()),
            _ => Normal() * 2,
        };
    }

    // Box and Muller (1958)
    double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

/// <summary>A point, and the smooth piece that it lies on.</summary>
sealed record Sample(double[] At, double[] Piece);
